"""The ways in: years, units, letters, states; what every item says of itself; and the pages that the law asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import write
from generator.audit.connected import Places, unmatched_connections
from generator.audit.ways import unmatched_ways
from generator.connections import Abbreviation, Connections, FollowUpStatus, TopicTag
from generator.findings import ContentError
from generator.openness import Archive, PublicMeeting
from generator.pages.letters import by_letter, letter
from generator.pages.years import MOST_ON_ONE_PAGE
from generator.reading import LineCount
from generator.settings import SiteSettings, load_settings
from tests.closed_item import WITHHELD
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
    make_reference,
    make_thread,
    make_topic,
)
from tests.rendered import data_of, pages_of, site_of

NONE = Connections()


def rendered(archive: Archive, connections: Connections = NONE, settings: SiteSettings = SETTINGS) -> Mapping[str, str]:
    """The pages of an archive."""
    return pages_of(archive, connections=connections, as_of=AS_OF, settings=settings)


def many_meetings(number: int, per_meeting: int = 2) -> tuple[PublicMeeting, ...]:
    """Meetings on the first days of the months from January 2015 on."""
    days = [f"{2015 + month // 12}-{month % 12 + 1:02}-01" for month in range(number)]
    return tuple(
        make_meeting(
            f"{BODY}/{day}",
            items=tuple(make_item(str(n), f"{BODY}/{day}", responsible="Kultur") for n in range(1, per_meeting + 1)),
        )
        for day in days
    )


# --- the way up -------------------------------------------------------------------------------------


def test_every_page_but_the_front_says_where_it_stands() -> None:
    """Below the title of every page stands the way up from the front page, and the page itself, which is no link."""
    found = dict(rendered(demo_archive(), demo_connections()))
    assert "›" not in found.pop("index.md")
    for path, page in found.items():
        way = page.split("\n# ", 1)[1].split("\n\n")[1]
        assert re.match(r"\[Forside\]\((\.\./)*index\.md\) › ", way), path
        assert "](" not in way.rpartition("›")[2], path


# --- long lists -------------------------------------------------------------------------------------


def test_long_lists_are_parted_by_year() -> None:
    """A topic, a unit or a state with many entries shows the newest, and has a page for each year."""
    archive = make_archive(*many_meetings(60))
    items = [item.id for meeting in archive.meetings for item in meeting.items]
    assert len(items) > MOST_ON_ONE_PAGE
    found = rendered(
        archive,
        Connections(
            topics=(make_topic(),),
            tags=tuple(TopicTag(item=item, topic="biblioteker", reason="Titlen.") for item in items),
            followups=tuple(make_followup(1, item, status=FollowUpStatus.CLOSED, source=item) for item in items),
        ),
    )
    for folder in ("emner/biblioteker", "enheder/kultur", "opfoelgning/afsluttet"):
        years = [found[f"{folder}/{year}/index.md"] for year in range(2015, 2020)]
        for item in items:
            meeting, _, number = item.rpartition("/")
            assert sum(f"{meeting}/punkt-{number}/index.md" in year for year in years) == 1, (folder, item)
        assert found[f"{folder}/index.md"].count("/punkt-") == 25, folder
        assert "](2015/index.md)" in found[f"{folder}/index.md"]
        assert 'aria-current="page">2016</strong>' in years[1]


def test_short_lists_stay_on_one_page() -> None:
    """Few entries need no further page."""
    assert not [path for path in rendered(demo_archive(), demo_connections()) if re.search(r"emner/.*/\d{4}/", path)]


def test_year_of_a_body_has_every_meeting_with_its_outcomes() -> None:
    """The page of a year holds that year's meetings and no others, each with its items."""
    found = rendered(demo_archive(), demo_connections())
    page = found[f"{BODY}/2024/index.md"]
    assert re.findall(r"^## \[(.*?)\]", page, re.MULTILINE) == ["4. juni 2024", "7. maj 2024"]
    assert "Godkendt</span>" in page
    assert "2 punkter er ikke offentlige." in page


