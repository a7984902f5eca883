"""From papers to site. This is DESIGN.md section 2 as code; read it first.

1. `content`   what bodies and meetings there are, and what meeting.md declares
2. `reading`   sources → bundles → parts → meetings (sources, segment, clean, assemble)
3. `personal`  whatever holds a personal number is closed; people's addresses and numbers are left out
   `takedown`  whatever a clerk has taken down is closed
4. `openness`  what may be shown; from here on only `Public…` objects are passed on
   `originals` the papers themselves, where they are open as a whole and a clerk wants them published
5. `copies`    do copies of open minutes agree with the minutes?
6. `connect`   links, cases, follow-ups and topics, between what is published; `history`: what changed in it
7. `rendering`   pages, data, feeds, the search index: objects in, `{path: text}` out
   `shrink`    is it clearly less than what is published?
8. `trees.docs`     the docs folder, only what changed
9. `mkdocs_build`   the next site, made from the published one (`press`, `trees.site`)
10. `audit`    the finished site keeps its promises, or is not published
11. `swap`     the new site takes the old one's place (7 to 11 are `edition`)
12. `rescue`   only when one of these fails: takedowns are published all the same

Stages 1 to 5 are `deciding`, meeting by meeting, with what is remembered of those that have not changed (`cache`).
`alone` keeps other builds out meanwhile, and `steady` sees to it that they read one moment of the papers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import edition, fingerprints, originals, personal, report, rescue, shrink, tombstones
from generator.alone import alone
from generator.beside import Beside
from generator.cache import NO_CACHE, Cache
from generator.connect import connect
from generator.connections import Connections
from generator.corrections import later_than
from generator.cycles import looked_for_seldom
from generator.deciding.gathering import gathering
from generator.deciding.gathering import read_ahead as reading_ahead
from generator.deciding.joining import Decided, joined
from generator.edition import Edition, Written
from generator.findings import Finding
from generator.fingerprints import Fingerprints
from generator.glossary import Synonyms
from generator.history import shown as history_shown
from generator.memory import Memory
from generator.moved import moved
from generator.openness import Archive, Withheld
from generator.paths import Paths
from generator.personal import NOTHING_SHOWN
from generator.privacy.contacts import Shown
from generator.settings import load_settings
from generator.steady import steady
from generator.takedown import Removed
from generator.telling import telling
from generator.trees.site import put_right


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything that is known before a page is written. `findings` are those of all stages."""

    decided: Decided
    connections: Connections
    synonyms: Synonyms
    findings: tuple[Finding, ...]
    originals: Mapping[str, bytes]  # the papers that are published as files, by path


def decide(
    content_root: Path,
    progress: Callable[[str], None] = lambda _: None,
    *,
    shown: Shown = NOTHING_SHOWN,
    cache: Cache = NO_CACHE,
) -> Decided:
    """Stages 1 to 5. Writes nothing but what it remembers. `shown` are the municipality's own addresses and numbers."""
    return joined(steady(content_root, lambda: gathering(content_root, shown=shown, cache=cache, progress=progress)))


def gather(
    content_root: Path,
    *,
    as_of: datetime.date,
    progress: Callable[[str], None],
    shown: Shown = NOTHING_SHOWN,
    allow_originals: bool = False,
    cache: Cache = NO_CACHE,
) -> Gathered:
    """Stages 1 to 6. Writes nothing. `allow_originals` is the site's setting for papers as files."""
    decided = decide(content_root, progress, shown=shown, cache=cache)
    opened = originals.publish(
        decided.originals,
        allowed=allow_originals,
        archive=decided.archive,
        withheld=decided.withheld,
        findings=decided.findings,
        counts=decided.counts,
        cache=cache,
    )
    decided = replace(
        decided,
        archive=opened.archive,
        fingerprints=_with_originals(decided, opened.archive),
    )
    joined = connect(
        decided.archive,
        content_root=content_root,
        settlements=decided.settlements,
        as_of=as_of,
        shown=shown,
        cache=cache,
        fingerprints=decided.fingerprints,
        telling=partial(
            telling,
            archive=decided.archive,
            withheld=(*decided.withheld, *decided.private),
            memory=Memory(cache, decided.fingerprints),
        ),
    )
    history = history_shown(content_root, decided.archive, decided.withheld)
    found = (*opened.findings, *joined.findings, *history.findings, *later_than(as_of, decided.archive))
    return Gathered(
        decided=decided,
        connections=replace(joined.connections, changes=history.changes, seen=history.seen),
        synonyms=joined.synonyms,
        findings=(*decided.findings, *personal.masked(found)),
        originals=opened.files,
    )


def _with_originals(decided: Decided, opened: Archive) -> Fingerprints:
    """The fingerprints, new where a meeting has got the addresses of its papers."""
    both = zip(opened.meetings, decided.archive.meetings, strict=True)
    changed = [now for now, old in both if now is not old and now != old]
    return decided.fingerprints.updated(map(fingerprints.of_meeting, changed))


