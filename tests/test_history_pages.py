"""Pages tell how far the papers are, and what changed in them, in words that can be read."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import markdown_text as md
from generator.approvals import approvals
from generator.connections import Change, ChangeKind, Connections
from generator.model import Outcome, Stage
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.pages.history import difference
from tests.factories import AS_OF, BODY, SETTINGS, make_archive, make_decision, make_item, make_meeting
from tests.rendered import pages_of

FIRST, SECOND = f"{BODY}/2025-01-07", f"{BODY}/2025-02-04"


def meeting(identity: str, *items: PublicItem, stage: Stage = Stage.MINUTES) -> PublicMeeting:
    """A meeting by its id."""
    items = tuple(replace(item, meeting=identity, id=f"{identity}/{item.number}") for item in items)
    return replace(make_meeting(items=items), id=identity, date=identity.rpartition("/")[2], stage=stage)


def on_minutes(title: str, text: str = "Godkendt.") -> PublicItem:
    """The item that approves the minutes of the meeting before."""
    outcome = Outcome.APPROVED if text.startswith("Godkendt") else Outcome.OTHER
    return replace(make_item(decision=make_decision(text, outcome=outcome)), title=title)


def page(archive: Archive, identity: str, *changes: Change) -> str:
    """A meeting's page."""
    connections = Connections(approvals=approvals(archive), changes=changes)
    return pages_of(archive, connections=connections, as_of=AS_OF, settings=SETTINGS)[f"{identity}/index.md"]


@pytest.mark.parametrize(
    ("title", "text", "approved"),
    [
        ("Referat", "Godkendt.", True),
        ("Godkendelse af referat", "Godkendt.", True),
        ("Godkendelse af referat fra mødet den 7. januar 2025", "Godkendt.", True),
        ("Godkendelse af referat fra mødet den 3. december 2024", "Godkendt.", False),
        ("Referat fra ældrerådet og budget", "Udsat.", False),
        ("Referatsystem", "Godkendt.", False),
        ("Referat", "Udsat.", False),
    ],
)
def test_minutes_are_approved_where_the_next_meeting_says_so(title: str, text: str, approved: bool) -> None:
    """Only an approving decision on minutes that name no other day makes them approved."""
    archive = make_archive(meeting(FIRST, make_item()), meeting(SECOND, on_minutes(title, text)))
    assert [found.meeting for found in approvals(archive)] == ([FIRST] if approved else [])


def test_the_page_says_how_far_the_papers_are() -> None:
    """Agenda before and after the day, draft, minutes, approved minutes: each in its own words."""
    soon = f"{BODY}/{(AS_OF + datetime.timedelta(days=7)).isoformat()}"
    told = {
        "Dagsorden, mødet er ikke holdt": page(make_archive(meeting(soon, stage=Stage.AGENDA)), soon),
        "Dagsorden, arkivet har intet referat": page(make_archive(meeting(FIRST, stage=Stage.AGENDA)), FIRST),
        "Udkast til referat": page(make_archive(meeting(FIRST, stage=Stage.DRAFT)), FIRST),
        "Godkendt referat (": page(make_archive(meeting(FIRST), meeting(SECOND, on_minutes("Referat"))), FIRST),
    }
    assert [words for words, text in told.items() if words not in text] == []


def test_a_withdrawn_item_says_so_on_its_page() -> None:
    """The reader learns since when the source does not have it."""
    gone = meeting(FIRST, replace(make_item(), withdrawn="2025-02-01"))
    rendered = pages_of(make_archive(gone), as_of=AS_OF, settings=SETTINGS)
    text = rendered[f"{FIRST}/punkt-{gone.items[0].number}/index.md"]
    assert "Trukket tilbage: kilden har ikke haft det siden 1. februar 2025." in text


def test_a_change_shows_both_wordings_and_marks_what_differs() -> None:
    """A long decision shows the words around the change, not the whole of it twice."""
    before = f"{'ord ' * 30}beløbet er 1,2 mio. kr. {'ord ' * 30}"
    was, now = difference(before, before.replace("1,2", "1,4"))
    assert "<strong>1,2</strong>" in was
    assert "<strong>1,4</strong>" in now
    assert len(was.split()) < 30


def test_history_stands_on_the_items_page() -> None:
    """The day, what happened, and the wordings; newest first as given."""
    archive = make_archive(meeting(FIRST, make_item()))
    item = archive.meetings[0].items[0]
    change = Change(item=item.id, date="2025-02-01", kind=ChangeKind.TITLE, before="Ny vej", after="Ny cykelsti")
    rendered = pages_of(archive, connections=Connections(changes=(change,)), as_of=AS_OF, settings=SETTINGS)
    text = rendered[f"{FIRST}/punkt-{item.number}/index.md"]
    assert "1. februar 2025:</strong> Titlen blev ændret." in text
    assert "Før: Ny <strong>vej</strong>" in text


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_markup_of_a_paper_survives_in_a_difference(before: str, after: str) -> None:
    """What papers hold is shown as text: the only element is our own."""
    for wording in difference(before, after):
        assert "<" not in wording.replace("<strong>", "").replace("</strong>", "")


def test_wordings_that_are_the_same_are_not_marked() -> None:
    """Nothing is bold where nothing differs."""
    assert difference("Godkendt.", "Godkendt.") == (md.within_line("Godkendt."),) * 2