def test_body_with_many_meetings_leads_to_its_years() -> None:
    """The newest year stands in full; of older ones the number of meetings, and a link."""
    found = rendered(make_archive(*many_meetings(120, 1)))[f"{BODY}/index.md"]
    assert found.count("](2024-") == 12
    assert "](2015-" not in found
    assert "## [2015](2015/index.md)\n\n12 møder" in found


def titled(meetings: tuple[PublicMeeting, ...], title: str) -> tuple[PublicMeeting, ...]:
    """The meetings, the items of each month with a title of their own."""
    return tuple(
        replace(one, items=tuple(replace(item, title=f"{title} {one.date[:7]}") for item in one.items))
        for one in meetings
    )


def test_letters_with_many_titles_or_cases_are_parted_by_year() -> None:
    """Each title and case stands on the page of one year; the letter's own page shows the newest and the years."""
    meetings = titled(many_meetings(120, 2), "Skole")
    threads = tuple(
        make_thread(item.id, id=f"sag-{number}", title=f"Sti nr. {number}")
        for number, item in enumerate(item for meeting in meetings for item in meeting.items)
    )
    found = rendered(make_archive(*meetings), Connections(threads=threads))
    for folder, links in (("a-aa/s", [f"{m.id}/punkt-1/" for m in meetings]), ("sager/bogstav-s", ["sager/sag-7/"])):
        years = [found[f"{folder}/{year}/index.md"] for year in range(2015, 2025)]
        for link in links:
            assert sum(f"../{link.removeprefix('sager/')}index.md" in year for year in years) == 1, link
        assert "](2015/index.md)" in found[f"{folder}/index.md"]
        assert found[f"{folder}/index.md"].count("\n- ") == 25 + 10, folder
    assert found["a-aa/s/2015/index.md"].index("2015-01") < found["a-aa/s/2015/index.md"].index("2015-12")


def test_the_audit_knows_the_pages_of_a_large_archive(tmp_path: Path) -> None:
    """Lists that are parted into years are no strays: a large archive would else never be published."""
    meetings = titled(many_meetings(120, 2), "Skole")
    items = [item for meeting in meetings for item in meeting.items]
    threads = tuple(make_thread(item.id, id=f"sag-{n}", title=f"Sti nr. {n}") for n, item in enumerate(items))
    archive, connections = make_archive(*meetings), Connections(threads=threads)
    files = site_of(archive, connections=connections, as_of=AS_OF, settings=SETTINGS)
    write.sync_tree(tmp_path, {path: content for path, content in files.items() if path.startswith("data/")})
    html = [path.replace("/index.md", "/index.html") for path in files if path.endswith("/index.md")]
    strays = [
        *unmatched_ways(html, archive=archive, connections=connections),
        *unmatched_connections(
            tmp_path, html, Places(SETTINGS.site_url, lambda *_: False, set()), archive=archive, connections=connections
        ),
    ]
    assert "a-aa/s/2015/index.html" in html
    assert "sager/bogstav-s/2015/index.html" in html
    assert strays == []


def test_no_page_grows_with_the_archive() -> None:
    """Of a long archive every page has its bound: what it lists is of one meeting, case, letter or year."""
    meetings = titled(many_meetings(300, 2), "Skole")
    items = [item.id for meeting in meetings for item in meeting.items]
    connections = Connections(
        threads=tuple(make_thread(item, id=f"sag-{n}", title=f"Sti nr. {n}") for n, item in enumerate(items)),
        topics=(make_topic(),),
        tags=tuple(TopicTag(item=item, topic="biblioteker", reason="Titlen.") for item in items),
        followups=tuple(make_followup(1, item, source=item) for item in items),
    )
    for path, page in rendered(make_archive(*meetings), connections).items():
        assert len(re.findall(r"^(?:-|\d+\.|\||:  ) ", page, re.MULTILINE)) < 250, path


