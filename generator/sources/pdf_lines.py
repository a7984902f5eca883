"""From the rows of all pages to the bundle's lines: headings, agenda items, gaps, tables over pages. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.sources.bundle import Line, Role
from generator.sources.pdf_layout import Row, in_reading_order, leading, rows_of
from generator.sources.pdf_marks import PageMarks
from generator.sources.pdf_tables import continues, merged, take_tables, with_header

_GAP = 1.3  # times the usual leading: a wider step is a blank line
_LARGER = 1.12  # times the body size: a heading
_MAX_HEADING = 250  # characters: a longer bold line is a paragraph
_MARGIN = 0.1  # of the page's height: running heads and feet stand here
_ITEM_TITLE = re.compile(r"(?:punkt|pkt\.?)\s*\d+|\d+\s*[.:)]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A bookmark of the file: its title, the page it points to (from 1) and its depth (1 is the top)."""

    title: str
    page: int
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRows:
    """A page's rows in reading order."""

    number: int
    height: float
    rows: tuple[Row, ...]


def page_rows(marks: PageMarks, number: int) -> PageRows:
    """Lay out one page; text at an angle (stamps, watermarks) comes after the upright text."""
    upright = [glyph for glyph in marks.glyphs if glyph.angle == 0]
    slanted = [glyph for glyph in marks.glyphs if glyph.angle != 0]
    rest, tables = take_tables(upright, marks.rules, marks.fills)
    rows = sorted([*rows_of(rest), *tables], key=lambda row: row.order)
    ordered = in_reading_order(rows, marks.height)
    aside = [replace(row, column=-1) for row in rows_of(slanted)]
    return PageRows(number=number, height=marks.height, rows=(*ordered, *aside))


def lines_of(pages: Sequence[PageRows], bookmarks: Sequence[Bookmark]) -> list[Line]:
    """The document's lines, page by page."""
    pages = _join_tables(pages)
    body, ranks = _sizes(pages)
    usual = leading([row for page in pages for row in page.rows if abs(row.size - body.size) < 0.5])
    lines: list[Line] = []
    for page in pages:
        items = _item_rows(page, [mark for mark in bookmarks if mark.page == page.number], body, usual)
        lines += _page_lines(page, items, body, ranks, usual)
    return lines


def _page_lines(page: PageRows, items: dict[int, int], body: _Body, ranks: list[float], usual: float) -> Iterator[Line]:
    number = 0
    for index, row in enumerate(page.rows):
        if index and _apart(page.rows[index - 1], row, usual):
            number += 1
            yield Line(text="", page=page.number, number=number)
        number += 1
        role, level = (Role.ITEM, items[index]) if index in items else _role(row, body, ranks)
        first = index == 0
        yield Line(
            text=row.text,
            page=page.number,
            number=number,
            joint=first,
            page_start=first,
            role=role,
            level=level,
            table=with_header(row) if row.table else None,
        )


def _apart(above: Row, below: Row, usual: float) -> bool:
    """Whether a gap stands between two rows that follow each other."""
    if above.table or below.table or above.column < 0 or below.column < 0:
        return True
    step = above.y - below.y
    beside = min(above.x1, below.x1) <= max(above.x0, below.x0) and above.column != below.column
    return beside or step <= 0 or step > _GAP * usual * max(above.size, below.size)


# --- headings ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The document's running text."""

    size: float
    bold: bool


def _sizes(pages: Sequence[PageRows]) -> tuple[_Body, list[float]]:
    """The body text's look, and the heading sizes, largest first."""
    counts: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        for row in page.rows:
            counts[_half(row.size), row.bold] += len(row.text)
    if not counts:
        return _Body(size=10, bold=False), []
    size, bold = max(counts, key=lambda key: (counts[key], key))
    return _Body(size=size, bold=bold), sorted({s for s, _ in counts if s >= size * _LARGER}, reverse=True)


def _half(size: float) -> float:
    return round(size * 2) / 2


def _role(row: Row, body: _Body, ranks: list[float]) -> tuple[Role, int]:
    """Heading or text: larger than the body, or bold where the body is not (and not smaller: a running head)."""
    if row.table:
        return Role.TABLE, 0
    if len(row.text) > _MAX_HEADING or not any(char.isalpha() for char in row.text):
        return Role.TEXT, 0
    if _half(row.size) in ranks:
        return Role.HEADING, ranks.index(_half(row.size)) + 1
    if row.bold and not body.bold and row.size >= body.size * 0.9:
        return Role.HEADING, len(ranks) + 1
    return Role.TEXT, 0


# --- bookmarks ---------------------------------------------------------------------------------------


