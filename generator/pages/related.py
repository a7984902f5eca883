"""What an item, attachment or meeting has to do with others: links both ways, what is missing, what is alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator.asking import table
from generator.connections import Link, LinkKind
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.document import Links, lines
from generator.pages.things import entry, link_to
from generator.words import connected as said


def item_connections(item: PublicItem, lookup: Lookup, links: Links) -> Iterator[str]:
    """What the item and its attachments are linked to, and below that what only uses the same words."""
    own = (item.id, *(attachment.id for attachment in item.attachments))
    yield from connections(own, lookup, links)
    yield from _alike(item, own, lookup, links)


def connections(own: Sequence[str], lookup: Lookup, links: Links) -> Iterator[str]:
    """The links of the things that a page is about (`own`; the first is the page's), grouped by kind."""
    groups = _groups(own, lookup, links)
    missing = _missing(own, lookup)
    if not groups and not missing:
        return
    yield md.heading(said.CONNECTIONS, 2)
    for label, entries in groups.items():
        yield md.heading(label, 3)
        yield md.bullets(dict.fromkeys(entries))
    if missing:
        yield md.heading(said.MISSING, 3)
        yield md.bullets(missing)


def _groups(own: Sequence[str], lookup: Lookup, links: Links) -> dict[str, list[str]]:
    """The entries of each kind, in the order of the kinds; steps of the item's own case stand in its course."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    told: set[str] = set()
    for kind in LinkKind:
        for label, this, other, link in _directed(own, kind, lookup):
            told.add(other)
            if not _in_course(own[0], link, lookup):
                found[label].append(_entry(this, other, link.evidence, own[0], lookup, links))
    for this in own:
        for reference in lookup.references_of(this):
            target = reference.target
            if target is not None and target not in told and target not in own:
                label = said.LINKS_OUT[LinkKind.MENTIONS]
                found[label].append(_entry(this, target, said.quoted(reference.words), own[0], lookup, links))
    return dict(found)


def _directed(own: Sequence[str], kind: LinkKind, lookup: Lookup) -> Iterator[tuple[str, str, str, Link]]:
    """The links of a kind as seen from here: label, which of our own it is at, the other end, the link."""
    for this in own:
        for link in lookup.links_of(this):
            if link.kind is kind and not (link.source in own and link.target in own):
                outwards = link.source == this
                label = (said.LINKS_OUT if outwards else said.LINKS_IN)[kind]
                yield label, this, link.target if outwards else link.source, link


def _in_course(page: str, link: Link, lookup: Lookup) -> bool:
    """Whether the link joins two items of one case: both stand in its course, with the evidence."""
    thread = lookup.thread_of(page)
    both = (link.source, link.target)
    return link.kind is LinkKind.SAME_CASE and thread is not None and all(end in thread.items for end in both)


def _entry(this: str, other: str, evidence: str, page: str, lookup: Lookup, links: Links) -> str:
    """Where the link goes, from which attachment of ours, and why."""
    at = f"{said.FROM} {link_to(this, lookup, links)}" if this != page else ""
    why = md.small(evidence) if md.clean(evidence) else ""
    return lines(entry(other, lookup, links), md.small_links(at) if at else "", why)


def _missing(own: Sequence[str], lookup: Lookup) -> list[str]:
    """What is named and not held, in plain words, with the words that name it."""
    found: dict[str, str] = {}
    for this in own:
        for reference in lookup.references_of(this):
            if reference.missing is not None:
                words_read = md.small(said.quoted(reference.words))
                found.setdefault(reference.missing, lines(md.inline(reference.missing), words_read))
    return list(found.values())


def _alike(item: PublicItem, own: Sequence[str], lookup: Lookup, links: Links) -> Iterator[str]:
    """Items that use the same words, apart from those that there is a real link to."""
    thread = lookup.thread_of(item.id)
    linked = {end for this in own for link in lookup.links_of(this) for end in (link.source, link.target)}
    linked |= set(thread.items) if thread else set()
    found = [(other, words) for other, words in alike(lookup, item.id) or () if other not in linked]
    if found:
        yield md.heading(said.RELATED, 2)
        yield md.small(said.RELATED_INTRO)
        yield md.bullets(_related_entry(other, words, lookup, links) for other, words in found)


@table
def alike(lookup: Lookup) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Items worth seeing too with the words that are in both, best first; how alike they are is not shown."""
    items = dict.fromkeys(related.item for related in lookup.connections.related)
    return {item: tuple((related.other, related.words) for related in lookup.related_to(item)) for item in items}


def _related_entry(other: str, words: Sequence[str], lookup: Lookup, links: Links) -> str:
    shared = md.small(said.shared_words(words)) if words else ""
    return lines(entry(other, lookup, links), shared)