def test_quality_of_many_meetings_is_told_by_year() -> None:
    """Sums for each year, with the year's meetings on a page of their own."""
    found = rendered(make_archive(*many_meetings(120, 1)))
    assert found["datakvalitet/index.md"].count("/index.md) |") == 10
    assert found["datakvalitet/2015/index.md"].count("/2015-") == 12


# --- units and letters ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Kultur og Borgerservice", "KBS", "Kultur og Borgerservice (KBS)"])
def test_unit_is_one_however_it_is_written(name: str) -> None:
    """The name, its abbreviation and both are one unit."""
    abbreviation = Abbreviation(short="KBS", long="Kultur og Borgerservice", evidence="Ordlisten")
    found = rendered(
        make_archive(make_meeting(items=(make_item(responsible=name),))), Connections(abbreviations=(abbreviation,))
    )
    assert "[Nyt bibliotek](" in found["enheder/kultur-og-borgerservice/index.md"]
    assert [path for path in found if path.startswith("enheder/")] == [
        "enheder/index.md",
        "enheder/kultur-og-borgerservice/index.md",
    ]


def test_person_has_no_page() -> None:
    """Somebody who has promised something is named where it was promised, and has no page of promises."""
    followup = make_followup(responsible=("Malthe",))
    found = rendered(make_archive(make_meeting(items=(make_item(),))), Connections(followups=(followup,)))
    assert not [path for path in found if "malthe" in path]
    assert "Hvem: Malthe" in found[f"{MEETING}/punkt-3/index.md"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("»Åen«", "Å"),
        ("Aarhus", "Å"),
        ("Æbler", "Æ"),
        ("Élan", "E"),
        ("2. budget", "0–9"),
        ("–", "Andet"),
        ("Ж", "Andet"),
    ],
)
def test_letter_of_a_title(title: str, expected: str) -> None:
    """Quotation marks do not count, aa is å, and what is no Danish letter stands last."""
    assert letter(title) == expected


@given(st.lists(st.text(max_size=20), max_size=30))
def test_every_title_stands_under_one_letter(titles: list[str]) -> None:
    """Nothing is lost between the letters, whatever a title begins with."""
    groups = by_letter(titles, lambda title: title)
    assert sorted(title for group in groups.values() for title in group) == sorted(titles)


def test_title_that_many_items_have_stands_once() -> None:
    """»Godkendelse af dagsorden« is one entry with all its dates, newest first."""
    page = rendered(make_archive(*many_meetings(3, 1)))["a-aa/n/index.md"]
    assert page.count("Nyt bibliotek") == 1
    assert re.findall(r"\[(\d+\. \w+ 2015), ", page) == ["1. marts 2015", "1. februar 2015", "1. januar 2015"]


# --- what an item says of itself ----------------------------------------------------------------------


def test_reference_names_body_item_title_address_and_leaves_the_date_open() -> None:
    """A reference in Danish style, whole without a script: the reader's date is a blank."""
    page = rendered(demo_archive(), demo_connections())[f"{MEETING}/punkt-3/index.md"]
    told = re.sub(r"<.*?>|&#\d+;", "", page.split("Citér\n", 1)[1].split("\n")[0])
    assert (
        "Nordlunde Kommune, Kulturudvalget: »Nyt hovedbibliotek: valg af placering og anlægsbevilling«, punkt 3 på "
        "mødet den 4. juni 2024. Nordlunde Kommunes mødearkiv, "
        "https://moeder.nordlunde.example/kulturudvalg/2024-06-04/punkt-3/, besøgt den ."
    ) in told
    assert "hidden>Kopiér" in page


def test_item_has_the_same_row_in_its_own_file() -> None:
    """What "Hent data" gives is the row of items.json."""
    files = data_of(demo_archive(), connections=demo_connections(), settings=SETTINGS)
    for row in json.loads(files["data/items.json"]):
        meeting, _, number = row["id"].rpartition("/")
        assert json.loads(files[f"{meeting}/punkt-{number}/data.json"]) == row


