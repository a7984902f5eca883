"""Every calendar into a sink. Events are remembered as they are written; a calendar is its events in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator import urls
from generator.cache import digest, fingerprint
from generator.calendars.events import deadline, sitting
from generator.calendars.frame import calendar
from generator.connections import FollowUp, FollowUpStatus
from generator.lookup import Lookup
from generator.settings import SiteSettings
from generator.sink import Sink
from generator.together import together
from generator.units import Piece, Workshop
from generator.words import follow as said

_WAITING = (FollowUpStatus.OPEN, FollowUpStatus.OVERDUE)
_TOGETHER = 16  # about so many due dates are remembered together


def deliver(workshop: Workshop, sink: Sink, settings: SiteSettings) -> None:
    """All meetings, each body's, and due dates."""
    lookup, told = workshop.answers.lookup, fingerprint(settings)
    meetings = sorted(lookup.archive.meetings, key=lambda meeting: (meeting.date, meeting.id))
    events: dict[str, bytes] = {}
    for meeting in meetings:
        given = digest(told, workshop.answers.fingerprint({"meetings": (meeting.id,)}))
        make = partial(_sitting, meeting=meeting.id, settings=settings)
        events[meeting.id] = workshop.value(Piece(name=f"event {meeting.id}", given=given, make=make))
    sink.put(urls.CALENDAR, calendar(f"{said.ALL_MEETINGS} – {settings.site_name}", events.values()))
    for body in lookup.archive.bodies:
        own = (events[meeting.id] for meeting in meetings if meeting.body == body.id)
        sink.put(urls.calendar(body.id), calendar(said.body_calendar(body.name), own))
    deadlines = _deadlines(workshop, settings, told)
    sink.put(urls.DEADLINES, calendar(f"{said.DEADLINES} – {settings.site_name}", deadlines))


def _deadlines(workshop: Workshop, settings: SiteSettings, told: bytes) -> Iterator[bytes]:
    found = workshop.answers.lookup.connections.followups
    due = [followup for followup in found if followup.due and followup.status in _WAITING]
    due.sort(key=lambda followup: (followup.due or "", followup.id))
    for some in together(due, about=_TOGETHER, name=lambda followup: followup.id):
        make = partial(_of_deadlines, some=some, settings=settings)
        given = digest(told, fingerprint(some))
        yield workshop.value(Piece(name=f"due dates {some[-1].id}", given=given, make=make))


def _sitting(lookup: Lookup, meeting: str, settings: SiteSettings) -> bytes:
    return bytes(sitting(lookup.meetings[meeting], lookup, settings).to_ical())


def _of_deadlines(lookup: Lookup, some: Iterable[FollowUp], settings: SiteSettings) -> bytes:
    return b"".join(deadline(followup, lookup, settings).to_ical() for followup in some)
