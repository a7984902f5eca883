"""Cases: which numbers join items, which are collecting files, and what papers say of renamed and resumed items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import LinkKind
from generator.links import LinkResult, connect
from generator.links.groups import Groups
from generator.links.titles import is_routine
from generator.model import CaseStep, Section
from generator.openness import PublicItem, PublicMeeting
from tests.factories import make_archive, make_attachment, make_body, make_item, make_meeting, make_place, paragraphs

BODIES = (
    make_body(id="byraad", name="Nordlunde Byråd"),
    make_body(id="udvalg", name="Klima- og Teknikudvalget"),
    make_body(id="fjordby", name="Fjordby Byråd", organisation="Fjordby Kommune"),
)
DAYS = ("2024-01-10", "2024-02-14", "2024-03-13", "2024-04-10", "2024-05-15")
WORDS = " ".join(f"ord{n} om vejen ved åen" for n in range(60))


def meeting(body: str, day: str, *items: PublicItem) -> PublicMeeting:
    """A meeting of the body."""
    return make_meeting(f"{body}/{day}", items=items)


def item(body: str, day: str, title: str, number: str = "3", **fields: object) -> PublicItem:
    """An item of the body's meeting."""
    return make_item(number, f"{body}/{day}", **{"title": title, **fields})


def case(body: str, day: str, title: str, number: str = "AB-2024-001", at: str = "3") -> PublicMeeting:
    """A meeting with one item of the case."""
    return meeting(body, day, item(body, day, title, at, case_numbers=(number,)))


def of(*meetings: PublicMeeting) -> LinkResult:
    """What is found in an archive of these meetings."""
    return connect(make_archive(*meetings, bodies=BODIES))


def kinds(result: LinkResult) -> set[tuple[str, str, str]]:
    """The links as (source, target, kind)."""
    return {(link.source, link.target, link.kind.value) for link in result.links}


def test_committee_council_committee_is_one_case() -> None:
    """The same number at three meetings of two bodies, the newest first."""
    result = of(
        case("byraad", DAYS[1], "Cykelsti langs åen"),
        case("udvalg", DAYS[0], "Cykelsti langs åen – høring"),
        case("udvalg", DAYS[2], "Endelig plan for cykelsti langs åen"),
    )
    (thread,) = result.threads
    assert thread.id == "ab-2024-001"
    assert thread.items == ("udvalg/2024-03-13/3", "byraad/2024-02-14/3", "udvalg/2024-01-10/3")
    assert len([link for link in result.links if link.kind is LinkKind.SAME_CASE]) == 3


def test_a_number_on_routine_items_is_a_collecting_file() -> None:
    """On "Referat" and "Forvaltningen orienterer" it is no case, and the clerk is told."""
    result = of(case("udvalg", DAYS[0], "Referat"), case("udvalg", DAYS[1], "Forvaltningen orienterer"))
    assert result.threads == ()
    assert result.links == ()
    assert [finding.code for finding in result.findings] == ["collecting-file"]


def test_a_number_on_unlike_titles_is_a_collecting_file() -> None:
    """Three meetings, and no two titles with a word in common."""
    titles = ("Bænke på torvet", "Skolebus til Vesterlunde", "Udbud af rengøring")
    result = of(*(case("udvalg", day, title) for day, title in zip(DAYS, titles, strict=False)))
    assert result.threads == ()


def test_unlike_titles_are_a_case_where_the_papers_name_each_other() -> None:
    """A paper that names the day of the earlier treatment holds the case together."""
    said = (Section(heading="Sagsfremstilling", blocks=paragraphs("Sagen blev drøftet den 10. januar 2024.")),)
    again = (Section(heading="Sagsfremstilling", blocks=paragraphs("Sagen blev drøftet den 14. februar 2024.")),)
    number = ("AB-2024-001",)
    result = of(
        case("udvalg", DAYS[0], "Bænke på torvet"),
        meeting("udvalg", DAYS[1], item("udvalg", DAYS[1], "Byrum i midten", case_numbers=number, sections=said)),
        meeting("udvalg", DAYS[2], item("udvalg", DAYS[2], "Udbud af inventar", case_numbers=number, sections=again)),
    )
    assert [len(thread.items) for thread in result.threads] == [3]


def test_a_short_title_of_every_agenda_is_routine_though_nobody_listed_it() -> None:
    """Four meetings out of four with the same short title and no recommendation: it is about the meeting."""
    result = of(*(case("udvalg", day, "Rundt om bordet") for day in DAYS))
    assert result.threads == ()


def test_the_number_of_another_municipality_is_another_case() -> None:
    """26/483 here is not 26/483 there."""
    result = of(case("byraad", DAYS[0], "Dige", "26/483"), case("fjordby", DAYS[1], "Dige", "26/483"))
    assert result.threads == ()


