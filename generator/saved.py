"""The last edition that was found good, kept in the work folder so that takedowns need no new content.

Only what may be shown is kept (`Archive`), and what its pages need besides. It is JSON: reading it makes objects of
the few classes named here and runs nothing. It carries a fingerprint of these classes, so that a generator whose
classes have changed since does not use it.

Each meeting is a file, named by what it holds: one that has not changed is not written again. `archive.json` names
them, and is replaced when they are all there, so that what is kept is always one edition; then the others go.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import connections, model, openness, write
from generator.connections import Settlement
from generator.fingerprints import Fingerprints
from generator.openness import Archive
from generator.paths import Paths
from generator.reading import LineCount
from generator.sources.files import opened, read_whole

_FOLDER = "last-good"
_INDEX = "archive.json"
_MEETINGS = "meetings"
_NAME = re.compile(rf"{_MEETINGS}/[0-9a-f]{{32}}\.json")
_MOST_BYTES = 1 << 30
_UNUSABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
# The shared files are kept, as the new ones may be what fails.
_TOPICS = "topics.yml"  # published as it is
_GLOSSARY = "glossary.yml"  # kept as far as it is published


@dataclass(frozen=True, slots=True, kw_only=True)
class LastGood:
    """What the last good edition was made of. Its links and cases are found again each time."""

    archive: Archive
    settlements: tuple[Settlement, ...]
    counts: tuple[LineCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """What `archive.json` holds. `meetings` are the files of the archive's meetings, which it lacks itself."""

    rest: LastGood
    meetings: tuple[_File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str
    sha256: str


_CLASSES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        LastGood,
        _Index,
        _File,
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
_FIELDS = {kind: [field.name for field in dataclasses.fields(kind)] for kind in _CLASSES.values()}
_ENUMS: dict[str, type[Enum]] = {
    kind.__name__: kind for kind in (model.Outcome, model.Stage, model.PositionKind, connections.FollowUpStatus)
}


def save(paths: Paths, last_good: LastGood, prints: Fingerprints, *, glossary: str = "") -> None:
    """Keep `last_good`, the content folder's topics, and the `glossary` as it is published; nothing kept before stays.

    `prints` are the fingerprints of its archive.
    """
    meetings = last_good.archive.meetings
    public = {source.file for meeting in meetings for source in meeting.sources}
    items = {item.id for meeting in meetings for item in meeting.items}
    rest = dataclasses.replace(
        last_good,
        archive=dataclasses.replace(last_good.archive, meetings=()),
        counts=tuple(count for count in last_good.counts if count.file in public),
        settlements=tuple(told for told in last_good.settlements if f"{told.meeting}/{told.item}" in items),
    )
    known = _known(folder(paths))
    write.delete_others(folder(paths), {_INDEX, _TOPICS, _GLOSSARY, *known})
    kept = tuple(_keep(folder(paths), meeting, prints, known) for meeting in meetings)
    index = {"format": _format(), "index": _Index(rest=rest, meetings=kept)}
    shared = {_GLOSSARY: glossary.encode(), **_topics(paths.content)}
    for name, content in (*shared.items(), (_INDEX, _written(index))):
        write.write_file(folder(paths) / name, content)
    write.delete_others(folder(paths), {_INDEX, *shared, *(entry.name for entry in kept)})


def _topics(content: Path) -> dict[str, bytes]:
    file = content / _TOPICS
    return {_TOPICS: file.read_bytes()} if file.is_file() and not file.is_symlink() else {}


def _keep(folder: Path, meeting: openness.PublicMeeting, prints: Fingerprints, known: dict[str, str]) -> _File:
    """The file of a meeting, written unless it is there as it was written once."""
    name = f"{_MEETINGS}/{prints.meetings[meeting.id].hex()}.json"
    file = folder / name
    if name in known and _sum(file) == known[name]:
        return _File(name=name, sha256=known[name])
    content = _written(_without_originals(meeting))
    write.write_file(file, content)
    return _File(name=name, sha256=hashlib.sha256(content).hexdigest())


def _sum(file: Path) -> str | None:
    try:
        with opened(file, _MOST_BYTES) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _known(folder: Path) -> dict[str, str]:
    """The meetings' files that are kept now, and their sums."""
    index = _index(folder)
    return {entry.name: entry.sha256 for entry in index.meetings} if index else {}


def _without_originals(meeting: openness.PublicMeeting) -> openness.PublicMeeting:
    """Original files are not kept: nobody could look here whether they are still open as a whole."""
    sources = (dataclasses.replace(source, original=None) for source in meeting.sources)
    return dataclasses.replace(meeting, sources=tuple(sources))


def load(paths: Paths) -> LastGood | None:
    """What was kept; None where there is nothing, or nothing that this version of the generator can use."""
    index = _index(folder(paths))
    if index is None:
        return None
    found = (_meeting(folder(paths) / entry.name, entry.sha256) for entry in index.meetings)
    meetings = tuple(meeting for meeting in found if meeting)
    if len(meetings) < len(index.meetings):
        return None
    archive = dataclasses.replace(index.rest.archive, meetings=meetings)
    return dataclasses.replace(index.rest, archive=archive)


def _index(folder: Path) -> _Index | None:
    try:
        data = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        found = _decoded(data["index"]) if data["format"] == _format() else None
    except _UNUSABLE:
        return None
    whole = isinstance(found, _Index) and all(_NAME.fullmatch(entry.name) for entry in found.meetings)
    return found if whole else None


def _meeting(file: Path, sha256: str) -> openness.PublicMeeting | None:
    try:
        content = read_whole(file, _MOST_BYTES)
        if hashlib.sha256(content).hexdigest() != sha256:
            return None
        found = _decoded(json.loads(content))
    except _UNUSABLE:
        return None
    return found if isinstance(found, openness.PublicMeeting) else None


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


def _written(thing: object) -> bytes:
    """Text, numbers and None as they are; tuples as lists; objects with the name of their class."""
    return json.dumps(thing, ensure_ascii=False, default=_named).encode()


def _named(thing: object) -> Any:
    """What JSON has no word for: an object of ours."""
    if isinstance(thing, Enum):
        return {"enum": type(thing).__name__, "value": thing.value}
    if type(thing) not in _FIELDS:
        raise TypeError(f"{type(thing).__name__} cannot be kept")
    return {"class": type(thing).__name__, "fields": {name: getattr(thing, name) for name in _FIELDS[type(thing)]}}


def _decoded(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_decoded(part) for part in data)
    if not isinstance(data, dict):
        return data
    if "enum" in data:
        return _ENUMS[data["enum"]](data["value"])
    return _CLASSES[data["class"]](**{name: _decoded(value) for name, value in data["fields"].items()})
