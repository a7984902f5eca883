"""What papers say of other papers of the archive: references, links and cases.

1. `reading`    what one meeting's papers tell, remembered until they change: `passages` are its sentences, and
                in them `find` reads by rules what is named; nothing is looked up
2. `catalogue`  all meetings, to be looked up in
3. `resolve`    exactly one match in the archive becomes a link; what is not held is told
4. `papers`     attachments that were attached before, by their words
5. `threads`    items of one case, by number and by what papers say

Takes only published objects, so nothing withheld can be linked, named or told from what never was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from generator.cache import digest
from generator.connections import CaseThread, Link, Reference
from generator.findings import Finding
from generator.links import papers, threads
from generator.links.bodies import Bodies
from generator.links.catalogue import Catalogue
from generator.links.collecting import CaseNumbers
from generator.links.mentions import Mention
from generator.links.reading import read_meeting
from generator.links.reports import collecting_files
from generator.links.resolve import Found, Resolver
from generator.memory import NO_MEMORY, Memory
from generator.openness import Archive

__all__ = ["LinkResult", "connect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkResult:
    """Everything that joins items, in a fixed order, and what a clerk may want to know about it."""

    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    threads: tuple[CaseThread, ...] = ()
    findings: tuple[Finding, ...] = ()


def connect(archive: Archive, memory: Memory = NO_MEMORY) -> LinkResult:
    """Find references, links and cases of the whole archive. What was read of a meeting before is in `memory`."""
    bodies = Bodies(archive.bodies)
    read = memory.each(
        "links",
        archive.meetings,
        partial(read_meeting, bodies=bodies),
        key=lambda meeting: digest(memory.of_meeting(meeting), bodies.seen_from(meeting.body)),
    )
    catalogue = Catalogue(archive, bodies, read)
    cases = CaseNumbers(catalogue)
    mentions = [mention for meeting in read for mention in meeting.mentions]
    resolver = Resolver(catalogue, cases)
    resolved = [(mention, resolver.resolve(mention)) for mention in mentions]
    named = [link for mention, found in resolved if (link := _link(mention, found))]
    again = papers.re_attached(catalogue, [meeting.papers for meeting in read], memory)
    joined = threads.join_cases(mentions, named, catalogue, cases)
    made = threads.make_threads(joined, catalogue, cases)
    same = threads.same_case(made, joined, catalogue, cases)
    return LinkResult(
        references=_references([*_read(resolved), *_papers_again(again)]),
        links=_links([*same, *named, *again]),
        threads=made,
        findings=collecting_files(catalogue, cases),
    )


def _link(mention: Mention, found: Found) -> Link | None:
    if found.target is None or found.kind is None:
        return None
    return Link(
        source=mention.source,
        target=found.target,
        kind=found.kind,
        evidence=found.evidence,
        rule=mention.rule,
    )


def _read(resolved: Iterable[tuple[Mention, Found]]) -> list[Reference]:
    return [
        Reference(
            source=mention.source,
            words=mention.words,
            rule=mention.rule,
            target=found.target,
            missing=found.missing,
        )
        for mention, found in resolved
        if found.target is not None or found.missing is not None
    ]


def _papers_again(links: Iterable[Link]) -> list[Reference]:
    return [Reference(source=k.source, words=k.evidence, rule=k.rule, target=k.target) for k in links]


def _references(found: Iterable[Reference]) -> tuple[Reference, ...]:
    """Each thing that a paper names once, in the words that name it first."""
    first: dict[tuple[str, str | None, str | None], Reference] = {}
    for reference in found:
        first.setdefault((reference.source, reference.target, reference.missing), reference)
    return tuple(sorted(first.values(), key=lambda r: r.source))


def _links(found: Iterable[Link]) -> tuple[Link, ...]:
    """Each link once for its kind, with the evidence that was read first; nothing links to itself."""
    first: dict[tuple[str, str, str], Link] = {}
    for link in found:
        if link.source != link.target:
            first.setdefault((link.source, link.target, link.kind.value), link)
    return tuple(first[key] for key in sorted(first))
