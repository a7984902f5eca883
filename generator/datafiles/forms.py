"""How rows are written: as JSON to read, JSON by lines and CSV. A large file is one row's writing after another."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

# Where a spreadsheet may see a cell begin with a formula: at the start, after a line break, and after a semicolon, as a
# Danish Excel parts cells there and heeds no quotation marks inside one. Apostrophes of the text count as its start.
_FORMULA = r" *('*)(?=[=+\-@\t\r＝＋－＠])"
_AT_START = re.compile(_FORMULA)
_INSIDE = re.compile(rf"[\n\r;]{_FORMULA}")  # apart from the start, as it is found much faster so


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a file begins and ends.

    Every row's writing begins with `between`, and the first row's with `opening` instead, which is as long: so the
    rows' writings can be copied wherever they stood, those of neighbours in one piece.
    """

    name: str
    opening: bytes = b""
    between: bytes = b""
    tail: bytes = b""
    empty: bytes = b""  # what a file without rows holds besides its head


JSON = Form(name="json", opening=b"[", between=b",", tail=b"\n]\n", empty=b"[]\n")
NDJSON = Form(name="ndjson")
CSV = Form(name="csv")
FORMS = (JSON, NDJSON, CSV)


def head(form: Form, columns: Sequence[str]) -> bytes:
    """What stands before all rows: of CSV the names of the columns."""
    return _lines([columns]).encode() if form is CSV else b""


def json_file(value: object) -> str:
    """A value as a JSON file for programs and people."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def written(rows: Sequence[Row], texts: Iterable[str], columns: Sequence[str]) -> tuple[bytes, ...]:
    """The rows in each of FORMS, to follow other rows. `texts` are the rows as JSON files, which are at hand."""
    own = "".join(",\n " + text.rstrip("\n").replace("\n", "\n ") for text in texts)
    lines = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    cells = _lines([cell(row.get(column)) for column in columns] for row in rows)
    return own.encode(), lines.encode(), cells.encode()


def _lines(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def cell(value: object) -> str:
    """A value as a cell of a CSV file that may be opened in a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    text = str(value)
    start = _AT_START.match(text)
    if start is None:
        return _INSIDE.sub(_with_apostrophe, text)
    return _with_apostrophe(start) + _INSIDE.sub(_with_apostrophe, text[start.end() :])


def _with_apostrophe(found: re.Match[str]) -> str:
    return f"{found.string[found.start() : found.start(1)]}'{found[1]}"
