"""The links and cases of the sample archive are those that its hand-made list of what a reader finds names."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from generator.connections import LinkKind
from generator.links import LinkResult, connect
from generator.openness import Archive
from generator.pipeline import decide
from tests.samples import ROOT


@pytest.fixture(scope="module")
def archive() -> Archive:
    """What the sample archive publishes."""
    return decide(ROOT / "content").archive


@pytest.fixture(scope="module")
def result(archive: Archive) -> LinkResult:
    """What is found in it."""
    return connect(archive)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """What a reader finds."""
    text = (ROOT / "tests" / "sample_archive" / "expected.yml").read_text("utf8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def test_every_link_a_reader_makes_is_made(result: LinkResult, expected: dict[str, Any]) -> None:
    """With the source, the target and the kind written down by hand."""
    made = {(link.source, link.target, link.kind.value) for link in result.links}
    wanted = {(link["source"], link["target"], link["kind"]) for link in expected["links"]}
    assert not wanted - made


def test_every_case_is_a_thread_newest_first(result: LinkResult, expected: dict[str, Any]) -> None:
    """The cases written down by hand, oldest first, and no other."""
    threads = {thread.case_numbers[0]: list(reversed(thread.items)) for thread in result.threads}
    assert threads == expected["cases"]


def test_no_collecting_file_is_a_case(result: LinkResult, expected: dict[str, Any]) -> None:
    """A number that stands on routine items, or that is a committee agenda's, joins nothing."""
    numbers = {number for thread in result.threads for number in thread.case_numbers}
    assert not numbers & set(expected["collecting_files"])
    assert not [link for link in result.links if any(n in link.evidence for n in expected["collecting_files"])]


def test_what_is_not_held_is_told(result: LinkResult, archive: Archive, expected: dict[str, Any]) -> None:
    """Each meeting that open papers name and the archive does not hold is told as such, by its day."""
    told = " ".join(reference.missing or "" for reference in result.references)
    for meeting in expected["not_in_archive"]:
        day = {"2023-06-20": "20. juni 2023", "2023-10-18": "18. oktober 2023", "2024-04-17": "17. april 2024"}
        assert f"Mødet {day[meeting.rpartition('/')[2]]}" in told


def test_two_items_of_a_case_say_so_with_its_number(result: LinkResult) -> None:
    """The evidence is a sentence a reader understands."""
    (link,) = [
        link for link in result.links if link.kind is LinkKind.SAME_CASE and link.source == "byraadet/2025-01-29/2"
    ]
    assert link.target == "byraadet/2024-06-19/2"
    assert link.evidence == "Begge har sagsnummer NLK-2024-003350."


def test_the_closed_agendas_item_is_never_linked(result: LinkResult) -> None:
    """Item 7 of November 2024 names "den lukkede dagsordens punkt 4": no link to the open item 4."""
    item = "social-raadmandsmoede/2024-11-12/7"
    assert not [link for link in result.links if item in (link.source, link.target)]
    assert not [reference for reference in result.references if reference.source == item]


def test_the_committees_own_item_is_never_linked(result: LinkResult) -> None:
    """ "Punkt 3 udgår af udvalgets dagsorden" names no item of this meeting; "se pkt. 3 ovenfor" does."""
    (reference,) = [r for r in result.references if r.source == "social-raadmandsmoede/2024-04-16/7"]
    assert "se pkt. 3 ovenfor" in reference.words
    assert reference.target == "social-raadmandsmoede/2024-04-16/3"


def test_nothing_names_what_is_not_published(result: LinkResult, archive: Archive) -> None:
    """Every id is a published one, and no sentence says that something is closed."""
    items = {item.id: item for meeting in archive.meetings for item in meeting.items}
    things = {*items, *(meeting.id for meeting in archive.meetings)}
    things |= {attachment.id for item in items.values() for attachment in item.attachments}
    ends = {end for link in result.links for end in (link.source, link.target)}
    ends |= {end for r in result.references for end in (r.source, r.target) if end is not None}
    assert ends <= things
    assert not [link for link in result.links if "lukke" in link.evidence.lower()]
    assert not [r for r in result.references if r.missing and "lukke" in r.missing.lower()]


def test_the_same_archive_gives_the_same_result(archive: Archive, result: LinkResult) -> None:
    """Also in its order (promise 7)."""
    assert connect(archive) == result


def test_no_link_leads_to_itself_and_none_stands_twice(result: LinkResult) -> None:
    """One link for a source, a target and a kind."""
    keys = [(link.source, link.target, link.kind) for link in result.links]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if key[0] == key[1]]
