"""From glyphs to rows of text in reading order. Pure functions of positions.

Order (FORMATS.md section 2): the content stream keeps columns and boxes whole but misplaces floating boxes;
pure top-down order interleaves the letterhead with the text. So rows and blocks are built from the stream,
and blocks are then moved only as far as positions demand: what stands above and in the same column comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.model import Table
from generator.sources.pdf_marks import Glyph

_WORD_GAP = 0.25  # of the font size: a gap this wide is a space even where pdfium gave none
_BLOCK_GAP = 0.9  # of the font size: a wider vertical gap ends a block
_FOOTER_ZONE = 0.11  # of the page's height
_MAX_BLOCKS = 700  # beyond that the stream's order stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of text (or one whole table) and where it stands. `y` is the baseline, `column` counts blocks."""

    text: str
    x0: float
    x1: float
    y: float
    top: float
    bottom: float
    size: float
    order: int  # its first glyph's place in the content stream
    bold: bool = False
    table: Table | None = None
    rulings: tuple[float, ...] = ()  # a table's vertical lines
    header_marked: bool = False  # a table's first row stands out
    column: int = 0


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Glyphs in stream order, cut where the baseline moves or the pen goes back."""
    rows: list[Row] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if current and not glyph.char.isspace() and _breaks(current, glyph):
            rows += _row(current)
            current = []
        current.append(glyph)
    return rows + _row(current)


def _breaks(current: list[Glyph], glyph: Glyph) -> bool:
    """Whether `glyph` begins a new row. Raised footnote marks and justified text do not."""
    last = next((seen for seen in reversed(current) if not seen.char.isspace()), None)
    if last is None:
        return abs(current[0].y - glyph.y) > 0.5 * glyph.size or glyph.angle != current[0].angle
    if last.angle != glyph.angle or glyph.x0 < last.x0 - 0.5 * max(last.size, glyph.size):
        return True
    return abs(last.y - glyph.y) > 0.55 * max(last.size, glyph.size)


def _row(glyphs: list[Glyph]) -> list[Row]:
    """The glyphs as one row; none where they are white space only."""
    inked = [glyph for glyph in glyphs if not glyph.char.isspace()]
    if not inked:
        return []
    letters = [glyph for glyph in inked if glyph.char.isalnum()] or inked
    sizes = sorted(glyph.size for glyph in letters)
    size = sizes[len(sizes) // 2]
    base = sorted(glyph.y for glyph in letters)[len(letters) // 2]
    return [
        Row(
            text=_text(glyphs),
            x0=min(glyph.x0 for glyph in inked),
            x1=max(glyph.x1 for glyph in inked),
            y=base,
            top=base + 0.75 * size,
            bottom=base - 0.25 * size,
            size=size,
            order=inked[0].order,
            bold=all(glyph.bold for glyph in letters),
        )
    ]


def _text(glyphs: list[Glyph]) -> str:
    """The row's words, with a space where pdfium or a gap says so."""
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and not glyph.char.isspace() and not last.char.isspace():
            gap = glyph.x0 - last.x1
            if (glyph.spaced and gap > 0.05 * glyph.size) or gap > _WORD_GAP * max(glyph.size, last.size):
                parts.append(" ")
        parts.append(glyph.char)
        last = glyph
    return "".join(parts).strip(" ")


# --- blocks and their order --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    rows: tuple[Row, ...]
    x0: float
    x1: float
    bottom: float
    top: float


def in_reading_order(rows: Sequence[Row], height: float) -> list[Row]:
    """`rows` (stream order) in reading order, each with the number of its column-block."""
    blocks = _blocks(rows)
    body, feet = _footers(blocks, height)
    ordered = _ordered(body) + sorted(feet, key=lambda block: (-round(block.top), block.x0))
    return [replace(row, column=number) for number, block in enumerate(ordered) for row in block.rows]


def _blocks(rows: Sequence[Row]) -> list[_Block]:
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _continues(groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        _Block(
            rows=tuple(group),
            x0=min(row.x0 for row in group),
            x1=max(row.x1 for row in group),
            bottom=min(row.bottom for row in group),
            top=max(row.top for row in group),
        )
        for group in groups
    ]


def _continues(group: list[Row], row: Row) -> bool:
    """Whether `row` goes on below the group's last row, in the same column."""
    last = group[-1]
    if last.table or row.table:
        return False
    gap = last.bottom - row.top
    return (
        row.y < last.y and gap < _BLOCK_GAP * max(last.size, row.size) and min(last.x1, row.x1) > max(last.x0, row.x0)
    )


def _footers(blocks: list[_Block], height: float) -> tuple[list[_Block], list[_Block]]:
    """Blocks wholly in the foot of the page and under all others are its footer, and come last."""
    feet = [block for block in blocks if block.top < height * _FOOTER_ZONE and not block.rows[0].table]
    body = [block for block in blocks if block not in feet]
    if not body:
        return blocks, []
    floor = min(block.bottom for block in body)
    sunk = [block for block in feet if block.top <= floor + 1]
    return [block for block in blocks if block not in sunk], sunk


def _ordered(blocks: list[_Block]) -> list[_Block]:
    """The stream's order, except that what stands above in the same column comes first."""
    if len(blocks) > _MAX_BLOCKS:
        return blocks
    count = len(blocks)
    later = [[j for j in range(count) if _precedes(blocks[i], blocks[j])] for i in range(count)]
    waiting = [0] * count  # how many blocks must still come before
    for followers in later:
        for j in followers:
            waiting[j] += 1
    free = {j for j in range(count) if not waiting[j]}
    done: list[int] = []
    while free:
        chosen = min(free)
        free.remove(chosen)
        done.append(chosen)
        for j in later[chosen]:
            waiting[j] -= 1
            if not waiting[j]:
                free.add(j)
    return [blocks[j] for j in done]


def _precedes(first: _Block, then: _Block) -> bool:
    """Whether `first` stands above `then` in the same column."""
    overlap = min(first.x1, then.x1) - max(first.x0, then.x0)
    return overlap > 2 and first.bottom >= then.top - 0.35 * then.rows[0].size and first.top > then.top


def leading(rows: Sequence[Row]) -> float:
    """The usual distance between baselines, as a multiple of the font size; 1.2 where it cannot be told."""
    steps = sorted(
        (above.y - below.y) / below.size
        for above, below in pairwise(rows)
        if above.column == below.column and above.y > below.y and abs(above.size - below.size) < 0.5
    )
    return steps[len(steps) // 2] if len(steps) >= 5 else 1.2
