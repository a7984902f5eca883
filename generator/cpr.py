"""Finds personal numbers (CPR: DDMMYY-SSSS) in text, in every way they are written.

A valid date is enough (QUALITY.md: modulus 11 is no longer universal); the checksum and the words around it
only tell how sure we are. Case numbers, EAN numbers, telephone and account numbers are told apart, but only
where nothing speaks for a personal number: where it is unsure, it is one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from stdnum.dk import cpr as stdnum_cpr

_GAP = r"(?:\s|&nbsp;)"
_DASH = r"(?:[-_/~\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]|&[mn]dash;|&#45;)"
_BETWEEN = r"[\s./-]?"  # between the parts of the date
_DATE = rf"(?P<d>\d\d){_BETWEEN}(?P<m>\d\d){_BETWEEN}(?P<y>\d\d)"
# 010203-1234   010203 – 1234   01.02.03-1234   010203-⏎1234   010203-12 34   010203_1234   010203%2D1234
_DASHED = re.compile(rf"(?<!\d){_DATE}{_GAP}*{_DASH}{_GAP}*(?P<s>\d\d\s?\d\d)(?!\d)")
# 0102031234   010203 1234   01 02 03 1234   010203⏎1234
_PLAIN = re.compile(
    rf"(?<!\d)(?:(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d){_GAP}{{0,3}}"
    rf"|(?P<d2>\d\d)(?P<sep>[ .\u00a0])(?P<m2>\d\d)(?P=sep)(?P<y2>\d\d)[ \u00a0])"
    rf"(?P<s>\d{{4}})(?!\d)(?!-\d)(?![.,]\d{{1,3}}(?!\d))"
)
# What is a personal number only where the words before it say so: 01.02.1903-1234   010203.1234   0 1 0 2 0 3 1 2 3 4
_TOLD = (
    re.compile(rf"(?<!\d){_DATE}\s?[.:,·•]\s?(?P<s>\d\d\s?\d\d)(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<d>\d\d)[ ./-]?(?P<m>\d\d)[ ./-]?(?:18|19|20)(?P<y>\d\d)"
        rf"{_GAP}*{_DASH}?{_GAP}*(?P<s>\d{{4}})(?!\d)"
    ),
)
_BOXES = re.compile(rf"(?<!\d)(?<!\d )\d(?:[ |]{{1,3}}\d){{5}} ?{_DASH}? ?[ |]{{0,3}}\d(?:[ |]{{1,3}}\d){{3}}(?! ?\d)")
# EMN-2012-011201   EMN-2023-0101011234   and fingerprints of files, which hold any digits
_CASE_NUMBER = re.compile(
    r"\b[A-ZÆØÅ]{2,5}-\d{4}-\d{4,12}\b|\b[0-9a-f]{32,128}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
)
# Kontonr. 1234 0101011234   EAN: 0101…   Varenr. 0101011234   IBAN DK50 …
_ACCOUNT = re.compile(
    r"(?<![^\W\d_])(?:konto(?:nr|nummer)?|reg\.?\s?nr|EAN(?:-?nr|-?nummer)?|IBAN|CVR(?:-?nr|-?nummer)?|P-?nr"
    r"|faktura\s?(?:nr|nummer)|vare\s?(?:nr|nummer)|ISBN)"
    r"\.?\s*:?\s*(?:DK\s?\d\d\s?)?(?:\d{4}[\s-]{1,3})?$",
    re.IGNORECASE,
)
# Dok.nr.: 0101011234: only without the hyphen, since some use the personal number as the case's number
_PAPER = re.compile(
    r"(?<![^\W\d_])(?:dok(?:ument)?\.?\s?(?:nr|nummer)|sags?\.?\s?(?:nr|nummer)|journal\.?\s?(?:nr|nummer))\.?\s*:?\s*$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"(?:\b|_)(?:cpr|c\.p\.r|person(?:nummer|nr|\.nr)|født|f\.|fødselsdato)[^\d\n]{0,25}$", re.IGNORECASE
)
_BEFORE = 60  # letters before a number that may say what it is
# What every one of these begins with; most texts hold nothing like it.
_SIX_DIGITS = re.compile(r"\d(?:[\s./|-]{0,3}\d){5}")
_LETTER = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f]){2,4}|%[2-7][0-9A-Fa-f]|.", re.DOTALL)  # addresses hold %20
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpr:
    """A personal number in a text. `start` and `end` are its place, `masked` how it may be told of."""

    masked: str  # "0102xx-xxxx"
    digits: str  # as ten digits: for comparing only, never to be told
    start: int
    end: int
    sure: bool  # checksum fits, or the words before it say so


def find(text: str) -> Iterator[Cpr]:
    """Every personal number in `text`, in order, each once."""
    if "%" not in text and not _INVISIBLE.search(text):
        yield from _find(text)
        return
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _LETTER.finditer(text):
        for letter in _INVISIBLE.sub("", unquote(match.group(), errors="ignore")):
            letters.append(letter)
            spans.append(match.span())
    for found in _find("".join(letters)):
        yield replace(found, start=spans[found.start][0], end=spans[found.end - 1][1])


def mask(text: str) -> str:
    """`text` as it may be told of: with every personal number masked."""
    kept, at = [], 0
    for found in find(text):
        kept += [text[at : found.start], found.masked]
        at = found.end
    return "".join((*kept, text[at:]))


def _find(text: str) -> Iterator[Cpr]:
    if not _SIX_DIGITS.search(text):
        return
    hidden = _CASE_NUMBER.sub(lambda match: "#" * len(match.group()), text)
    taken = 0
    for found in sorted(_candidates(hidden), key=lambda cpr: (cpr.start, -cpr.end)):
        if found.start >= taken:
            yield found
            taken = found.end


def _candidates(text: str) -> Iterator[Cpr]:
    for match in _DASHED.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not _ACCOUNT.search(before):
            yield from _cpr(match, (match["d"], match["m"], match["y"]), match["s"], before)
    for match in _PLAIN.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not (_ACCOUNT.search(before) or _PAPER.search(before)):
            date = (match["d"] or match["d2"], match["m"] or match["m2"], match["y"] or match["y2"])
            yield from _cpr(match, date, match["s"], before)
    for shape in _TOLD:
        for match in shape.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            if _SAYS_SO.search(before):
                yield from _cpr(match, (match["d"], match["m"], match["y"]), match["s"], before)
    for match in _BOXES.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _SAYS_SO.search(before):
            digits = re.sub(r"\D", "", match.group())
            yield from _cpr(match, (digits[:2], digits[2:4], digits[4:6]), digits[6:], before)


def _cpr(match: re.Match[str], date: tuple[str, str, str], serial: str, before: str) -> Iterator[Cpr]:
    if not _is_date(*date):
        return
    day, month, year = (f"{int(part):02d}" for part in date)
    digits = f"{day}{month}{year}" + "".join(str(int(digit)) for digit in serial if digit.isdigit())
    sure = stdnum_cpr.checksum(digits) == 0 or bool(_SAYS_SO.search(before))
    yield Cpr(masked=f"{day}{month}xx-xxxx", digits=digits, start=match.start(), end=match.end(), sure=sure)


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether the day exists in some century: 29 February 1900 does not, 2000 does."""
    for century in (1800, 1900, 2000):
        try:
            datetime.date(century + int(year), int(month), int(day))
        except ValueError:
            continue
        return True
    return False
