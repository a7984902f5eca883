"""The archive as data: JSON and CSV with the same rows, their schemas, and a package that describes them.

Pure: published objects in, `{path: text}` out. The rows come from the same objects as the pages.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from generator import urls
from generator.markdown_text import clean, clean_lines
from generator.model import Body, Openness, Place
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.settings import SiteSettings

Row = Mapping[str, Any]

TABLES = ("meetings", "items", "followups", "links", "bodies")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CSV_NOTE = (
    "Lists and objects are JSON in the cell; null is an empty cell. A cell that would begin with =, +, -, @, a tab or "
    "a carriage return has an apostrophe in front of it, so that a spreadsheet does not take it for a formula."
)


def render(
    archive: Archive,
    *,
    settings: SiteSettings,
    followups: Sequence[Row] = (),
    links: Sequence[Row] = (),
) -> dict[str, str]:
    """Every data file by its path in the docs folder. `followups` and `links` are rows as the schemas describe them."""
    tables: dict[str, Sequence[Row]] = {
        "meetings": [_meeting(meeting, settings) for meeting in archive.meetings],
        "items": [_item(item, settings) for meeting in archive.meetings for item in meeting.items],
        "followups": followups,
        "links": links,
        "bodies": [_body(body, settings) for body in archive.bodies],
    }
    schemas = {name: schema_text(name) for name in TABLES}
    files: dict[str, str] = {}
    for name, rows in tables.items():
        files[f"data/{name}.json"] = _json(rows)
        files[f"data/{name}.csv"] = _csv(rows, list(_properties(schemas[name])))
        files[f"data/schemas/{name}.schema.json"] = schemas[name]
    files["data/datapackage.json"] = _package(files, schemas, settings)
    return files


def schema_text(name: str) -> str:
    """The JSON Schema of a table, as published."""
    return resources.files("generator").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")


# --- rows -------------------------------------------------------------------------------------------


def _meeting(meeting: PublicMeeting, settings: SiteSettings) -> Row:
    return {
        "id": meeting.id,
        "body": meeting.body,
        "date": meeting.date,
        "start": meeting.start,
        "end": meeting.end,
        "place": _text(meeting.place),
        "stage": meeting.stage.value,
        "url": settings.address(urls.meeting(meeting.id)),
        "items": [item.id for item in meeting.items],
        "withheld": meeting.withheld,
        "sources": [
            {"file": source.file, "sha256": source.sha256, "pages": source.pages} for source in meeting.sources
        ],
    }


def _item(item: PublicItem, settings: SiteSettings) -> Row:
    decision = item.decision
    return {
        "id": item.id,
        "meeting": item.meeting,
        "number": item.number,
        "title": clean(item.title),
        "durationMinutes": item.duration_minutes,
        "url": settings.address(urls.item(item.id)),
        "openness": Openness.OPEN.value,
        "caseNumbers": [clean(number) for number in item.case_numbers],
        "recommendations": [clean(recommendation.text) for recommendation in item.recommendations],
        "decision": clean_lines(decision.text) if decision else None,
        "outcome": decision.outcome.value if decision else None,
        "outcomeEvidence": clean(decision.evidence) if decision else None,
        "topics": [],
        "responsible": _text(item.responsible),
        "withheldAttachments": item.withheld_attachments,
        **_nested(item, settings),
    }


def _nested(item: PublicItem, settings: SiteSettings) -> Row:
    return {
        "sections": [
            {"heading": clean(section.heading), "text": clean_lines(section.text)} for section in item.sections
        ],
        "caseSteps": [
            {"body": clean(step.body), "date": step.date, "number": step.number, "text": clean_lines(step.text)}
            for step in item.case_steps
        ],
        "attachments": [
            {
                "id": attachment.id,
                "number": attachment.number,
                "title": clean(attachment.title),
                "url": settings.address(urls.attachment(attachment.id)),
                "text": clean_lines(attachment.text),
            }
            for attachment in item.attachments
        ],
        "places": [_place(place) for place in item.places],
    }


def _place(place: Place) -> Row:
    return {"file": place.file, "page": place.page, "lastPage": place.last_page, "line": place.line}


def _body(body: Body, settings: SiteSettings) -> Row:
    return {
        "id": body.id,
        "name": clean(body.name),
        "organisation": clean(body.organisation),
        "url": settings.address(urls.body(body.id)),
    }


def _text(text: str | None) -> str | None:
    return clean(text) if text is not None else None


# --- files ------------------------------------------------------------------------------------------


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
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _package(files: Mapping[str, str], schemas: Mapping[str, str], settings: SiteSettings) -> str:
    return _json(
        {
            "profile": "data-package",
            "name": "moedearkiv",
            "title": settings.site_name,
            "description": "Open agenda items only; not the statutory publication.",
            **({"homepage": settings.site_url} if settings.site_url else {}),
            "resources": [
                _resource(name, form, files[f"data/{name}.{form}"], schemas[name])
                for name in TABLES
                for form in ("json", "csv")
            ],
        }
    )


def _resource(name: str, form: str, content: str, schema: str) -> Row:
    raw = content.encode("utf-8")
    common = {
        "name": f"{name}-{form}",
        "path": f"{name}.{form}",
        "format": form,
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "jsonSchema": f"schemas/{name}.schema.json",
    }
    described = json.loads(schema)["description"]
    if form == "json":  # described by its JSON Schema, which says more than a Table Schema can
        return {**common, "type": "json", "mediatype": "application/json", "description": described}
    return {
        **common,
        "type": "table",
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "description": f"{described} {_CSV_NOTE}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(field, spec) for field, spec in _properties(schema).items()],
            "missingValues": [""],
        },
    }


def _properties(schema: str) -> dict[str, Any]:
    properties: dict[str, Any] = json.loads(schema)["items"]["properties"]
    return properties


def _field(name: str, spec: Mapping[str, Any]) -> Row:
    """A JSON Schema property as a Table Schema field."""
    kinds = spec["type"] if isinstance(spec["type"], list) else [spec["type"]]
    field: dict[str, Any] = {"name": name, "type": kinds[0]}
    if "description" in spec:
        field["description"] = spec["description"]
    if kinds == ["string"] and name == "id":
        field["constraints"] = {"required": True, "unique": True}
    return field
