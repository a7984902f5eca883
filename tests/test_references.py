"""Short references: one per item, the same as long as its address, and found by the search."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import Connections
from generator.lookup import look_up
from generator.references import short_names, short_reference
from generator.search.analysis import tokens
from generator.search.documents import documents, sittings
from tests.factories import AS_OF, MEETING, SETTINGS, demo_archive, make_archive, make_body, make_item, make_meeting
from tests.rendered import pages_of
from tests.whole_content import read_content


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Nordlunde Byråd", "NB"),
        ("Rådmandsmøde for Social og Beskæftigelse", "RSB"),
        ("Kulturudvalget", "KUL"),
        ("Ældrerådet", "ÆLD"),
        ("udvalget", "byraad"),
    ],
)
def test_a_body_has_its_initials(name: str, short: str) -> None:
    """Initials of a name of several words, the beginning of one; the id where the name has no capital."""
    assert short_names([make_body(id="byraad", name=name)]) == {"byraad": short}


def test_its_own_short_name_comes_first() -> None:
    """What body.md says is kept; two bodies that would share a name have their ids."""
    own = make_body(id="a", name="Nordlunde Byråd", short="BY")
    assert short_names([own])["a"] == "BY"
    alike = [make_body(id="a", name="Kulturudvalget"), make_body(id="b", name="KUL Udvalg", short="kul")]
    assert short_names(alike) == {"a": "a", "b": "b"}


@given(st.lists(st.text(min_size=1, max_size=20), max_size=6))
def test_no_two_bodies_share_a_short_name(names: list[str]) -> None:
    """Whatever the bodies are called, a short name leads to one of them."""
    bodies = [make_body(id=f"organ-{number}", name=name) for number, name in enumerate(names)]
    shorts = short_names(bodies)
    assert len({short.casefold() for short in shorts.values()}) == len(bodies)


def test_a_reference_has_day_and_number() -> None:
    """The day's second meeting keeps its `-2`."""
    assert short_reference("byraadet/2025-01-29/3", {"byraadet": "NB"}) == "NB 2025-01-29/3"
    assert short_reference("byraadet/2025-01-29-2/3a", {"byraadet": "NB"}) == "NB 2025-01-29-2/3a"


def test_it_stands_where_the_item_is_cited() -> None:
    """Under »Link og henvisning« on the item's page."""
    page = pages_of(demo_archive(), as_of=AS_OF, settings=SETTINGS)[f"{MEETING}/punkt-3/index.md"]
    assert "Kort henvisning\n:   KUL 2024-06-04/3" in page


def test_the_search_has_it_as_one_term() -> None:
    """»KUL 2024-06-04/3« is a term of that item alone, and of no other on the same day."""
    items = tuple(make_item(number) for number in ("2", "3", "13"))
    looked_up = look_up(make_archive(make_meeting(items=items)), Connections())
    found = [document for sitting in sittings(looked_up) for document in documents(sitting).every]
    whole = [
        document.item
        for document in found
        for token in tokens("\n".join(document.fields.values()))
        if token.whole and token.word == "2024.06.04.3"
    ]
    assert whole == [f"{MEETING}/3"]


def test_body_md_sets_the_short_name(tmp_path: Path) -> None:
    """`short:` is read; what is no short name is told and left out."""
    for folder, short in (("a", "NB"), ("b", "to ord")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "body.md").write_text(f"---\nname: Nordlunde\nshort: {short}\n---\n", "utf8")
    content = read_content(tmp_path)
    assert [body.short for body in content.bodies] == ["NB", ""]
    assert [finding.code for finding in content.findings] == ["body-short"]
