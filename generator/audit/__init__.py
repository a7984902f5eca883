"""The audit of the finished site: it reads what was built, and proves the promises of DESIGN.md section 6."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.audit.connected import unmatched_connections
from generator.audit.leaks import censored, leaks
from generator.audit.links import broken_links
from generator.audit.markup import read_pages
from generator.audit.rows import unmatched_rows
from generator.audit.secrets import secrets_of
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
    pages = read_pages(site, files)
    others = {stone.address for stone in tombstones} | {
        entry.address for entry in moves
    }  # pages without a row of their own
    ordinary = [file for file in files if file.removesuffix("index.html") not in others]
    secrets = secrets_of(site, archive=archive, connections=connections, withheld=withheld)
    broken = (
        *leaks(site, files, secrets),
        *broken_links(site, files, pages),
        *unmatched_rows(site, files, archive=archive, base=pages.base, others=others),
        *unmatched_tombstones(site, files, takedowns=takedowns, tombstones=tombstones),
        *unmatched_connections(site, ordinary, pages, archive=archive, connections=connections),
        *unmatched_ways(ordinary, archive=archive, connections=connections),
        *third_party_resources(site, files, pages),
    )
    return list(dict.fromkeys(censored(sentence, secrets.patterns) for sentence in broken))