def test_an_attached_agendas_number_is_no_case() -> None:
    """It is the number of the committee's meetings, also where it was counted for the item."""
    meetings = []
    for day in DAYS[:2]:
        annex = make_attachment(
            item=f"byraad/{day}/3", title="Dagsorden til udvalget", blocks=paragraphs("Mødedato: 1. maj 2024"),
            case_numbers=("AB-2024-009",),
        )  # fmt: skip
        about = item("byraad", day, "Sager fra udvalget", case_numbers=("AB-2024-009",), attachments=(annex,))
        meetings.append(meeting("byraad", day, about))
    assert of(*meetings).threads == ()


def test_a_former_name_joins_two_numbers() -> None:
    """ "(tidl. overgangshjælp)" in a title joins it with the earlier case of that name, and says why."""
    result = of(
        case("udvalg", DAYS[0], "Temadrøftelse om overgangshjælp", "AB-2023-001"),
        case("udvalg", DAYS[1], "Udvikling af Ungefæste (tidl. overgangshjælp)", "AB-2024-001"),
    )
    (thread,) = result.threads
    assert thread.case_numbers == ("AB-2023-001", "AB-2024-001")
    assert thread.names == ("Udvikling af Ungefæste (tidl. overgangshjælp)", "Temadrøftelse om overgangshjælp")
    assert thread.merged_by == (
        "Punktet »Udvikling af Ungefæste (tidl. overgangshjælp)« siger selv, at sagen tidligere hed »overgangshjælp«.",
    )


def test_a_former_name_of_two_cases_joins_nothing() -> None:
    """One match or none."""
    result = of(
        case("udvalg", DAYS[0], "Temadrøftelse om overgangshjælp", "AB-2023-001"),
        case("udvalg", DAYS[1], "Budget til overgangshjælp", "AB-2023-002"),
        case("udvalg", DAYS[2], "Udvikling af Ungefæste (tidl. overgangshjælp)", "AB-2024-001"),
    )
    assert result.threads == ()


def step(body: str, day: str, number: str) -> CaseStep:
    """A step of a Sagsforløb block."""
    return CaseStep(body=body, date=day, number=number, text="Sagen blev udsat.", place=make_place())


def test_a_course_of_the_case_joins_two_numbers() -> None:
    """A Sagsforløb block names body, day and item exactly; the link says so, and the two are one case."""
    steps = (step("Klima- og Teknikudvalget", DAYS[0], "3"),)
    later = item("byraad", DAYS[1], "Anlæg af sti", case_numbers=("AB-2024-002",), case_steps=steps)
    result = of(case("udvalg", DAYS[0], "Cykelsti langs åen"), meeting("byraad", DAYS[1], later))
    assert ("byraad/2024-02-14/3", "udvalg/2024-01-10/3", "mentions") in kinds(result)
    (thread,) = result.threads
    assert thread.case_numbers == ("AB-2024-001", "AB-2024-002")
    assert thread.merged_by == ("Sagsforløbet nævner Klima- og Teknikudvalget, 10. januar 2024, punkt 3.",)


@pytest.mark.parametrize("number", ["4", "17"])
def test_a_step_to_an_item_that_is_not_published_leads_to_the_meeting(number: str) -> None:
    """Whether the item is withheld or a slip of the paper, the reader sees the same."""
    later = item("byraad", DAYS[1], "Sti", case_steps=(step("Klima- og Teknikudvalget", DAYS[0], number),))
    result = of(case("udvalg", DAYS[0], "Cykelsti langs åen"), meeting("byraad", DAYS[1], later))
    (link,) = result.links
    assert (link.target, link.evidence) == (
        "udvalg/2024-01-10",
        "Sagsforløbet nævner Klima- og Teknikudvalget, 10. januar 2024.",
    )


def test_a_step_of_a_body_that_the_archive_does_not_have_is_not_told_as_missing() -> None:
    """Only meetings of the archive's own bodies can be missing from it."""
    steps = (step("Magistraten", DAYS[0], "3"), step("Nordlunde Byråd", "2023-05-01", "4"))
    result = of(meeting("udvalg", DAYS[1], item("udvalg", DAYS[1], "Sti", case_steps=steps)))
    assert [r.missing for r in result.references] == ["Mødet 1. maj 2023 (Nordlunde Byråd) findes ikke i arkivet"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Åbningstider i værestedet på torvet", "Opfølgning på åbningstider i værestedet på torvet"),
        ("Handleplan mod hjemløshed 2024-2027", "Status på handleplan mod hjemløshed"),
        ("Normering på botilbuddet", "Normering på botilbuddet (genoptaget)"),
        ("Forslag fra SF om sikker skolevej ved åen", "Svar på forslag fra SF om sikker skolevej ved åen"),
        ("Status på indsatsen for ukrainere", "Status på indsatsen for ukrainere"),
    ],
)
def test_a_title_goes_on_with_the_one_earlier_item_it_names(earlier: str, later: str) -> None:
    """Also without a case number."""
    first, second = item("udvalg", DAYS[0], earlier), item("udvalg", DAYS[1], later)
    result = of(meeting("udvalg", DAYS[0], first), meeting("udvalg", DAYS[1], second))
    assert ("udvalg/2024-02-14/3", "udvalg/2024-01-10/3", "follows-up") in kinds(result)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Opfølgning på temadrøftelse om skolehaver", "Opfølgning på temadrøftelse om natbusser til oplandet"),
        ("Regnskab for skoler 2023", "Status på regnskab for skoler 2024"),
        ("Orientering fra forvaltningen", "Opfølgning på orientering fra forvaltningen"),
        ("Budget 2025: børn og unge", "Opfølgning på Budget 2025"),
        ("Godkendelse af dagsorden", "Godkendelse af dagsorden"),
    ],
)
def test_likeness_alone_is_no_link(earlier: str, later: str) -> None:
    """Another theme, another year, routine, and words of every year's budget."""
    first, second = item("udvalg", DAYS[0], earlier), item("udvalg", DAYS[1], later)
    assert of(meeting("udvalg", DAYS[0], first), meeting("udvalg", DAYS[1], second)).links == ()