def build(
    paths: Paths,
    *,
    as_of: datetime.date,
    quiet: bool,
    progress: Callable[[str], None],
    accept_shrink: bool = False,
    read_by: Sequence[Path] = (),
) -> Gathered:
    """All stages, while no other build works in these folders. `read_by` are work folders in which `read_ahead` was.

    Raises BuildError or AuditError and leaves the published site as it was, takedowns apart (`rescue`).
    """
    with looked_for_seldom(), alone(paths.work, paths.site.parent, tell=progress):
        put_right(paths.site, paths.work)
        with Beside(partial(edition.look, paths)) as look, remembering(paths.work / "cache") as cache:
            for work in read_by:
                cache.take_in(work / "cache")  # where it is damaged, the papers are read here
            return _build(
                paths,
                as_of=as_of,
                quiet=quiet,
                progress=progress,
                accept_shrink=accept_shrink,
                cache=cache,
                changed=look.result,
            )


def read_ahead(paths: Paths, bodies: Collection[str], *, progress: Callable[[str], None]) -> tuple[int, set[str]]:
    """Read the papers of some bodies into the work folder's cache, which a build elsewhere takes in.

    How many meetings that were, and which of `bodies` there are none of.
    """
    settings = load_settings(paths.project)
    with alone(paths.work, tell=progress), remembering(paths.work / "cache", sweep=False) as cache:
        return steady(
            paths.content,
            lambda: reading_ahead(paths.content, bodies, shown=settings.shown_contacts, cache=cache, progress=progress),
        )


@contextmanager
def remembering(folder: Path, *, sweep: bool = True) -> Iterator[Cache]:
    """What earlier builds found out. What this one does not need is forgotten with `sweep`, and when it went well."""
    cache = Cache(folder)
    try:
        yield cache
    except BaseException:
        cache.close(sweep=False)
        raise
    cache.close(sweep=sweep)


def _build(
    paths: Paths,
    *,
    as_of: datetime.date,
    quiet: bool,
    progress: Callable[[str], None],
    accept_shrink: bool,
    cache: Cache,
    changed: Callable[[], Set[str]],
) -> Gathered:
    settings = load_settings(paths.project)
    withheld: tuple[Withheld, ...] = ()
    try:
        gathered = gather(
            paths.content,
            as_of=as_of,
            progress=progress,
            shown=settings.shown_contacts,
            allow_originals=settings.originals,
            cache=cache,
        )
        withheld = gathered.decided.withheld
        made = _edition(gathered, paths)
        report.write(paths.work / "report", gathered.findings, withheld, made.counts)
        written = edition.write(made, paths, as_of=as_of, settings=settings, cache=cache, changed=changed)
        gone = _gone(gathered, paths, written, accept=accept_shrink, cache=cache)
        if gone:
            gathered = replace(gathered, findings=(*gathered.findings, *gone))
            report.write(paths.work / "report", gathered.findings, withheld, made.counts)
        secret = (*withheld, *gathered.decided.private)
        told = edition.put_up(
            paths, made, written, withheld=secret, as_of=as_of, quiet=quiet, progress=progress, cache=cache
        )
        if told:
            gathered = replace(gathered, findings=(*gathered.findings, *told))
            report.write(paths.work / "report", gathered.findings, withheld, made.counts)
    except Exception as failure:
        rescue.take_down(
            paths, failure, withheld=withheld, settings=settings, as_of=as_of, quiet=quiet, progress=progress
        )
        raise
    return gathered


def _edition(gathered: Gathered, paths: Paths) -> Edition:
    decided = gathered.decided
    topics = [topic.slug for topic in gathered.connections.topics]
    stones = tombstones.tombstones(decided.archive, decided.takedowns, decided.was_public, paths.site, topics=topics)
    moves, stones = moved(decided.archive, gathered.connections.changes, stones)
    return Edition(
        archive=decided.archive,
        prints=decided.fingerprints,
        connections=gathered.connections,
        synonyms=gathered.synonyms,
        settlements=decided.settlements,
        counts=decided.counts,
        originals=gathered.originals,
        takedowns=tuple(Removed(id=entry.id, date=entry.date) for entry in decided.takedowns),
        tombstones=stones,
        moves=moves,
    )


def _gone(gathered: Gathered, paths: Paths, written: Written, *, accept: bool, cache: Cache) -> list[Finding]:
    """A finding for each item that is gone and nothing explains. Raises BuildError where it is too many."""
    outline = shrink.Outline(
        items=written.rendered.words, pages=tuple(tombstones.public_ids(gathered.decided.archive.meetings))
    )
    gone = shrink.check(
        paths.site,
        outline.items,
        {
            *(entry.id for entry in gathered.decided.withheld if entry.kind not in ("name", "contact", "text")),
            *(entry.id for entry in gathered.decided.takedowns),
        },
        new_pages=frozenset(outline.pages),
        accept=accept,
        cache=cache,
    )
    shrink.remember(cache, written.manifest, outline)
    return gone
