"""Stage 7: everything that the site holds goes into a sink, made anew or kept as the last build left it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from generator import calendars, datafiles, feeds, headers, oparl, pages, permalinks, search, security_txt
from generator.aside import Aside
from generator.cache import Cache
from generator.connections import Connections, Settlement
from generator.fingerprints import Fingerprints
from generator.glossary import Synonyms
from generator.lookup import Lookup, look_up
from generator.moved import Moved
from generator.openness import Archive
from generator.reading import LineCount
from generator.settings import SiteSettings
from generator.sink import Content, Listed, Shared, Sink
from generator.takedown import Removed
from generator.tombstones import Tombstone
from generator.turns import Turns
from generator.units import Answers, Unit, Workshop
from generator.words import removed

_TOGETHER = 48  # units of pages that one process makes before it asks for more

_Part = Callable[[Workshop, Sink], None]  # some files, whoever makes them


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that a site is made of. `prints` are the fingerprints of its archive."""

    archive: Archive
    prints: Fingerprints
    connections: Connections
    synonyms: Synonyms
    settlements: tuple[Settlement, ...]
    counts: tuple[LineCount, ...]  # how much of the papers could be read
    originals: Mapping[str, bytes]  # the papers that are published as files, by path
    takedowns: tuple[Removed, ...]
    tombstones: tuple[Tombstone, ...]
    moves: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What is known of the files afterwards: the tombstones that are among them, and the words of each item's row."""

    standing: tuple[Tombstone, ...]
    words: Mapping[str, int]


def deliver(
    edition: Edition,
    sink: Shared,
    room: Path,
    *,
    as_of: datetime.date,
    settings: SiteSettings,
    cache: Cache,
    aside: bool = False,
) -> Rendered:
    """Everything, and the list of all addresses. `room` is an empty folder for large files that are being made.

    With `aside`, the search index may be made on another core meanwhile, and whatever that has time for.
    """
    files = Listed(sink)
    lookup = look_up(edition.archive, edition.connections, as_of)
    turns = Turns(_parts(edition, lookup, settings), room / "turns")
    rest = partial(_index_and, lookup, edition, turns)
    if not aside:
        return _deliver(edition, files, room, lookup, turns, lambda: rest(files, cache), as_of, settings, cache)
    with Aside(rest, sink, cache, room / "aside") as other:
        return _deliver(edition, files, room, lookup, turns, lambda: files.join(other.settle()), as_of, settings, cache)


def _parts(edition: Edition, lookup: Lookup, settings: SiteSettings) -> list[_Part]:
    """Everything but the data, the search index, and what is made of the others."""
    units = pages.units(lookup, settings=settings, prints=edition.prints, counts=edition.counts, moves=edition.moves)
    return [
        lambda workshop, sink: oparl.deliver(workshop, sink, settings),
        lambda workshop, sink: feeds.deliver(workshop, sink, settings, edition.takedowns),
        lambda workshop, sink: calendars.deliver(workshop, sink, settings),
        *(partial(_pages, some) for some in iter(lambda: tuple(islice(units, _TOGETHER)), ())),
    ]


def _pages(some: Iterable[Unit], workshop: Workshop, sink: Sink) -> None:
    for unit in some:
        workshop.deliver(unit, sink)


def _index_and(lookup: Lookup, edition: Edition, turns: Turns[_Part], sink: Sink, cache: Cache) -> None:
    """The search index, and then what nobody has begun."""
    files = Listed(sink)
    search.deliver(lookup, files, groups=edition.synonyms, fingerprints=edition.prints, cache=cache)
    workshop = Workshop(Answers(lookup, edition.prints), cache)
    for part in reversed(turns):
        part(workshop, files)


def _deliver(
    edition: Edition,
    files: Listed,
    room: Path,
    lookup: Lookup,
    turns: Iterable[_Part],
    settle: Callable[[], None],
    as_of: datetime.date,
    settings: SiteSettings,
    cache: Cache,
) -> Rendered:
    workshop = Workshop(Answers(lookup, edition.prints), cache)
    data = datafiles.begin(workshop, files, room, settings=settings, takedowns=edition.takedowns)
    for part in turns:
        part(workshop, files)
    settle()
    workshop.deliver(pages.of_data(settings, data.finish()), files)
    standing = tuple(stone for stone in edition.tombstones if f"{stone.address}index.md" not in files.manifest)
    for path, page in pages.render_gone(standing, lookup, settings=settings):
        files.put(path, page)
    others: dict[str, Content] = {**_beside(standing), **edition.originals, **security_txt.render(settings, as_of)}
    for path, content in {**others, "_headers": headers.rendered()}.items():
        files.put(path, content)
    files.put(permalinks.PATH, permalinks.permalinks(files.manifest, lookup, [stone.address for stone in standing]))
    return Rendered(standing=standing, words=data.words)


def _beside(tombstones: Sequence[Tombstone]) -> dict[str, str]:
    """The files that lay beside an item's page: they say what its tombstone says."""
    files: dict[str, str] = {}
    for stone in tombstones:
        if stone.kind == "item":
            files[f"{stone.address}data.json"] = json.dumps({"public": False, "removed": stone.date}) + "\n"
            files[f"{stone.address}tekst.txt"] = (
                f"{removed.title(stone.kind, stone.date)}. {removed.told(stone.date)}\n"
            )
    return files
