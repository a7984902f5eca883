"""Calendars (iCalendar, RFC 5545) to subscribe to: meetings, and the due dates of commitments.

1. `events`     meetings and due dates as events
2. `frame`      a calendar around them
3. `delivery`   all calendars into a sink

No date comes from a clock: an event is stamped with the day on which what it tells last changed.
"""

from __future__ import annotations

from generator.calendars.delivery import deliver

__all__ = ["deliver"]
