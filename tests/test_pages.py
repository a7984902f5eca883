"""The pages say in Danish what was decided, in the order a reader wants it. Golden files show them whole."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path

import pytest
import yaml

from generator.connections import Connections
from generator.findings import BuildError
from generator.model import Outcome, Stage
from generator.openness import Archive, PublicItem
from tests.factories import (
    AS_OF,
    BODY,
    MEETING,
    SETTINGS,
    demo_archive,
    demo_connections,
    make_archive,
    make_attachment,
    make_body,
    make_decision,
    make_item,
    make_meeting,
    make_place,
)
from tests.rendered import pages_of

GOLDEN = Path(__file__).parent / "golden"
UNCONNECTED = Connections()
GOLDEN_PAGES = (
    "index.md",
    "emner/index.md",
    "emner/biblioteker/index.md",
    "emner/boern/index.md",
    "sager/index.md",
    "sager/emn-2024-001234/index.md",
    "opfoelgning/index.md",
    "opfoelgning/overskredet/index.md",
    "opfoelgning/fulgt-op/index.md",
    "enheder/index.md",
    "enheder/kultur-og-borgerservice/index.md",
    "a-aa/index.md",
    "a-aa/s/index.md",
    "tal/index.md",
    "tal/kulturudvalg/index.md",
    "tilgaengelighed/index.md",
    "privatliv/index.md",
    "datakvalitet/index.md",
    "ordliste/index.md",
    "organer/index.md",
    "om/index.md",
    "data/index.md",
    "kulturudvalg/index.md",
    "kulturudvalg/2024/index.md",
    "kulturudvalg/2024-06-04/index.md",
    "kulturudvalg/2024-06-04/punkt-3/index.md",
    "kulturudvalg/2024-06-04/punkt-3/bilag-1.md",
    "kulturudvalg/2024-06-04/punkt-3/bilag-2.md",
    "kulturudvalg/2024-06-04/punkt-3/bilag-3.md",
    "kulturudvalg/2024-06-04/punkt-2/bilag-1.md",
    "kulturudvalg/2024-05-07/index.md",
    "kulturudvalg/2024-05-07/punkt-4/index.md",
)

ABOUT_THE_SITE = ("om/", "foelg/", "tilgaengelighed/", "privatliv/", "datakvalitet/")


def rendered(archive: Archive, connections: Connections = UNCONNECTED) -> dict[str, str]:
    """The pages of an archive."""
    return pages_of(archive, connections=connections, as_of=AS_OF, settings=SETTINGS)


def demo() -> dict[str, str]:
    """The pages of the demo archive with its connections."""
    return rendered(demo_archive(), demo_connections())


def item_page(item: PublicItem) -> str:
    """The page of an item that is alone on its meeting."""
    return rendered(make_archive(make_meeting(items=(item,))))[f"{MEETING}/punkt-{item.number}/index.md"]


@pytest.mark.parametrize("path", GOLDEN_PAGES)
def test_golden_page(path: str) -> None:
    """A page of the demo archive is exactly its golden file (UPDATE_GOLDEN=1 writes them anew)."""
    page = re.sub(r"^head: .*\n", "", demo()[path], flags=re.MULTILINE)  # for programs: test_feeds, test_standards
    golden = GOLDEN / path.replace("/", "__")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")


def test_every_page_has_one_title_and_skips_no_level() -> None:
    """One h1 per page, and no heading more than one level below the one before."""
    for path, page in demo().items():
        levels = [len(mark) for mark in re.findall(r"^(#+) ", page, re.MULTILINE)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), path


def test_no_fact_becomes_a_list() -> None:
    """A fact that begins with a date ("10. juni 2024") would be a list of one without its escape."""
    for path, page in demo().items():
        assert re.findall(r"^:   (?:\d+\.|[-*+]) .*", page, re.MULTILINE) == [], path


def test_decision_comes_first() -> None:
    """Decision, corrections, what became of it, recommendation, sections, attachments, connections, source."""
    page = demo()[f"{MEETING}/punkt-3/index.md"]
    headings = re.findall(r"^## (.*)", page, re.MULTILINE)
    assert headings == [
        "Beslutning",
        "Rettelser",
        "Om punktet",
        "Opfølgning",
        "Sagens forløb",
        "Indstilling",
        "Sagsfremstilling",
        "Økonomi",
        "Sagsforløb ifølge papirerne",
        "Bilag",
        "Sammenhænge",
        "Se også",
        "Punktets historik",
        "Link og henvisning",
        "Kilde",
    ]


def test_item_without_minutes_says_so() -> None:
    """The archive says what it does not know."""
    assert "> Arkivet har intet referat af punktet." in item_page(make_item())


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        (Outcome.APPROVED, "Godkendt"),
        (Outcome.REJECTED, "Forkastet"),
        (Outcome.NOTED, "Taget til efterretning"),
        (Outcome.DISCUSSED, "Drøftet"),
        (Outcome.POSTPONED, "Udsat"),
        (Outcome.REFERRED, "Henvist"),
        (Outcome.NOT_DISCUSSED, "Ikke drøftet"),
        (Outcome.NOTHING_TO_RECORD, "Intet til referat"),
    ],
)
def test_outcome_has_its_word(outcome: Outcome, word: str) -> None:
    """Each outcome has its Danish word above the decision."""
    page = item_page(make_item(decision=make_decision("X.", outcome=outcome)))
    assert f'## Beslutning\n\n<span class="udfald udfald--{outcome.value}">{word}</span>\n\n> X.' in page


def test_decision_that_no_word_fits_speaks_for_itself() -> None:
    """Where the archive has no word for the outcome, the decision stands alone, and lists lead to it."""
    item = make_item(decision=make_decision("X.", outcome=Outcome.OTHER))
    found = rendered(make_archive(make_meeting(items=(item,))))
    assert "## Beslutning\n\n> X." in found[f"{MEETING}/punkt-3/index.md"]
    assert "[Se beslutningen](punkt-3/index.md#beslutning)" in found[f"{MEETING}/index.md"]


@pytest.mark.parametrize(
    ("withheld", "words"),
    [(0, None), (1, "1 punkt er ikke offentligt."), (2, "2 punkter er ikke offentlige.")],
)
def test_meeting_counts_what_is_not_public(withheld: int, words: str | None) -> None:
    """Of what is withheld the meeting page says only how much."""
    page = rendered(make_archive(make_meeting(withheld=withheld)))[f"{MEETING}/index.md"]
    assert (words in page) if words else ("offentlig" not in page)


@pytest.mark.parametrize(
    ("withheld", "words"), [(1, "1 bilag er ikke offentligt."), (3, "3 bilag er ikke offentlige.")]
)
def test_item_counts_attachments_that_are_not_public(withheld: int, words: str) -> None:
    """Of withheld attachments the item page says only how many."""
    assert words in item_page(make_item(withheld_attachments=withheld))


def test_neighbours_are_those_of_the_same_body() -> None:
    """Previous and next follow the body's own meetings in time."""
    other = "byraad/2024-06-01"
    archive = make_archive(
        make_meeting(other), make_meeting(f"{BODY}/2024-05-07"), make_meeting(), make_meeting(f"{BODY}/2024-06-04-2")
    )
    page = rendered(archive)[f"{MEETING}/index.md"]
    assert "Forrige møde: [7. maj 2024](../2024-05-07/index.md)" in page
    assert "Næste møde: [4. juni 2024](../2024-06-04-2/index.md)" in page


