"""Meetings and due dates as events."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from icalendar import Event

from generator import urls, words
from generator.connections import FollowUp
from generator.followups.periods import last_day
from generator.lookup import Lookup
from generator.markdown_text import clean, shortened
from generator.modified import UNKNOWN_DAY, last_modified
from generator.named import numbered_title, where
from generator.openness import PublicMeeting
from generator.settings import SiteSettings
from generator.sources.danish_time import DENMARK
from generator.words import connected as said

_TITLE = 120  # letters of a commitment
_NO_HOST = "moedearkiv.invalid"


def sitting(meeting: PublicMeeting, lookup: Lookup, settings: SiteSettings) -> Event:
    """A meeting: at its hours where they are known, else on its day, with its open items."""
    changes = (last_modified(item, lookup) for item in meeting.items)
    changed = max((change for change in changes if change), default=None)
    event = _event(meeting.id, urls.meeting(meeting.id), changed, settings)
    event.add("summary", clean(lookup.bodies[meeting.body].name))
    day = datetime.date.fromisoformat(meeting.date)
    if meeting.start:
        event.add("dtstart", _moment(day, meeting.start))
        if meeting.end and meeting.end > meeting.start:
            event.add("dtend", _moment(day, meeting.end))
    else:
        event.add("dtstart", day)
    if meeting.place:
        event.add("location", clean(meeting.place))
    told = [clean(numbered_title(item)) for item in meeting.items]
    if meeting.withheld:
        told.append(words.items_not_public(meeting.withheld))
    if told:
        event.add("description", "\n".join(told))
    return event


def deadline(followup: FollowUp, lookup: Lookup, settings: SiteSettings) -> Event:
    """A commitment that waits, on its date; of a month the last day, as the register counts it."""
    item = lookup.items[followup.item]
    url = f"{urls.item(followup.item)}#{urls.commitment(followup.id)}"
    event = _event(followup.id, url, last_modified(item, lookup), settings)
    event.add("summary", f"{said.DUE}: {shortened(followup.text, _TITLE)}")
    event.add("dtstart", last_day(followup.due or ""))
    event.add("transp", "TRANSPARENT")  # nobody is busy all that day
    who = words.listed([clean(name) for name in followup.responsible])
    facts = (
        f"{said.WHO}: {who}" if who else "",
        f"{said.DUE}: {clean(said.due_by(followup.due or '', followup.due_words))}",
        f"{said.PROMISED_AT}: {clean(where(followup.item, lookup))}",
        clean(followup.reason),
    )
    event.add("description", "\n".join(fact for fact in facts if fact))
    return event


def _event(thing: str, url: str, changed: str | None, settings: SiteSettings) -> Event:
    """An event whose id stays, stamped with the day of its last change."""
    event = Event()
    event.add("uid", f"{thing}@{urlsplit(settings.site_url).hostname or _NO_HOST}")
    day = datetime.date.fromisoformat(changed or UNKNOWN_DAY)
    event.add("dtstamp", datetime.datetime.combine(day, datetime.time(), datetime.UTC))
    if settings.site_url:
        event.add("url", settings.address(url))
    return event


def _moment(day: datetime.date, clock: str) -> datetime.datetime:
    """`10:30` on a day in Denmark."""
    return datetime.datetime.combine(day, datetime.time.fromisoformat(clock), DENMARK)
