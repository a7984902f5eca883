"""datapackage.json: what the data files are (Frictionless Data Package)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.datafiles.forms import Row
from generator.datafiles.schemas import TABLES, properties, schema_text
from generator.exports import DATABASE
from generator.settings import SiteSettings
from generator.sink import Manifest, Stamp

_CSV_NOTE = (
    "Lists and objects are JSON in the cell; null is an empty cell. Where a cell, a line in it, or what follows a "
    "semicolon in it begins with =, +, -, @ or a tab, an apostrophe is put in front, so that no spreadsheet takes it "
    "for a formula. To read the text as it was, replace ((?:^|[\\n\\r;]) *)'('*)(?=[=+\\-@\\t\\r＝＋－＠]) by its "
    "first two groups."
)


_DESCRIPTION = "Open agenda items only; not the statutory publication."
_LINES_NOTE = "A row as JSON on each line."
_DATABASE_NOTE = "All tables as a SQLite database, with foreign keys, views and full-text search; works with Datasette."


def about(settings: SiteSettings) -> Mapping[str, str]:
    """What the database says of itself."""
    return {
        "title": settings.site_name,
        "description": _DESCRIPTION,
        "homepage": settings.address(""),
        "licence": settings.licence_name,
        "licence_url": settings.licence_url,
        "source": settings.organisation,
    }


def package(files: Manifest, settings: SiteSettings) -> Row:
    """datapackage.json: every file of the tables and the database, with its size, its fingerprint and its fields."""
    return {
        "profile": "data-package",
        "name": "moedearkiv",
        "title": settings.site_name,
        "description": _DESCRIPTION,
        **({"homepage": settings.site_url} if settings.site_url else {}),
        "licenses": [{"name": settings.licence_name, "path": settings.licence_url}],
        "sources": [{"title": f"Agendas and minutes of {settings.organisation}, read by machine"}],
        "resources": [
            *(
                _resource(name, form, files[f"data/{name}.{form}"])
                for name in TABLES
                for form in ("json", "csv", "ndjson")
            ),
            _database(files[DATABASE]),
        ],
    }


def _database(stamp: Stamp) -> Row:
    return {
        **_file("moedearkiv", "sqlite", stamp),
        "mediatype": "application/vnd.sqlite3",
        "description": _DATABASE_NOTE,
    }


def _file(name: str, form: str, stamp: Stamp) -> Row:
    """What is said of every file: where it is, its size and its fingerprint."""
    return {
        "name": f"{name}-{form}",
        "path": f"{name}.{form}",
        "format": form,
        "bytes": stamp.size,
        "hash": f"sha256:{stamp.digest.hex()}",
    }


def _resource(name: str, form: str, stamp: Stamp) -> Row:
    common = {**_file(name, form, stamp), "encoding": "utf-8", "jsonSchema": f"schemas/{name}.schema.json"}
    described = json.loads(schema_text(name))["description"]
    if form == "json":  # described by its JSON Schema, which says more than a Table Schema can
        return {**common, "type": "json", "mediatype": "application/json", "description": described}
    if form == "ndjson":
        described = f"{described} {_LINES_NOTE}"
        return {**common, "type": "json", "mediatype": "application/x-ndjson", "description": described}
    return {
        **common,
        "type": "table",
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "description": f"{described} {_CSV_NOTE}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(field, spec) for field, spec in properties(name).items()],
            "missingValues": [""],
        },
    }


def _field(name: str, spec: Mapping[str, Any]) -> Row:
    """A JSON Schema property as a Table Schema field."""
    kinds = spec["type"] if isinstance(spec["type"], list) else [spec["type"]]
    field: dict[str, Any] = {"name": name, "type": kinds[0]}
    if "description" in spec:
        field["description"] = spec["description"]
    if kinds == ["string"] and name == "id":
        field["constraints"] = {"required": True, "unique": True}
    return field
