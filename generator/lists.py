"""What the site's lists hold: questions about many things at once, answered with no more than a list shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.asking import question
from generator.cards import ItemCard, MeetingCard, meeting_card
from generator.connections import FollowUp, FollowUpStatus
from generator.lookup import Lookup

Neighbour = tuple[str, str] | None  # id and ISO day of a meeting

WITHOUT_ANSWER = (FollowUpStatus.OVERDUE, FollowUpStatus.OPEN)
_NEVER = "9999"  # sorts after every date

# --- meetings ---------------------------------------------------------------------------------------


@question
def meetings(lookup: Lookup) -> tuple[MeetingCard, ...]:
    """All meetings, the oldest first."""
    return lookup.kept("meetings by date", _by_date)


@question
def meetings_of(lookup: Lookup, body: str) -> tuple[MeetingCard, ...]:
    """A body's meetings, the oldest first."""
    return lookup.kept("meetings by body", _by_body).get(body, ())


@question
def years_of(lookup: Lookup, body: str) -> tuple[str, ...]:
    """The years in which a body met, newest first."""
    return tuple(sorted({card.date[:4] for card in meetings_of(lookup, body)}, reverse=True))


@question
def meetings_in(lookup: Lookup, body: str, year: str) -> tuple[MeetingCard, ...]:
    """A body's meetings in a year, newest first."""
    return tuple(card for card in reversed(meetings_of(lookup, body)) if card.date[:4] == year)


@question
def beside(lookup: Lookup, meeting_id: str) -> tuple[Neighbour, Neighbour]:
    """The body's meetings before and after one, None where there is none."""
    return lookup.kept("meetings beside", _beside)[meeting_id]


@question
def items_of(lookup: Lookup, meeting_id: str) -> tuple[ItemCard, ...]:
    """The items of a meeting, in short."""
    return tuple(lookup.item_card(item.id) for item in lookup.meetings[meeting_id].items)


@question
def numbers_of_bodies(lookup: Lookup) -> tuple[tuple[str, str, int], ...]:
    """Id, name and number of meetings of each body."""
    return tuple((body.id, body.name, len(meetings_of(lookup, body.id))) for body in lookup.archive.bodies)


def _by_date(lookup: Lookup) -> tuple[MeetingCard, ...]:
    return tuple(sorted(map(meeting_card, lookup.archive.meetings), key=lambda meeting: (meeting.date, meeting.id)))


def _by_body(lookup: Lookup) -> Mapping[str, tuple[MeetingCard, ...]]:
    found: defaultdict[str, list[MeetingCard]] = defaultdict(list)
    for meeting in meetings(lookup):
        found[meeting.body].append(meeting)
    return {body: tuple(cards) for body, cards in found.items()}


def _beside(lookup: Lookup) -> Mapping[str, tuple[Neighbour, Neighbour]]:
    found: dict[str, tuple[Neighbour, Neighbour]] = {}
    for cards in lookup.kept("meetings by body", _by_body).values():
        ends = [None, *((card.id, card.date) for card in cards), None]
        found |= {card.id: (ends[n], ends[n + 2]) for n, card in enumerate(cards)}
    return found


# --- commitments ------------------------------------------------------------------------------------


@question
def followups_in(lookup: Lookup, status: str) -> tuple[FollowUp, ...]:
    """The commitments in a state (its value), in the archive's order."""
    return lookup.kept("follow-ups by status", _by_status).get(status, ())


@question
def number_of_followups(lookup: Lookup, status: str) -> int:
    """How many commitments are in a state (its value)."""
    return len(followups_in(lookup, status))


def counts_of_followups(lookup: Lookup) -> dict[FollowUpStatus, int]:
    """How many commitments there are in each state."""
    return {status: number_of_followups(lookup, status.value) for status in FollowUpStatus}


def waiting_among(found: Iterable[FollowUp]) -> tuple[int, int]:
    """How many are overdue, and how many open."""
    statuses = [followup.status for followup in found]
    return statuses.count(FollowUpStatus.OVERDUE), statuses.count(FollowUpStatus.OPEN)


def without_answer(found: Iterable[FollowUp]) -> list[FollowUp]:
    """Those that the archive has found no answer to, the earliest date first."""
    left = [followup for followup in found if followup.status in WITHOUT_ANSWER]
    return sorted(left, key=lambda followup: (followup.due or _NEVER, followup.id))


def _by_status(lookup: Lookup) -> Mapping[str, tuple[FollowUp, ...]]:
    found: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for followup in lookup.connections.followups:
        found[followup.status.value].append(followup)
    return {status: tuple(group) for status, group in found.items()}
