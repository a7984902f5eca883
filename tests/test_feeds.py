"""Feeds: valid Atom, the whole decision, ids that stay, and no date from a clock."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import feedparser
import lxml.etree  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import Change, ChangeKind, Connections, FollowUpStatus
from generator.model import Bullets, Footnote, Heading, Outcome, Recommendation, Table
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
    make_decision,
    make_followup,
    make_item,
    make_meeting,
    make_thread,
    paragraphs,
)
from tests.rendered import feeds_of, pages_of

ATOM = "{http://www.w3.org/2005/Atom}"
LIBRARY = f"{MEETING}/3"
UNCONNECTED = Connections()


def rendered(
    archive: Archive | None = None, connections: Connections = UNCONNECTED, settings: SiteSettings = SETTINGS
) -> dict[str, str]:
    """The feeds of the demo archive with its connections, or of another."""
    if archive is None:
        archive, connections = demo_archive(), demo_connections()
    made = feeds_of(archive, connections=connections, as_of=AS_OF, settings=settings)
    return {path: feed for path, feed in made.items() if isinstance(feed, str)}


def read(text: str) -> Any:
    """A feed as a feed reader sees it."""
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def entries(path: str = "feed.xml", archive: Archive | None = None, connections: Connections = UNCONNECTED) -> Any:
    """The entries of a feed."""
    return read(rendered(archive, connections)[path]).entries


def test_every_feed_is_read_without_complaint() -> None:
    """feedparser finds nothing malformed in any feed of the demo archive."""
    assert {read(text).feed.language for text in rendered().values()} == {"da"}


@pytest.mark.parametrize("path", rendered())
def test_every_feed_keeps_the_rules_of_rfc_4287(path: str) -> None:
    """Section 4.1: one id, title and updated, a link to itself, an author; entries with own ids and content."""
    feed = lxml.etree.fromstring(rendered()[path].encode())
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == SETTINGS.address(path)
    assert set(links) == {"self", "alternate"}
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Nordlunde Kommune"
    found = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in found]
    assert len(ids) == len(set(ids))
    for entry in found:
        assert re.fullmatch(r"tag:[\w.-]+,\d{4}:[\w/-]+", entry.findtext(f"{ATOM}id"))
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}content")
        assert entry.find(f"{ATOM}link").get("rel") == "alternate"
    for moment in feed.iter(f"{ATOM}updated", f"{ATOM}published"):
        assert datetime.datetime.fromisoformat(moment.text).tzinfo is not None
    days = [entry.findtext(f"{ATOM}updated") for entry in found]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") >= max(days, default="")


def test_there_is_a_feed_for_everything_that_can_be_followed() -> None:
    """All, follow-ups, corrections; each body, topic, unit and case."""
    assert set(rendered()) == {
        "feed.xml", "opfoelgning/feed.xml", "foelg/rettelser.xml", "byraad/feed.xml", f"{BODY}/feed.xml",
        "emner/biblioteker/feed.xml", "emner/boern/feed.xml", "enheder/kultur-og-borgerservice/feed.xml",
        "sager/emn-2024-001234/feed.xml",
    }  # fmt: skip


def test_each_feed_holds_its_own() -> None:
    """A body's feed has its items, a topic's those about it, a unit's and a case's likewise."""
    held = {path: {entry.id.partition(":")[2].partition(":")[2] for entry in entries(path)} for path in rendered()}
    assert all(thing.startswith(f"{BODY}/") for thing in held[f"{BODY}/feed.xml"])
    assert len(held[f"{BODY}/feed.xml"]) == 12
    assert held["emner/biblioteker/feed.xml"] == {LIBRARY, f"{BODY}/2024-05-07/1"}
    assert held["enheder/kultur-og-borgerservice/feed.xml"] == {LIBRARY}
    assert held["emner/boern/feed.xml"] == set()


def test_an_entry_holds_the_whole_decision_and_recommendation() -> None:
    """Whoever reads the feed need not open the page: outcome, every block of the decision, what was recommended."""
    blocks = (
        *paragraphs("Første led <b>."),
        Heading(text="Mellemrubrik"),
        Bullets(entries=("et", "to")),
        Bullets(entries=("tre",), start=3),
        Table(header=("a", "b"), rows=(("1", "2"),)),
        Footnote(mark="1", text="noten"),
    )
    item = make_item(
        decision=make_decision(blocks=blocks, outcome=Outcome.APPROVED),
        recommendations=(Recommendation(text="at det godkendes & gøres"),),
    )
    content = entries(archive=make_archive(make_meeting(items=(item,))))[0].content[0].value
    shown = lxml.etree.HTML(content)
    text = " ".join(shown.itertext())
    for words in (
        "Godkendt",
        "Første led <b>.",
        "Mellemrubrik",
        "et",
        "to",
        "tre",
        "noten",
        "at det godkendes & gøres",
    ):
        assert words in text
    assert [cell.text for cell in shown.iter("td")] == ["1", "2"]
    assert shown.find(".//ol").get("start") == "3"
    assert shown.findall(".//b") == []


@given(text=st.text(min_size=1))
def test_no_text_of_a_paper_breaks_a_feed(text: str) -> None:
    """Whatever a title or a decision says, the feed stays well-formed, and its text is text."""
    item = make_item(title=text, decision=make_decision(f"a {text} b"))
    found = entries(archive=make_archive(make_meeting(items=(item,))))[0]
    names = {element.tag for element in lxml.etree.HTML(found.content[0].value).iter()}
    assert names <= {"html", "body", "p", "a", "h3", "strong", "blockquote"}


def test_ids_and_addresses_stay_when_an_item_is_put_right() -> None:
    """A correction changes what an entry says and its day, and neither its id nor its link."""
    item = make_item(decision=make_decision("Før."))
    later = replace(item, decision=make_decision("Efter."))
    change = Change(item=item.id, date="2024-07-01", kind=ChangeKind.DECISION, before="Før.", after="Efter.")
    before = entries(archive=make_archive(make_meeting(items=(item,))))[0]
    after = entries(archive=make_archive(make_meeting(items=(later,))), connections=Connections(changes=(change,)))[0]
    assert (before.id, before.link, before.published) == (after.id, after.link, after.published)
    assert (before.updated[:10], after.updated[:10]) == ("2024-06-04", "2024-07-01")
    assert "Efter." in after.content[0].value


def test_a_corrected_item_is_newer_than_its_meeting() -> None:
    """The demo archive's item was put right on 10 June: that is its day, and the correction stands in the entry."""
    entry = next(entry for entry in entries() if entry.id.endswith(f":{LIBRARY}"))
    assert entry.updated == "2024-06-10T00:00:00+02:00"
    assert "Forbeholdet fra Mette Østergaard" in entry.content[0].value
    assert entry.tags[0].term == "Biblioteker"


