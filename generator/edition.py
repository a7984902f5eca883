"""Stages 7 to 11: an edition of the archive becomes the published site, or the published site stays as it is.

Everything in an `Edition` may be shown. The ordinary build and the one that only takes down go the same way.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from generator import glossary, host_files, rendering, saved
from generator.audit import audit
from generator.audit.published import Published
from generator.cache import NO_CACHE, Cache
from generator.findings import AuditError, Finding
from generator.mkdocs_build import build_next
from generator.openness import Withheld
from generator.paths import Paths
from generator.rendering import Edition, Rendered
from generator.settings import SiteSettings
from generator.trees.docs import DocsFolder, changed_files
from generator.trees.records import Record
from generator.trees.site import next_site

__all__ = ["Edition", "Written", "look", "put_up", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The docs folder: what is in it, and what is known of that."""

    manifest: Mapping[str, Record]
    rendered: Rendered


def write(
    edition: Edition,
    paths: Paths,
    *,
    as_of: datetime.date,
    settings: SiteSettings,
    cache: Cache,
    changed: Callable[[], Set[str]] | None = None,
) -> Written:
    """Stages 7 and 8: every file of the docs folder, which is not published. Raises BuildError.

    `changed` gives what `look` found at the beginning of the build.
    """
    docs = DocsFolder(*_docs(paths), changed() if changed else None)
    with tempfile.TemporaryDirectory(dir=paths.work, prefix="room-") as room:
        rendered = rendering.deliver(edition, docs, Path(room), as_of=as_of, settings=settings, cache=cache, aside=True)
        manifest = docs.finish()
    host_files.leave(paths.work / "host", cache)
    return Written(manifest=manifest, rendered=rendered)


def look(paths: Paths) -> frozenset[str]:
    """The files of the docs folder that are not as the last build left them."""
    return changed_files(*_docs(paths))


def _docs(paths: Paths) -> tuple[Path, Path]:
    """The docs folder, and the records of it."""
    return paths.work / "docs", paths.work / "records" / "docs"


def put_up(
    paths: Paths,
    edition: Edition,
    written: Written,
    *,
    withheld: Sequence[Withheld],
    as_of: datetime.date,
    quiet: bool,
    progress: Callable[[str], None],
    cache: Cache = NO_CACHE,
) -> tuple[Finding, ...]:
    """Build, audit, remember, swap. Raises BuildError or AuditError and leaves the published site as it was."""
    docs, manifest = paths.work / "docs", written.manifest
    with next_site(paths.site, paths.work) as coming:
        progress(f"{len(manifest)} files")
        told = build_next(coming, docs, manifest, project_root=paths.project, quiet=quiet, as_of=as_of)
        broken = audit(
            coming.folder,
            archive=edition.archive,
            connections=edition.connections,
            withheld=withheld,
            takedowns=edition.takedowns,
            tombstones=written.rendered.standing,
            moves=edition.moves,
            manifest=coming.outcome().files,
            published=Published(*coming.published_site()),
            cache=cache,
            prints=edition.prints,
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
            edition.prints,
            glossary=glossary.written(edition.connections.abbreviations, edition.synonyms),
        )
    return told
