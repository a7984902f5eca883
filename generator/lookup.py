"""What is asked of the archive: things by id, and what joins them. A view of it notes what was asked (`asking`)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from generator import cards, urls
from generator.asking import QUESTIONS, TABLES, Answering, Asked, Noting, by_name, question, things
from generator.cards import ItemCard, MeetingCard
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
from generator.index import Index, index
from generator.model import Body
from generator.openness import Archive, PublicAttachment, PublicItem, PublicMeeting
from generator.references import short_reference
from generator.responsible import Unit, full_name
from generator.short_forms import ShortForms, marks_of

T = TypeVar("T")

THINGS = ("bodies", "meetings", "items", "attachments", "topics", "expansions", "units", "shorts")


class Lookup(Answering):
    """What a page or a data file asks for. Tuples keep the order of `Connections`; what is not known is an empty tuple
    or None.

    Ask for a whole thing (`items[…]`) where its text is shown, and for its card where it stands in a list: what is made
    of less is made anew less often.
    """

    def __init__(self, found: Index, as_of: datetime.date | None) -> None:
        self._index, self._as_of = found, as_of
        self._whole: Lookup = self
        self._noted = None
        self._kept = {}
        self._words: set[str] = set()
        self.bodies: Mapping[str, Body] = found.bodies
        self.meetings: Mapping[str, PublicMeeting] = found.meetings
        self.items: Mapping[str, PublicItem] = found.items
        self.attachments: Mapping[str, PublicAttachment] = found.attachments
        self.topics: Mapping[str, Topic] = found.topics
        self.expansions: Mapping[str, str] = found.expansions  # short forms that stand for one thing only
        self.units: Mapping[str, Unit] = found.units  # by slug
        self.shorts: Mapping[str, str] = found.shorts  # the bodies' names in references
        self.short_forms = ShortForms(found.expansions)  # the same as `expansions`, to be found in texts

    def view(self) -> Lookup:
        """The same, with a note of every question."""
        view = Lookup(self._index, self._as_of)
        view._whole, view._noted = self, {}
        for name in THINGS:
            setattr(view, name, Noting(name, getattr(self, name), view._noted))
        view.short_forms = self.short_forms.noting(view._words.update)
        return view

    def asked(self) -> Asked:
        """What this view was asked."""
        words = [("explained_by", marks_of(self._words))] if self._words else []
        return by_name([*(self._noted or ()), *words])

    def directly(self, name: str) -> Mapping[str, Any] | None:
        """All answers to a question at once, where they are at hand; None is the answer about what is not in it."""
        if self._noted is not None:
            raise TypeError("a view answers questions only")
        return self.kept(name, TABLES[name]) if name in TABLES else self._by_thing().get(name)

    def _by_thing(self) -> Mapping[str, Mapping[str, Any]]:
        found = self._index
        answers: Mapping[str, Mapping[str, Any]] = {
            "thread_of": found.threads,
            "followups_of": found.followups,
            "tags_of": found.tags_of_item,
            "links_of": found.links,
            "related_to": found.related,
            "references_of": found.references,
            "changes_of": found.changes,
            "approval_of": found.approvals,
            "seen": found.seen,
        }
        return {f"{__name__}.{name}": things for name, things in answers.items()}

    # --- everything -----------------------------------------------------------------------------------

    @property
    @question
    def archive(self) -> Archive:
        """Everything that is published: what asks for it is made anew whenever anything changes."""
        return self._index.archive

    @property
    @question
    def connections(self) -> Connections:
        """Everything that joins it."""
        return self._index.connections

    # --- cards, for lists -----------------------------------------------------------------------------

    @question
    def sitting(self, meeting_id: str) -> tuple[str, str]:
        """Body and ISO day of a meeting."""
        meeting = self.meetings[meeting_id]
        return meeting.body, meeting.date

    @question
    def meeting_card(self, meeting_id: str) -> MeetingCard | None:
        """A meeting in short; None where the archive has it not."""
        meeting = self.meetings.get(meeting_id)
        return cards.meeting_card(meeting) if meeting else None

    @question
    def item_card(self, item_id: str) -> ItemCard:
        """An item in short."""
        return self.kept("cards", _cards)[item_id]

    @question
    def card_of(self, thing_id: str) -> ItemCard | None:
        """The card of the item that a thing is, or is attached to; None for a meeting."""
        item = self.item_of(thing_id)
        return self.item_card(item.id) if item else None

    # --- what belongs to a thing ----------------------------------------------------------------------

    def reference(self, item_id: str) -> str:
        """The short reference of an item: `NB 2025-01-29/3`"""
        return short_reference(item_id, self.shorts)

    def meeting_of(self, item_id: str) -> PublicMeeting:
        """The meeting of an item."""
        return self.meetings[self.item_card(item_id).meeting]

    def body_of(self, item_id: str) -> Body:
        """The body of an item."""
        return self.bodies[self.item_card(item_id).body]

    def item_of(self, thing_id: str) -> PublicItem | None:
        """The item that a thing is, or is attached to; None for a meeting."""
        return self.items.get(thing_id) or self.items.get(thing_id.rpartition("/")[0])

    @question
    def topic_name(self, slug: str) -> str:
        """What a topic is called."""
        return self.topics[slug].name

    @question
    def unit_of(self, name: str) -> tuple[str, str] | None:
        """Slug and name of the responsible unit that a paper's name or abbreviation means."""
        unit = self.units.get(urls.slug(full_name(name, self.expansions)))
        return (unit.slug, unit.name) if unit else None

    @question
    def thread_of(self, item_id: str) -> CaseThread | None:
        """The case that an item is part of."""
        return self._index.threads.get(item_id)

    @question
    def followups_of(self, item_id: str) -> tuple[FollowUp, ...]:
        """What was promised at an item, its attachments included."""
        return self._index.followups.get(item_id, ())

    @question
    def tags_of(self, item_id: str) -> tuple[TopicTag, ...]:
        """What an item is about."""
        return self._index.tags_of_item.get(item_id, ())

    @question
    def tagged(self, topic: str) -> tuple[TopicTag, ...]:
        """The items that are about a topic, newest first."""
        return self.kept(f"tagged {topic}", lambda whole: whole._tagged(topic))

    def _tagged(self, topic: str) -> tuple[TopicTag, ...]:
        newest_first = sorted(self._index.tags_of_topic.get(topic, ()), key=lambda tag: tag.item)
        return tuple(sorted(newest_first, key=lambda tag: self.item_card(tag.item).date, reverse=True))

    @question
    def related_to(self, item_id: str) -> tuple[Related, ...]:
        """Items worth seeing too, best first."""
        return self._index.related.get(item_id, ())

    @question
    def links_of(self, thing_id: str) -> tuple[Link, ...]:
        """The links that start or end at a thing."""
        return self._index.links.get(thing_id, ())

    @question
    def references_of(self, thing_id: str) -> tuple[Reference, ...]:
        """The references that stand in a thing."""
        return self._index.references.get(thing_id, ())

    @question
    def changes_of(self, thing_id: str) -> tuple[Change, ...]:
        """What changed in an item, or at a meeting as a whole, newest first."""
        return self._index.changes.get(thing_id, ())

    @question
    def approval_of(self, meeting_id: str) -> Approval | None:
        """Where the minutes of a meeting were approved."""
        return self._index.approvals.get(meeting_id)

    @question
    def seen(self, meeting_id: str) -> str | None:
        """Since which ISO day the papers of a meeting have been as they are, where its history tells."""
        return self._index.seen.get(meeting_id)

    # --- today ----------------------------------------------------------------------------------------

    @question
    def has_come(self, day: str) -> bool:
        """Whether an ISO day is today or was before."""
        assert self._as_of is not None, "this look-up was made without a day"
        return day <= self._as_of.isoformat()

    @question
    def is_past(self, day: str) -> bool:
        """Whether an ISO day was before today."""
        assert self._as_of is not None, "this look-up was made without a day"
        return day < self._as_of.isoformat()


def look_up(archive: Archive, connections: Connections, as_of: datetime.date | None = None) -> Lookup:
    """Make the look-up, or raise BuildError where a connection names something that is not published.

    `as_of` is today, for those who ask what has come.
    """
    return Lookup(index(archive, connections), as_of)


def _cards(lookup: Lookup) -> Mapping[str, ItemCard]:
    return {item.id: cards.item_card(item, lookup.meetings[item.meeting]) for item in lookup.items.values()}


def _explained_by(lookup: Lookup, marks: bytes) -> tuple[tuple[str, str], ...]:
    """The short forms that may stand in a text of these words (`marks_of`), with what they stand for."""
    return lookup.short_forms.among(marks)


things(*THINGS)
QUESTIONS["explained_by"] = _explained_by
