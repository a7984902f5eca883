"""The archive as data: JSON and CSV with the same rows, their schemas, and a package that describes them.

Pure: published objects in, `{path: text}` out. The rows come from the same objects as the pages.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from importlib import resources

from generator import exports, urls
from generator.connections import Connections
from generator.datafiles.package import Row, about, package, properties
from generator.datafiles.rows import tables
from generator.lookup import look_up
from generator.openness import Archive
from generator.settings import SiteSettings
from generator.takedown import Removed

__all__ = ["TABLES", "render", "schema_text"]

TABLES = (
    "meetings", "items", "followups", "links", "threads", "topics", "abbreviations", "changes", "bodies", "takedowns",
)  # fmt: skip

# Where a spreadsheet may see a cell begin with a formula: at the start, after a line break, and after a semicolon, as a
# Danish Excel parts cells there and heeds no quotation marks inside one. Apostrophes of the text count as its start.
_FORMULA = re.compile(r"((?:^|[\n\r;]) *)('*)(?=[=+\-@\t\r＝＋－＠])")
_UNCONNECTED = Connections()


def render(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    settings: SiteSettings,
    takedowns: Sequence[Removed] = (),
) -> dict[str, str | bytes]:
    """Every data file by its path in the docs folder: the tables, and each item's row and text beside its page."""
    lookup = look_up(archive, connections)
    rows_of = tables(lookup, settings, takedowns)
    schemas = {name: schema_text(name) for name in TABLES}
    files: dict[str, str | bytes] = {}
    for name in TABLES:
        files[f"data/{name}.json"] = _json(rows_of[name])
        files[f"data/{name}.ndjson"] = exports.ndjson(rows_of[name])
        files[f"data/{name}.csv"] = _csv(rows_of[name], list(properties(schemas[name])))
        files[f"data/schemas/{name}.schema.json"] = schemas[name]
    for item, row in zip(lookup.items.values(), rows_of["items"], strict=True):
        files[urls.item_data(item.id)] = _json(row)
        files[urls.item_text(item.id)] = exports.text_twin(item, lookup, settings)
    files[exports.DATABASE] = exports.database(rows_of, about(settings))
    files["data/datapackage.json"] = _json(package(files, schemas, settings))
    return files


def schema_text(name: str) -> str:
    """The JSON Schema of a table, as published."""
    return resources.files("generator").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    """A value as a cell of a CSV file that may be opened in a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    return _FORMULA.sub(r"\1'\2", str(value))
