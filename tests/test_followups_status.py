"""What became of a commitment: only strong evidence answers it, and the clerk has the last word."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import FollowUp, FollowUpStatus, Link, LinkKind, Settlement
from generator.findings import Finding
from generator.followups import FollowUpResult, find, read_settlements
from generator.model import Outcome, Paragraph, Section, Table
from generator.openness import Archive, PublicItem
from tests.factories import make_archive, make_attachment, make_decision, make_item, make_meeting

FIRST, SECOND, THIRD = "kulturudvalg/2024-01-16", "kulturudvalg/2024-04-16", "kulturudvalg/2024-06-18"
PROMISE = "MUS udarbejder et notat om musikskolens instrumenter senest i april 2024."
AS_OF = datetime.date(2024, 9, 1)


def promised(text: str = PROMISE, title: str = "Musikskolen") -> PublicItem:
    """The item that makes the promise."""
    return make_item("3", FIRST, title=title, decision=make_decision(text))


def later(
    meeting: str = SECOND, number: str = "4", title: str = "Musikskolens instrumenter", text: str = ""
) -> PublicItem:
    """An item that may be the answer."""
    sections = (Section(heading="Sagsfremstilling", blocks=(Paragraph(text=text),)),)
    return make_item(number, meeting, title=title, sections=sections)


def archive(*items: PublicItem) -> Archive:
    """An archive of these items, by meeting."""
    ids = dict.fromkeys(item.meeting for item in items)
    return make_archive(*(make_meeting(id, items=tuple(i for i in items if i.meeting == id)) for id in ids))


def same_case(source: str = f"{SECOND}/4", kind: LinkKind = LinkKind.SAME_CASE) -> Link:
    """A link from a later item to the promise's."""
    return Link(source=source, target=f"{FIRST}/3", kind=kind, evidence="Begge har sagsnummer 1.", rule="x")


def only(held: Archive, *links: Link, as_of: datetime.date = AS_OF, settled: tuple[Settlement, ...] = ()) -> FollowUp:
    """The one follow-up of the first meeting."""
    (found,) = find(held, links=links, as_of=as_of, settlements=settled).followups
    return found


def test_answered_by_the_same_case_with_the_same_words() -> None:
    """A later item of the case that uses the promise's words answers it, and the reason says how that is known."""
    found = only(archive(promised(), later()), same_case())
    assert (found.status, found.followed_up_by) == (FollowUpStatus.FOLLOWED_UP, f"{SECOND}/4")
    assert found.reason.startswith("Punktet »Musikskolens instrumenter« den 16. april 2024 hører til samme sag")


def test_same_case_alone_is_no_answer() -> None:
    """An item of the case that is about something else leaves the promise as it was."""
    found = only(archive(promised(), later(title="Nyt tag på museet")), same_case())
    assert (found.status, found.followed_up_by) == (FollowUpStatus.OVERDUE, None)
    assert found.reason == "Fristen var april 2024. Arkivet har ikke fundet en opfølgning."


def test_same_words_alone_are_no_answer() -> None:
    """Without a link, and without naming the meeting, the same words are not enough."""
    assert only(archive(promised(), later())).status is FollowUpStatus.OVERDUE


def test_told_without_a_link() -> None:
    """A later item that names the meeting and what was promised answers it also without a link."""
    told = "På mødet den 16. januar 2024 bad udvalget om et notat om musikskolens instrumenter."
    found = only(archive(promised(), later(title="Svar til udvalget", text=told)))
    assert found.followed_up_by == f"{SECOND}/4"
    assert "henviser til mødet den 16. januar 2024" in found.reason


def test_a_follow_up_item_at_its_time() -> None:
    """An item that says it follows up, at the very meeting that was named, answers a promise in other words."""
    item = promised("MUS vender tilbage med priser på klaverer på næste møde.")
    found = only(archive(item, later(title="Økonomi")), same_case(kind=LinkKind.FOLLOWS_UP))
    assert (found.due, found.followed_up_by) == (SECOND[-10:], f"{SECOND}/4")


def test_the_first_answer_counts() -> None:
    """Of several meetings' items the earliest is the answer."""
    held = archive(promised(), later(), later(THIRD))
    assert only(held, same_case(), same_case(f"{THIRD}/4")).followed_up_by == f"{SECOND}/4"


