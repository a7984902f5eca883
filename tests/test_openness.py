"""Only open items are published; default deny; the most restrictive marker wins (DESIGN.md, promise 1)."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble.written import markers_of
from generator.copies import compared, told
from generator.model import Bullets, Marker, Meeting, Openness, Paragraph, Place
from generator.openness import publish
from generator.redact import redact
from tests.papers import BUNDLE, meeting
from tests.samples import ROOT

HERE = Place(file="raadmandsmoede/2025-03-04/meeting.md")
CLOSED = (Marker(openness=Openness.CLOSED, words="lukket", place=HERE),)


def test_declared_open_is_published() -> None:
    """A bundle that meeting.md declares open is published whole."""
    published = publish([meeting(BUNDLE)])
    assert [item.number for item in published.meetings[0].items] == ["1", "2", "3", "4"]
    assert published.withheld == ()


@pytest.mark.parametrize("declared", [Openness.UNKNOWN, Openness.CLOSED])
def test_not_declared_open_is_withheld_whole(declared: Openness) -> None:
    """Default deny: without the word åben nothing of a meeting is published, and the clerk is told."""
    published = publish([meeting(BUNDLE, declared=declared)])
    assert published.meetings == ()
    assert [entry.kind for entry in published.withheld] == ["meeting"]
    assert published.findings[0].code == "withheld-meeting"


def test_a_clerks_entry_closes_an_item() -> None:
    """meeting.md can close an item: neither its page nor its title comes out, and the meeting counts it."""
    published = publish([meeting(BUNDLE, item_markers={"3": CLOSED})])
    assert [item.number for item in published.meetings[0].items] == ["1", "2", "4"]
    assert published.meetings[0].withheld == 1
    assert "Østre Havn" not in repr(published.meetings)
    assert "Nyt værested ved Østre Havn" in published.withheld[0].secrets
    assert "NLK-2025-000777" in published.withheld[0].secrets


def test_a_clerks_entry_closes_an_attachment() -> None:
    """Attachments are decided one by one."""
    published = publish([meeting(BUNDLE, attachment_markers={("3", "2"): CLOSED})])
    item = published.meetings[0].items[2]
    assert [attachment.number for attachment in item.attachments] == ["1"]
    assert item.withheld_attachments == 1


@pytest.mark.parametrize(
    "title",
    [
        "Lukket: Køb af grund",
        "Køb af grund (lukket)",
        "LUKKET - Køb af grund",
        "Lukket punkt: Køb af grund",
        "(Fortroligt) Sag",
    ],
)
def test_a_closed_title_closes_the_item(title: str) -> None:
    """A title that says it is closed closes its item, however it is written."""
    text = BUNDLE.replace("Orientering fra udvalget", title)
    assert [item.number for item in publish([meeting(text)]).meetings[0].items] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "title",
    ["Lukket vej ved Åkrogen", "Lokal Åben Rådgivning", "Åbent hus", "Udelukkende nyt", "Lukkede døre i natbussen"],
)
def test_words_that_are_no_markers(title: str) -> None:
    """An item is not withheld for a word that says nothing about its openness."""
    text = BUNDLE.replace("Orientering fra udvalget", title)
    assert publish([meeting(text)]).meetings[0].items[-1].title == title


def test_a_marker_under_the_title_closes() -> None:
    """ "Lukket punkt" on a line of its own in the papers closes the item."""
    text = BUNDLE.replace("Åben dagsorden\n", "Lukket punkt\n", 1)
    assert [item.number for item in publish([meeting(text)]).meetings[0].items] == ["1", "2", "4"]


def test_items_under_a_closed_heading_are_closed() -> None:
    """After "Lukket dagsorden" every item is closed."""
    head, tail = BUNDLE.rsplit("Punkt 4: Orientering", 1)
    text = f"{head}Lukket dagsorden\n\nPunkt 4: Orientering{tail}"
    assert "4" not in [item.number for item in publish([meeting(text)]).meetings[0].items]


def test_open_words_in_papers_open_nothing() -> None:
    """Markers in papers can only close: "Åben" beside an item that the clerk closed does not open it."""
    opened = (*CLOSED, Marker(openness=Openness.OPEN, words="Åben", place=HERE))
    assert publish([meeting(BUNDLE, item_markers={"3": opened})]).meetings[0].withheld == 1


def test_numbers_that_are_jumped_over_are_counted() -> None:
    """A closed item between two open ones is counted on the page though the papers do not hold it."""
    text = BUNDLE.replace("Punkt 4: Orientering fra udvalget", "Punkt 6: Orientering fra udvalget")
    assert publish([meeting(text)]).meetings[0].withheld == 2


@given(st.text(max_size=12))
def test_only_the_word_aaben_opens(word: str) -> None:
    """Whatever else stands after openness: closes."""
    found = markers_of(word.strip().lower(), HERE)
    if word.strip().lower() not in ("åben", "åbent", "aaben", "aabent", ""):
        assert [marker.openness for marker in found] == [Openness.CLOSED]


@pytest.mark.parametrize(
    "name",
    [
        "Plan for salget (Fortroligt)",
        "Plan for salget (fortroligt bilag)",
        "Fortroligt bilag: Plan for salget",
        "Plan for salget [lukket]",
    ],
)
def test_confidential_names_are_not_named(name: str) -> None:
    """A list of attachments keeps its other entries, and the confidential one loses its name."""
    found = redact([Bullets(entries=("Tidsplan", name, "Kort"))])
    assert found.names == (name,)
    assert "salget" not in repr(found.blocks)
    assert "Tidsplan" in repr(found.blocks)


def test_a_confidential_mark_below_the_name() -> None:
    """The mark may stand alone on the line under the name it closes."""
    found = redact([Bullets(entries=("Tidsplan", "Plan for salget")), Paragraph(text="(Fortroligt)")])
    assert "salget" not in repr(found.blocks)
    assert found.names == ("Plan for salget",)


def test_prose_about_confidence_is_kept() -> None:
    """Only names are left out: a sentence on confidential matters is the paper's own text."""
    text = Paragraph(text="Medarbejderne har pligt til at behandle fortrolige oplysninger sikkert.")
    assert redact([text]).blocks == (text,)


