"""Calendars (iCalendar, RFC 5545) to subscribe to: meetings, and the due dates of commitments.

Pure: published objects in, `{path: bytes}` out. No date comes from a clock: an event is stamped with the day on which
what it tells last changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator import urls
from generator.calendars.events import deadline, sitting
from generator.calendars.frame import calendar
from generator.connections import Connections, FollowUpStatus
from generator.lookup import Lookup, look_up
from generator.openness import Archive
from generator.settings import SiteSettings
from generator.words import follow as said

__all__ = ["render"]

_UNCONNECTED = Connections()
_WAITING = (FollowUpStatus.OPEN, FollowUpStatus.OVERDUE)


def render(
    archive: Archive, *, connections: Connections = _UNCONNECTED, as_of: datetime.date, settings: SiteSettings
) -> dict[str, bytes]:
    """Every calendar by its path in the docs folder: all meetings, each body's, and due dates."""
    return dict(_calendars(look_up(archive, connections, as_of), settings))


def _calendars(lookup: Lookup, settings: SiteSettings) -> Iterator[tuple[str, bytes]]:
    meetings = sorted(lookup.archive.meetings, key=lambda meeting: (meeting.date, meeting.id))
    events = {meeting.id: sitting(meeting, lookup, settings) for meeting in meetings}
    yield urls.CALENDAR, calendar(f"{said.ALL_MEETINGS} – {settings.site_name}", events.values())
    for body in lookup.archive.bodies:
        own = [events[meeting.id] for meeting in meetings if meeting.body == body.id]
        yield urls.calendar(body.id), calendar(said.body_calendar(body.name), own)
    due = [found for found in lookup.connections.followups if found.due and found.status in _WAITING]
    due.sort(key=lambda followup: (followup.due or "", followup.id))
    deadlines = [deadline(followup, lookup, settings) for followup in due]
    yield urls.DEADLINES, calendar(f"{said.DEADLINES} – {settings.site_name}", deadlines)
