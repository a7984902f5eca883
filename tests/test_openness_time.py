"""Openness through time: what is closed today is gone tomorrow, also where it was public (issue 5, point 2).

Every test builds again in the folders of a published site, so leftovers would be found.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.papers import BUNDLE
from tests.timeline import ATTACHMENT_WORDS, ITEM_WORDS, LATER, MEETING, Timeline, tree

BUNDLE_TXT = f"{MEETING}/bundle.txt"
GONE = "Siden er ikke offentlig"


def by_the_clerk(archive: Timeline) -> None:
    """meeting.md closes the item."""
    archive.meeting_md("openness: åben\nitems: {3: {openness: lukket}}")


def by_its_papers(archive: Timeline) -> None:
    """A new bundle marks the item closed."""
    archive.write(BUNDLE_TXT, BUNDLE.replace("Åben dagsorden\n", "Lukket dagsorden\n", 1))


def by_the_minutes(archive: Timeline) -> None:
    """Only the minutes call it closed, in the title."""
    archive.write(BUNDLE_TXT, BUNDLE.replace("Havn (20 min)", "Havn (Lukket) (20 min)"))


def withdrawn(archive: Timeline) -> None:
    """A new bundle does not hold the item."""
    start, end = BUNDLE.index(" Indstilling til"), BUNDLE.index(" Punkt 4: Orientering")
    minutes = BUNDLE[end:].replace(
        "Punkt 3: Nyt værested ved\nØstre Havn (20 min)\n\nRådmanden godkendte indstillingen.", ""
    )
    archive.write(BUNDLE_TXT, BUNDLE[:start] + minutes)


def whole_meeting(archive: Timeline) -> None:
    """The clerk closes the meeting."""
    archive.meeting_md("openness: lukket")


def undeclared(archive: Timeline) -> None:
    """The clerk takes the word away."""
    archive.meeting_md("start: '10:00'")


@pytest.mark.parametrize("close", [by_the_clerk, by_its_papers, by_the_minutes, withdrawn, whole_meeting, undeclared])
def test_no_byte_is_left_and_the_address_tells_no_more(archive: Timeline, close: Callable[[Timeline], None]) -> None:
    """Site, Markdown, report and what is kept hold no word of it; item and attachment say "not public", all alike."""
    close(archive)
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ITEM_WORDS, *ATTACHMENT_WORDS) == []
    pages = [archive.page(f"{MEETING}/{address}") for address in ("punkt-3", "punkt-3/bilag-1", "punkt-3/bilag-2")]
    assert all(page and GONE in page and "fjernet" not in page for page in pages)
    assert f"{MEETING}/punkt-3" not in (archive.site / "sitemap.xml").read_text("utf8")
    assert json.loads((archive.site / "data/takedowns.json").read_text("utf8")) == []


@pytest.mark.parametrize("close", [by_the_clerk, by_its_papers, whole_meeting])
def test_open_again_is_as_before(archive: Timeline, close: Callable[[Timeline], None]) -> None:
    """A changed mind leaves no trace, in either direction."""
    before = tree(archive.site)
    close(archive)
    archive.build()
    archive.meeting_md("openness: åben")
    archive.write(BUNDLE_TXT, BUNDLE)
    assert archive.build() == (0, "")
    assert tree(archive.site) == before


def test_the_tombstone_stays_at_every_later_build(archive: Timeline) -> None:
    """The site is its own memory: two more builds change nothing."""
    by_the_clerk(archive)
    archive.build()
    first = tree(archive.site)
    archive.build()
    archive.build()
    assert tree(archive.site) == first


def test_an_attachment_closed_later(archive: Timeline) -> None:
    """Its words are gone everywhere, its item stays and counts it."""
    archive.meeting_md("openness: åben\nitems: {3: {attachments: {2: lukket}}}")
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ATTACHMENT_WORDS) == []
    assert GONE in str(archive.page(f"{MEETING}/punkt-3/bilag-2"))
    assert "1 bilag er ikke offentligt." in str(archive.page(f"{MEETING}/punkt-3"))


def test_what_was_never_public_has_no_tombstone(archive: Timeline) -> None:
    """The address of an item that was closed from the start answers like any wrong address."""
    archive.write(f"{LATER}/item-9.md", "---\ntitle: Hemmeligt køb\nopenness: lukket\n---\n")
    assert archive.build() == (0, "")
    assert archive.page(f"{LATER}/punkt-9") is None
    assert archive.bytes_with("Hemmeligt køb") == []


def test_a_whole_meeting_counts_nothing(archive: Timeline) -> None:
    """A closed meeting's page says only that it is not public."""
    whole_meeting(archive)
    archive.build()
    page = str(archive.page(MEETING))
    assert GONE in page
    assert "4. marts 2025" not in page


def test_a_takedown_of_what_is_closed_later(archive: Timeline) -> None:
    """Taken down first and closed then: the tombstone of the takedown stays."""
    archive.run("takedown", f"{MEETING}/3", "--reason", "x")
    archive.build()
    by_the_clerk(archive)
    assert archive.build() == (0, "")
    assert "Punktet er fjernet" in str(archive.page(f"{MEETING}/punkt-3"))
    assert archive.bytes_with(*ITEM_WORDS) == []
