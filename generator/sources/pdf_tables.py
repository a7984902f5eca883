"""Bordered tables: ruling lines → grids → rows of cells. Pure functions.

Only borders make a table here. Columns of text without lines stay lines: guessing them would tear up letterheads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.model import Table
from generator.sources.pdf_layout import Row, rows_of
from generator.sources.pdf_marks import Box, Fill, Glyph, Rule, contains

_NEAR = 3.0  # points within which two lines are one, or touch
_MAX_CELLS = 5_000
_MAX_CELL_LINES = 40  # a "cell" with more is a page's layout, not a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A net of ruling lines: `xs` from the left, `ys` from the top; `regions` maps each cell to its merged region."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """What the grid covers."""
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """The (row, column) that a point inside the box falls in."""
        row = sum(1 for line in self.ys[1:-1] if y < line)
        return row, sum(1 for line in self.xs[1:-1] if x > line)


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids that the ruling lines draw: at least two columns and one row, not nested in one another."""
    across = _joined([rule for rule in rules if rule.horizontal])
    down = _joined([rule for rule in rules if not rule.horizontal])
    grids = [grid for group in _touching(across, down) if (grid := _grid(*group))]
    grids.sort(key=lambda grid: (grid.box[0] - grid.box[2]) * (grid.box[3] - grid.box[1]))
    kept: list[Grid] = []
    for grid in grids:
        centre = (grid.box[0] + grid.box[2]) / 2, (grid.box[1] + grid.box[3]) / 2
        if not any(contains(other.box, *centre) for other in kept):
            kept.append(grid)
    return kept


def _joined(rules: list[Rule]) -> list[Rule]:
    """Lines along one another that touch, as one line each."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=_along):
        last = joined[-1] if joined else None
        if last and abs(_across(last) - _across(rule)) <= _NEAR and _start(rule) <= _end(last) + _NEAR:
            joined[-1] = Rule(
                min(last.x0, rule.x0),
                min(last.y0, rule.y0) if not rule.horizontal else last.y0,
                max(last.x1, rule.x1) if rule.horizontal else last.x1,
                max(last.y1, rule.y1) if not rule.horizontal else last.y1,
            )
        else:
            joined.append(rule)
    return joined


def _across(rule: Rule) -> float:
    return rule.y0 if rule.horizontal else rule.x0


def _start(rule: Rule) -> float:
    return rule.x0 if rule.horizontal else rule.y0


def _end(rule: Rule) -> float:
    return rule.x1 if rule.horizontal else rule.y1


def _along(rule: Rule) -> tuple[float, float]:
    # Rounded, so that the sides of two neighbouring cells, drawn a hair apart, sort together.
    return round(_across(rule) / _NEAR), _start(rule)


def _touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that hang together through crossings."""
    parent = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for i, h in enumerate(across):
        for j, v in enumerate(down, start=len(across)):
            if h.x0 - _NEAR <= v.x0 <= h.x1 + _NEAR and v.y0 - _NEAR <= h.y0 <= v.y1 + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n, rule in enumerate([*across, *down]):
        groups.setdefault(root(n), ([], []))[n >= len(across)].append(rule)
    return list(groups.values())


def _levels(values: Iterable[float]) -> list[float]:
    """The distinct positions, near ones taken together."""
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _NEAR:
            levels.append(value)
    return levels


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs, ys = _levels(rule.x0 for rule in down), _levels(rule.y0 for rule in across)[::-1]
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MAX_CELLS:
        return None
    return Grid(xs=tuple(xs), ys=tuple(ys), regions=_regions(xs, ys, across, down))


def _regions(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> tuple[tuple[int, ...], ...]:
    """Numbers the cells; cells with no line between them share the number of the first."""
    columns = len(xs) - 1
    numbers = [[row * columns + column for column in range(columns)] for row in range(len(ys) - 1)]
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            middle = (left + right) / 2, (top + bottom) / 2
            if column and not any(abs(v.x0 - left) <= _NEAR and v.y0 <= middle[1] <= v.y1 for v in down):
                numbers[row][column] = numbers[row][column - 1]
            elif row and not any(abs(h.y0 - top) <= _NEAR and h.x0 <= middle[0] <= h.x1 for h in across):
                numbers[row][column] = numbers[row - 1][column]
    return tuple(tuple(row) for row in numbers)


# --- text in the cells -------------------------------------------------------------------------------


def take_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule], fills: Sequence[Fill]) -> tuple[list[Glyph], list[Row]]:
    """The glyphs outside tables, and each table as one row."""
    rest = list(glyphs)
    tables: list[Row] = []
    for grid in find_grids(rules):
        inside = [glyph for glyph in rest if contains(grid.box, *glyph.centre)]
        row = _table_row(grid, inside, fills)
        if row is None:
            continue
        taken = {id(glyph) for glyph in inside}
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        tables.append(row)
    return rest, tables


