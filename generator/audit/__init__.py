"""The audit of the finished site: it reads what was built, and proves the promises of DESIGN.md section 6."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from generator import urls
from generator.audit.bunches import in_bunches, in_parts, large_tables
from generator.audit.connected import Places, unmatched_connections
from generator.audit.gangs import in_gangs
from generator.audit.item_rows import item_table
from generator.audit.leaks import censored, leaks_in
from generator.audit.links import broken_links, broken_sitemap
from generator.audit.markup import base_of, read_pages
from generator.audit.nights import end
from generator.audit.outlines import anchors_of, has_anchor
from generator.audit.published import NOT_PUBLISHED, Published, left_of
from generator.audit.rows import unmatched_rows
from generator.audit.secrets import search_for
from generator.audit.stock import Noted, stock
from generator.audit.surveys import Survey, outlined_again, surveys
from generator.audit.thirdparty import third_party_resources
from generator.audit.tombstones import unmatched_tombstones
from generator.audit.ways import unmatched_ways
from generator.beside import Beside
from generator.cache import NO_CACHE, Cache
from generator.connections import Connections
from generator.fingerprints import NOTHING, Fingerprints
from generator.moved import Moved
from generator.openness import Archive, Withheld
from generator.takedown import Removed
from generator.tombstones import Tombstone

__all__ = ["audit"]

_UNCONNECTED = Connections()

_MANY = 5_000  # files of a site that are worth more than one process


def audit(
    site: Path,
    *,
    archive: Archive,
    connections: Connections = _UNCONNECTED,
    withheld: Sequence[Withheld],
    takedowns: Sequence[Removed] = (),
    tombstones: Sequence[Tombstone] = (),
    moves: Sequence[Moved] = (),
    manifest: Noted | None = None,
    published: Published = NOT_PUBLISHED,
    cache: Cache = NO_CACHE,
    prints: Fingerprints = NOTHING,
) -> list[str]:
    """Every broken promise of the site in `site`, one sentence each; empty where all are kept.

    The sentences name the file and what is wrong with it, and never repeat what is withheld. With a `manifest` of the
    site, what is found out of its files is remembered in `cache`, and a file that holds what it held is not read again;
    the answer is the same. `published` is the site that the next one takes the place of, as the last audit left it.
    """
    noted = manifest if cache.remembers else None
    tables = large_tables(noted or {})
    take_apart = partial(in_parts, site, tables)
    with ExitStack() as beside:
        # in a night the database takes longer than what else is made ready; where all is to be read, memory is short
        parted = beside.enter_context(Beside(take_apart)) if tables and published.files else None
        held = stock(site, noted)
        files = list(held)
        base = base_of(site)
        search = search_for(
            site, archive=archive, connections=connections, withheld=withheld, cache=cache, prints=prints
        )
        if tables and parted is None:
            parted = beside.enter_context(Beside(take_apart))
        bunches = list(in_bunches(held, parted.result() if parted else {}))
    found = list(surveys(site, bunches, base, search, cache, published=published, now=held))
    anchors = anchors_of(one.outline for one in found)
    present = frozenset(files)
    doubtful = outlined_again(site, _not_whole(found, present, anchors), base, cache)
    unsound = sorted(file for one in _not_whole(doubtful, present, anchors) for file in one.bunch.files)
    places = Places(base, partial(has_anchor, anchors), _listed(found))
    pages = read_pages(site, unsound, base)
    others = {stone.address for stone in tombstones} | {
        entry.address for entry in moves
    }  # pages without a row of their own
    ordinary = [file for file in files if file.removesuffix("index.html") not in others]
    leaks = leaks_in(site, [one.bunch for one in found if one.suspect], search.all, search.open_sentences)
    if not leaks.sentences:
        explained = leaks.explained.union(one.bunch.name for one in found if one.explained and not one.suspect)
        end(search.learnt, left_of(bunches, explained), cache)
    items = item_table(site, base, cache)
    checks: list[Callable[[], Iterator[str]]] = [
        lambda: unmatched_rows(site, held, items, archive=archive, base=base, others=others),
        lambda: broken_links(present, pages, places.has_anchor),
        lambda: broken_sitemap(site, present, base),
        lambda: unmatched_tombstones(site, files, takedowns=takedowns, tombstones=tombstones),
        lambda: unmatched_connections(site, ordinary, places, archive=archive, connections=connections),
        lambda: unmatched_ways(ordinary, archive=archive, connections=connections),
        lambda: third_party_resources(site, unsound, pages),
    ]
    told = in_gangs(_told, checks, None, worth=2 if len(files) > _MANY else len(checks) + 1)
    broken = (*leaks.sentences, *(sentence for found in told for sentence in found))
    return list(dict.fromkeys(censored(sentence, search.all.patterns) for sentence in broken))


def _told(check: Callable[[], Iterator[str]], _: None) -> list[str]:
    return list(check())


def _not_whole(some: Iterable[Survey], present: Set[str], anchors: Mapping[str, str]) -> Iterator[Survey]:
    """Those with a link that does not arrive."""
    return (one for one in some if not one.outline.is_whole(present, anchors))


def _listed(found: Iterable[Survey]) -> frozenset[tuple[str, str]]:
    """Where the pages of the register lead to."""
    register = (one.outline for one in found if one.bunch.name.startswith(urls.REGISTER))
    return frozenset(place for outline in register for place in outline.places)
