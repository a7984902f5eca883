"""By when: finds the words of a sentence that set a time, and resolves them from the meeting's date.

Words that an earlier rule has read are not read again. A time already past when the meeting was held is a
fact, no due date.
"""

from __future__ import annotations

import datetime
import re

from generator.followups import periods
from generator.followups.calendar import Calendar
from generator.followups.commitment import NO_DUE, Due
from generator.followups.due_rules import LEAD, RULES, Seen

# "fra den 1. august", "aftalen for 2025", "Budget 2024": the time of something else
_NOT_OWN = re.compile(r"\b(?:fra|siden|af|for|pr\.|budget|budgettet|forlig(?:et)?|regnskab(?:et)?)\s+$", re.IGNORECASE)
_BINDS = re.compile(r"\b(?:senest|inden|før|frist|deadline)\b", re.IGNORECASE)


def find_due(text: str, calendar: Calendar, *, past: bool = False) -> Due:
    """The time that `text` sets, or NO_DUE. `past` also takes dates before the meeting (tables of tasks)."""
    day = datetime.date.fromisoformat(calendar.date)
    seen: list[Seen] = []
    small = text.lower()
    for rule, words in RULES:
        for found in rule(text, day, calendar) if any(map(small.__contains__, words)) else ():
            led = _with_lead(text, found)
            if not any(led.start < other.end and other.start < led.end for other in seen):
                seen.append(led)
    own = [found for found in seen if not _NOT_OWN.search(text[: found.start])]
    coming = [found for found in own if past or not _is_past(found.value, day)]
    if not coming:
        return NO_DUE
    best = min(coming, key=lambda found: (found.value is None, not _binds(text, found), found.start))
    return Due(value=best.value, words=text[best.start : best.end].strip())


def _binds(text: str, found: Seen) -> bool:
    return bool(_BINDS.search(text[found.start : found.end]))


def _is_past(value: str | None, day: datetime.date) -> bool:
    if value is None:
        return False
    return periods.last_day(value) < day or value == day.isoformat()


def _with_lead(text: str, found: Seen) -> Seen:
    lead = LEAD.search(text[: found.start])
    return Seen(start=lead.start() if lead else found.start, end=found.end, value=found.value)
