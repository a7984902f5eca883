"""What stands around the items of stand-alone minutes: running heads, contents list, front page.

Rules of SBSYS-, Acadre- and FirstAgenda-like exports; none looks for one municipality's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.clean.steps import clean
from generator.dates import find_dates
from generator.segment import patterns
from generator.segment.units import is_blank
from generator.sources.bundle import Line, Role

_HEAD, _FOOT = 8, 4  # lines at a page's top and end where running heads and feet stand
_SHARE = 0.4  # of the pages: even and odd pages may have different heads
# A foot without a number must be on nearly all pages: short items of one page each end alike ("Godkendt.").
_FOOT_SHARE = 0.8
# Side 3   Side 3 af 12   3 of 5
_PAGE_NUMBER = re.compile(
    r"^(?:(?:side|page|s\.)\s*[-–]?\s*\d{1,4}(?:\s*(?:af|of|/)\s*\d{1,4})?|\d{1,4}\s*(?:af|of)\s*\d{1,4})$",
    re.IGNORECASE,
)
# 3   - 3 -   3/12   (only as a page's first or last line: elsewhere it is a number)
_BARE_NUMBER = re.compile(r"^[-–]?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?$")
# Indholdsfortegnelse   INDHOLD   Dagsordenspunkter   Punkter på dagsordenen
_CONTENTS = re.compile(
    r"^(?:indhold(?:sfortegnelse)?|dagsordens?punkter|punkter(?: på dagsordenen)?)\s*:?$", re.IGNORECASE
)
# Godkendelse af dagsorden........ 3   1. Meddelelser 3
_CONTENTS_ENTRY = re.compile(r"(?:\.{3,}\s*\d{0,4}|\s\d{1,4})\s*$")
# 9. Køb af ejendom 15
_NUMBERED = re.compile(r"^(?:punkt|pkt\.?)?\s*(?P<number>\d{1,4}[a-z]?)\s*[.:)]?\s", re.IGNORECASE)
# Mødedato Onsdag d. 7. maj 2025 kl. 17:00   Kl. 10:30   kl. 13.00 - 15.30
_TIME = re.compile(
    r"\b(?:kl\.?|klokken|tidspunkt|start)\s*:?\s*(?P<start>\d{1,2}[:.]\d{2})(?:\s*(?:-|–|til)\s*(?:kl\.?\s*)?(?P<end>\d{1,2}[:.]\d{2}))?",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:slut(?:tidspunkt|tid)?|mødet hævet(?: kl\.?)?)\s*:?\s*(?:kl\.?\s*)?(?P<end>\d{1,2}[:.]\d{2})", re.IGNORECASE
)
# Mødested Byrådssalen   Sted: Lokale 3
_PLACE = re.compile(r"^(?:mødested|mødelokale|sted|lokale)\b\s*:?\s*(?P<place>.*)$", re.IGNORECASE)
_DATE_LABEL = re.compile(r"^(?:mødedato|dato|mødetidspunkt)\b", re.IGNORECASE)
# Medlemmer   Tilstede   Deltagere   Afbud/Fraværende
_PEOPLE = re.compile(
    r"^(?:medlemmer|tilstede|til stede|deltagere|mødedeltagere|afbud|fraværende|sekretær|referent|formand)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Indices into the bundle's lines. `closed_numbers` are items that the contents list under a closed heading."""

    running: frozenset[int]
    contents: frozenset[int]
    closed_numbers: frozenset[str]
    closed_heads: frozenset[int]  # running heads that say that their page is closed

    def holds(self, index: int) -> bool:
        """Whether the line is furniture."""
        return index in self.running or index in self.contents


def read_frame(lines: Sequence[Line]) -> Frame:
    """Find running heads and feet, page numbers and the contents list."""
    running = _running(lines)
    contents = _contents(lines, running)
    return Frame(
        running=frozenset(running),
        contents=frozenset(contents),
        closed_numbers=_closed_numbers([clean(lines[index].text) for index in sorted(contents)]),
        closed_heads=frozenset(i for i in running if patterns.CLOSED_LINE.match(clean(lines[i].text))),
    )


def _pages(lines: Sequence[Line]) -> dict[int, list[int]]:
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if not is_blank(line):
            pages.setdefault(line.page, []).append(index)
    return pages


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", clean(line.text)).casefold()


def _running(lines: Sequence[Line]) -> set[int]:
    """Lines that repeat on many pages, counted from the page's edge inwards without a break.

    Without a break, because "Beslutninger" or a case number also comes on most pages, but under a title.
    """
    pages = _pages(lines)
    heads = _repeated(lines, [indices[:_HEAD] for indices in pages.values()], _SHARE)
    feet = _repeated(lines, [indices[-_FOOT:] for indices in pages.values()], _FOOT_SHARE)
    numbered = _repeated(lines, [indices[-_FOOT:] for indices in pages.values()], _SHARE)
    feet |= {key for key in numbered if "#" in key and not key.endswith((".", ":"))}
    found: set[int] = set()
    for indices in pages.values():
        found |= _edge(lines, indices[:_HEAD], heads)
        found |= _edge(lines, list(_foot(lines, indices)), feet)
        found |= {index for index in (*indices[:_HEAD], *indices[-_FOOT:]) if _is_page_number(lines[index])}
        found |= {index for index in (indices[0], indices[-1]) if _BARE_NUMBER.match(clean(lines[index].text))}
    return found


