"""What joining items asks of one meeting, read in one go: nothing here looks at any other meeting.

Named tuples, for every build takes them from the cache.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.dates import find_dates
from generator.links.annexes import AnnexKind, kind_of
from generator.links.bodies import Bodies
from generator.links.find import find
from generator.links.mentions import Mention
from generator.links.sketches import Paper, papers_of
from generator.links.titles import is_routine, normal, plain, stems
from generator.openness import PublicItem, PublicMeeting


class ReadItem(NamedTuple):
    """An item, as far as joining goes: its normal title, the same as it is compared, and the stems of its words."""

    title: str
    plain: str
    stems: frozenset[str]
    routine: bool  # by its title
    numbers: tuple[str, ...]  # of its own case
    days: tuple[str, ...]  # that it names, ISO


class ReadMeeting(NamedTuple):
    """A meeting: its items in their order, what its papers name in reading order, and its papers of some length."""

    items: tuple[ReadItem, ...]
    mentions: tuple[Mention, ...]
    papers: tuple[Paper, ...]


def read_meeting(meeting: PublicMeeting, bodies: Bodies) -> ReadMeeting:
    """All that joining asks of a meeting. It reads the meeting and the names of the bodies (`Bodies.seen_from`)."""
    return ReadMeeting(
        items=tuple(_item(item) for item in meeting.items),
        mentions=tuple(find(meeting, bodies)),
        papers=tuple(papers_of(meeting)),
    )


def _item(item: PublicItem) -> ReadItem:
    return ReadItem(
        title=normal(item.title),
        plain=plain(item.title),
        stems=stems(item.title),
        routine=is_routine(item.title),
        numbers=own_numbers(item),
        days=_days_named(item),
    )


def own_numbers(item: PublicItem) -> tuple[str, ...]:
    """The numbers of the item's own case.

    A number from an attached agenda is that agenda's, also where it was counted for the item. Where an attachment has
    a number beside the item's own, it is a paper of another case.
    """
    agendas = {n for a in item.attachments if kind_of(a) is AnnexKind.AGENDA for n in a.case_numbers}
    copies = {n for a in item.attachments if kind_of(a) is AnnexKind.MINUTES for n in a.case_numbers}
    numbers = tuple(number for number in item.case_numbers if number not in agendas | copies)
    attached = {number for attachment in item.attachments for number in attachment.case_numbers}
    proper = tuple(number for number in numbers if number not in attached)
    return proper or numbers[:1]


def _days_named(item: PublicItem) -> tuple[str, ...]:
    texts = [section.text for section in item.sections] + [r.text for r in item.recommendations]
    steps = [step.date for step in item.case_steps if step.date]
    return tuple(sorted({*steps, *(day for text in texts for day in find_dates(text))}))
