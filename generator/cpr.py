"""Finds personal numbers (CPR: DDMMYY-SSSS) in text, in every way they are written.

A valid date is enough (QUALITY.md: modulus 11 is no longer universal); the checksum and the words around it
only tell how sure we are. Case numbers, EAN numbers, telephone and account numbers are told apart.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.dk import cpr as stdnum_cpr

_GAP = r"[\s\u00a0\u202f\u2009]"
_DASH = r"[-\u2010-\u2015\u2212\u00ad]"
# 010203-1234   0102031234   010203 1234   010203 - 1234   01 02 03 1234   01.02.03-1234   010203-⏎1234
_NUMBER = re.compile(
    rf"(?<![\d,])(?:(?P<d1>\d{{2}})(?P<m1>\d{{2}})(?P<y1>\d{{2}})(?:{_GAP}*{_DASH}{_GAP}*|{_GAP}{{1,2}}|)"
    rf"|(?P<d2>\d{{2}})(?P<s>[ .\u00a0])(?P<m2>\d{{2}})(?P=s)(?P<y2>\d{{2}})(?:{_GAP}?{_DASH}{_GAP}?|[ \u00a0]))"
    rf"(?P<serial>\d{{4}})(?!\d)(?!{_DASH}\d)(?![.,]\d)"
)
# EMN-2012-011201   EMN-2023-0101011234
_CASE_NUMBER = re.compile(r"\b[A-ZÆØÅ]{2,5}-\d{4}-\d{4,12}\b")
# Kontonr. 1234 0101011234   EAN: …   Dok.nr.: 2012-202935   Varenr. 0101011234   IBAN DK50 …
_OTHER_NUMBER = re.compile(
    r"(?:konto(?:nr|nummer)?|reg\.?\s?nr|EAN(?:-?nr|-?nummer)?|IBAN|CVR(?:-?nr|-?nummer)?|P-?nr|dok(?:ument)?\.?\s?(?:nr|nummer)"
    r"|sags?\.?\s?(?:nr|nummer)|journal\.?\s?(?:nr|nummer)|faktura\s?(?:nr|nummer)|vare\s?(?:nr|nummer)|ISBN)"
    rf"\.?{_GAP}*:?{_GAP}*(?:DK)?[\d \u00a0-]{{0,12}}$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(r"\b(?:cpr|person(?:nummer|nr)|født|f\.)\W{0,12}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpr:
    """A personal number in a text. `start` and `end` are its place, `masked` how it may be told of."""

    masked: str  # "0102xx-xxxx"
    start: int
    end: int
    sure: bool  # checksum fits, or the words before it say so


def find(text: str) -> Iterator[Cpr]:
    """Every personal number in `text`, in order."""
    hidden = _CASE_NUMBER.sub(lambda match: "#" * len(match.group()), text)
    for match in _NUMBER.finditer(hidden):
        day, month, year = (match[f"{part}1"] or match[f"{part}2"] for part in "dmy")
        if not _is_date(day, month, year) or _OTHER_NUMBER.search(hidden[: match.start()][-60:]):
            continue
        digits = f"{day}{month}{year}{match['serial']}"
        sure = stdnum_cpr.checksum(digits) == 0 or bool(_SAYS_SO.search(hidden[: match.start()]))
        yield Cpr(masked=f"{day}{month}xx-xxxx", start=match.start(), end=match.end(), sure=sure)


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether the day exists in some century: 29 February 1900 does not, 2000 does."""
    for century in (1800, 1900, 2000):
        try:
            datetime.date(century + int(year), int(month), int(day))
        except ValueError:
            continue
        return True
    return False
