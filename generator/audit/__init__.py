"""The audit of the finished site: it reads what was built, and proves the promises of DESIGN.md section 6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator import urls
from generator.audit.bunches import in_bunches
from generator.audit.connected import Places, unmatched_connections
from generator.audit.leaks import censored, leaks
from generator.audit.links import broken_links, broken_sitemap
from generator.audit.markup import base_of, read_pages
from generator.audit.outlines import anchors_of, has_anchor
from generator.audit.rows import unmatched_rows
from generator.audit.secrets import secrets_of
from generator.audit.surveys import Survey, survey
from generator.audit.thirdparty import third_party_resources
from generator.audit.tombstones import unmatched_tombstones
from generator.audit.ways import unmatched_ways
from generator.connections import Connections
from generator.moved import Moved
from generator.openness import Archive, Withheld
from generator.takedown import Removed
from generator.tombstones import Tombstone

__all__ = ["audit"]

_UNCONNECTED = Connections()


def audit(
    site: Path,
    *,
    archive: Archive,
    connections: Connections = _UNCONNECTED,
    withheld: Sequence[Withheld],
    takedowns: Sequence[Removed] = (),
    tombstones: Sequence[Tombstone] = (),
    moves: Sequence[Moved] = (),
) -> list[str]:
    """Every broken promise of the site in `site`, one sentence each; empty where all are kept.

    The sentences name the file and what is wrong with it, and never repeat what is withheld.
    """
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    base = base_of(site)
    secrets = secrets_of(site, archive=archive, connections=connections, withheld=withheld)
    bunches = in_bunches(files)
    surveys = dict(zip(bunches, survey(site, bunches, base, secrets), strict=True))
    anchors = anchors_of(one.outline for one in surveys.values())
    present = frozenset(files)
    suspects = sorted(file for name, one in surveys.items() if one.suspect for file in bunches[name])
    unsound = sorted(
        file for name, one in surveys.items() if not one.outline.is_whole(present, anchors) for file in bunches[name]
    )
    places = Places(base, partial(has_anchor, anchors), _listed(surveys))
    pages = read_pages(site, unsound, base)
    others = {stone.address for stone in tombstones} | {
        entry.address for entry in moves
    }  # pages without a row of their own
    ordinary = [file for file in files if file.removesuffix("index.html") not in others]
    broken = (
        *leaks(site, suspects, secrets),
        *broken_links(present, pages, places.has_anchor),
        *broken_sitemap(site, present, base),
        *unmatched_rows(site, files, archive=archive, base=base, others=others),
        *unmatched_tombstones(site, files, takedowns=takedowns, tombstones=tombstones),
        *unmatched_connections(site, ordinary, places, archive=archive, connections=connections),
        *unmatched_ways(ordinary, archive=archive, connections=connections),
        *third_party_resources(site, unsound, pages),
    )
    return list(dict.fromkeys(censored(sentence, secrets.patterns) for sentence in broken))


def _listed(surveys: Mapping[str, Survey]) -> frozenset[tuple[str, str]]:
    """Where the pages of the register lead to."""
    inside = (one.outline for name, one in surveys.items() if name.startswith(urls.REGISTER))
    return frozenset(place for outline in inside for place in outline.places)
