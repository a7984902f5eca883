"""All data files of a site, into a sink. What the last build has of the large ones is copied, the rest is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator import exports
from generator.beside import Beside
from generator.cache import Cache, digest, fingerprint
from generator.datafiles.forms import FORMS, NDJSON, Row, json_file
from generator.datafiles.growing import Remembered, Table
from generator.datafiles.package import about, package
from generator.datafiles.parts import Columns, MeetingData, Told, of_meeting, of_the_rest
from generator.datafiles.schemas import TABLES, properties, schema_text
from generator.findings import BuildError
from generator.lookup import Lookup
from generator.settings import SiteSettings
from generator.sink import Sink, Stamp, stamp_of, stamp_of_file
from generator.takedown import Removed
from generator.units import Piece, Workshop

_KEY = digest("")  # there is one memory of them: what is in it are fingerprints and sizes of what was published


class _Memory(NamedTuple):
    """What the last build remembers of its large files."""

    tables: dict[str, Remembered]
    database_of: bytes  # the fingerprint of what the database was made of
    database: Stamp


class _Finished(NamedTuple):
    """What the process beside has found: the stamps of new tables' files in the order of FORMS, and of the database."""

    tables: dict[str, tuple[Stamp, ...]]
    database: Stamp


class Underway:
    """Data files of which the small ones are in the sink. The database is made while other things are rendered."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        words: Mapping[str, int],
        *,
        sink: Sink,
        room: Path,
        settings: SiteSettings,
        cache: Cache,
        memory: _Memory | None,
    ) -> None:
        self.words = words
        self._tables, self._sink, self._room, self._settings = tables, sink, room, settings
        self._cache, self._memory = cache, memory
        self._new = {name: made for name, table in tables.items() if (made := table.close()) is not None}
        told = about(settings)
        self._database_of = fingerprint((dict(told), [(name, tables[name].parts) for name in TABLES]))
        self._beside: Beside[_Finished] | None = None
        if self._new or memory is None or memory.database_of != self._database_of:
            lines = self._lines()
            self._beside = Beside(partial(_finish, self._new, lines, room / "moedearkiv.sqlite", told))
            for lent in lines.values() if self._beside.is_apart else ():
                if not isinstance(lent, Path):
                    lent.close()  # the other process has it open

    def finish(self) -> Mapping[str, int]:
        """Put what is large, and what tells of it; the sizes of the data files in bytes, by path."""
        stamps: dict[str, Stamp] = {}
        made = self._beside.result() if self._beside else None
        remembered: dict[str, Remembered] = {}
        for name, table in self._tables.items():
            found = self._adopted(name, made) if made and name in self._new else self._kept(name)
            stamps |= dict(zip(table.paths, found, strict=True))
            remembered[name] = Remembered(found, table.parts)
        stamps[exports.DATABASE] = database = self._finished_database(made)
        for name in TABLES:
            text = schema_text(name)
            stamps[f"data/schemas/{name}.schema.json"] = stamp_of(text)
            self._sink.put(f"data/schemas/{name}.schema.json", text)
        described = json_file(package(stamps, self._settings))
        stamps["data/datapackage.json"] = stamp_of(described)
        self._sink.put("data/datapackage.json", described)
        self._cache.put("data files", _KEY, _Memory(remembered, self._database_of, database))
        return {path: stamp.size for path, stamp in stamps.items()}

    def _lines(self) -> dict[str, Path | BinaryIO]:
        """Where the rows of each table can be read."""
        place = FORMS.index(NDJSON)
        return {
            name: self._new[name][place] if name in self._new else self._lent(table.paths[place], name, place)
            for name, table in self._tables.items()
        }

    def _lent(self, path: str, name: str, place: int) -> BinaryIO:
        assert self._memory is not None  # or the table would be new
        found = self._sink.last(path, self._memory.tables[name].stamps[place])
        if found is None:
            raise _disturbed(path)
        return found

    def _adopted(self, name: str, made: _Finished) -> tuple[Stamp, ...]:
        for path, file, stamp in zip(self._tables[name].paths, self._new[name], made.tables[name], strict=True):
            self._sink.adopt(path, file, stamp)
        return made.tables[name]

    def _kept(self, name: str) -> tuple[Stamp, ...]:
        assert self._memory is not None  # or the table would be new
        stamps, paths = self._memory.tables[name].stamps, self._tables[name].paths
        if not self._sink.keep(dict(zip(paths, stamps, strict=True))):
            raise _disturbed(paths[0])
        return stamps

    def _finished_database(self, made: _Finished | None) -> Stamp:
        file = self._room / "moedearkiv.sqlite"
        if made is None:
            assert self._memory is not None  # or it would be made
            if self._sink.keep({exports.DATABASE: self._memory.database}):
                return self._memory.database
            made = _finish({}, self._lines(), file, about(self._settings))
        self._sink.adopt(exports.DATABASE, file, made.database)
        return made.database


def begin(
    workshop: Workshop, sink: Sink, room: Path, *, settings: SiteSettings, takedowns: Sequence[Removed] = ()
) -> Underway:
    """The files beside the items, and the tables. `room` is an empty folder for large files that are being made."""
    columns = {name: tuple(properties(name)) for name in TABLES}
    lookup, cache = workshop.answers.lookup, workshop.cache
    memory: _Memory | None = cache.get("data files", _KEY)
    before = memory.tables if memory else {}
    tables = {name: Table(name, columns[name], room=room, sink=sink, before=before.get(name)) for name in TABLES}
    words: dict[str, int] = {}
    set_up = fingerprint(settings)
    for meeting in lookup.archive.meetings:
        given = digest(set_up, workshop.answers.fingerprint({"meetings": (meeting.id,)}))
        told, data = _meeting(meeting.id, given, workshop, sink, settings, columns)
        for name, key in told.keys.items():
            tables[name].add(key, partial(_rows_of, data, name))
        words |= told.words
    for name, (key, make) in of_the_rest(workshop.answers, settings, takedowns, columns):
        tables[name].add(key, make)
    return Underway(tables, words, sink=sink, room=room, settings=settings, cache=cache, memory=memory)


def _meeting(
    meeting: str, given: bytes, workshop: Workshop, sink: Sink, settings: SiteSettings, columns: Columns
) -> tuple[Told, Callable[[], MeetingData]]:
    """Have the sink keep or take the files beside a meeting's items; what is remembered of its data, and the data."""
    answers = workshop.answers
    found: list[MeetingData] = []

    def make(lookup: Lookup) -> Told:
        found.append(of_meeting(meeting, lookup, settings, columns))
        return found[0].told()

    def data() -> MeetingData:
        if not found:
            found.append(of_meeting(meeting, answers.lookup, settings, columns))
        return found[0]

    told = workshop.value(Piece(name=f"data of {meeting}", given=given, make=make))
    if found or not sink.keep(told.files):
        for path, text in data().files:
            sink.put(path, text, told.files[path])
    return told, data


def _rows_of(data: Callable[[], MeetingData], table: str) -> tuple[bytes, ...]:
    return data().tables[table]


def _finish(
    new: Mapping[str, tuple[Path, ...]], lines: Mapping[str, Path | BinaryIO], file: Path, told: Mapping[str, str]
) -> _Finished:
    """What takes time and needs files only: their fingerprints, and the database."""
    exports.write_database(file, {name: _rows(found) for name, found in lines.items()}, told)
    return _Finished(
        {name: tuple(map(stamp_of_file, files)) for name, files in new.items()},
        stamp_of_file(file),
    )


def _rows(lines: Path | BinaryIO) -> Iterator[Row]:
    with closing(lines.open("rb") if isinstance(lines, Path) else lines) as opened:
        yield from map(json.loads, opened)


def _disturbed(path: str) -> BuildError:
    return BuildError("somebody changed it while the site was built", file=path, remedy="build again")