def test_two_earlier_items_of_the_title_give_no_link() -> None:
    """One match or none."""
    days = [meeting("udvalg", day, item("udvalg", day, "Plan for bænke på torvet i Vesterlunde")) for day in DAYS[:2]]
    third = item("udvalg", DAYS[2], "Opfølgning på plan for bænke på torvet i Vesterlunde")
    assert of(*days, meeting("udvalg", DAYS[2], third)).links == ()


def test_a_paper_attached_again_is_known_by_its_words() -> None:
    """Though some of its words were changed, and under another title."""
    first = item("udvalg", DAYS[0], "Vejen", sections=(Section(heading="Sag", blocks=paragraphs(WORDS)),))
    annex = make_attachment(item=f"udvalg/{DAYS[1]}/3", title="Gammel sag", blocks=paragraphs(f"{WORDS} og mere til"))
    result = of(
        meeting("udvalg", DAYS[0], first),
        meeting("udvalg", DAYS[1], item("udvalg", DAYS[1], "Åen", attachments=(annex,))),
    )
    (link,) = result.links
    assert (link.source, link.target, link.kind) == (annex.id, first.id, LinkKind.RE_ATTACHED)
    assert link.evidence == (
        "Bilagets tekst er næsten ord til andet den samme som i »Vejen« fra mødet 10. januar 2024."
    )


def test_a_paper_of_other_words_is_not_the_same_paper() -> None:
    """Half of the words are not enough."""
    other = " ".join(f"andet{n} ved havnen" for n in range(60))
    first = item("udvalg", DAYS[0], "Vejen", sections=(Section(heading="Sag", blocks=paragraphs(WORDS)),))
    annex = make_attachment(item=f"udvalg/{DAYS[1]}/3", blocks=paragraphs(f"{WORDS} {other} {other}"))
    second = item("udvalg", DAYS[1], "Åen", attachments=(annex,))
    assert of(meeting("udvalg", DAYS[0], first), meeting("udvalg", DAYS[1], second)).links == ()


@pytest.mark.parametrize(
    "title",
    [
        *("Dagsorden", "Godkendelse af dagsorden", "Referat", "Godkendelse af referat fra mødet den 4. maj 2024"),
        *("Orientering fra Magistraten", "Orientering om udvalgsmødet", "Nyt fra udvalget", "Nyt fra Magistraten"),
        *("Bordrunde", "Bordet rundt", "Eventuelt", "Evt.", "Meddelelser", "Meddelelser fra formanden"),
        *("Udvalgets næste møde", "Spørgetid for borgere", "Gensidig orientering", "Forvaltningen orienterer"),
        *("Underskriftsblad", "Orienteringspunkter", "Kommende møder", "Siden sidst"),
    ],
)
def test_titles_of_every_agenda_are_routine(title: str) -> None:
    """They are about the meeting."""
    assert is_routine(title)


@pytest.mark.parametrize(
    "title",
    [
        *("Nyt værested i Havnekvarteret", "Orientering om ny genbrugsplads", "Eventuelt salg af grund ved åen"),
        *("Referencegruppe for skoler", "Protokol for samarbejde med politiet", "Dagsordenfastsættelse på skolerne"),
        *("Godkendelse af regnskab 2024", "Spørgeskema til borgere", "Næste skridt for havnen"),
    ],
)
def test_titles_of_a_case_are_not_routine(title: str) -> None:
    """Though they begin alike."""
    assert not is_routine(title)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_groups_are_the_same_in_whatever_order_they_are_joined(pairs: list[tuple[int, int]]) -> None:
    """Everyone is in one group, and the order of what was read does not matter."""
    ids = [str(n) for n in range(10)]
    forward, backward = Groups(ids), Groups(ids)
    for one, other in pairs:
        forward.join(str(one), str(other))
    for one, other in reversed(pairs):
        backward.join(str(other), str(one))
    assert sorted(map(sorted, forward.all())) == sorted(map(sorted, backward.all()))
    assert sorted(member for group in forward.all() for member in group) == ids
