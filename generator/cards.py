"""What other pages say of a meeting or an item: enough for a line in a list."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Outcome, Stage
from generator.openness import PublicItem, PublicMeeting


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCard:
    """A meeting in a list; `items` and `withheld` say how many."""

    id: str
    body: str
    date: str
    stage: Stage
    items: int
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCard:
    """An item in a list. `outcome` None means that there is no decision; `body` and `date` are its meeting's."""

    id: str
    meeting: str
    body: str
    date: str
    number: str
    title: str
    outcome: Outcome | None
    conditional: bool
    duration_minutes: int | None


def meeting_card(meeting: PublicMeeting) -> MeetingCard:
    """The card of a meeting."""
    return MeetingCard(
        id=meeting.id,
        body=meeting.body,
        date=meeting.date,
        stage=meeting.stage,
        items=len(meeting.items),
        withheld=meeting.withheld,
    )


def item_card(item: PublicItem, meeting: PublicMeeting) -> ItemCard:
    """The card of an item of `meeting`."""
    decision = item.decision
    return ItemCard(
        id=item.id,
        meeting=meeting.id,
        body=meeting.body,
        date=meeting.date,
        number=item.number,
        title=item.title,
        outcome=decision.outcome if decision else None,
        conditional=bool(decision and decision.condition),
        duration_minutes=item.duration_minutes,
    )
