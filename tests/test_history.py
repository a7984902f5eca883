"""What changed in a meeting's papers is kept, is told with its day, and holds nothing that is closed later."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import Change, ChangeKind
from generator.findings import ContentError
from generator.history import ItemState, MeetingState, compare, forget, record, shown
from generator.history.storing import NAME, read
from generator.model import Decision, Outcome, Place, Recommendation
from generator.openness import Archive, PublicAttachment, PublicItem, PublicMeeting, Withheld
from tests.factories import paragraphs

MEETING = "byraadet/2026-03-04"
PLACE = Place(file=f"{MEETING}/bundle.txt", line=1)


def item(number: str, title: str, *, case: str = "", decision: str = "", papers: tuple[str, ...] = ()) -> PublicItem:
    """A published item."""
    return PublicItem(
        id=f"{MEETING}/{number}",
        meeting=MEETING,
        number=number,
        title=title,
        case_numbers=(case,) if case else (),
        recommendations=(Recommendation(text="at planen godkendes"),),
        decision=Decision(blocks=paragraphs(decision), outcome=Outcome.OTHER, evidence="", place=PLACE)
        if decision
        else None,
        attachments=tuple(
            PublicAttachment(id=f"{MEETING}/{number}/bilag-{n}", number=str(n), title=paper, blocks=(), place=PLACE)
            for n, paper in enumerate(papers, start=1)
        ),
    )


def archive(*items: PublicItem) -> Archive:
    """An archive of one meeting."""
    return Archive(bodies=(), meetings=(PublicMeeting(id=MEETING, body="byraadet", date="2026-03-04", items=items),))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the meeting's folder."""
    (tmp_path / MEETING).mkdir(parents=True)
    return tmp_path


def seen(content: Path, *items: PublicItem, day: str, withheld: tuple[Withheld, ...] = ()) -> list[Change]:
    """Record the meeting as it is on `day`; the changes of that day."""
    return list(record(content, archive(*items), withheld, day=day).changes)


def test_the_first_record_is_where_history_begins(content: Path) -> None:
    """Nothing is said to have changed before the archive has seen it."""
    assert seen(content, item("1", "Skolevej"), day="2026-03-01") == []


def test_each_kind_of_change_is_told_with_its_day(content: Path) -> None:
    """Title, decision, attachment and a new item: what was, what is, and when it was first seen."""
    seen(content, item("1", "Skolevej i Nordby"), day="2026-03-01")
    after = (item("1", "Skolevej i Nordbyen", decision="Godkendt.", papers=("Kort",)), item("2", "Budget"))
    told = seen(content, *after, day="2026-03-05")
    assert {(change.kind, change.before, change.after) for change in told} == {
        (ChangeKind.TITLE, "Skolevej i Nordby", "Skolevej i Nordbyen"),
        (ChangeKind.DECISION, "", "Godkendt."),
        (ChangeKind.ATTACHMENT_ADDED, "", "Kort"),
        (ChangeKind.ADDED, "", ""),
    }
    assert {change.date for change in told} == {"2026-03-05"}
    assert set(shown(content, archive(*after), ()).changes) == set(told)


def test_the_same_again_writes_nothing(content: Path) -> None:
    """A night without news makes no commit."""
    seen(content, item("1", "Skolevej"), day="2026-03-01")
    before = (content / MEETING / NAME).stat().st_mtime_ns
    again = record(content, archive(item("1", "Skolevej")), (), day="2026-03-02")
    assert (again.changes, again.written) == ((), ())
    assert (content / MEETING / NAME).stat().st_mtime_ns == before


def test_an_item_that_moves_keeps_its_history(content: Path) -> None:
    """A case number follows the item to its new number, and its earlier changes with it."""
    seen(content, item("1", "Skolevej", case="NLK-1"), day="2026-03-01")
    seen(content, item("1", "Skolevejen", case="NLK-1"), day="2026-03-02")
    seen(content, item("1", "Valg", case="NLK-2"), item("2", "Skolevejen", case="NLK-1"), day="2026-03-03")
    kept = read(content, MEETING)
    assert kept is not None
    assert [change.kind for change in kept.changes if change.item == f"{MEETING}/2"] == [
        ChangeKind.TITLE,
        ChangeKind.NUMBER,
    ]


def test_another_title_under_the_same_number_is_told_as_doubtful(content: Path) -> None:
    """What cannot be known again is a finding, and no change of title is claimed."""
    seen(content, item("1", "Skolevej i Nordby"), day="2026-03-01")
    done = record(content, archive(item("1", "Kvartalsregnskab")), (), day="2026-03-02")
    assert [finding.code for finding in done.findings] == ["history-doubtful"]
    assert ChangeKind.TITLE not in {change.kind for change in done.changes}


def test_what_is_closed_later_leaves_the_history(content: Path) -> None:
    """Neither title nor attachment of what is no longer public stays in the file, and no removal names it."""
    seen(content, item("1", "Skolevej"), day="2026-03-01")
    secret = item("2", "Køb af Strandgården", papers=("Vurdering af Strandgården",))
    seen(content, item("1", "Skolevej", papers=("Tilbud fra Hansen",)), secret, day="2026-03-02")
    told = seen(content, item("1", "Skolevej"), day="2026-03-03")
    text = (content / MEETING / NAME).read_text("utf8")
    assert "Strandgården" not in text
    assert "Hansen" not in text
    assert {change.kind for change in told} == {ChangeKind.REMOVED, ChangeKind.ATTACHMENT_REMOVED}
    assert {change.before + change.after for change in told} == {""}


