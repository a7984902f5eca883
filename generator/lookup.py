"""The archive and its connections by id. It holds published things only, and refuses a connection to anything else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator import urls
from generator.connections import (
    Approval,
    CaseThread,
    Change,
    Connections,
    FollowUp,
    Link,
    Reference,
    Related,
    Topic,
    TopicTag,
)
from generator.findings import BuildError
from generator.model import Body
from generator.openness import Archive, PublicAttachment, PublicItem, PublicMeeting
from generator.references import short_names, short_reference
from generator.responsible import Unit, find_units, full_name

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What a page asks for. Tuples keep the order of `Connections`; what is not known is an empty tuple or None."""

    archive: Archive
    connections: Connections
    bodies: Mapping[str, Body]
    meetings: Mapping[str, PublicMeeting]
    items: Mapping[str, PublicItem]
    attachments: Mapping[str, PublicAttachment]
    topics: Mapping[str, Topic]
    expansions: Mapping[str, str]  # short forms that stand for one thing only
    units: Mapping[str, Unit]  # by slug
    shorts: Mapping[str, str]  # the bodies' names in references
    _threads: Mapping[str, CaseThread]
    _followups: Mapping[str, tuple[FollowUp, ...]]
    _tags_of_item: Mapping[str, tuple[TopicTag, ...]]
    _tags_of_topic: Mapping[str, tuple[TopicTag, ...]]
    _related: Mapping[str, tuple[Related, ...]]
    _links: Mapping[str, tuple[Link, ...]]
    _references: Mapping[str, tuple[Reference, ...]]
    _changes: Mapping[str, tuple[Change, ...]]
    _approvals: Mapping[str, Approval]
    _seen: Mapping[str, str]

    def reference(self, item_id: str) -> str:
        """The short reference of an item: `NB 2025-01-29/3`"""
        return short_reference(item_id, self.shorts)

    def meeting_of(self, item_id: str) -> PublicMeeting:
        """The meeting of an item."""
        return self.meetings[self.items[item_id].meeting]

    def body_of(self, item_id: str) -> Body:
        """The body of an item."""
        return self.bodies[self.meeting_of(item_id).body]

    def item_of(self, thing_id: str) -> PublicItem | None:
        """The item that a thing is, or is attached to; None for a meeting."""
        return self.items.get(thing_id) or self.items.get(thing_id.rpartition("/")[0])

    def unit_of(self, name: str) -> Unit | None:
        """The responsible unit that a paper's name or abbreviation means."""
        return self.units.get(urls.slug(full_name(name, self.expansions)))

    def thread_of(self, item_id: str) -> CaseThread | None:
        """The case that an item is part of."""
        return self._threads.get(item_id)

    def followups_of(self, item_id: str) -> tuple[FollowUp, ...]:
        """What was promised at an item, its attachments included."""
        return self._followups.get(item_id, ())

    def tags_of(self, item_id: str) -> tuple[TopicTag, ...]:
        """What an item is about."""
        return self._tags_of_item.get(item_id, ())

    def tagged(self, topic: str) -> tuple[TopicTag, ...]:
        """The items that are about a topic, newest first."""
        newest_first = sorted(self._tags_of_topic.get(topic, ()), key=lambda tag: tag.item)
        return tuple(sorted(newest_first, key=lambda tag: self.meeting_of(tag.item).date, reverse=True))

    def related_to(self, item_id: str) -> tuple[Related, ...]:
        """Items worth seeing too, best first."""
        return tuple(sorted(self._related.get(item_id, ()), key=lambda found: (-found.score, found.other)))

    def links_of(self, thing_id: str) -> tuple[Link, ...]:
        """The links that start or end at a thing."""
        return self._links.get(thing_id, ())

    def references_of(self, thing_id: str) -> tuple[Reference, ...]:
        """The references that stand in a thing."""
        return self._references.get(thing_id, ())

    def changes_of(self, thing_id: str) -> tuple[Change, ...]:
        """What changed in an item, or at a meeting as a whole, newest first."""
        return self._changes.get(thing_id, ())

    def approval_of(self, meeting_id: str) -> Approval | None:
        """Where the minutes of a meeting were approved."""
        return self._approvals.get(meeting_id)

    def seen(self, meeting_id: str) -> str | None:
        """Since which ISO day the papers of a meeting have been as they are, where its history tells."""
        return self._seen.get(meeting_id)


def look_up(archive: Archive, connections: Connections) -> Lookup:
    """Make the look-up, or raise BuildError where a connection names something that is not published."""
    items = {item.id: item for meeting in archive.meetings for item in meeting.items}
    topics = {topic.slug: topic for topic in connections.topics}
    expansions = _expansions(connections)
    found = Lookup(
        archive=archive,
        connections=connections,
        bodies={body.id: body for body in archive.bodies},
        meetings={meeting.id: meeting for meeting in archive.meetings},
        items=items,
        attachments={attachment.id: attachment for item in items.values() for attachment in item.attachments},
        topics=topics,
        expansions=expansions,
        units=find_units(items.values(), connections.followups, expansions),
        shorts=short_names(archive.bodies),
        _threads={item: thread for thread in connections.threads for item in thread.items},
        _followups=_grouped((followup.item, followup) for followup in connections.followups),
        _tags_of_item=_grouped((tag.item, tag) for tag in connections.tags),
        _tags_of_topic=_grouped((tag.topic, tag) for tag in connections.tags),
        _related=_grouped((related.item, related) for related in connections.related),
        _links=_grouped((end, link) for link in connections.links for end in dict.fromkeys((link.source, link.target))),
        _references=_grouped((reference.source, reference) for reference in connections.references),
        _changes=_grouped((change.item, change) for change in connections.changes),
        _approvals={approval.meeting: approval for approval in connections.approvals},
        _seen=dict(connections.seen),
    )
    _refuse_unpublished(found)
    return found


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _expansions(connections: Connections) -> dict[str, str]:
    """Short forms with their one expansion; one that stands for two things is explained by the glossary only."""
    known = {(entry.short, entry.long) for entry in connections.abbreviations}
    times = Counter(short for short, _ in known)
    return {short: long for short, long in sorted(known) if times[short] == 1 and short.strip() and long.strip()}


def _refuse_unpublished(found: Lookup) -> None:
    things = {*found.meetings, *found.items, *found.attachments}
    for kind, ids, allowed in (
        ("a reference, link, change or commitment", _ends(found.connections), things),
        ("a case, topic or related item", _item_ids(found.connections), set(found.items)),
        ("a tag", (tag.topic for tag in found.connections.tags), set(found.topics)),
    ):
        unknown = sorted(set(ids) - allowed)
        if unknown:
            raise BuildError(f"{kind} names what is not published: {', '.join(unknown[:5])}")


def _ends(connections: Connections) -> Iterator[str]:
    """Ids of anything that may be published."""
    for link in connections.links:
        yield from (link.source, link.target)
    for reference in connections.references:
        yield from (reference.source, *_given(reference.target))
    yield from (change.item for change in connections.changes)
    for approval in connections.approvals:
        yield from (approval.meeting, approval.item)
    for followup in connections.followups:
        yield from (followup.source, *_given(followup.followed_up_by))


def _item_ids(connections: Connections) -> Iterator[str]:
    """Ids that must be items'."""
    for thread in connections.threads:
        yield from thread.items
    for related in connections.related:
        yield from (related.item, related.other)
    yield from (tag.item for tag in connections.tags)
    yield from (followup.item for followup in connections.followups)


def _given(thing: str | None) -> Sequence[str]:
    return () if thing is None else (thing,)