def _item_rows(page: PageRows, bookmarks: Sequence[Bookmark], body: _Body, usual: float) -> dict[int, int]:
    """The rows that agenda bookmarks point to, with the bookmark's depth; a wrapped title's rows all count."""
    found: dict[int, int] = {}
    for mark in bookmarks:
        title = _letters(mark.title)
        if not _ITEM_TITLE.match(mark.title.strip()):
            continue
        for index, row in enumerate(page.rows):
            words = _letters(row.text)
            if index in found or len(words) < 4 or not (title.startswith(words) or words.startswith(title)):
                continue
            for wrapped in _wrapped(page.rows, index, title, usual):
                found[wrapped] = mark.depth
            break
    return found


def _wrapped(rows: Sequence[Row], index: int, title: str, usual: float) -> Iterator[int]:
    """The title's rows: those that follow closely in the same type while the title is not complete."""
    yield index
    read = _letters(rows[index].text)
    for follower in range(index + 1, len(rows)):
        above, row = rows[follower - 1], rows[follower]
        alike = abs(row.size - above.size) < 0.5 and row.bold == above.bold and not row.table
        read += _letters(row.text)
        # Exporters cut long bookmarks, so the page may hold more of the title than the bookmark does.
        if not alike or _apart(above, row, usual) or not (title.startswith(read) or read.startswith(title)):
            return
        if len(read) > len(title) and not (row.bold or len(title) > 80):
            return
        yield follower


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


# --- tables over pages -------------------------------------------------------------------------------


def _join_tables(pages: Sequence[PageRows]) -> list[PageRows]:
    """A table broken over pages becomes one table, on the page where it begins."""
    joined = list(pages)
    home: tuple[int, int] | None = None  # page and row of a table that may go on
    for index in range(1, len(pages)):
        if home is None and (last := _last_table(joined[index - 1], pages[index])) is not None:
            home = index - 1, last
        then = _first_table(pages[index], pages[index - 1])
        if home is None or then is None or not continues(joined[home[0]].rows[home[1]], pages[index].rows[then]):
            home = None
            continue
        whole = merged(joined[home[0]].rows[home[1]], pages[index].rows[then])
        joined[home[0]] = _with_row(joined[home[0]], home[1], whole)
        joined[index] = replace(pages[index], rows=(*pages[index].rows[:then], *pages[index].rows[then + 1 :]))
        goes_on = index + 1 < len(pages) and _last_table(pages[index], pages[index + 1]) == then
        home = home if goes_on else None
    return joined


def _with_row(page: PageRows, index: int, row: Row) -> PageRows:
    return replace(page, rows=(*page.rows[:index], row, *page.rows[index + 1 :]))


def _table_rows(page: PageRows) -> list[int]:
    return [index for index, row in enumerate(page.rows) if row.table]


def _last_table(page: PageRows, after: PageRows) -> int | None:
    """The lowest table, where only feet and footnotes stand under it (a letterhead beside it does not count)."""
    tables = _table_rows(page)
    if not tables:
        return None
    last = min(tables, key=lambda index: page.rows[index].bottom)
    table = page.rows[last]
    under = (row for row in page.rows if row.top < table.bottom + 1 and _beside(row, table))
    return last if all(_is_margin(row, page, after, foot=True) or _is_footnote(row, table) for row in under) else None


def _first_table(page: PageRows, before: PageRows) -> int | None:
    """The highest table, where only running heads stand above it."""
    tables = _table_rows(page)
    if not tables:
        return None
    first = max(tables, key=lambda index: page.rows[index].top)
    table = page.rows[first]
    above = (row for row in page.rows if row.bottom > table.top - 1 and _beside(row, table))
    return first if all(_is_margin(row, page, before, foot=False) for row in above) else None


def _beside(row: Row, table: Row) -> bool:
    """Whether a row that is no table shares the table's column."""
    return row.table is None and row.column >= 0 and min(row.x1, table.x1) > max(row.x0, table.x0)


def _is_footnote(row: Row, table: Row) -> bool:
    return row.size < table.size and bool(re.match(r"\d{1,2}\b", row.text))


def _is_margin(row: Row, page: PageRows, other: PageRows, *, foot: bool) -> bool:
    """Whether the row stands in the margin, or also on the neighbouring page at the same height."""
    if row.top < page.height * _MARGIN if foot else row.bottom > page.height * (1 - _MARGIN):
        return True
    return any(abs(twin.y - row.y) < 5 and _same_but_digits(twin.text, row.text) for twin in other.rows)


def _same_but_digits(one: str, other: str) -> bool:
    return re.sub(r"\d+", "#", one) == re.sub(r"\d+", "#", other)
