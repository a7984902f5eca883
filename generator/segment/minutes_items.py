"""Finds the item headings of stand-alone minutes: bookmarks first, headings second.

Two shapes: `Punkt 3: title` (FirstAgenda) and `3. title`, bold, with a case number under it (SBSYS, Acadre).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.clean.steps import clean
from generator.clean.titles import join_title
from generator.model import Marker, Openness, Place
from generator.segment import patterns
from generator.segment.entries import split_title
from generator.segment.minutes_frame import Frame
from generator.segment.units import is_blank
from generator.sources.bundle import Line, Role

_NUMBER = r"(?P<number>\d{1,4}[a-z]?)"
# Punkt 3: Svar på forslag …   Pkt. 3 Svar …   Lukket punkt 3: …
_NAMED = re.compile(rf"^(?P<closed>lukket\s+)?(?:dagsordens)?(?:punkt|pkt\.?|sag nr\.?)\s*{_NUMBER}\s*[:.–-]?\s+(?P<title>\S.*)$", re.IGNORECASE)  # fmt: skip # noqa: E501
# 715. Kulturkommune 2017   3 Kvalitetsstandarder …   (not "2.1 Baggrund", "4. december 2012")
_NUMBERED = re.compile(rf"^(?P<closed>lukket\s+)?{_NUMBER}(?:[.:)]\s*|\s+)(?P<title>[^\W\d_].*|\d{{4}}\b.*|[\"”'(].*)$", re.IGNORECASE)  # fmt: skip # noqa: E501
# Sagsnr.: 2011-29298   Dok.nr.: 2012-202935   Sagen afgøres i: …   EMN-2025-003383
_CASE_LINE = re.compile(
    r"^(?:sag(?:en)?s?\s?(?:nr|nummer|id)?\.?\s*:|sagen afgøres i\b|dok\.?\s?(?:nr|nummer)?\.?\s*:"
    r"|journal\s?(?:nr|nummer)\.?\s*:|j\.?\s?nr\.?\s*:|acadre\b|sbsys\b|esdh\b|[A-ZÆØÅ]{2,5}-\d{4}-\d{4,7}$)",
    re.IGNORECASE,
)
# the case number of such a line: EMN-2025-003383, 2011-29298, 12/27845, 27.12.00-P21-1-12
_CASE_NUMBER = re.compile(
    r"\b(?:[A-ZÆØÅ]{2,5}-\d{4}-\d{4,7}|\d{2}\.\d{2}\.\d{2}-[A-ZÅ]\d{2}-\d+-\d{2}|\d{4}-\d{3,7}|\d{2,4}/\d{1,7})\b"
)
_CASE_LABEL = re.compile(
    r"^(?:sag|sags?\s?(?:nr|nummer|id)\.?|journal\s?(?:nr|nummer)\.?|j\.?\s?nr\.?|[A-ZÆØÅ]{2,5}-\d)", re.IGNORECASE
)
_NEARBY = 8  # written lines under a heading within which a case line is looked for
_MAX_TITLE_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An item's heading: lines `start` to `end` (exclusive), number, title and what they say of openness."""

    start: int
    end: int
    number: str
    title: str
    duration_minutes: int | None = None
    markers: tuple[Marker, ...] = ()


def find_heads(lines: Sequence[Line], frame: Frame, file: str) -> list[Head]:
    """The item headings in order; empty where the bundle has none of the known shapes."""
    candidates = _candidates(lines, frame)
    named = [i for i in candidates if _NAMED.match(clean(lines[i].text))]
    marked = [i for i in candidates if _NUMBERED.match(clean(lines[i].text))]
    by_name = _once(_heads(lines, named, _NAMED, file))
    by_number = _once(_accepted(lines, _heads(lines, marked, _NUMBERED, file), frame))
    return by_number if len(by_number) > len(by_name) else by_name


def _candidates(lines: Sequence[Line], frame: Frame) -> list[int]:
    return [i for i, line in enumerate(lines) if line.role in (Role.ITEM, Role.HEADING) and not frame.holds(i)]