def test_nothing_closed_today_is_shown_even_before_the_next_record(content: Path) -> None:
    """`build` may run without `record`: the closed item's words are filtered when they are shown."""
    seen(content, item("1", "Skolevej"), day="2026-03-01")
    seen(content, item("1", "Skolevej", papers=("Tilbud",), decision="Strandgården købes."), day="2026-03-02")
    secret = Withheld(kind="name", id=f"{MEETING}/1", reason="", place=PLACE, secrets=("strandgården  KØBES",))
    assert shown(content, archive(item("1", "Skolevej")), (secret,)).changes == ()


def test_a_personal_number_in_an_earlier_wording_is_not_shown(content: Path) -> None:
    """A correction that removes a CPR number does not leave it in the history."""
    seen(content, item("1", "Skolevej", decision="Bevilget til 010190-1234."), day="2026-03-01")
    told = seen(content, item("1", "Skolevej", decision="Bevilget."), day="2026-03-02")
    assert told == []
    assert "0101" not in (content / MEETING / NAME).read_text("utf8")


def test_another_item_does_not_inherit_the_history_of_a_closed_one(content: Path) -> None:
    """A number that is used again carries no word of the item that had it, before and after the next record."""
    seen(content, item("1", "Strandgården"), day="2026-03-01")
    seen(content, item("1", "Strandgården", decision="Strandgården købes."), day="2026-03-02")
    other = item("1", "Kvartalsregnskab")
    assert shown(content, archive(other), ()).changes == ()
    seen(content, other, day="2026-03-03")
    assert "Strandgården" not in (content / MEETING / NAME).read_text("utf8")


def test_the_history_of_a_meeting_that_closes_is_deleted(content: Path) -> None:
    """A whole meeting that is no longer public leaves nothing."""
    seen(content, item("1", "Skolevej"), day="2026-03-01")
    done = record(content, Archive(bodies=(), meetings=()), (), day="2026-03-02")
    assert done.written == (f"{MEETING}/{NAME}",)
    assert not (content / MEETING / NAME).exists()


def test_a_clerk_can_have_an_earlier_wording_forgotten(content: Path) -> None:
    """`forget` deletes the item's changes and no other's."""
    seen(content, item("1", "Skolevej", decision="A."), item("2", "Budget", decision="A."), day="2026-03-01")
    seen(content, item("1", "Skolevej", decision="B."), item("2", "Budget", decision="B."), day="2026-03-02")
    assert forget(content, f"{MEETING}/1") == 1
    kept = read(content, MEETING)
    assert kept is not None
    assert [change.item for change in kept.changes] == [f"{MEETING}/2"]


@pytest.mark.parametrize("broken", ["", "[]", '{"seen": 1}', "[" * 100_000, '{"seen":"","items":[],"changes":[{}]}'])
def test_a_broken_file_is_told_and_stops_nothing(content: Path, broken: str) -> None:
    """The clerk learns which file; the meeting is published without its history; the file is left as it is."""
    (content / MEETING / NAME).write_text(broken, "utf8")
    with pytest.raises(ContentError):
        read(content, MEETING)
    told = shown(content, archive(item("1", "Skolevej")), ())
    assert (told.changes, [finding.code for finding in told.findings]) == ((), ["history-unreadable"])
    record(content, archive(item("1", "Skolevej")), (), day="2026-03-01")
    assert (content / MEETING / NAME).read_text("utf8") == broken


titles = st.sampled_from(["Skolevej", "Budget", "Lokalplan 12", "Lokalplan 13", "Orientering", "Valg af formand"])
items = st.builds(
    ItemState,
    number=st.sampled_from("12345"),
    title=titles,
    case_numbers=st.sampled_from([(), ("NLK-1",), ("NLK-2",)]),
    decision=st.sampled_from(["", "Godkendt."]),
    attachments=st.lists(st.sampled_from(["Kort", "Notat"]), max_size=3).map(tuple),
)
meetings = st.lists(items, max_size=5, unique_by=lambda entry: entry.number).map(
    lambda entries: MeetingState(id=MEETING, seen="2026-03-01", items=tuple(entries))
)


@given(meetings)
def test_a_meeting_has_not_changed_from_itself(state: MeetingState) -> None:
    """No change is invented, however alike the items are."""
    assert compare(state, state).changes == ()


@given(meetings, meetings)
def test_every_item_is_accounted_for(before: MeetingState, after: MeetingState) -> None:
    """Items kept and come are those of today; items kept and gone are those of last time: none is lost or doubled."""
    changes = compare(before, after).changes
    come = sum(change.kind is ChangeKind.ADDED for change in changes)
    gone = sum(change.kind is ChangeKind.REMOVED for change in changes)
    assert len(after.items) - come == len(before.items) - gone


@given(meetings)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, state: MeetingState) -> None:
    """The file loses nothing."""
    from generator.history.storing import Kept, text

    root = tmp_path_factory.mktemp("content")
    (root / MEETING).mkdir(parents=True)
    changes = (Change(item=f"{MEETING}/1", date="2026-03-01", kind=ChangeKind.TITLE, before='æ"\n', after="ø"),)
    kept = Kept(state=replace(state), changes=changes)
    (root / MEETING / NAME).write_text(text(kept), "utf8")
    assert read(root, MEETING) == kept
    assert json.loads(text(kept))["seen"] == state.seen
