"""Danish local time of a moment written with an offset."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")


def local_time(moment: str) -> tuple[str | None, str | None]:
    """`2026-05-18T15:00:00Z` → (`2026-05-18`, `17:00`). Without an offset it is local already; None for no moment."""
    try:
        found = datetime.datetime.fromisoformat(moment)
    except ValueError:
        return None, None
    try:
        local = found.astimezone(DENMARK) if found.tzinfo else found
    except (ValueError, OverflowError):  # the year 1, that some servers write for "none"
        return None, None
    if local.year < 1900:
        return None, None
    return local.date().isoformat(), local.strftime("%H:%M")