def test_two_equal_answers_are_none() -> None:
    """Two items of one meeting that answer equally well: the archive points to neither, and says so."""
    held = archive(promised(), later(), later(number="5"))
    found = only(held, same_case(), same_case(f"{SECOND}/5"))
    assert (found.status, found.followed_up_by) == (FollowUpStatus.OVERDUE, None)
    assert "Flere punkter kan være svaret" in found.reason


@pytest.mark.parametrize("outcome", [Outcome.POSTPONED, Outcome.NOT_DISCUSSED])
def test_an_item_not_treated_is_no_answer(outcome: Outcome) -> None:
    """An item that was postponed or not discussed answers nothing yet."""
    item = make_item("4", SECOND, title="Musikskolens instrumenter", decision=make_decision(outcome=outcome))
    assert only(archive(promised(), item), same_case()).followed_up_by is None


def test_a_meeting_to_come_is_no_answer() -> None:
    """Seen on a day before the answer, the promise is open."""
    found = only(archive(promised(), later()), same_case(), as_of=datetime.date(2024, 2, 1))
    assert (found.status, found.followed_up_by) == (FollowUpStatus.OPEN, None)
    assert found.reason == "Fristen er april 2024. Arkivet har ikke fundet en opfølgning."


@pytest.mark.parametrize(
    ("day", "status"), [("2024-04-30", FollowUpStatus.OPEN), ("2024-05-01", FollowUpStatus.OVERDUE)]
)
def test_a_month_is_over_after_its_last_day(day: str, status: FollowUpStatus) -> None:
    """`senest i april` has passed on 1 May, not before."""
    assert only(archive(promised()), as_of=datetime.date.fromisoformat(day)).status is status


def test_without_a_date_it_stays_open() -> None:
    """A promise without a date is never overdue."""
    found = only(archive(promised("MUS undersøger prisen på klaverer.")), as_of=datetime.date(2090, 1, 1))
    assert found.status is FollowUpStatus.OPEN
    assert found.reason == "Papirerne nævner ingen frist. Arkivet har ikke fundet en opfølgning."


# --- annexes -----------------------------------------------------------------------------------------

TASKS = Table(
    header=("#", "OPGAVE", "ANSVARLIG", "STATUS", "Næste op-\nfølgning"),
    rows=(
        ("1", "Stemme klaverer", "MUS og\nKUL", "I gang", "Marts 2024"),
        ("2", "Købe noder", "MUS", "Købt", "Afsluttes"),
    ),
)


def with_annex(**fields: object) -> FollowUpResult:
    """The follow-ups of an item with one annex."""
    annex = make_attachment("1", f"{FIRST}/3", **fields)
    return find(archive(make_item("3", FIRST, attachments=(annex,))), links=(), as_of=AS_OF)


def test_rows_of_a_table_of_tasks() -> None:
    """Each row is a follow-up of its annex: who, the next date, and closed where the list says so."""
    first, second = with_annex(blocks=(TASKS,)).followups
    assert (first.source, first.text, first.responsible) == (f"{FIRST}/3/bilag-1", "Stemme klaverer", ("MUS", "KUL"))
    assert (first.due, first.status) == ("2024-03", FollowUpStatus.OVERDUE)
    assert (second.due, second.status, second.reason) == (None, FollowUpStatus.CLOSED, "Papirerne siger »Afsluttes«.")


def test_rows_of_a_flattened_table() -> None:
    """The same table as running text gives the same rows."""
    words = "# OPGAVE ANSVARLIG STATUS Næste opfølgning 1 Stemme klaverer MUS I gang Mødet i marts 2024 2 Købe noder"
    blocks = (Paragraph(text=words), Paragraph(text="KUL Købt i 2023 Afsluttes"))
    found = with_annex(blocks=blocks).followups
    assert [(f.text, f.responsible, f.due) for f in found] == [
        ("Stemme klaverer", ("MUS",), "2024-03"),
        ("Købe noder", ("KUL",), None),
    ]
    assert found[1].status is FollowUpStatus.CLOSED