def _table_row(grid: Grid, inside: list[Glyph], fills: Sequence[Fill]) -> Row | None:
    cells: dict[int, list[Glyph]] = {}
    for glyph in inside:
        row, column = grid.cell(*glyph.centre)
        cells.setdefault(grid.regions[row][column], []).append(glyph)
    lines = {number: rows_of(found) for number, found in cells.items()}
    lines = {number: found for number, found in lines.items() if found}
    if len(lines) < 2 or max(len(found) for found in lines.values()) > _MAX_CELL_LINES:
        return None
    matrix = _matrix(grid, {number: "\n".join(row.text for row in found) for number, found in lines.items()})
    bold = {number for number, found in lines.items() if all(row.bold for row in found)}
    left, bottom, right, top = grid.box
    sizes = sorted(row.size for found in lines.values() for row in found)
    return Row(
        text=table_text(matrix),
        x0=left,
        x1=right,
        y=bottom,
        top=top,
        bottom=bottom,
        size=sizes[len(sizes) // 2],
        order=min(glyph.order for glyph in inside),
        table=Table(header=(), rows=matrix),
        rulings=grid.xs,
        header_marked=_first_stands_out(grid, matrix, bold, fills),
    )


def _matrix(grid: Grid, texts: dict[int, str]) -> tuple[tuple[str, ...], ...]:
    """The cells' texts row by row; a merged region's text stands in its first cell."""
    seen: set[int] = set()
    rows: list[tuple[str, ...]] = []
    for numbers in grid.regions:
        cells: list[str] = []
        for number in numbers:
            cells.append("" if number in seen else texts.get(number, ""))
            seen.add(number)
        rows.append(tuple(cells))
    return tuple(row for row in rows if any(row))


def _first_stands_out(grid: Grid, matrix: tuple[tuple[str, ...], ...], bold: set[int], fills: Sequence[Fill]) -> bool:
    """Whether the first row is a header: bold or shaded unlike the rows below, or words over columns of numbers."""
    if len(matrix) < 2:
        return False
    first = set(grid.regions[0])
    others = {number for numbers in grid.regions[1:] for number in numbers} - first
    if first <= bold and not others <= bold:
        return True
    centre = (grid.xs[0] + grid.xs[1]) / 2
    shades = [_shaded(fills, centre, (top + bottom) / 2) for top, bottom in pairwise(grid.ys)]
    if shades[0] and not all(shades):
        return True
    numeric = [_is_amount(cell) for cell in matrix[1]]
    return any(numeric) and not any(_is_amount(cell) for cell in matrix[0]) and all(matrix[0])


def _shaded(fills: Sequence[Fill], x: float, y: float) -> bool:
    return any(not fill.white and not fill.picture and contains(fill.box, x, y) for fill in fills)


def _is_amount(cell: str) -> bool:
    return cell[:1].isdigit() and sum(char.isdigit() for char in cell) >= len(cell) / 3


def table_text(matrix: Sequence[Sequence[str]]) -> str:
    """A table as plain text: rows on lines, cells parted by ` | `."""
    return "\n".join(" | ".join(" ".join(cell.split()) for cell in row) for row in matrix)


# --- tables over pages -------------------------------------------------------------------------------


def continues(first: Row, then: Row) -> bool:
    """Whether the table `then`, first on its page, goes on with the table `first`, last on the page before."""
    if len(first.rulings) != len(then.rulings):
        return False
    shift = then.rulings[0] - first.rulings[0]  # mirrored margins move the whole table
    return all(abs(b - a - shift) <= 2 * _NEAR for a, b in zip(first.rulings, then.rulings, strict=True))


def merged(first: Row, then: Row) -> Row:
    """The two as one table: a repeated header is dropped, a row cut by the page break is made whole."""
    assert first.table is not None
    assert then.table is not None
    upper, lower = list(first.table.rows), list(then.table.rows)
    if _plain(lower[0]) == _plain(upper[0]):
        lower = lower[1:]
    marked = first.header_marked or len(lower) < len(then.table.rows)
    if lower and not lower[0][0] and any(lower[0]) and len(upper) > 1 and all(row[0] for row in upper):
        upper[-1] = tuple("\n".join(part for part in pair if part) for pair in zip(upper[-1], lower[0], strict=True))
        lower = lower[1:]
    rows = tuple(upper + lower)
    return replace(
        first, table=Table(header=(), rows=rows), text=table_text(rows), header_marked=marked, rulings=then.rulings
    )


def _plain(row: tuple[str, ...]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


def with_header(row: Row) -> Table:
    """The finished table: its first row as header where it stands out."""
    assert row.table is not None
    rows = row.table.rows
    return Table(header=rows[0], rows=rows[1:]) if row.header_marked else Table(header=(), rows=rows)
