"""Which lines of a paper belong to the same paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.clean.steps import fold_spaces
from generator.segment.units import is_blank
from generator.sources.bundle import Line

# Baggrund/formål: …   Ansvarlig: …   Bilag 1: …
_LABEL = re.compile(r"^[A-ZÆØÅ][\w/.-]*(?: [\w/.-]+){0,2}:(?:\s|$)")
_TERMINAL = re.compile(r"[.:;?!][)”\"’]?$")
# (Fortroligt) under the name it speaks of
_MARK = re.compile(r"[(\[](?:fortro-?|fortroligt?|lukket)(?: bilag)?[)\]]?", re.IGNORECASE)
_MUCH_ROOM = 0.85  # of the width: proportional type sets more or fewer letters on a line
_DOUBLE_SPACED = 0.6  # share of sentence-continuing lines with exactly one blank line before them


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A non-blank line with what its layout says. `gap` is 0 none, 1 a blank line, 2 a wider gap."""

    text: str
    line: Line
    at: int  # index among the lines it came from
    gap: int
    width: int  # letters on a full line around here

    def with_text(self, text: str) -> Row:
        """The row without its bullet or number."""
        return replace(self, text=text)


def has_label(text: str) -> bool:
    """Whether the line opens with a label such as `Ansvarlig:`."""
    return bool(_LABEL.match(text))


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """The non-blank lines with their gaps. In a double-spaced stretch a single blank line is no gap."""
    rows: list[Row] = []
    blanks, wide = 0, False
    for at, line in enumerate(lines):
        if is_blank(line):
            blanks += 1
            wide = wide or line.text == " "
            continue
        gap = 0 if blanks == 0 else (2 if wide or blanks > 1 else 1)
        rows.append(Row(text=fold_spaces(line.text), line=line, at=at, gap=gap, width=0))
        blanks, wide = 0, False
    return [row for page in _pages(rows) for row in _measured(page)]


def _pages(rows: Sequence[Row]) -> list[list[Row]]:
    pages: list[list[Row]] = []
    for row in rows:
        if row.line.joint or not pages:
            pages.append([])
        pages[-1].append(row)
    return pages


def _measured(page: Sequence[Row]) -> list[Row]:
    lengths = sorted(len(row.text) for row in page)
    width = lengths[min(round(0.9 * len(lengths)), len(lengths) - 1)]
    # only lines that go on with a sentence tell: lists have gaps between their entries in any spacing
    single = sum(row.gap == 1 and row.text[:1].islower() for row in page[1:])
    tight = sum(row.gap == 0 and row.text[:1].islower() for row in page[1:])
    if single >= 3 and single > _DOUBLE_SPACED * (single + tight):
        return [replace(row, width=width, gap=max(row.gap - 1, 0)) for row in page]
    measured = [replace(row, width=width) for row in page]
    return [replace(row, gap=0) if _double_spaced_here(measured, n) else row for n, row in enumerate(measured)]


def _double_spaced_here(page: Sequence[Row], n: int) -> bool:
    """A few double-spaced lines on a page that is not: three single gaps in a row, and a sentence that goes on."""
    around = page[max(n - 2, 0) : n + 3]
    singles = sum(row.gap == 1 for row in around)
    sentences = any(row.gap == 1 and row.text[:1].islower() for row in page[max(n - 5, 0) : n + 6])
    if page[n].gap != 1 or n == 0 or singles < min(3, len(around)) or not sentences:
        return False
    before = page[n - 1]
    full = len(before.text) >= 0.6 * before.width
    return (
        full
        and len(page[n].text) >= 0.4 * before.width
        and not _TERMINAL.search(before.text)
        and not has_label(page[n].text)
    )


def same_paragraph(before: Row, row: Row) -> bool:
    """Whether `row` goes on with the sentence or paragraph of `before`."""
    if re.search(r"[^\W\d_]-$", before.text) and row.gap < 2:
        return not (before.text[-2].islower() and row.text[:1].isupper())
    if before.text.endswith("-") and not row.line.joint and row.gap < 2:
        return True
    if _MARK.fullmatch(row.text):
        return row.gap < 2
    ended = bool(_TERMINAL.search(before.text))
    goes_on = not ended and (row.text[:1].islower() or bool(re.match(r"\d+(?![\d.)])", row.text)))
    if row.line.joint:
        return goes_on
    if row.gap:
        return row.gap == 1 and row.text[:1].islower() and not re.match(r"^[a-zæøå]\)", row.text)
    if goes_on or before.text.endswith(","):
        return True
    return not (ended and has_label(row.text)) and not _hard_break(before, row)


def _hard_break(before: Row, row: Row) -> bool:
    """The next word would have had room on the line: the author broke it."""
    first = row.text.split(" ", 1)[0]
    return len(before.text) + 1 + len(first) <= _MUCH_ROOM * before.width
