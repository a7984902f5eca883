"""The audit searches what joins items for leaks, and holds cases, topics, follow-ups and links to their pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator import write
from generator.audit import audit
from generator.connections import Abbreviation, Connections, Related, TopicTag
from generator.openness import Withheld
from tests.closed_item import ATTACHMENT, CASE, TEXT, TITLE, WITHHELD, rendered
from tests.factories import (
    MEETING,
    demo_archive,
    demo_connections,
    make_followup,
    make_link,
    make_place,
    make_reference,
    make_thread,
)

ITEM = "kulturudvalg/2024-06-04/punkt-3/index.html"


def check(site: Path) -> list[str]:
    """The audit's sentences."""
    return audit(site, archive=demo_archive(), connections=demo_connections(), withheld=WITHHELD)


_LIBRARY, _OTHER = f"{MEETING}/3", f"{MEETING}/2"
# Each way that words of a paper take through the connections, with something withheld in it.
WAYS_OUT: dict[str, Connections] = {
    "title of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, title=TITLE),)),
    "former name of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, names=(TITLE,)),)),
    "number of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, case_numbers=(CASE,)),)),
    "address of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, id=CASE.lower()),)),
    "why a case is one": Connections(threads=(make_thread(_LIBRARY, _OTHER, merged_by=(TEXT,)),)),
    "commitment": Connections(followups=(make_followup(text=TEXT),)),
    "who promised": Connections(followups=(make_followup(responsible=(TITLE,)),)),
    "words of a date": Connections(followups=(make_followup(due="2025-01", due_words=TITLE),)),
    "how a state is known": Connections(followups=(make_followup(reason=f"Punktet »{TITLE}« svarer."),)),
    "evidence of a commitment": Connections(followups=(make_followup(evidence=TEXT),)),
    "evidence of a link": Connections(links=(make_link(_LIBRARY, _OTHER, evidence=f"Nævner »{TITLE}«."),)),
    "words of a reference": Connections(references=(make_reference(words=TITLE),)),
    "what is missing": Connections(references=(make_reference(missing=f"{ATTACHMENT} findes ikke i arkivet"),)),
    "shared words": Connections(related=(Related(item=_LIBRARY, other=_OTHER, score=1, words=("strandgårdsmarken",)),)),
    "reason of a topic": Connections(
        topics=demo_connections().topics, tags=(TopicTag(item=_LIBRARY, topic="boern", reason=TITLE),)
    ),
    "abbreviation": Connections(abbreviations=(Abbreviation(short="KBS", long=TITLE, evidence="Ordlisten"),)),
    "evidence of an abbreviation": Connections(abbreviations=(Abbreviation(short="X", long="Y", evidence=TEXT),)),
}


@pytest.mark.parametrize("way", WAYS_OUT.values(), ids=WAYS_OUT.keys())
def test_leak_through_a_connection_is_found(tmp_path: Path, way: Connections) -> None:
    """Cases, follow-ups, links, topics, related items and glossary are searched on the page and in the data."""
    write.sync_tree(tmp_path, rendered(way))
    found = [s for s in audit(tmp_path, archive=demo_archive(), connections=way, withheld=WITHHELD) if "holds" in s]
    assert any(".md: " in sentence or "/…: " in sentence for sentence in found)
    assert any("data/" in sentence for sentence in found)
    assert not any("trandg" in sentence or "777" in sentence for sentence in found)


def test_topics_and_lone_words_of_the_glossary_are_no_leak(tmp_path: Path) -> None:
    """What the municipality itself calls a topic or a unit stands on many pages, and betrays no closed item."""
    known = demo_connections()
    write.sync_tree(tmp_path, rendered(known))
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=("Biblioteker og Kulturfonden",))
    assert not [
        s for s in audit(tmp_path, archive=demo_archive(), connections=known, withheld=[secret]) if "holds" in s
    ]


@pytest.mark.site
@pytest.mark.parametrize("stray", ["sager/emn-2020-1", "emner/andet", "opfoelgning/2024", "ordliste/a"])
def test_page_without_case_or_topic_is_found(site: Path, stray: str) -> None:
    """A page under sager/, emner/, opfoelgning/ or ordliste/ that nothing in the data knows is told."""
    (site / stray).mkdir()
    shutil.copy(site / "sager/index.html", site / stray / "index.html")
    assert f"{stray}/index.html: a page without a data row" in check(site)


