"""Newline-delimited JSON: a row per line, for programs that read a large table bit by bit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def ndjson(rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows, each on its line."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