def _heads(lines: Sequence[Line], starts: Sequence[int], pattern: re.Pattern[str], file: str) -> list[Head]:
    heads: list[Head] = []
    for start in starts:
        if heads and start < heads[-1].end:
            continue
        end = _title_end(lines, start, pattern)
        match = pattern.match(join_title(line.text for line in lines[start:end]))
        if match is None:
            continue
        title, minutes = split_title(match["title"])
        closed = match["closed"] or patterns.CLOSED_TITLE.search(title) or patterns.CLOSED_LINE.match(title)
        words = match.group().removesuffix(match["title"]) + title.split(":")[0]
        marker = Marker(openness=Openness.CLOSED, words=words, place=Place(file=file, page=lines[start].page))
        heads.append(
            Head(
                start=start,
                end=end,
                number=match["number"],
                title=title,
                duration_minutes=minutes,
                markers=(marker,) if closed else (),
            )
        )
    return heads


def _title_end(lines: Sequence[Line], start: int, pattern: re.Pattern[str]) -> int:
    """A title runs on over the lines in the same type that follow without a gap."""
    end = start + 1
    while end < min(len(lines), start + _MAX_TITLE_LINES):
        line, words = lines[end], clean(lines[end].text)
        alike = line.role is lines[start].role and line.level == lines[start].level
        if not alike or line.joint or pattern.match(words) or _CASE_LINE.match(words) or is_blank(line):
            break
        end += 1
    return end


def _accepted(lines: Sequence[Line], heads: Sequence[Head], frame: Frame) -> list[Head]:
    """Of `3. Something` in bold, those that are items: with a case line near, or named in the contents list.

    Others in the same type count where they carry on the numbering (an item without a case number).
    """
    listed = [_letters(lines[index].text) for index in sorted(frame.contents)]
    sure = {head.start for head in heads if _has_case_line(lines, head) or _listed(head, listed)}
    levels = {(lines[start].role, lines[start].level) for start in sure}
    found: list[Head] = []
    for index, head in enumerate(heads):
        style = lines[head.start].role, lines[head.start].level
        following = next((later for later in heads[index + 1 :] if later.start in sure), None)
        before = _value(found[-1].number) if found else None
        in_step = before is not None and _value(head.number) == before + 1
        fits = following is None or _value(following.number) > _value(head.number)
        if head.start in sure or (style in levels and in_step and fits and not listed):
            found.append(head)
    return found


def _has_case_line(lines: Sequence[Line], head: Head) -> bool:
    near = [line for line in lines[head.end : head.end + 4 * _NEARBY] if not is_blank(line)][:_NEARBY]
    for line in near:
        if line.role in (Role.ITEM, Role.HEADING) and _NUMBERED.match(clean(line.text)):
            return False
        if _CASE_LINE.match(clean(line.text)):
            return True
    return False


def _listed(head: Head, listed: Sequence[str]) -> bool:
    wanted = _letters(f"{head.number}{head.title}")[:30]
    return len(wanted) > 3 and any(
        entry.startswith(wanted) or wanted.startswith(entry[:30]) for entry in listed if len(entry) > 5
    )


def _letters(text: str) -> str:
    return "".join(char for char in clean(text).casefold() if char.isalnum())


def _value(number: str) -> int:
    return int(re.sub(r"\D", "", number))


def _once(heads: Sequence[Head]) -> list[Head]:
    """A heading that comes twice (a contents list without page numbers) counts where it comes last."""
    last = {(head.number, _letters(head.title)[:20]): head.start for head in heads}
    return [head for head in heads if last[head.number, _letters(head.title)[:20]] == head.start]


def case_lines(lines: Sequence[Line]) -> tuple[list[int], tuple[str, ...]]:
    """The case lines that open an item's body, by index, and the case numbers they give.

    A document number is no case number: `Dok.nr.` lines count as case lines and give none.
    """
    indices: list[int] = []
    numbers: list[str] = []
    for index, line in enumerate(lines):
        words = clean(line.text)
        if is_blank(line):
            continue
        if line.role is not Role.TEXT or not _CASE_LINE.match(words):
            break
        indices.append(index)
        if _CASE_LABEL.match(words) and not words.lower().startswith("sagen"):
            numbers += _CASE_NUMBER.findall(words)
    return indices, tuple(dict.fromkeys(numbers))
