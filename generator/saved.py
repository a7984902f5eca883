"""The last edition that was found good, kept in the work folder so that takedowns need no new content.

Only what may be shown is kept (`Archive`), and what its pages need besides. It is JSON: reading it makes objects of
the few classes named here and runs nothing. It carries a fingerprint of these classes, so that a generator whose
classes have changed since does not use it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import connections, model, openness, write
from generator.connections import Settlement
from generator.openness import Archive
from generator.paths import Paths
from generator.reading import LineCount

_FOLDER = "last-good"
_SHARED = ("topics.yml", "glossary.yml")  # published as they are; kept, as the new ones may be what fails


@dataclass(frozen=True, slots=True, kw_only=True)
class LastGood:
    """What the last good edition was made of. Its links and cases are found again each time."""

    archive: Archive
    settlements: tuple[Settlement, ...]
    counts: tuple[LineCount, ...]


_CLASSES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        LastGood,
        Archive,
        openness.PublicMeeting,
        openness.PublicItem,
        openness.PublicAttachment,
        model.Body,
        model.SourceFile,
        model.Place,
        model.Paragraph,
        model.Heading,
        model.Bullets,
        model.Table,
        model.Footnote,
        model.Section,
        model.Recommendation,
        model.Decision,
        model.Position,
        model.CaseStep,
        model.Correction,
        model.Participant,
        Settlement,
        LineCount,
    )
}
_ENUMS: dict[str, type[Enum]] = {
    kind.__name__: kind for kind in (model.Outcome, model.Stage, model.PositionKind, connections.FollowUpStatus)
}


def save(paths: Paths, last_good: LastGood) -> None:
    """Keep `last_good` and the shared files of the content folder; what was kept before is gone."""
    without = tuple(_without_originals(meeting) for meeting in last_good.archive.meetings)
    public = {source.file for meeting in last_good.archive.meetings for source in meeting.sources}
    items = {item.id for meeting in last_good.archive.meetings for item in meeting.items}
    kept = dataclasses.replace(
        last_good,
        archive=dataclasses.replace(last_good.archive, meetings=without),
        counts=tuple(count for count in last_good.counts if count.file in public),
        settlements=tuple(told for told in last_good.settlements if f"{told.meeting}/{told.item}" in items),
    )
    files: dict[str, str | bytes] = {
        "archive.json": json.dumps({"format": _format(), "last_good": _encoded(kept)}, ensure_ascii=False)
    }
    for name in _SHARED:
        if (paths.content / name).is_file() and not (paths.content / name).is_symlink():
            files[name] = (paths.content / name).read_bytes()
    write.sync_tree(folder(paths), files)


def _without_originals(meeting: openness.PublicMeeting) -> openness.PublicMeeting:
    """Original files are not kept: nobody could look here whether they are still open as a whole."""
    sources = (dataclasses.replace(source, original=None) for source in meeting.sources)
    return dataclasses.replace(meeting, sources=tuple(sources))


def load(paths: Paths) -> LastGood | None:
    """What was kept; None where there is nothing, or nothing that this version of the generator can use."""
    try:
        data = json.loads((folder(paths) / "archive.json").read_text(encoding="utf-8"))
        found = _decoded(data["last_good"]) if data["format"] == _format() else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, LastGood) else None


def folder(paths: Paths) -> Path:
    """Where it lies. The shared files lie there under their own names, as in a content folder."""
    return paths.work / _FOLDER


def _format() -> str:
    """A fingerprint of the generator's version and of every class and field."""
    classes = {
        name: [(field.name, str(field.type)) for field in dataclasses.fields(kind)] for name, kind in _CLASSES.items()
    }
    enums = {name: [member.value for member in kind] for name, kind in _ENUMS.items()}
    return hashlib.sha256(repr((version("moedearkiv"), classes, enums)).encode()).hexdigest()


def _encoded(thing: object) -> Any:
    """Text, numbers and None as they are; tuples as lists; objects with the name of their class."""
    if isinstance(thing, Enum):
        return {"enum": type(thing).__name__, "value": thing.value}
    if thing is None or isinstance(thing, str | int | float):
        return thing
    if isinstance(thing, tuple):
        return [_encoded(part) for part in thing]
    if type(thing).__name__ in _CLASSES and dataclasses.is_dataclass(thing):
        fields = {field.name: _encoded(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
        return {"class": type(thing).__name__, "fields": fields}
    raise TypeError(f"{type(thing).__name__} cannot be kept")


def _decoded(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_decoded(part) for part in data)
    if not isinstance(data, dict):
        return data
    if "enum" in data:
        return _ENUMS[data["enum"]](data["value"])
    return _CLASSES[data["class"]](**{name: _decoded(value) for name, value in data["fields"].items()})
