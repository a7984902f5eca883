"""What a clerk writes at single items in meeting.md; what is not understood closes (DESIGN.md, promise 1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble.written import OPEN_WORDS
from generator.item_entries import read_item_entries
from generator.model import Openness
from generator.openness import publish
from tests.papers import BUNDLE, assembled
from tests.timeline import ITEM_WORDS, LATER, MEETING, Timeline

FILE = "raadmandsmoede/2025-03-04/meeting.md"


def closes(said: object) -> bool:
    """Whether the entry `said` closes item 3."""
    entries = read_item_entries({3: said}, FILE)
    return any(marker.openness is not Openness.OPEN for marker in entries.markers["3"])


@pytest.mark.parametrize(
    "said",
    [
        {"openness": "lukket"},
        {"openness": "Lukket "},
        {"openness": "False"},
        {"openness": False},
        {"openness": "åben?"},
        {"openness": 0},
        {"public": "False"},
        {"public": False},
        {"opennes": "lukket"},
        {"lukket": True},
        {"openness": "åben", "closed": True},
        {"attachments": [2]},
        "lukket",
        "åben",
        None,
    ],
)
def test_an_entry_that_closes(said: object) -> None:
    """A closing word in any spelling, a field that nobody knows, and an entry without fields."""
    assert closes(said)


@pytest.mark.parametrize(
    "said",
    [
        {"openness": "åben"},
        {"openness": "åben "},
        {"openness": "ÅBEN"},
        {"openness": None},
        {},
        {"noindex": True},
        {"not_cpr": "et varenummer"},
        {"attachments": {2: "lukket"}},
    ],
)
def test_an_entry_that_does_not_close(said: object) -> None:
    """An item is not withheld for an entry about something else."""
    assert not closes(said)


@given(st.dictionaries(st.text(max_size=8), st.none() | st.booleans() | st.text(max_size=6), max_size=3))
def test_only_known_fields_leave_an_item_open(said: dict[str, object]) -> None:
    """Whatever else stands in an entry closes it, and is told of."""
    word = said.get("openness")
    is_open = word is None or (isinstance(word, str) and word.strip().lower() in {*OPEN_WORDS, ""})
    unknown = set(said) - {"openness", "attachments", "not_cpr", "noindex"}
    bad_list = "attachments" in said and said["attachments"] is not None
    assert closes(said) == (not is_open or bool(unknown) or bad_list)
    if unknown:
        assert "item-field" in {finding.code for finding in read_item_entries({3: said}, FILE).findings}


@pytest.mark.parametrize(
    "said", ["lukket", None, {}, {"openness": "x"}, {"public": False}, {"lukket": True, "not_cpr": "x"}]
)
def test_an_attachment_entry_that_closes(said: object) -> None:
    """At an attachment too, what is not understood closes."""
    entries = read_item_entries({3: {"attachments": {2: said}}}, FILE)
    assert [marker.openness for marker in entries.attachments["3", "2"]] != []
    assert Openness.OPEN not in {marker.openness for marker in entries.attachments["3", "2"]}


@pytest.mark.parametrize("value", ["fire", [4], 4, "4: lukket"])
def test_items_that_cannot_be_read_withhold_the_meeting(archive: Timeline, value: object) -> None:
    """Nobody knows what was to be closed, so nothing is published, and the finding says why."""
    archive.meeting_md(f"openness: åben\nitems: {value!r}")
    code, said = archive.build("--accept-shrink")
    assert code == 1
    assert "items-field" in said
    assert archive.bytes_with(*ITEM_WORDS) == []
    assert archive.page(f"{LATER}/punkt-1")


def test_an_entry_for_an_item_that_is_not_there_is_told() -> None:
    """A mistyped number would leave the item open in silence."""
    entries = read_item_entries({33: {"openness": "lukket"}, 3: {"attachments": {7: "lukket"}}}, FILE)
    found = assembled(BUNDLE, item_markers=entries.markers, attachment_markers=entries.attachments)
    told = [finding.place for finding in found.findings if finding.code == "item-entry-without-item"]
    assert told == ["item 33", "item 3, bilag 7"]


def test_an_attachment_of_a_written_item_can_be_closed(archive: Timeline) -> None:
    """meeting.md closes attachments of items written by hand as it does those of a bundle."""
    archive.write(f"{LATER}/item-2.md", "---\ntitle: Cykelparkering\nattachments:\n  - title: Tilbudsliste\n---\n")
    assert archive.build() == (0, "")
    assert archive.bytes_with("Tilbudsliste")
    archive.write(f"{LATER}/meeting.md", "---\nopenness: åben\nitems: {2: {attachments: {1: lukket}}}\n---\n")
    assert archive.build() == (0, "")
    assert archive.bytes_with("Tilbudsliste") == []


# --- noindex ------------------------------------------------------------------------------------------


def test_noindex_asks_search_engines_and_no_one_else(archive: Timeline) -> None:
    """Item and attachments carry the robots mark and leave the sitemap; the site's own lists and search keep them."""
    archive.meeting_md("openness: åben\nitems: {3: {noindex: true}}")
    assert archive.build() == (0, "")
    sitemap = (archive.site / "sitemap.xml").read_text("utf8")
    for address in ("punkt-3", "punkt-3/bilag-2"):
        html = (archive.site / MEETING / address / "index.html").read_text("utf8")
        assert '<meta name="robots" content="noindex">' in html
        assert f"{MEETING}/{address}/" not in sitemap
    assert "noindex" not in (archive.site / MEETING / "punkt-4/index.html").read_text("utf8")
    assert f"{MEETING}/punkt-4/" in sitemap
    assert "Østre Havn" in str(archive.page(MEETING))
    assert any(name.startswith("site/soeg/") for name in archive.bytes_with("Østre Havn"))


def test_noindex_of_a_written_item(archive: Timeline) -> None:
    """Items written by hand are marked in meeting.md like any other."""
    archive.write(f"{LATER}/meeting.md", "---\nopenness: åben\nitems: {2: {noindex: true}}\n---\n")
    assert archive.build() == (0, "")
    assert f"{LATER}/punkt-2/" not in (archive.site / "sitemap.xml").read_text("utf8")


@pytest.mark.parametrize("value", ["ja", "false", 1, [], "nej"])
def test_noindex_that_is_not_understood_counts(value: object) -> None:
    """Rather hidden from search engines than not; the clerk is told."""
    entries = read_item_entries({3: {"noindex": value}}, FILE)
    assert entries.noindex == {"3"}
    assert [finding.code for finding in entries.findings] == ["noindex-field"]


def test_a_draft_that_is_marked_is_still_published() -> None:
    """noindex is no closing."""
    entries = read_item_entries({3: {"noindex": True}}, FILE)
    made = assembled(BUNDLE, item_markers=entries.markers, noindex=frozenset(entries.noindex))
    assert [item.noindex for item in publish([made.meeting]).meetings[0].items] == [False, False, True, False]
