"""A meeting named by its day: which words name one, of which body, and what the reader is told."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import LinkKind, Reference
from generator.dates import MONTHS
from generator.links import LinkResult, connect
from generator.links.days import find_days
from generator.model import Section
from generator.openness import Archive
from tests.factories import make_archive, make_attachment, make_body, make_decision, make_item, make_meeting, paragraphs

TEAM, COUNCIL, COMMITTEE = "raadmandsmoede", "byraadet", "teknik-udvalg"
BODIES = (
    make_body(id=TEAM, name="Rådmandsmøde for Social og Beskæftigelse"),
    make_body(id=COUNCIL, name="Nordlunde Byråd"),
    make_body(id=COMMITTEE, name="Klima- og Teknikudvalget"),
)


def archive_saying(text: str, body: str = TEAM, **item: object) -> Archive:
    """One item says `text` on 4 June 2024; the archive holds one earlier meeting of each body."""
    held = [(TEAM, "2024-01-09"), (COUNCIL, "2024-02-28"), (COMMITTEE, "2024-03-05")]
    meetings = [
        make_meeting(f"{who}/{day}", items=(make_item("2", f"{who}/{day}", title=f"Vej {n} ved åen"),))
        for n, (who, day) in enumerate(held)
    ]
    meeting = f"{body}/2024-06-04"
    section = Section(heading="Sagsfremstilling", blocks=paragraphs(text))
    saying = make_item("3", meeting, **{"title": "Bænke på torvet", "sections": (section,), **item})
    return make_archive(*meetings, make_meeting(meeting, items=(saying,)), bodies=BODIES)


def said(text: str, body: str = TEAM) -> list[str]:
    """What the reader is told of the meetings that `text` names: a target, or that it is not held."""
    references = connect(archive_saying(text, body)).references
    return [told(reference) for reference in references if reference.source == f"{body}/2024-06-04/3"]


def told(reference: Reference) -> str:
    """The target, or the sentence that it is missing."""
    return reference.target or reference.missing or ""


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Det blev drøftet på rådmandsmøde 9. januar 2024.", "raadmandsmoede/2024-01-09"),
        ("Det blev drøftet på rådmandsmødet den 9. januar.", "raadmandsmoede/2024-01-09"),
        ("Rådmanden bad på mødet den 9. januar 2024 om et notat.", "raadmandsmoede/2024-01-09"),
        ("På mødet den 9. januar 2024 blev det aftalt.", "raadmandsmoede/2024-01-09"),
        ("Byrådet vedtog den 28. februar 2024 en plan.", "byraadet/2024-02-28"),
        ("Forslaget blev stillet i Byrådet d. 28.02.2024.", "byraadet/2024-02-28"),
        ("Den 28. februar 2024 behandlede byrådet forslaget.", "byraadet/2024-02-28"),
        ("Efter beslutning i byrådets møde den 28. februar 2024.", "byraadet/2024-02-28"),
        ("Jf. byrådets vedtagelse i mødet den 28. februar 2024.", "byraadet/2024-02-28"),
        ("Klima- og Teknikudvalget den 5. marts 2024 tog det til efterretning.", "teknik-udvalg/2024-03-05"),
        ("Det skete på mødet den 5. marts 2024 i Klima- og Teknikudvalget.", "teknik-udvalg/2024-03-05"),
    ],
)
def test_a_held_meeting_is_linked(text: str, target: str) -> None:
    """The body that the words name, on the day they name."""
    assert said(text) == [target]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Den 23. oktober blev der holdt en temadrøftelse om bænke.", "Mødet 23. oktober 2023 findes ikke i arkivet"),
        ("Sagen var på rådmandsmødet den 11.12.23.", "Mødet 11. december 2023 findes ikke i arkivet"),
        ("Byrådet besluttede den 10. maj 2023 en plan.", "Mødet 10. maj 2023 (Nordlunde Byråd) findes ikke i arkivet"),
    ],
)
def test_a_meeting_that_is_not_held_is_told(text: str, missing: str) -> None:
    """In the words of the issue; another body by its name. A day without a year is the nearest one."""
    assert said(text) == [missing]


@pytest.mark.parametrize(
    "text",
    [
        "Der var dialogmøde den 3. maj 2024 med beboerne.",
        "Der holdes borgermøde den 12. juni 2024.",
        "På mødet den 9. januar 2024 med naboerne blev der spurgt.",
        "På mødet den 9. januar 2024 i styregruppen blev der spurgt.",
        "Byrådet drøfter det på mødet den 28. eller 29. februar 2024.",
        "Teknik og Miljøs indstilling af 28. februar 2024.",
        "Rådmanden skrev den 9. januar 2024 til ministeren.",
        "Rådmandsmødet for Sundhed og Omsorg den 9. januar 2024 drøftede det.",
        "Udvalget får svar den 5. marts 2024.",
        "Skolen åbner den 1. august 2024.",
        "Den 5. april skrev forvaltningen til alle, der var med i temadrøftelsen.",
        "Temadrøftelsen om bænke blev fulgt op den 5. april 2024.",
        "Den 28. februar 2024 var der 40 klager, og 2/3 af dem er besvaret.",
        "Rådmandsmøde 4. juni 2024",
        "Byrådet den 27.-28. februar 2024.",
    ],
)
def test_no_meeting_of_the_archive_is_named(text: str) -> None:
    """Other meetings, other bodies, one of two days, dates of papers, this very meeting."""
    assert said(text) == []


def test_the_committee_is_meant_by_its_own_papers() -> None:
    """ "udvalget" in a committee's papers is that committee; in the rådmand's papers it is not known which."""
    text = "Det blev udsat på udvalgets møde den 5. marts 2024."
    assert said(text, COMMITTEE) == ["teknik-udvalg/2024-03-05"]
    assert said(text, TEAM) == []


def test_the_item_of_the_same_case_is_meant() -> None:
    """Where one item of the meeting has the same case number, the link leads there and says why."""
    archive = archive_saying("Punktet blev udsat på rådmandsmødet den 9. januar 2024.", case_numbers=("AB-2024-001",))
    first = archive.meetings[0]
    case = make_item("5", first.id, title="Bænke", case_numbers=("AB-2024-001",))
    with_case = make_meeting(first.id, items=(*first.items, case))
    result = connect(Archive(bodies=BODIES, meetings=(with_case, *archive.meetings[1:])))
    (link,) = [link for link in result.links if link.kind is LinkKind.FOLLOWS_UP]
    assert link.target == "raadmandsmoede/2024-01-09/5"
    assert link.evidence == (
        "Punktets indstilling nævner »Punktet blev udsat på rådmandsmødet den 9. januar 2024«, "
        "og begge punkter har sagsnummer AB-2024-001."
    )


def test_what_is_withheld_looks_as_what_never_was() -> None:
    """A meeting that is not published and one that was never held give the same sentence."""
    closed, never = said("Rådmandsmødet den 2. april 2024."), said("Rådmandsmødet den 3. april 2024.")
    assert closed == ["Mødet 2. april 2024 findes ikke i arkivet"]
    assert [words.replace("3.", "2.") for words in never] == closed


def with_annex(title: str, *texts: str, **fields: object) -> LinkResult:
    """The result for an archive where item 3 has an annex of that title and text."""
    annex = make_attachment("1", f"{TEAM}/2024-06-04/3", title=title, blocks=paragraphs(*texts), **fields)
    return connect(archive_saying("Se bilaget.", attachments=(annex,)))


def test_a_committees_agenda_speaks_for_the_committee() -> None:
    """ "mødet den …" in it is the committee's; its item numbers and its case number are never this meeting's."""
    result = with_annex(
        "Dagsorden til mødet i Klima- og Teknikudvalget den 12. juni 2024",
        "Mødedato: 12. juni 2024",
        "Referat fra mødet den 5. marts 2024, se punkt 3 på dagsordenen",
        case_numbers=("AB-2024-002",),
    )
    targets = {told(reference) for reference in result.references}
    assert "teknik-udvalg/2024-03-05" in targets
    assert f"{TEAM}/2024-06-04/3" not in targets


def test_a_copy_of_minutes_speaks_for_its_own_meeting() -> None:
    """It is linked as what it is; what it names is left to the minutes it is a copy of."""
    result = with_annex(
        "Referat - Rådmandsmøde 09.01.2024", "Byrådet vedtog den 28. februar 2024 en plan, se pkt. 3 ovenfor.",
        minutes_of=f"{TEAM}/2024-01-09",
    )  # fmt: skip
    assert [(link.target, link.kind) for link in result.links] == [(f"{TEAM}/2024-01-09", LinkKind.MINUTES_OF)]


def test_undated_minutes_name_no_meeting() -> None:
    """Minutes of a meeting that nobody knows are not guessed at, and another body's minutes are not this body's."""
    assert with_annex("Referat af det foregående møde", "Punkt 1: Dagsorden").references == ()
    assert with_annex("Referat fra dialogmøde 09.01.2024", "Punkt 1: Dagsorden").references == ()


def test_minutes_name_an_item_of_their_own() -> None:
    """`se pkt. 2 ovenfor i referatet` leads to item 2 of the same meeting."""
    archive = archive_saying("", decision=make_decision("Der kommer et punkt, se pkt. 2 ovenfor i referatet."))
    meeting = archive.meetings[-1]
    both = make_meeting(meeting.id, items=(make_item("2", meeting.id, title="Stier"), *meeting.items))
    result = connect(Archive(bodies=BODIES, meetings=(*archive.meetings[:-1], both)))
    assert [(link.source, link.target) for link in result.links] == [(f"{meeting.id}/3", f"{meeting.id}/2")]
    assert result.links[0].evidence == "Referatet nævner »Der kommer et punkt, se pkt. 2 ovenfor i referatet«."


@pytest.mark.parametrize(
    "text",
    [
        "Der gives en orientering, jf. den lukkede dagsordens punkt 2.",
        "Punkt 2 tages ud af udvalgets dagsorden.",
        "Byrådet godkendte, jf. indstillingens punkt 2.",
        "Se punkt 2 i bilag 1.",
        "Se punkt 2 i udvalgets dagsorden.",
        "Se punkt 9 ovenfor i referatet.",
    ],
)
def test_other_numbers_name_no_item(text: str) -> None:
    """Closed agendas, other bodies' agendas, points of a paper, and items that are not published."""
    archive = archive_saying("", decision=make_decision(text))
    meeting = archive.meetings[-1]
    both = make_meeting(meeting.id, items=(make_item("2", meeting.id, title="Stier"), *meeting.items))
    result = connect(Archive(bodies=BODIES, meetings=(*archive.meetings[:-1], both)))
    assert result.links == ()
    assert result.references == ()


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2035, 12, 31)), st.integers(-150, 150))
def test_a_day_without_a_year_is_the_nearest(day: datetime.date, apart: int) -> None:
    """Read from a paper less than half a year away, a day and month name that very day."""
    near = day + datetime.timedelta(days=apart)
    words = f"mødet den {day.day}. {MONTHS[day.month - 1]} holdes på torvet"
    leap_day = (day.month, day.day) == (2, 29)
    assert leap_day or [found.iso for found in find_days(words, near.isoformat())] == [day.isoformat()]
