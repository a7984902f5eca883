"""Finds tables whose columns the text layer has flattened into one line a row (`Randers 155 47% 67%`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.clean.wraps import Row
from generator.model import Table

_CELL = r"-?\d[\d.,]*\s?%?"
_ROW = re.compile(rf"^(?P<label>\S.*?\S|\S)\s+(?P<cells>{_CELL}(?:\s+{_CELL})*)$")
_LEAST_ROWS = {1: 4, 2: 3}  # numeric cells → rows; one number at a line's end is often chance


def find_tables(rows: Sequence[Row]) -> dict[int, tuple[Table, int]]:
    """Index of each table's first row → the table and the index after its last."""
    found: dict[int, tuple[Table, int]] = {}
    at = 0
    while at < len(rows):
        end = _end_of_run(rows, at)
        cells = [_split(row.text) for row in rows[at:end]]
        wide = len(cells[0]) - 1 if cells and cells[0] else 0
        if wide and end - at >= _LEAST_ROWS.get(wide, 3):
            header = _header(rows, at, wide + 1)
            start = at - 1 if header else at
            body = tuple(tuple(cell) for cell in cells if cell)
            found[start] = (Table(header=header or ("",) * (wide + 1), rows=body), end)
            at = end
        else:
            at += 1
    return found


def _split(text: str) -> list[str]:
    match = _ROW.match(text)
    if not match or match["label"][:1] in "•-\uf0b7" or match["label"].endswith((",", "og", "af", "ca.", "nr.", "uge")):
        return []
    label = match["label"]
    # 0-15 år 437: the range belongs to the label
    return [label, *(cell.strip() for cell in re.findall(_CELL, match["cells"]))]


def _end_of_run(rows: Sequence[Row], at: int) -> int:
    wide = len(_split(rows[at].text))
    end = at
    while wide and end < len(rows) and len(_split(rows[end].text)) == wide:
        if end > at and rows[end].gap and not rows[end].line.joint:
            break
        end += 1
    return end


def _header(rows: Sequence[Row], at: int, wide: int) -> tuple[str, ...] | None:
    """The row above, when its words are as many as the columns."""
    if at == 0 or rows[at].gap or rows[at].line.joint:
        return None
    words = rows[at - 1].text.split()
    return tuple(words) if len(words) == wide and not any(word[0].isdigit() for word in words) else None