@pytest.mark.site
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("sager/emn-2024-001234", "data/threads.json: the row emn-2024-001234 has no page"),
        ("emner/boern", "data/topics.json: the row boern has no page"),
        ("ordliste", "ordliste/index.html: is missing"),
        ("opfoelgning/fulgt-op", "opfoelgning/: lacks kulturudvalg/2024-06-04/3/opfoelgning-3"),
    ],
)
def test_missing_page_of_case_topic_or_register_is_found(site: Path, page: str, expected: str) -> None:
    """A case, a topic, the glossary or the register without its page is told."""
    (site / page / "index.html").unlink()
    assert expected in check(site)


@pytest.mark.site
def test_commitment_without_its_place_is_found(site: Path) -> None:
    """A commitment that is gone from its item's page, or from the register, is told."""
    for file, before in ((ITEM, 'id="opfoelgning-2"'), ("opfoelgning/fulgt-op/index.html", "#opfoelgning-3")):
        text = (site / file).read_text(encoding="utf-8")
        (site / file).write_text(text.replace(before, before[:-1].replace('"', "") + "9"), encoding="utf-8")
    found = check(site)
    assert (
        "data/followups.json: the row kulturudvalg/2024-06-04/3/opfoelgning-2 has no place on its item's page" in found
    )
    assert "opfoelgning/: lacks kulturudvalg/2024-06-04/3/opfoelgning-3" in found


@pytest.mark.site
@pytest.mark.parametrize(
    ("table", "change", "expected"),
    [
        ("threads", {"id": "x"}, "data/threads.json: lacks emn-2024-001234"),
        ("topics", {"id": "x"}, "data/topics.json: holds x, which was not found"),
        ("followups", {"id": "x"}, "data/followups.json: lacks kulturudvalg/2024-06-04/3/opfoelgning-1"),
        (
            "links",
            {"target": "x/2024-01-01/1"},
            "data/links.json: leads to x/2024-01-01/1, which is not of the archive",
        ),
        ("links", {"evidence": " "}, "shows no words"),
    ],
)
def test_rows_of_connections_are_those_that_were_found(
    site: Path, table: str, change: dict[str, str], expected: str
) -> None:
    """Rows of cases, topics, follow-ups and links that differ from what was found are told."""
    file = site / f"data/{table}.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    rows[0].update(change)
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert any(expected in sentence for sentence in check(site))


@pytest.mark.site
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("enheder/kultur-og-borgerservice", "enheder/kultur-og-borgerservice/index.html: is missing"),
        ("tal/byraad", "tal/byraad/index.html: is missing"),
        ("tilgaengelighed", "tilgaengelighed/index.html: is missing"),
        ("a-aa", "a-aa/index.html: is missing"),
    ],
)
def test_missing_way_in_is_found(site: Path, page: str, expected: str) -> None:
    """A unit, a body in numbers, the letters and the statement on accessibility have their pages."""
    (site / page / "index.html").unlink()
    assert expected in check(site)


@pytest.mark.site
@pytest.mark.parametrize(
    "stray", ["enheder/anden", "enheder/kultur-og-borgerservice/1999", "tal/andet", "a-aa/xx", "om/x"]
)
def test_way_to_nothing_is_found(site: Path, stray: str) -> None:
    """A unit that the archive does not know, or a year without meetings, has no page."""
    (site / stray).mkdir()
    shutil.copy(site / "om/index.html", site / stray / "index.html")
    assert f"{stray}/index.html: a page that nothing asks for" in check(site)


@pytest.mark.site
def test_data_of_an_item_is_its_row(site: Path) -> None:
    """A data file beside an item that is missing, differs from the table, or belongs to no item is told."""
    item = "kulturudvalg/2024-06-04/punkt-3/data.json"
    (site / item).write_text("{}", encoding="utf-8")
    (site / "kulturudvalg/2024-06-04/punkt-2/data.json").unlink()
    (site / "kulturudvalg/data.json").write_text("{}", encoding="utf-8")
    found = check(site)
    assert f"{item}: is not the row kulturudvalg/2024-06-04/3 of data/items.json" in found
    assert any(sentence.startswith("kulturudvalg/2024-06-04/punkt-2/data.json: is not the row") for sentence in found)
    assert "kulturudvalg/data.json: a data file without a row" in found
