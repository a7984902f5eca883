"""Calendars (iCalendar, RFC 5545) to subscribe to: meetings, and the due dates of commitments.

1. `events`     meetings and due dates as events
2. `frame`      a calendar around them
3. `delivery`   all calendars into a sink

No date comes from a clock: an event is stamped with the day on which what it tells last changed.
"""

from __future__ import annotations

import datetime

from generator.cache import NO_CACHE
from generator.calendars.delivery import deliver
from generator.connections import Connections
from generator.lookup import look_up
from generator.openness import Archive
from generator.settings import SiteSettings
from generator.sink import Memory
from generator.units import Answers, Workshop

__all__ = ["deliver", "render"]

_UNCONNECTED = Connections()


def render(
    archive: Archive, *, connections: Connections = _UNCONNECTED, as_of: datetime.date, settings: SiteSettings
) -> dict[str, bytes]:
    """Every calendar by its path in the docs folder, for small archives."""
    sink = Memory()
    deliver(Workshop(Answers(look_up(archive, connections, as_of)), NO_CACHE), sink, settings)
    return {path: content for path, content in sink.files.items() if isinstance(content, bytes)}
