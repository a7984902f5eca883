"""What the archive says in the words of others: OParl 1.1, schema.org, Open Graph, sitemaps."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
import pytest
import yaml

from generator.connections import Connections
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
    make_item,
    make_meeting,
)
from tests.rendered import oparl_of, pages_of

UNCONNECTED = Connections()
SITE = SETTINGS.site_url
VERSION = "https://schema.oparl.org/1.1/"

# --- OParl ------------------------------------------------------------------------------------------

# The standard's own words, section 3: what an object must have, and what type each property is that we give.
REQUIRED = {
    "System": "id type oparlVersion body",
    "Body": "id type name organization person meeting paper legislativeTerm",
    "Organization": "id type",
    "Meeting": "id type",
    "AgendaItem": "id type order",
    "Paper": "id type",
    "File": "id type accessUrl",
    "Consultation": "id type",
}
ADDRESSES = {
    "System": "id body license website web",
    "Body": "id system license organization person meeting paper agendaItem consultation file web",
    "Organization": "id body web",
    "Meeting": "id web",
    "AgendaItem": "id meeting consultation web",
    "Paper": "id body web",
    "File": "id accessUrl web",
    "Consultation": "id paper agendaItem meeting web",
}
MOMENTS = "start end created modified"
DAYS = "date"


def tree(archive: Archive | None = None, connections: Connections = UNCONNECTED) -> dict[str, Any]:
    """The OParl of the demo archive with its connections, or of another, by address."""
    if archive is None:
        archive, connections = demo_archive(), demo_connections()
    files = oparl_of(archive, connections=connections, as_of=AS_OF, settings=SETTINGS)
    return {SITE + path: json.loads(text) for path, text in files.items()}


def objects(thing: Any) -> Iterator[dict[str, Any]]:
    """Every object in a file: itself, those of a list, and those within."""
    if isinstance(thing, dict):
        if "type" in thing:
            yield thing
        for value in thing.values():
            yield from objects(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from objects(value)


def test_every_object_has_what_the_standard_requires() -> None:
    """Required properties, addresses that are absolute, moments with an offset, days; and nothing that is empty."""
    found = list(objects(list(tree().values())))
    assert {thing["type"].removeprefix(VERSION) for thing in found} == set(REQUIRED)
    for thing in found:
        kind = thing["type"].removeprefix(VERSION)
        assert set(REQUIRED[kind].split()) <= set(thing), kind
        for name in ADDRESSES[kind].split():
            assert thing.get(name, SITE).startswith("https://"), (kind, name)
        for name in set(MOMENTS.split()) & set(thing):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", thing[name]), (kind, name)
        for name in set(DAYS.split()) & set(thing):
            datetime.date.fromisoformat(thing[name])
        assert [name for name, value in thing.items() if value in (None, "", [])] in ([], ["legislativeTerm"])


def test_an_object_is_the_same_wherever_it_stands() -> None:
    """At its own address, in its list, and within others: the same object, byte for byte."""
    known = tree()
    for thing in objects(list(known.values())):
        assert known[thing["id"]] == thing


def test_every_address_of_the_tree_answers() -> None:
    """From the System every object is reached, and no address leads out of the tree into nothing."""
    known, seen = tree(), set[str]()
    waiting = [f"{SITE}oparl/system.json"]
    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen.add(address)
            waiting += re.findall(rf'"({re.escape(SITE)}oparl/[^"]+)"', json.dumps(known[address]))
    assert seen == set(known)


def test_items_are_public_and_in_order() -> None:
    """Only open items are there; `order` counts from 1 in the order of the agenda."""
    known = tree()
    meeting = known[f"{SITE}oparl/moede/{MEETING}.json"]
    assert [(item["number"], item["order"], item["public"]) for item in meeting["agendaItem"]] == [
        ("2", 1, True), ("3", 2, True)
    ]  # fmt: skip
    item = known[f"{SITE}oparl/punkt/{MEETING}/punkt-3.json"]
    assert item["result"] == "Godkendt"
    assert item["resolutionText"].startswith("Udvalget godkendte indstillingen")
    assert meeting["start"] == "2024-06-04T10:30:00+02:00"


def test_a_paper_knows_its_files_and_its_case() -> None:
    """The item's text is the main file, its attachments the others; papers of one case are related."""
    paper = tree()[f"{SITE}oparl/sag/{MEETING}/punkt-3.json"]
    assert paper["mainFile"]["accessUrl"] == f"{SITE}{MEETING}/punkt-3/tekst.txt"
    assert [file["name"] for file in paper["auxiliaryFile"]][1] == "Bilag 2: Tidsplan"
    assert len(paper["relatedPaper"]) == 2
    assert paper["reference"] == "EMN-2024-001234"


def test_long_lists_come_in_pages() -> None:
    """A hundred at a time, each page with the way to the next; together they hold everything once."""
    items = tuple(make_item(str(number)) for number in range(1, 251))
    known = tree(make_archive(make_meeting(items=items)))
    address, found = f"{SITE}oparl/punkter.json", []
    while address:
        page = known[address]
        assert len(page["data"]) <= 100
        found += [thing["number"] for thing in page["data"]]
        address = page["links"].get("next", "")
    assert found == [item.number for item in items]
    assert known[f"{SITE}oparl/punkter.json"]["pagination"]["totalPages"] == 3


