"""From papers to site. This is DESIGN.md section 2 as code; read it first.

1. `content`   what bodies and meetings there are, and what meeting.md declares
2. `reading`   sources → bundles → parts → meetings (sources, segment, clean, assemble)
3. `personal`  whatever holds a personal number is closed; people's addresses and numbers are left out
4. `openness`  what may be shown; from here on only `Public…` objects are passed on
   `originals` the papers themselves, where they are open as a whole and a clerk wants them published
5. `copies`    do copies of open minutes agree with the minutes?
6. `connect`   links, cases, follow-ups and topics, between what is published
7. `pages`, `datafiles`, `search`   objects in, `{path: text}` out
   `shrink`    is it clearly less than what is published?
8. `write`     the docs folder, only what changed
9. `mkdocs_build`   the site, beside the published one
10. `audit`    the finished site keeps its promises, or is not published
11. `swap`     the new site takes the old one's place

`alone` keeps other builds out meanwhile, and `steady` sees to it that stages 1 and 2 read one moment of the papers.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import (
    copies,
    datafiles,
    headers,
    host_files,
    openness,
    originals,
    pages,
    personal,
    report,
    search,
    security_txt,
    shrink,
    swap,
    write,
)
from generator.alone import alone
from generator.audit import audit
from generator.connect import connect
from generator.connections import Connections, Settlement
from generator.content import Content, read_content
from generator.findings import AuditError, Finding
from generator.glossary import Synonyms
from generator.mkdocs_build import build_site
from generator.openness import Archive, Withheld
from generator.personal import NOTHING_SHOWN
from generator.privacy.clearing import Clearings
from generator.privacy.contacts import Shown
from generator.reading import LineCount, Read, read_meetings
from generator.settings import load_settings
from generator.steady import steady


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Where things are. `project` holds mkdocs.yml and overrides/; `work` is for what is not published."""

    project: Path
    content: Path
    site: Path
    work: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The archive after openness has been decided: what may be shown, what not, what a clerk should know."""

    archive: Archive
    withheld: tuple[Withheld, ...]
    settlements: tuple[Settlement, ...]
    findings: tuple[Finding, ...]
    counts: tuple[LineCount, ...]
    private: tuple[Withheld, ...]  # the same of private notes, for the audit
    originals: tuple[originals.Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything that is known before a page is written. `findings` are those of all stages."""

    decided: Decided
    connections: Connections
    synonyms: Synonyms
    findings: tuple[Finding, ...]
    originals: Mapping[str, bytes]  # the papers that are published as files, by path


def _read(content_root: Path, progress: Callable[[str], None]) -> tuple[Content, Read]:
    content = read_content(content_root)
    return content, read_meetings(content, progress)


def decide(
    content_root: Path, progress: Callable[[str], None] = lambda _: None, *, shown: Shown = NOTHING_SHOWN
) -> Decided:
    """Stages 1 to 5. Writes nothing. `shown` are the municipality's own addresses and numbers."""
    content, read = steady(content_root, lambda: _read(content_root, progress))
    safe = personal.protect(
        read.meetings,
        bodies=content.bodies,
        settlements=content.settlements,
        clearings=Clearings(content.cleared),
        shown=shown,
        whereabouts=read.whereabouts,
    )
    published = openness.publish(safe.meetings)
    told = personal.look_over(safe, published)
    differing = copies.disagreements(safe.meetings, {entry.id for entry in published.withheld})
    return Decided(
        archive=Archive(bodies=safe.bodies, meetings=published.meetings),
        withheld=(*published.withheld, *safe.withheld),
        settlements=safe.settlements,
        findings=personal.masked((*read.findings, *told, *published.findings, *differing)),
        counts=tuple(read.counts),
        private=tuple(read.private),
        originals=originals.wanted(content),
    )


def gather(
    content_root: Path,
    *,
    as_of: datetime.date,
    progress: Callable[[str], None],
    shown: Shown = NOTHING_SHOWN,
    allow_originals: bool = False,
) -> Gathered:
    """Stages 1 to 6. Writes nothing. `allow_originals` is the site's setting for papers as files."""
    decided = decide(content_root, progress, shown=shown)
    opened = originals.publish(
        decided.originals,
        allowed=allow_originals,
        archive=decided.archive,
        withheld=decided.withheld,
        findings=decided.findings,
        counts=decided.counts,
    )
    decided = replace(decided, archive=opened.archive, findings=(*decided.findings, *opened.findings))
    joined = connect(
        decided.archive, content_root=content_root, settlements=decided.settlements, as_of=as_of, shown=shown
    )
    return Gathered(
        decided=decided,
        connections=joined.connections,
        synonyms=joined.synonyms,
        findings=personal.masked((*decided.findings, *joined.findings)),
        originals=opened.files,
    )


def build(
    paths: Paths, *, as_of: datetime.date, quiet: bool, progress: Callable[[str], None], accept_shrink: bool = False
) -> Gathered:
    """All stages, while no other build works in these folders.

    Raises BuildError or AuditError and leaves the published site as it was.
    """
    with alone(paths.work, paths.site.parent, tell=progress):
        return _build(paths, as_of=as_of, quiet=quiet, progress=progress, accept_shrink=accept_shrink)


def _build(
    paths: Paths, *, as_of: datetime.date, quiet: bool, progress: Callable[[str], None], accept_shrink: bool
) -> Gathered:
    settings = load_settings(paths.project)
    gathered = gather(
        paths.content,
        as_of=as_of,
        progress=progress,
        shown=settings.shown_contacts,
        allow_originals=settings.originals,
    )
    decided, connections = gathered.decided, gathered.connections
    report.write(paths.work / "report", gathered.findings, decided.withheld, decided.counts)
    files: dict[str, str | bytes] = {
        **pages.render(decided.archive, connections=connections, as_of=as_of, settings=settings, counts=decided.counts),
        **datafiles.render(decided.archive, connections=connections, settings=settings),
        **search.render(decided.archive, connections=connections, groups=gathered.synonyms),
        **gathered.originals,
        **security_txt.render(settings, as_of),
        "_headers": headers.rendered(),
    }
    gone = shrink.check(
        paths.site,
        {row["id"]: shrink.words_of(row) for row in json.loads(files["data/items.json"])},
        {entry.id for entry in decided.withheld if entry.kind not in ("name", "contact", "text")},
        accept=accept_shrink,
    )
    gathered = replace(gathered, findings=(*gathered.findings, *gone))
    report.write(paths.work / "report", gathered.findings, decided.withheld, decided.counts)
    write.sync_tree(paths.work / "docs", files)
    host_files.leave(paths.work / "host")
    with swap.beside(paths.site) as fresh:
        progress(f"{len(files)} files")
        build_site(paths.work / "docs", fresh, project_root=paths.project, quiet=quiet, as_of=as_of)
        secret = (*decided.withheld, *decided.private)
        broken = audit(fresh, archive=decided.archive, connections=connections, withheld=secret)
        if broken:
            raise AuditError(
                f"the finished site breaks {len(broken)} promise(s) and is not published:\n  "
                + "\n  ".join(broken[:50]),
                remedy="the published site is as it was; mend the papers named in the report and build again",
            )
    return gathered
