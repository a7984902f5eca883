"""`content/<body>/<date>/history.json`: the state seen last, and the changes so far. Written by us, read with care."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.connections import Change, ChangeKind
from generator.findings import ContentError
from generator.history.states import ItemState, MeetingState

NAME = "history.json"
_LARGEST = 20_000_000  # bytes; a meeting's history is some kilobytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the file holds."""

    state: MeetingState
    changes: tuple[Change, ...] = ()


def read(content_root: Path, meeting: str) -> Kept | None:
    """The meeting's history, or None where there is none. Raises ContentError where the file is not as we write it."""
    path = content_root / meeting / NAME
    try:
        if path.is_symlink() or (path.exists() and path.stat().st_size > _LARGEST):
            raise ValueError("it is a link, or far too large")
        data = json.loads(path.read_text("utf-8"))
        return _kept(data, meeting)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ContentError(
            "the history of the meeting cannot be read",
            file=f"{meeting}/{NAME}",
            remedy="take the file's last good version back, or delete it: the history then begins anew",
        ) from error


def text(kept: Kept) -> str:
    """The file's text: one line per value, so that a commit shows what changed."""
    data = {
        "seen": kept.state.seen,
        "items": [asdict(item) for item in kept.state.items],
        "changes": [{**asdict(change), "kind": change.kind.value} for change in kept.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _kept(data: Any, meeting: str) -> Kept:
    items = tuple(
        ItemState(
            number=_string(entry["number"]),
            title=_string(entry["title"]),
            case_numbers=_strings(entry["case_numbers"]),
            recommendations=_strings(entry["recommendations"]),
            decision=_string(entry["decision"]),
            attachments=_strings(entry["attachments"]),
            text=_string(entry["text"]),
        )
        for entry in data["items"]
    )
    return Kept(
        state=MeetingState(id=meeting, seen=_string(data["seen"]), items=items),
        changes=tuple(_change(entry, meeting) for entry in data["changes"]),
    )


def _change(entry: Any, meeting: str) -> Change:
    change = Change(
        item=_string(entry["item"]),
        date=_string(entry["date"]),
        kind=ChangeKind(entry["kind"]),
        before=_string(entry["before"]),
        after=_string(entry["after"]),
    )
    if change.item != meeting and change.item.rpartition("/")[0] != meeting:
        raise ValueError("a change of another meeting")
    return change


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text is wanted here")
    return value


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is wanted here")
    return tuple(_string(entry) for entry in value)