def test_days_of_winter_are_danish_days() -> None:
    """Midnight in Denmark is an hour off Greenwich in winter and two in summer."""
    archive = make_archive(make_meeting(f"{BODY}/2025-01-14", items=(make_item(meeting=f"{BODY}/2025-01-14"),)))
    assert entries(archive=archive)[0].updated == "2025-01-14T00:00:00+01:00"


def test_an_item_to_come_stands_when_it_is_known_since_when() -> None:
    """Nothing is dated into the future: an agenda is an entry from the day that its history saw it, else not at all."""
    meeting = f"{BODY}/2025-03-20"
    archive = make_archive(make_meeting(meeting, items=(make_item(meeting=meeting),)))
    assert entries(archive=archive) == []
    entry = entries(archive=archive, connections=Connections(seen=((meeting, "2025-02-27"),)))[0]
    assert entry.updated[:10] == "2025-02-27"
    assert "published" not in entry
    assert "kommende møde" in entry.content[0].value


def test_a_long_feed_holds_the_fifty_newest_and_a_case_all() -> None:
    """Feeds do not grow with the archive; that of a case is read from its start."""
    items = [make_item("1", f"{BODY}/{2000 + n // 12}-{n % 12 + 1:02}-01") for n in range(60)]
    archive = make_archive(*(make_meeting(item.meeting, items=(item,)) for item in items))
    joined = Connections(threads=(make_thread(*(item.id for item in items)),))
    newest = entries(f"{BODY}/feed.xml", archive, joined)
    assert len(newest) == 50
    assert newest[0].updated[:10] == "2004-12-01"
    assert len(entries("sager/emn-2024-001234/feed.xml", archive, joined)) == 60


