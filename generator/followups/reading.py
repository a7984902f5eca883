"""What one meeting's papers promise, and which days they name: read in one go, and remembered until it changes.

Reading asks two things of the rest of the archive: when a body meets next, and which names are one unit's. The
questions are kept with the answers, so that a new meeting lets only those be read again that asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.dates import find_dates
from generator.followups.annexes import annex_commitments
from generator.followups.calendar import Calendar, calendars
from generator.followups.commitment import Commitment
from generator.followups.minutes import read_commitments
from generator.followups.units import Units
from generator.memory import Memory
from generator.model import block_strings
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.sentences import sentences

_OF_A_DATE = re.compile(r"\d\d")  # stands in every date


class ReadItem(NamedTuple):
    """An item's commitments, those of the minutes first, and the days (ISO) that its sentences name."""

    commitments: tuple[Commitment, ...]
    days: tuple[str, ...]


class ReadPromises(NamedTuple):
    """A meeting's items in their order, and what was asked of the calendar and the names of units, with the answers."""

    items: tuple[ReadItem, ...]
    next_meetings: tuple[tuple[str, str | None], ...]
    units: tuple[tuple[str, bool, bool], ...]

    def holds(self, calendar: Calendar, units: Units) -> bool:
        """Whether reading would be answered the same today."""
        return all(calendar.next_meeting(word) == day for word, day in self.next_meetings) and all(
            units.answer(words, whole=whole) == answer for words, whole, answer in self.units
        )


def read_promises(archive: Archive, units: Units, memory: Memory) -> list[ReadPromises]:
    """Each meeting's commitments and days, from `memory` where all that they were read from is the same."""
    calendar = calendars(archive)
    return memory.each(
        "promises",
        [(meeting, calendar[meeting.id]) for meeting in archive.meetings],
        partial(_read, units=units),
        key=lambda task: memory.of_meeting(task[0]),
        holds=lambda task, found: found.holds(task[1], units),
    )


def _read(task: tuple[PublicMeeting, Calendar], units: Units) -> ReadPromises:
    meeting, calendar = task[0], task[1].for_a_meeting()
    units = units.for_a_meeting()
    items = tuple(
        ReadItem(commitments=tuple(_commitments(item, calendar, units)), days=tuple(sorted(set(_days(item)))))
        for item in meeting.items
    )
    return ReadPromises(
        items=items,
        next_meetings=tuple(calendar.asked.items()),
        units=tuple((words, whole, answer) for (words, whole), answer in units.asked.items()),
    )


def _commitments(item: PublicItem, calendar: Calendar, units: Units) -> Iterator[Commitment]:
    if item.decision:
        yield from read_commitments(item.decision.blocks, item=item.id, source=item.id, calendar=calendar, units=units)
    for attachment in item.attachments:
        yield from annex_commitments(attachment, item=item.id, calendar=calendar, units=units)


def _days(item: PublicItem) -> Iterator[str]:
    for text in texts_of(item):
        if _OF_A_DATE.search(text):
            for sentence in filter(_OF_A_DATE.search, sentences(text)):
                yield from find_dates(sentence)


def texts_of(item: PublicItem) -> Iterator[str]:
    """The texts in which an item may answer a promise."""
    yield item.title
    yield from (entry.text for entry in item.recommendations)
    for section in item.sections:
        yield from (text for block in section.blocks for text in block_strings(block))
    if item.decision:
        yield from (text for block in item.decision.blocks for text in block_strings(block))
    yield from (attachment.title for attachment in item.attachments)