def test_front_page_parts_held_from_coming() -> None:
    """What is after `as_of` is yet to come."""
    archive = make_archive(
        make_meeting(f"{BODY}/2025-03-01", items=(make_item("1", f"{BODY}/2025-03-01"),)),
        make_meeting(f"{BODY}/2025-03-02", stage=Stage.AGENDA),
    )
    front = rendered(archive)["index.md"]
    assert front.index("1. marts 2025") < front.index("## Kommende møder") < front.index("2. marts 2025")


def test_front_page_keeps_long_agendas_short() -> None:
    """A long agenda shows its first items and how many more there are."""
    archive = make_archive(make_meeting(items=tuple(make_item(str(number)) for number in range(1, 21))))
    assert "- [Se 12 punkter mere](kulturudvalg/2024-06-04/index.md)" in rendered(archive)["index.md"]


def test_copy_of_minutes_leads_to_the_meeting() -> None:
    """An attachment that is a copy of minutes links to that meeting, by id or by date, or says the date."""
    for minutes_of, expected in (
        (f"{BODY}/2024-05-07", "[7. maj 2024](../../2024-05-07/index.md)"),
        ("2024-05-07", "[7. maj 2024](../../2024-05-07/index.md)"),
        ("2020-01-02", "2. januar 2020"),
    ):
        item = make_item(attachments=(make_attachment(minutes_of=minutes_of),))
        archive = make_archive(make_meeting(f"{BODY}/2024-05-07"), make_meeting(items=(item,)))
        assert f"kopi af referatet fra {expected}." in rendered(archive)[f"{MEETING}/punkt-3/bilag-1.md"]


@pytest.mark.parametrize(
    "title", ["- x: y", "'a' \"b\"", "---", "!!python/object:x", "{a: b}", "2024-06-04", "", "a\nb: c"]
)
def test_front_matter_is_safe(title: str) -> None:
    """Whatever the title, the front matter is YAML with a title, a description and a head, and nothing more."""
    page = item_page(make_item(title=title))
    meta = yaml.safe_load(page.split("---\n", 2)[1])
    assert set(meta) == {"title", "description", "head"}
    assert meta["title"] == (" ".join(title.split()) or "Punkt 3")


def test_source_names_pages_and_lines() -> None:
    """A file stands once: with the pages, those that follow each other as a range; of a text file with the lines."""
    pages_read = [make_place(page=first, last_page=last) for first, last in ((9, None), (4, 5), (6, 6), (3, 4))]
    lines_read = [make_place(file="b.txt", page=None, last_page=None, line=line) for line in (45, 1292, 1295, 45)]
    page = item_page(make_item(places=(*pages_read, *lines_read)))
    assert "bundle.pdf, side 3–6 og 9\n- b.txt, linje 45, 1292 og 1295\n" in page


def test_two_items_with_one_number_stop_the_build() -> None:
    """No page replaces another in silence."""
    with pytest.raises(BuildError, match="two pages"):
        rendered(make_archive(make_meeting(items=(make_item("3"), make_item("3.")))))


def test_meeting_of_unknown_body_stops_the_build() -> None:
    """No meeting is left out in silence."""
    with pytest.raises(BuildError, match="unknown bodies"):
        rendered(make_archive(make_meeting(), bodies=(make_body(id="andet"),)))


def test_empty_archive_has_its_own_pages() -> None:
    """Without meetings the site says so."""
    found = rendered(make_archive())
    data = ("data/", "data/spoergsmaal/")
    lists = (*data, "emner/", "", "ordliste/", "organer/", "sager/", "enheder/", "a-aa/", "tal/", "soeg/")
    states = ("", "overskredet/", "afventer/", "fulgt-op/", "afsluttet/")
    own = (*lists, *(f"opfoelgning/{state}" for state in states), *ABOUT_THE_SITE)
    assert sorted(found) == sorted(f"{folder}index.md" for folder in own)
    assert "Arkivet har endnu ingen møder." in found["index.md"]
