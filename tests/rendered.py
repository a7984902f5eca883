"""Everything of one kind that a small archive is made into, by its path in the docs folder, with nothing remembered."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator import calendars, datafiles, exports, feeds, oparl, pages, rendering, search
from generator.cache import NO_CACHE
from generator.connections import Connections
from generator.fingerprints import of_archive
from generator.lookup import look_up
from generator.moved import Moved
from generator.openness import Archive
from generator.reading import LineCount
from generator.rendering import Edition
from generator.settings import SiteSettings
from generator.sink import Content, Listed, Memory
from generator.takedown import Removed
from generator.tombstones import Tombstone
from generator.units import Answers, Workshop

_UNCONNECTED = Connections()
_NO_SIZES: Mapping[str, int] = {}
_NO_FILES: Mapping[str, bytes] = {}


def site_of(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    counts: Sequence[LineCount] = (),
    synonyms: Iterable[Sequence[str]] = (),
    takedowns: Sequence[Removed] = (),
    tombstones: Sequence[Tombstone] = (),
    moves: Sequence[Moved] = (),
    originals: Mapping[str, bytes] = _NO_FILES,
) -> dict[str, Content]:
    """Every file."""
    edition = Edition(
        archive=archive,
        prints=of_archive(archive),
        connections=connections,
        synonyms=tuple(tuple(group) for group in synonyms),
        settlements=(),
        counts=tuple(counts),
        originals=originals,
        takedowns=tuple(takedowns),
        tombstones=tuple(tombstones),
        moves=tuple(moves),
    )
    sink = Memory()
    with tempfile.TemporaryDirectory() as room:
        rendering.deliver(edition, sink, Path(room), as_of=as_of, settings=settings, cache=NO_CACHE)
    return _with_texts(sink.files)


def pages_of(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    counts: Sequence[LineCount] = (),
    sizes: Mapping[str, int] = _NO_SIZES,
    moves: Sequence[Moved] = (),
) -> dict[str, str]:
    """Every page; what is given is told at `pages.units` and `pages.of_data`."""
    lookup = look_up(archive, connections, as_of)
    sink = Memory()
    listed = Listed(sink)
    made = pages.units(lookup, settings=settings, counts=counts, moves=moves)
    for unit in (*made, pages.of_data(settings, sizes)):
        for path, page in unit.make(lookup):
            listed.put(path, page)
    return {path: page for path, page in sink.files.items() if isinstance(page, str)}


def feeds_of(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    takedowns: Sequence[Removed] = (),
) -> dict[str, Content]:
    """Every feed."""
    sink = Memory()
    feeds.deliver(_workshop(archive, connections, as_of), sink, settings, takedowns)
    return sink.files


def oparl_of(
    archive: Archive, *, connections: Connections = _UNCONNECTED, as_of: datetime.date, settings: SiteSettings
) -> dict[str, Content]:
    """Every object and list."""
    sink = Memory()
    oparl.deliver(_workshop(archive, connections, as_of), sink, settings)
    return sink.files


def calendars_of(
    archive: Archive, *, connections: Connections = _UNCONNECTED, as_of: datetime.date, settings: SiteSettings
) -> dict[str, bytes]:
    """Every calendar."""
    sink = Memory()
    calendars.deliver(_workshop(archive, connections, as_of), sink, settings)
    return {path: content for path, content in sink.files.items() if isinstance(content, bytes)}


def data_of(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    settings: SiteSettings,
    takedowns: Sequence[Removed] = (),
) -> dict[str, Content]:
    """Every data file."""
    sink = Memory()
    with tempfile.TemporaryDirectory() as room:
        workshop = Workshop(Answers(look_up(archive, connections)), NO_CACHE)
        datafiles.begin(workshop, sink, Path(room), settings=settings, takedowns=takedowns).finish()
    return _with_texts(sink.files)


def index_of(
    archive: Archive, *, connections: Connections = _UNCONNECTED, groups: Iterable[Sequence[str]] = ()
) -> dict[str, Content]:
    """Every file of the search index. `groups` as for `search.deliver`."""
    sink = Memory()
    search.deliver(look_up(archive, connections), sink, groups=groups)
    return sink.files


def _workshop(archive: Archive, connections: Connections, as_of: datetime.date) -> Workshop:
    return Workshop(Answers(look_up(archive, connections, as_of)), NO_CACHE)


def _with_texts(files: Mapping[str, Content]) -> dict[str, Content]:
    """The files, with tables as texts: they are written as bytes."""
    return {
        path: content.decode()
        if isinstance(content, bytes) and path.startswith("data/") and path != exports.DATABASE
        else content
        for path, content in files.items()
    }
