"""What the last run saw of a body, in `content/<body>/.sync.json`: committed with the content, no clock in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.sources.firstagenda import count, entries, entry, text
from generator.sync import store
from generator.sync.client import Seen
from generator.sync.listing import Row, unpacked

FILE = ".sync.json"
_VERSION = 1
_FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[2-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """In how many runs something was not there, at most one a day; `last` is the day of the last."""

    runs: int
    last: str

    @classmethod
    def next(cls, before: Missing | None, today: str) -> Missing:
        """One run more, if today's is not counted yet."""
        if before and before.last == today:
            return before
        return cls(runs=(before.runs if before else 0) + 1, last=today)


@dataclass(slots=True, kw_only=True)
class Known:
    """A meeting as last seen. `seen` is by the server's ids of answers and attachments; `gone` by item number."""

    rows: list[Row] = field(default_factory=list)
    seen: dict[str, Seen] = field(default_factory=dict)
    missing: Missing | None = None
    gone: dict[str, Missing] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class State:
    """A body as last seen: its meetings by folder name. `source` says what was asked for."""

    source: dict[str, Any] = field(default_factory=dict)
    listed: Seen = field(default_factory=Seen)
    meetings: dict[str, Known] = field(default_factory=dict)


def load(folder: Path) -> State:
    """The state in `folder`; an empty one where there is none that can be read: everything is then asked for again."""
    path = folder / FILE
    if path.is_symlink() or not path.is_file():
        return State()
    try:
        packed = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return State()
    if not isinstance(packed, dict) or packed.get("version") != _VERSION:
        return State()
    meetings = entry(packed, "meetings")
    return State(
        source=entry(packed, "source"),
        listed=_seen(entry(packed, "listed")),
        meetings={name: _known(entry(meetings, name)) for name in sorted(meetings) if _FOLDER.fullmatch(name)},
    )


def save(folder: Path, state: State) -> None:
    """Write the state, if it changed."""
    packed = {
        "version": _VERSION,
        "source": state.source,
        "listed": _packed_seen(state.listed),
        "meetings": {name: _packed(known) for name, known in state.meetings.items()},
    }
    store.write(folder / FILE, store.to_bytes(packed))


def _known(packed: dict[str, Any]) -> Known:
    seen, gone = entry(packed, "seen"), entry(packed, "gone")
    return Known(
        rows=[row for one in entries(packed, "rows") if (row := unpacked(one))],
        seen={name: _seen(entry(seen, name)) for name in seen},
        missing=_missing(entry(packed, "missing")),
        gone={name: missing for name in gone if (missing := _missing(entry(gone, name)))},
    )


def _packed(known: Known) -> dict[str, Any]:
    packed: dict[str, Any] = {"rows": [row.packed() for row in known.rows]}
    if seen := {name: _packed_seen(one) for name, one in known.seen.items() if one}:
        packed["seen"] = seen
    if known.missing:
        packed["missing"] = _packed_missing(known.missing)
    if known.gone:
        packed["gone"] = {number: _packed_missing(one) for number, one in known.gone.items()}
    return packed


def _seen(packed: dict[str, Any]) -> Seen:
    return Seen(etag=text(packed, "etag"), modified=text(packed, "modified"))


def _packed_seen(seen: Seen) -> dict[str, str]:
    return {name: value for name, value in (("etag", seen.etag), ("modified", seen.modified)) if value}


def _missing(packed: dict[str, Any]) -> Missing | None:
    runs = count(packed, "runs")
    return Missing(runs=runs, last=text(packed, "last")) if runs else None


def _packed_missing(missing: Missing) -> dict[str, Any]:
    return {"runs": missing.runs, "last": missing.last}
