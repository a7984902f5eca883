"""The archive and its connections by id. It holds published things only, and refuses a connection to anything else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

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
from generator.references import short_names
from generator.responsible import Unit, find_units

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Tuples keep the order of `Connections`."""

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
    threads: Mapping[str, CaseThread]  # by item
    followups: Mapping[str, tuple[FollowUp, ...]]  # by item
    tags_of_item: Mapping[str, tuple[TopicTag, ...]]
    tags_of_topic: Mapping[str, tuple[TopicTag, ...]]
    related: Mapping[str, tuple[Related, ...]]  # by item, best first
    links: Mapping[str, tuple[Link, ...]]  # by either end
    references: Mapping[str, tuple[Reference, ...]]  # by source
    changes: Mapping[str, tuple[Change, ...]]
    approvals: Mapping[str, Approval]  # by the meeting approved
    seen: Mapping[str, str]


def index(archive: Archive, connections: Connections) -> Index:
    """Make the index, or raise BuildError where a connection names something that is not published."""
    items = {item.id: item for meeting in archive.meetings for item in meeting.items}
    topics = {topic.slug: topic for topic in connections.topics}
    expansions = _expansions(connections)
    found = Index(
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
        threads={item: thread for thread in connections.threads for item in thread.items},
        followups=_grouped((followup.item, followup) for followup in connections.followups),
        tags_of_item=_grouped((tag.item, tag) for tag in connections.tags),
        tags_of_topic=_grouped((tag.topic, tag) for tag in connections.tags),
        related=_grouped((related.item, related) for related in _best_first(connections.related)),
        links=_grouped((end, link) for link in connections.links for end in dict.fromkeys((link.source, link.target))),
        references=_grouped((reference.source, reference) for reference in connections.references),
        changes=_grouped((change.item, change) for change in connections.changes),
        approvals={approval.meeting: approval for approval in connections.approvals},
        seen=dict(connections.seen),
    )
    _refuse_unpublished(found)
    return found


def _best_first(found: Iterable[Related]) -> list[Related]:
    return sorted(sorted(found, key=attrgetter("other")), key=attrgetter("score"), reverse=True)


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


def _refuse_unpublished(found: Index) -> None:
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
