"""A calendar around its events, with Danish time as a rule that needs no table of zones."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard

from generator.markdown_text import clean
from generator.sources.danish_time import DENMARK

_PRODUCT = "-//moedearkiv//moedearkiv//DA"
_HOUR = datetime.timedelta(hours=1)
_EVERY_DAY = datetime.timedelta(days=1)


_END = b"END:VCALENDAR\r\n"


def calendar(name: str, events: Iterable[bytes]) -> bytes:
    """The file. `name` is what a calendar program shows, `events` are as they are written."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", clean(name))  # RFC 7986
    made.add("x-wr-calname", clean(name))  # what programs older than that read
    made.add("refresh-interval", _EVERY_DAY, parameters={"VALUE": "DURATION"})
    made.add_component(_danish_time())
    empty = bytes(made.to_ical())
    assert empty.endswith(_END)
    return b"".join((empty.removesuffix(_END), *events, _END))


def _danish_time() -> Timezone:
    """Summer time as it is since 1996 (directive 2000/84/EC): from March's last Sunday to October's."""
    zone = Timezone()
    zone.add("tzid", DENMARK.key)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, before, month, start in (
        (summer, "CEST", _HOUR, 3, datetime.datetime(1996, 3, 31, 2)),  # noqa: DTZ001 - local time, as RFC 5545 wants
        (winter, "CET", 2 * _HOUR, 10, datetime.datetime(1996, 10, 27, 3)),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", 3 * _HOUR - before)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone
