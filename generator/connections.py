"""What joins items across meetings: references, links, cases, follow-ups, topics. All of it about published items.

Every object carries the words it was read from and the name of the rule that read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class LinkKind(Enum):
    """Why two things of the archive belong together; `links.json` holds the value."""

    SAME_CASE = "same-case"
    FOLLOWS_UP = "follows-up"  # source answers or goes on with target
    MENTIONS = "mentions"
    MINUTES_OF = "minutes-of"  # source holds a copy of target's minutes
    RE_ATTACHED = "re-attached"  # source is the paper that target was, attached again


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words of a paper that point to something. `source` is the id of the item, attachment or meeting they stand in.

    Exactly one of `target` (an id of the archive) and `missing` is given; `missing` says in Danish what is
    named and not held ("Mødet 23. oktober 2023 findes ikke i arkivet").
    """

    source: str
    words: str  # as read
    rule: str  # name of the rule function that read it
    target: str | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link between two ids (item, attachment or meeting). `evidence` is a Danish sentence for the reader."""

    source: str
    target: str
    kind: LinkKind
    evidence: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseThread:
    """A case (*sag*) over its meetings. `id` is the address slug of its first case number.

    `items` are item ids, newest first. `names` are the titles it has had, newest first. `merged_by` are
    Danish sentences that say why several numbers or names are one case.
    """

    id: str
    case_numbers: tuple[str, ...]
    title: str
    items: tuple[str, ...]
    names: tuple[str, ...] = ()
    merged_by: tuple[str, ...] = ()


class FollowUpStatus(Enum):
    """What became of a commitment, as far as the archive can know."""

    OPEN = "open"
    OVERDUE = "overdue"  # its date has passed and no open item of the archive answers it
    FOLLOWED_UP = "followed-up"
    CLOSED = "closed"  # the papers, or the clerk, say that it is


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A commitment (*opfølgning*). `id` is `<item>/opfoelgning-<n>`; `source` the item or attachment it stands in.

    `responsible` as written ("UJU", "Janus"); `due` is ISO, whole or to the month; `due_words` what it was
    read from; `reason` is a Danish sentence on how the status is known.
    """

    id: str
    item: str
    source: str
    text: str
    responsible: tuple[str, ...]
    due: str | None
    due_words: str
    status: FollowUpStatus
    followed_up_by: str | None
    reason: str
    evidence: str  # the sentence or row it was read from
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A clerk's word in meeting.md on one commitment.

    `followups: [{item: 3, words: "notat om naboer", status: followed-up, reason: "…", by: byraadet/2025-01-29/3}]`
    """

    meeting: str
    item: str
    words: str  # some words of the commitment, enough to know it by; "" when the item has one only
    status: FollowUpStatus
    reason: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic of topics.yml: `kle` is its number in KL's journal plan, `words` what speaks of it."""

    slug: str
    name: str
    kle: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTag:
    """An item is about a topic; `reason` is a Danish sentence with the words it was read from."""

    item: str
    topic: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An item worth seeing too; `words` are the terms both are about. `score` is 0 to 1."""

    item: str
    other: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form and what it stands for; `evidence` the words or file it was read from."""

    short: str
    long: str
    evidence: str


class ChangeKind(Enum):
    """What changed; `changes.json` holds the value."""

    ADDED = "added"  # the item came to the agenda after the archive first held it
    REMOVED = "removed"  # an item is no longer public; which one is not told
    NUMBER = "number"  # the item stands under another number
    TITLE = "title"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    ATTACHMENT_ADDED = "attachment-added"
    ATTACHMENT_REMOVED = "attachment-removed"  # which one is not told
    TEXT = "text"  # a section's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `item` is an item's id, or the meeting's for REMOVED; `date` the ISO day it was first seen.

    `before` and `after` are plain text; "" where there was or is none, or where it is not kept (TEXT, and what is
    no longer public).
    """

    item: str
    date: str
    kind: ChangeKind
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The minutes of `meeting` were approved as `item` of a later one; `words` are those it was read from."""

    meeting: str
    item: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """Everything that was found between items. All of it concerns published items only."""

    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    threads: tuple[CaseThread, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    topics: tuple[Topic, ...] = ()
    tags: tuple[TopicTag, ...] = ()
    related: tuple[Related, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    approvals: tuple[Approval, ...] = ()
    changes: tuple[Change, ...] = ()  # newest first
    seen: tuple[tuple[str, str], ...] = ()  # meeting, and ISO day its papers were first seen as they are now