def _foot(lines: Sequence[Line], indices: Sequence[int]) -> Iterator[int]:
    """The page's last lines from below, up to one that stands right under a heading: that is what it says."""
    for place in range(len(indices) - 1, max(len(indices) - 1 - _FOOT, 0), -1):
        above = lines[indices[place - 1]]
        if above.role is not Role.TEXT or "beslutning" in above.text.lower():
            return
        yield indices[place]


def _repeated(lines: Sequence[Line], pages: Sequence[Sequence[int]], share: float) -> set[str]:
    counts = Counter(key for indices in pages for key in {_key(lines[index]) for index in indices})
    return {key for key, count in counts.items() if count >= max(2, share * len(pages))}


def _edge(lines: Sequence[Line], indices: Sequence[int], repeated: set[str]) -> set[int]:
    """The lines from a page's edge inwards that repeat; a bookmark's target or a numbered heading ends them."""
    found: set[int] = set()
    seen: set[str] = set()
    for index in indices:
        line, words, key = lines[index], clean(lines[index].text), _key(lines[index])
        openness = bool(patterns.CLOSED_LINE.match(words) or patterns.OPEN_LINE.match(words))
        numbered = line.role is Role.HEADING and bool(_NUMBERED.match(words))
        if line.role is Role.ITEM or line.table or numbered or key in seen:
            break
        if key not in repeated and not (openness and found) and not _is_page_number(line):
            break
        seen.add(key)
        found.add(index)
    return found


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.match(clean(line.text)))


# --- contents ----------------------------------------------------------------------------------------


def _contents(lines: Sequence[Line], running: set[int]) -> set[int]:
    """The contents list: from its heading to the end of its entries. It also names closed items."""
    start = next((i for i, line in enumerate(lines) if i not in running and _CONTENTS.match(clean(line.text))), None)
    if start is None:
        return set()
    found = {start}
    numbers: set[str] = set()
    for page, indices in _pages(lines).items():
        if page < lines[start].page:
            continue
        rest = [index for index in indices if index > start and index not in running]
        entries = sum(bool(_CONTENTS_ENTRY.search(lines[index].text)) for index in rest)
        if page > lines[start].page and entries * 2 < len(rest):
            break
        for index in rest:
            number = _NUMBERED.match(lines[index].text)
            if _begins_body(lines[index], again=bool(number and number["number"] in numbers)):
                return found
            found.add(index)
            if number:
                numbers.add(number["number"])
    return found


def _begins_body(line: Line, *, again: bool) -> bool:
    """An item's own heading: a bookmark's target, or a numbered heading that is no entry of the list.

    `again` tells that the list had its number already: "8. Budget 2013" ends in a number and is no entry.
    """
    if line.role is Role.ITEM:
        return True
    heading = line.role is Role.HEADING and bool(_NUMBERED.match(line.text))
    return heading and (again or not _CONTENTS_ENTRY.search(line.text))


def _closed_numbers(entries: Sequence[str]) -> frozenset[str]:
    closed: set[str] = set()
    section = False
    for words in entries:
        if patterns.CLOSED_SECTION.match(words):
            section = True
        elif patterns.OPEN_LINE.match(words):
            section = False
        match = _NUMBERED.match(words)
        if match and (section or patterns.CLOSED_TITLE.search(words[match.end() :])):
            closed.add(match["number"])
    return frozenset(closed)


# --- front page --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the front page says of the meeting."""

    dates: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    place: str | None = None


def read_facts(front: Sequence[Line]) -> Facts:
    """Date, time and place from the lines before the first item (running heads may be among them)."""
    words = [clean(line.text) for line in front]
    timed = next((n for n, text in enumerate(words) if _TIME.search(text)), None)
    time = _TIME.search(words[timed]) if timed is not None else None
    ends = next((match["end"] for text in words if (match := _END.search(text))), None)
    labelled = [text for text in words if _DATE_LABEL.match(text) or _TIME.search(text)]
    dates = [date for text in (*labelled, *words) for date in find_dates(text)]
    end = (time["end"] if time else None) or ends
    return Facts(
        dates=tuple(dict.fromkeys(dates)),
        start=_clock(time["start"]) if time else None,
        end=_clock(end) if end else None,
        place=_place(words, timed),
    )


def _clock(text: str) -> str:
    return text.replace(".", ":").rjust(5, "0")


def _place(words: Sequence[str], timed: int | None) -> str | None:
    """The labelled place, else the lines under the time: `i Mødecenter C …`, or an address over some lines."""
    for n, text in enumerate(words):
        match = _PLACE.match(text)
        if match:
            following = words[n + 1] if n + 1 < len(words) else ""
            return match["place"] or following or None
    if timed is None:
        return None
    lines: list[str] = []
    for text in words[timed + 1 : timed + 6]:
        if not text or _PEOPLE.match(text) or patterns.OPEN_LINE.match(text) or patterns.CLOSED_LINE.match(text):
            break
        lines.append(text)
    return re.sub(r"^[Ii] ", "", ", ".join(lines)) or None