@pytest.mark.parametrize(
    ("feedback", "expected"),
    [
        ("", None),
        (
            "mailto:a@b.example",
            "](mailto:a@b.example?subject=Om%20en%20side%20i%20m%C3%B8dearkivet&body=https%3A%2F%2F",
        ),
        ("https://b.example/skriv", "](https://b.example/skriv?side=https%3A%2F%2F"),
        ("https://b.example/skriv?a=1", "](https://b.example/skriv?a=1&side=https%3A%2F%2F"),
    ],
)
def test_feedback_carries_the_address(feedback: str, expected: str | None) -> None:
    """Whoever is written to learns which page it is about; without a setting there is no link."""
    settings = SiteSettings(site_url="https://x.example/", feedback=feedback)
    page = rendered(make_archive(make_meeting(items=(make_item(),))), settings=settings)[f"{MEETING}/punkt-3/index.md"]
    assert (expected in page) if expected else ("Skriv til os" not in page)


@pytest.mark.parametrize(
    "setting",
    ["feedback: 'javascript:alert(1)'", "feedback: 'https://x.example/) b'", "accessibility: {date: i går}",
     "accessibility: {official: 'http://x.example'}"],
)  # fmt: skip
def test_settings_that_cannot_stand_are_refused(tmp_path: Path, setting: str) -> None:
    """An address that is none, or a date that is none, is told with what to write."""
    config = f"site_name: x\nextra:\n  archive:\n    organisation: y\n    {setting}\n"
    (tmp_path / "mkdocs.yml").write_text(config, "utf8")
    with pytest.raises(ContentError, match=r"feedback is mailto:… or https://…"):
        load_settings(tmp_path)


# --- the pages that the law asks for ------------------------------------------------------------------


def test_accessibility_statement_has_all_its_parts() -> None:
    """Status, what is not accessible, how and when it was made, contact in writing and by telephone, enforcement."""
    page = rendered(make_archive())["tilgaengelighed/index.md"]
    headings = ("Overholdelsesstatus", "Ikke-tilgængeligt indhold", "Sådan er erklæringen udarbejdet", "Håndhævelse")
    assert all(f"\n## {heading}\n" in page for heading in headings)
    for told in ("EN 301 549", "1. februar 2025", "99 40 10 00", "mailto:", "Digitaliseringsstyrelsen"):
        assert told in page, told


def test_statement_without_a_date_claims_nothing() -> None:
    """Where nobody has looked the statement over, it says so and tells of no tests."""
    page = rendered(make_archive(), settings=SiteSettings(organisation="Y"))["tilgaengelighed/index.md"]
    assert "Y har endnu ikke angivet, hvornår" in page
    assert "Y har endnu ikke angivet en kontakt." in page
    assert "selv vurderet" not in page


def test_quality_counts_and_names_nothing_withheld() -> None:
    """Per meeting: lines read and without a place, references to what is not held, withheld items as a number."""
    found = make_archive(*demo_archive().meetings)
    counts = [
        LineCount(file=f"{MEETING}/bundle.pdf", lines=412, on_pages=400, furniture=5, private=4, unplaced=3),
        LineCount(
            file="hemmeligt/2024-01-01/strandgaarden.pdf", lines=7, on_pages=7, furniture=0, private=0, unplaced=0
        ),
    ]
    connections = Connections(references=(make_reference(),))
    page = pages_of(found, connections=connections, as_of=AS_OF, settings=SETTINGS, counts=counts)[
        "datakvalitet/index.md"
    ]
    assert "](../kulturudvalg/2024-06-04/index.md) <small>Kulturudvalget</small> | 28 | 412 | 3 | 1 | 1 | 2 |" in page
    assert "strandgaarden" not in page
    assert not [secret for entry in WITHHELD for secret in entry.secrets if secret in page]
