"""The tables and their schemas."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

TABLES = (
    "meetings", "items", "followups", "links", "threads", "topics", "abbreviations", "changes", "bodies", "takedowns",
)  # fmt: skip


@cache
def schema_text(name: str) -> str:
    """The JSON Schema of a table, as published."""
    return resources.files("generator").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")


def properties(name: str) -> dict[str, Any]:
    """The fields of a table, in order."""
    found: dict[str, Any] = json.loads(schema_text(name))["items"]["properties"]
    return found
