"""When an item last changed, as far as the archive knows; never when the site was built."""

from __future__ import annotations

import datetime

from generator.lookup import Lookup
from generator.openness import PublicItem

UNKNOWN_DAY = "2025-01-01"  # for formats that want a day where the archive knows none: the same in every build


def last_modified(item: PublicItem, lookup: Lookup, as_of: datetime.date) -> str | None:
    """ISO day of the newest of: the meeting, the item's corrections, the changes its history tells of.

    A meeting to come does not count. Its items changed when their papers were first seen as they are (`history`);
    where nobody recorded that, the day is not known: None.
    """
    meeting = lookup.meeting_of(item.id)
    days = [correction.date for correction in item.corrections]
    days += [change.date for change in lookup.changes_of(item.id)]
    if meeting.date <= as_of.isoformat():
        days.append(meeting.date)
    elif (seen := lookup.seen(meeting.id)) is not None:
        days.append(seen)
    return max(days, default=None)