def test_follow_ups_tell_when_a_date_passed_and_when_an_answer_came() -> None:
    """Overdue from the day after its date, or after its month; answered on the day of the meeting that answers."""
    answer = f"{BODY}/2024-09-03/1"
    archive = make_archive(
        make_meeting(items=(make_item(),)),
        make_meeting(f"{BODY}/2024-09-03", items=(make_item(meeting=answer[:-2], number="1"),)),
    )
    late, done = FollowUpStatus.OVERDUE, FollowUpStatus.FOLLOWED_UP
    followups = (
        make_followup(1, status=late, due="2024-12-31"),
        make_followup(2, status=late, due="2025-01"),
        make_followup(3, status=done, followed_up_by=answer),
        make_followup(4, status=done),  # the clerk says so, and not when
        make_followup(5, due="2025-06"),
    )
    found = entries("opfoelgning/feed.xml", archive, Connections(followups=followups))
    assert [(entry.id[-1], entry.updated[:10]) for entry in found] == [
        ("2", "2025-02-01"), ("1", "2025-01-01"), ("3", "2024-09-03")
    ]  # fmt: skip
    assert found[0].title.startswith("Fristen er passeret: ")
    assert found[2].title.startswith("Fulgt op: ")
    assert "2024-09-03/punkt-1/" in found[2].content[0].value


def test_notices_tell_what_was_put_right_and_that_something_went() -> None:
    """Corrections with their reason; of what is public no more, that it is, and not a word more."""
    item = replace(demo_archive().meetings[2].items[1], withdrawn="2024-08-01")
    changes = (
        Change(item=MEETING, date="2024-07-02", kind=ChangeKind.REMOVED),
        Change(item=MEETING, date="2024-07-02", kind=ChangeKind.REMOVED),
    )
    archive = make_archive(make_meeting(items=(item,)))
    found = entries("foelg/rettelser.xml", archive, Connections(changes=changes))
    assert [entry.title.partition(":")[0] for entry in found] == [
        "Trukket tilbage", "Ikke længere offentligt", "Rettet", "Rettet"
    ]  # fmt: skip
    assert found[1].content[0].value == "<p>Et punkt er ikke længere offentligt.</p>" * 2
    assert "Det var faldet ud ved afskriften." in found[2].content[0].value


def test_a_feed_that_holds_nothing_has_a_day_of_its_own() -> None:
    """A topic can be followed before its first item comes; its feed takes the archive's newest day, not a clock's."""
    assert read(rendered()["emner/boern/feed.xml"]).feed.updated[:10] == "2025-01-14"
    assert read(rendered(make_archive())["feed.xml"]).feed.updated[:10] == "2025-01-01"


def test_ids_do_not_need_an_address() -> None:
    """A site that does not know its address yet still has feeds with ids."""
    found = read(rendered(settings=SiteSettings())["feed.xml"]).entries
    assert all(entry.id.startswith("tag:moedearkiv.invalid,2025:") for entry in found)


def test_every_page_leads_to_the_feeds_that_fit_it() -> None:
    """An attachment's page knows the feeds of everything, of its item's case and of its body; others their own."""
    written = pages_of(demo_archive(), connections=demo_connections(), as_of=AS_OF, settings=SETTINGS)

    def of(path: str) -> list[str]:
        return re.findall(r'\["([^"]+)", "application/atom\+xml"', written[path])

    case = "sager/emn-2024-001234/feed.xml"
    assert of(f"{MEETING}/punkt-3/bilag-2.md") == ["feed.xml", case, f"{BODY}/feed.xml"]
    assert of(f"{MEETING}/punkt-2/index.md") == ["feed.xml", f"{BODY}/feed.xml"]
    assert of(f"{BODY}/2024/index.md") == ["feed.xml", f"{BODY}/feed.xml"]
    assert of("emner/biblioteker/index.md") == ["feed.xml", "emner/biblioteker/feed.xml"]
    assert of("opfoelgning/overskredet/index.md") == ["feed.xml", "opfoelgning/feed.xml"]
    assert of("om/index.md") == ["feed.xml"]
    assert all(of(path)[0] == "feed.xml" for path in written)


def test_the_page_on_following_lists_every_feed_but_those_of_cases() -> None:
    """/foelg/ leads to all feeds that do not grow in number with the archive, and says how to follow a case."""
    page = pages_of(demo_archive(), connections=demo_connections(), as_of=AS_OF, settings=SETTINGS)["foelg/index.md"]
    listed = {f"foelg/{path}" for path in re.findall(r"\(([\w/.-]+\.xml)\)", page)}
    wanted = {path for path in rendered() if not path.startswith("sager/")}
    assert {path.replace("foelg/../", "") for path in listed} == wanted
    assert "(../sager/index.md)" in page
