"""Takes footnotes from the bottom of pages, so that the text above runs on over the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.clean.steps import clean
from generator.clean.titles import join_title
from generator.model import Footnote
from generator.segment.units import is_blank
from generator.sources.bundle import Line

# 1 Unge Ravne i Aarhus består af …
_NOTE = re.compile(r"^(?P<mark>\d{1,2})\s+(?P<text>[A-ZÆØÅ].{10,})$")
_LONGEST = 8  # lines of one footnote


def take_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Footnote]]:
    """The lines without the footnotes, and the footnotes.

    A footnote is the last thing on its page, begins with a number, and the text above it bears that
    number glued to a word (`Ravne1`, `København.2`).
    """
    kept: list[Line] = []
    notes: list[Footnote] = []
    page: list[Line] = []
    for line in [*lines, None]:
        if line is None or (line.joint and page):
            body, found = _take_from_page(page, kept)
            kept += body
            notes += found
            page = []
        if line is not None:
            page.append(line)
    return kept, notes


def _take_from_page(page: Sequence[Line], before: Sequence[Line]) -> tuple[list[Line], list[Footnote]]:
    maybe = [n for n in range(len(page)) if _looks_like_note(page, n)]
    text = " ".join(clean(known.text) for known in (*before, *page)) if maybe else ""
    starts = [n for n in maybe if _is_referred_to(clean(page[n].text), text)]
    if not starts:
        return list(page), []
    first = starts[0]
    ends = [*starts[1:], len(page)]
    if any(end - start > _LONGEST + 3 for start, end in zip(starts, ends, strict=True)):
        return list(page), []
    notes = []
    for start, end in zip(starts, ends, strict=True):
        joined = join_title(line.text for line in page[start:end] if not is_blank(line))
        match = _NOTE.match(joined)
        if match:
            notes.append(Footnote(mark=match["mark"], text=match["text"]))
    return list(page[:first]), notes


def _looks_like_note(page: Sequence[Line], at: int) -> bool:
    if not _NOTE.match(clean(page[at].text)):
        return False
    return at > 0 and (is_blank(page[at - 1]) or bool(_NOTE.match(clean(page[at - 1].text))))


def _is_referred_to(words: str, text: str) -> bool:
    match = _NOTE.match(words)
    return bool(match and re.search(rf"[a-zæøå.,)”]{match['mark']}(?![\d.,%])", text))