def test_a_plan_of_action() -> None:
    """A plan's rows to come are follow-ups; what it planned before the meeting is not asked for again."""
    rows = (("2. kvartal 2024", "Åbne øvelokale", "Kulturchef"), ("2. kvartal 2023", "Male væggen", "Kulturchef"))
    (found,) = with_annex(blocks=(Table(header=("Tidspunkt", "Aktivitet", "Ansvarlig"), rows=rows),)).followups
    assert (found.text, found.due) == ("Åbne øvelokale", "2024-06")


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes_of": "kulturudvalg/2023-12-12"},
        {"is_recommendation": True},
        {"title": "Referat af mødet i december"},
        {"title": "Dagsorden til udvalgets møde"},
        {"blocks": (Paragraph(text="Mødedato: 7. februar 2024"), TASKS)},
        {"blocks": (Table(header=("Gruppe", "2022", "2023"), rows=(("MUS", "1", "2"),)),)},
    ],
)
def test_papers_that_promise_nothing_here(fields: dict[str, object]) -> None:
    """Copies of minutes, other bodies' agendas, the indstilling and tables of figures give no follow-up."""
    assert with_annex(**{"blocks": (TASKS,), **fields}).followups == ()


def test_a_paper_attached_again_is_not_read_again() -> None:
    """Its promises stand where it was attached first."""
    annex = make_attachment("1", f"{SECOND}/3", blocks=(TASKS,))
    link = Link(source=annex.id, target=f"{FIRST}/3", kind=LinkKind.RE_ATTACHED, evidence="", rule="x")
    held = archive(make_item("3", SECOND, attachments=(annex,)))
    assert find(held, links=(link,), as_of=AS_OF).followups == ()


# --- the clerk's word --------------------------------------------------------------------------------


def settlement(**fields: object) -> tuple[list[Settlement], list[Finding]]:
    """One entry of `followups:`."""
    entry = {"item": 3, "words": "instrumenter", "status": "closed", "reason": "Sendt til udvalget.", **fields}
    return read_settlements([entry], FIRST, f"{FIRST}/meeting.md")


def test_a_clerk_settles_by_hand() -> None:
    """The clerk's status and reason are shown, and the item that answers."""
    entries, findings = settlement(status="followed-up", by=f"{SECOND}/4")
    found = only(archive(promised(), later()), settled=tuple(entries))
    assert findings == []
    assert (found.status, found.reason) == (FollowUpStatus.FOLLOWED_UP, "Sendt til udvalget.")
    assert found.followed_up_by == f"{SECOND}/4"


@pytest.mark.parametrize("words", ["noget helt andet", ""])
def test_a_settlement_that_fits_not_one(words: str) -> None:
    """Words that fit no follow-up, or several, settle nothing and are reported."""
    item = promised(f"{PROMISE} KUL undersøger taget." if not words else PROMISE)
    result = find(archive(item), links=(), as_of=AS_OF, settlements=tuple(settlement(words=words)[0]))
    assert [finding.code for finding in result.findings] == ["followups-in-meeting-md"]
    assert all(f.status is not FollowUpStatus.CLOSED for f in result.followups)


def test_an_answer_that_is_not_published_is_not_named() -> None:
    """`by` may not point at a withheld item: the id is left out of the register and of the finding."""
    entries, _ = settlement(status="followed-up", by=f"{SECOND}/9")
    result = find(archive(promised()), links=(), as_of=AS_OF, settlements=tuple(entries))
    assert result.followups[0].followed_up_by is None
    assert f"{SECOND}/9" not in str(result.findings)
    assert len(result.findings) == 1


@pytest.mark.parametrize(
    "fields",
    [{"status": "done"}, {"reason": ""}, {"item": None}, {"hvem": "MUS"}],
)
def test_entries_that_cannot_be_used(fields: dict[str, object]) -> None:
    """A wrong status, no reason, no item or an unknown field is a finding that shows the right form."""
    entries, (finding,) = settlement(**fields)
    assert entries == []
    assert finding.remedy


@pytest.mark.parametrize(("value", "number"), [(None, 0), ({}, 1), ("x", 1), ([3], 1), ([], 0)])
def test_front_matter_of_any_shape(value: object, number: int) -> None:
    """What is no list of entries is a finding; nothing at all is nothing."""
    entries, findings = read_settlements(value, FIRST, "meeting.md")
    assert entries == []
    assert len(findings) == number


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just("item"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_front_matter_can_be_read(value: object) -> None:
    """Whatever stands there, each entry is a settlement or a finding."""
    entries, findings = read_settlements(value, FIRST, "meeting.md")
    if isinstance(value, list):
        assert len(entries) + len(findings) == len(value)


def test_the_same_input_gives_the_same_register() -> None:
    """Order of links does not matter, and nothing is drawn by lot."""
    held = archive(promised(), later(), later(THIRD))
    links = (same_case(), same_case(f"{THIRD}/4"))
    assert find(held, links=links, as_of=AS_OF) == find(held, links=links[::-1], as_of=AS_OF)