def test_no_address_no_oparl() -> None:
    """Ids are addresses: a site that does not know its own has none."""
    assert oparl_of(demo_archive(), as_of=AS_OF, settings=SiteSettings()) == {}


# --- schema.org -------------------------------------------------------------------------------------


def head(path: str, archive: Archive | None = None) -> Mapping[str, Any]:
    """The head of a page of the demo archive, or of another."""
    connections = demo_connections() if archive is None else UNCONNECTED
    page = pages_of(archive or demo_archive(), connections=connections, as_of=AS_OF, settings=SETTINGS)[path]
    found: Mapping[str, Any] = yaml.safe_load(page.split("---\n", 2)[1])["head"]
    return found


def described(path: str, kind: str) -> Mapping[str, Any]:
    """What a page says of itself as one type."""
    (found,) = (thing for thing in head(path)["data"]["@graph"] if thing["@type"] == kind)
    return dict(found)


def test_a_meeting_is_an_event() -> None:
    """Start and end in Danish time, place and organiser; on the page of a meeting without hours, its day."""
    event = described(f"{MEETING}/index.md", "Event")
    assert (event["startDate"], event["endDate"]) == ("2024-06-04T10:30:00+02:00", "2024-06-04T12:00:00+02:00")
    assert event["location"] == {"@type": "Place", "name": "Rådhuset, lokale 3"}
    assert event["organizer"]["name"] == "Kulturudvalget"
    bare = described(f"{BODY}/2025-01-14/index.md", "Event")
    assert bare["startDate"] == "2025-01-14"
    assert "location" not in bare


def test_an_item_is_a_report() -> None:
    """With its reference, its days, its topics, its twins for programs and the meeting."""
    report = described(f"{MEETING}/punkt-3/index.md", "Report")
    assert report["identifier"] == "KUL 2024-06-04/3"
    assert (report["datePublished"], report["dateModified"]) == ("2024-06-04", "2024-06-10")
    assert report["keywords"] == ["Biblioteker"]
    assert [twin["contentUrl"].rpartition("/")[2] for twin in report["encoding"]] == ["tekst.txt", "data.json"]


def test_the_trail_is_a_list_of_breadcrumbs() -> None:
    """As the page shows it, numbered, with absolute addresses."""
    steps = described(f"{MEETING}/punkt-3/bilag-2.md", "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == SITE
    assert steps[-1]["item"] == f"{SITE}{MEETING}/punkt-3/bilag-2/"


def test_the_data_page_is_a_dataset() -> None:
    """With its licence, and where it can be had."""
    dataset = described("data/index.md", "Dataset")
    assert dataset["license"] == SETTINGS.licence_url
    assert dataset["distribution"][0]["contentUrl"] == f"{SITE}data/moedearkiv.sqlite"


# --- the finished site ------------------------------------------------------------------------------


@pytest.mark.site
def test_structured_data_cannot_leave_its_script(built_site: Path) -> None:
    """Every page's JSON-LD is JSON when a browser's parser has read the page, and Open Graph says what the page is."""
    for file in built_site.rglob("*.html"):
        page = lxml.html.document_fromstring(file.read_bytes())
        for script in page.xpath("//script[@type='application/ld+json']/text()"):
            assert json.loads(script)["@context"] == "https://schema.org"
            assert "<" not in script
        canonical = page.xpath("string(//link[@rel='canonical']/@href)")
        if canonical:
            shared = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
            assert shared["og:url"] == canonical, file
            assert shared["og:title"], file


@pytest.mark.site
def test_the_sitemap_has_the_days_of_change(built_site: Path) -> None:
    """An item's day is that of its last change; pages of no item's have none; no day is the build's."""
    sitemap = lxml.etree.parse(str(built_site / "sitemap.xml"))
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    days = {url.findtext(f"{name}loc").removeprefix(SITE): url.findtext(f"{name}lastmod") for url in sitemap.getroot()}
    assert days[f"{MEETING}/punkt-3/"] == days[f"{MEETING}/punkt-3/bilag-2/"] == "2024-06-10"
    assert days[f"{MEETING}/"] == "2024-06-10"
    assert days["emner/biblioteker/"] == "2024-06-10"
    assert days[f"{BODY}/2024-05-07/"] == "2024-05-07"
    assert days["om/"] is None
    assert days["byraad/2025-04-01/"] is None  # to come, and nobody recorded since when it is known
    assert AS_OF.isoformat() not in days.values()


@pytest.mark.site
def test_every_alternate_of_a_page_is_there(built_site: Path) -> None:
    """Each page leads to a feed, and every feed, calendar and twin that a head names is a file of the site."""
    for file in built_site.rglob("*.html"):
        base = f"{SITE}{file.relative_to(built_site).as_posix()}"
        links = lxml.html.document_fromstring(file.read_bytes()).xpath("//link[@rel='alternate']/@href")
        assert links, file
        for link in links:
            assert (built_site / urljoin(base, link).removeprefix(SITE)).is_file(), (file, link)