def earlier_and_later(*, differing: str = "", closed: str | None = None) -> list[Meeting]:
    """The meeting of 18 February, and that of 4 March whose bundle has its minutes attached."""
    minutes = BUNDLE[: BUNDLE.index(" Indstilling til")]
    own = minutes.replace("Udgik.", differing) if differing else minutes
    first = meeting(own, id="raadmandsmoede/2025-02-18", date="2025-02-18")
    if closed:
        first = replace(
            first, items=tuple(replace(i, markers=CLOSED) if i.number == closed else i for i in first.items)
        )
    return [first, meeting(BUNDLE)]


def test_copies_that_agree_give_no_finding() -> None:
    """The archive's own minutes and the copy attached to the next meeting agree, word for word."""
    meetings = earlier_and_later()
    assert list(told(compared(meetings), set())) == []
    copy = publish(meetings).meetings[1].items[1].attachments[0]
    assert copy.minutes_of == "raadmandsmoede/2025-02-18"


def test_copies_that_differ_give_a_finding_that_says_how() -> None:
    """Where page and copy differ the clerk is told which words."""
    finding = next(told(compared(earlier_and_later(differing="Alle fortalte nyt.")), set()))
    assert finding.code == "minutes-copy-differs"
    assert "alle fortalte nyt" in finding.message
    assert "udgik" in finding.message


def test_an_item_closed_in_the_archive_is_closed_in_the_copy() -> None:
    """Nothing leaks through the minutes attached to the next meeting."""
    published = publish(earlier_and_later(closed="5"))
    copy = published.meetings[1].items[1].attachments[0]
    assert "Bordet rundt" not in copy.text
    assert {entry.kind for entry in published.withheld} == {"item", "copied minutes"}


def test_copy_of_a_withheld_meeting_is_withheld() -> None:
    """Minutes of a meeting that nobody has declared open do not come out through the next one."""
    first, second = earlier_and_later()
    published = publish([replace(first, declared=Openness.UNKNOWN), second])
    assert published.meetings[0].items[1].attachments[0].blocks == ()


def test_only_openness_makes_public_objects() -> None:
    """Promise 1 in the code: no other module of the product constructs what may be shown."""
    makers = []
    for path in sorted((ROOT / "generator").rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf8"))) if isinstance(node, ast.Call))
        named = {getattr(call.func, "id", getattr(call.func, "attr", "")) for call in calls}
        if named & {"PublicMeeting", "PublicItem", "PublicAttachment"}:
            makers.append(path.relative_to(ROOT / "generator").as_posix())
    assert makers == [Path("openness.py").as_posix()]


def test_what_is_read_from_a_decision_holds_no_confidential_name() -> None:
    """Condition and positions are read from the redacted words: nothing comes out beside the decision."""
    secret = "Rådmanden godkendte indstillingen under forudsætning af, at Plan for salget (fortroligt bilag) følges."
    text = BUNDLE.replace("Rådmanden godkendte indstillingen.", secret)
    published = publish([meeting(text)])
    assert "salget" not in repr(published.meetings)
    assert any("salget" in word for entry in published.withheld for word in entry.secrets)
