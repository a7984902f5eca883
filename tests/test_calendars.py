"""Calendars, read again by a parser that shares no code with their writer."""

from __future__ import annotations

import datetime
from typing import Any

import vobject
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import Connections, FollowUpStatus
from generator.markdown_text import clean
from generator.openness import Archive
from generator.settings import SiteSettings
from tests.factories import (
    AS_OF,
    BODY,
    MEETING,
    SETTINGS,
    demo_archive,
    demo_connections,
    make_archive,
    make_followup,
    make_item,
    make_meeting,
)
from tests.rendered import calendars_of

UNCONNECTED = Connections()
SUMMER, WINTER = f"{BODY}/2024-06-04", f"{BODY}/2025-01-14"


def rendered(archive: Archive, connections: Connections = UNCONNECTED) -> dict[str, bytes]:
    """The calendars of an archive."""
    return calendars_of(archive, connections=connections, as_of=AS_OF, settings=SETTINGS)


def events(archive: Archive, path: str = "kalender.ics", connections: Connections = UNCONNECTED) -> list[Any]:
    """The events of a calendar; the parser refuses what RFC 5545 does."""
    read = vobject.readOne(rendered(archive, connections)[path].decode())
    assert read.validate(raiseException=True)
    return list(getattr(read, "vevent_list", []))


def test_a_meeting_in_summer_and_one_in_winter_are_at_danish_time() -> None:
    """Half past ten in Denmark is 8.30 in Greenwich in June, 9.30 in January, by the zone written in the file."""
    archive = make_archive(
        make_meeting(SUMMER, start="10:30", end="12:00"), make_meeting(WINTER, start="10:30", end="12:00")
    )
    found = [(event.dtstart.value, event.dtend.value) for event in events(archive)]
    utc = [[moment.astimezone(datetime.UTC).strftime("%m-%d %H:%M") for moment in pair] for pair in found]
    assert utc == [["06-04 08:30", "06-04 10:00"], ["01-14 09:30", "01-14 11:00"]]


def test_the_hours_around_the_changes_of_time_are_right() -> None:
    """The last Sundays of March and October change the clock, and the days before them do not."""
    days = ("2025-03-29", "2025-03-30", "2025-10-25", "2025-10-26")
    archive = make_archive(*(make_meeting(f"{BODY}/{day}", start="12:00") for day in days))
    offsets = [event.dtstart.value.utcoffset() for event in events(archive)]
    assert [offset // datetime.timedelta(hours=1) for offset in offsets] == [1, 2, 2, 1]


def test_a_meeting_tells_where_it_is_and_what_is_on_it() -> None:
    """Name, place, open items, and how many are not public."""
    found = {event.uid.value: event for event in events(demo_archive())}
    meeting = found[f"{MEETING}@moeder.nordlunde.example"]
    assert meeting.summary.value == "Kulturudvalget"
    assert meeting.location.value == "Rådhuset, lokale 3"
    assert meeting.url.value == f"https://moeder.nordlunde.example/{MEETING}/"
    assert meeting.description.value.splitlines() == [
        "2. Godkendelse af referat",
        "3. Nyt hovedbibliotek: valg af placering og anlægsbevilling",
        "2 punkter er ikke offentlige.",
    ]


def test_a_meeting_without_hours_takes_its_day() -> None:
    """No hour is invented: the event is the day. An end before the start is left out."""
    archive = make_archive(make_meeting(SUMMER), make_meeting(WINTER, start="10:30", end="09:00"))
    whole, odd = events(archive)
    assert whole.dtstart.value == datetime.date(2024, 6, 4)
    assert not hasattr(odd, "dtend")


def test_each_body_has_its_own() -> None:
    """A body's calendar has its meetings, and the common one has all."""
    held = {
        path: {event.uid.value.split("@")[0] for event in events(demo_archive(), path)}
        for path in rendered(demo_archive())
    }
    assert held["byraad/kalender.ics"] == {"byraad/2025-04-01"}
    assert held["kalender.ics"] == held["byraad/kalender.ics"] | held[f"{BODY}/kalender.ics"]
    assert held["opfoelgning/frister.ics"] == set()


def test_due_dates_of_what_waits() -> None:
    """What waits and has a date, on it or on its month's last day; what was answered or has no date is not there."""
    followups = (
        make_followup(1, due="2025-06-17", due_words="senest den 17. juni 2025"),
        make_followup(2, due="2024-02", status=FollowUpStatus.OVERDUE),
        make_followup(3, due="2025-06-17", status=FollowUpStatus.FOLLOWED_UP),
        make_followup(4),
    )
    archive = make_archive(make_meeting(items=(make_item(),)))
    late, open_ = events(archive, "opfoelgning/frister.ics", Connections(followups=followups))
    assert late.dtstart.value == datetime.date(2024, 2, 29)
    assert open_.dtstart.value == datetime.date(2025, 6, 17)
    assert open_.summary.value == "Frist: KBS vender tilbage med et oplæg."
    assert "Hvem: KBS" in open_.description.value
    assert "»senest den 17. juni 2025«" in open_.description.value
    assert open_.url.value.endswith("/punkt-3/#opfoelgning-1")


def test_lines_are_short_and_end_as_they_should() -> None:
    """RFC 5545 section 3.1: no line of more than 75 octets, each with CR and LF; Danish letters survive the folding."""
    for content in rendered(demo_archive(), demo_connections()).values():
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)


def test_stamps_are_days_of_the_archive() -> None:
    """An event is stamped with the day of its newest change, or a fixed day: the same bytes in every build."""
    stamps = {event.uid.value.split("@")[0]: event.dtstamp.value.date().isoformat() for event in events(demo_archive())}
    assert stamps[MEETING] == "2024-06-10"
    assert stamps[f"{BODY}/2024-05-07"] == "2024-05-07"
    assert stamps["byraad/2025-04-01"] == "2025-01-01"  # to come, and nobody recorded since when it is known


def test_ids_and_addresses_need_a_site() -> None:
    """A site that does not know its address yet has calendars without links, and ids all the same."""
    files = calendars_of(demo_archive(), as_of=AS_OF, settings=SiteSettings())
    event = vobject.readOne(files["kalender.ics"].decode()).vevent_list[0]
    assert event.uid.value.endswith("@moedearkiv.invalid")
    assert not hasattr(event, "url")


@given(title=st.text(min_size=1), place=st.text(min_size=1))
def test_no_text_of_a_paper_breaks_a_calendar(title: str, place: str) -> None:
    """Whatever a title or a place says, it is read again as it was, on one line, and adds no line of its own."""
    archive = make_archive(make_meeting(place=f"a {place} b", items=(make_item(title=f"a {title} b"),)))
    (event,) = events(archive)
    assert event.location.value == clean(f"a {place} b")
    assert event.description.value == clean(f"3. a {title} b")
    assert {child.name for child in event.getChildren()} == {
        "UID", "DTSTAMP", "URL", "SUMMARY", "DTSTART", "LOCATION", "DESCRIPTION"
    }  # fmt: skip
