"""Stages 7 to 11: an edition of the archive becomes the published site, or the published site stays as it is.

Everything in an `Edition` may be shown. The ordinary build and the one that only takes down go the same way.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator import host_files, rendering, saved
from generator.audit import audit
from generator.connections import Connections, Settlement
from generator.findings import AuditError, Finding
from generator.glossary import Synonyms
from generator.mkdocs_build import build_next
from generator.moved import Moved
from generator.openness import Archive, Withheld
from generator.paths import Paths
from generator.reading import LineCount
from generator.settings import SiteSettings
from generator.takedown import Removed
from generator.tombstones import Tombstone
from generator.trees.docs import DocsFolder
from generator.trees.site import next_site

Files = dict[str, str | bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that a site is made of."""

    archive: Archive
    connections: Connections
    synonyms: Synonyms
    settlements: tuple[Settlement, ...]
    counts: tuple[LineCount, ...]
    originals: Mapping[str, bytes]  # the papers that are published as files, by path
    takedowns: tuple[Removed, ...]
    tombstones: tuple[Tombstone, ...]
    moves: tuple[Moved, ...] = ()


def render(edition: Edition, *, as_of: datetime.date, settings: SiteSettings) -> Files:
    """Every file of the docs folder, by its path in it."""
    return rendering.render(
        edition.archive,
        connections=edition.connections,
        as_of=as_of,
        settings=settings,
        counts=edition.counts,
        synonyms=edition.synonyms,
        takedowns=edition.takedowns,
        tombstones=edition.tombstones,
        moves=edition.moves,
        originals=edition.originals,
    )


def put_up(
    paths: Paths,
    edition: Edition,
    files: Files,
    *,
    withheld: Sequence[Withheld],
    as_of: datetime.date,
    quiet: bool,
    progress: Callable[[str], None],
) -> tuple[Finding, ...]:
    """Write, build, audit, remember, swap. Raises BuildError or AuditError and leaves the published site as it was."""
    docs = DocsFolder(paths.work / "docs", paths.work / "records" / "docs")
    for path, content in files.items():
        docs.put(path, content)
    manifest = docs.finish()
    host_files.leave(paths.work / "host")
    with next_site(paths.site, paths.work) as coming:
        progress(f"{len(files)} files")
        told = build_next(coming, paths.work / "docs", manifest, project_root=paths.project, quiet=quiet, as_of=as_of)
        broken = audit(
            coming.folder,
            archive=edition.archive,
            connections=edition.connections,
            withheld=withheld,
            takedowns=edition.takedowns,
            tombstones=rendering.standing(edition.tombstones, files),
            moves=edition.moves,
        )
        if broken:
            raise AuditError(
                f"the finished site breaks {len(broken)} promise(s) and is not published:\n  "
                + "\n  ".join(broken[:50]),
                remedy="the published site is as it was; mend the papers named in the report and build again",
            )
        # before the swap: what is remembered may never hold more than what is published
        saved.save(
            paths,
            saved.LastGood(archive=edition.archive, settlements=edition.settlements, counts=edition.counts),
        )
    return told
