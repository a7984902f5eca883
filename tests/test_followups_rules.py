"""The rules of promises: what is one, what is none, and what belongs to it. Every sentence here is invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.followups import passives, promises
from generator.followups.actors import people
from generator.followups.commitment import Commitment
from generator.followups.minutes import RULES, promise_in, read_commitments
from generator.followups.units import Units
from generator.model import Bullets, Paragraph
from generator.sentences import sentences
from tests.factories import lone_calendar

CALENDAR = lone_calendar("2024-01-30", ["2024-03-05"])


def read(*texts: str) -> list[Commitment]:
    """The commitments of a decision with these paragraphs."""
    blocks = [Paragraph(text=text) for text in texts]
    return read_commitments(blocks, item="x/2024-01-30/3", source="x/2024-01-30/3", calendar=CALENDAR)


@pytest.mark.parametrize(
    ("sentence", "who", "due"),
    [
        ("VOS følger op på brevet.", ("VOS",), None),
        ("Herefter følger LES op på brevet.", ("LES",), None),
        ("UVU og Malthe følger op.", ("UVU", "Malthe"), None),
        ("Ledelsessekretariatet (LES) følger op.", ("Ledelsessekretariatet (LES)",), None),
        ("Rådmanden følger selv op med naboerne.", ("Rådmanden",), None),
        ("Opgaven gives til TKM, der følger op.", ("TKM",), None),
        ("Teknik, Klima og Miljø udarbejder notat.", ("Teknik, Klima og Miljø",), None),
        ("VOS undersøger, hvordan naboerne kan inddrages.", ("VOS",), None),
        ("Til næste møde udarbejder VOS et notat.", ("VOS",), "2024-03-05"),
        ("Driftschef Malthe Krogsbæk vender tilbage i maj.", ("Driftschef Malthe Krogsbæk",), "2024-05"),
        ("Forvaltningen skal afdække behovet.", ("Forvaltningen",), None),
        ("Rådmanden bad VOS om at tale med skolen.", ("VOS",), None),
        ("UVU forelægger en status i april.", ("UVU",), "2024-04"),
        ("Det aftales, at VOS orienterer kredsen.", ("VOS",), None),
        ("Det blev aftalt at holde et nyt møde i marts.", (), "2024-03"),
        ("Udvalget skal have notatet på næste møde.", (), "2024-03-05"),
        ("Den videre proces drøftes med SUO i marts.", (), "2024-03"),
        ("Sagen genoptages på et kommende møde.", (), None),
        ("Der udarbejdes et notat om økonomien.", (), None),
        ("Planen skal skrives ind i årshjulet.", (), None),
        ("Der skal ligge et forslag senest i maj.", (), "2024-05"),
        ("Rådmanden ønsker en status på næste møde.", (), "2024-03-05"),
        ("Fremsendes til Børn og Skole med henblik på udarbejdelse af svar.", ("Børn og Skole",), None),
    ],
)
def test_a_promise(sentence: str, who: tuple[str, ...], due: str | None) -> None:
    """Each shape of promise gives one follow-up with who and when."""
    (found,) = read(sentence)
    assert (found.responsible, found.due.value) == (who, due)
    assert found.evidence == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Opfølgning på temadag om herberget.",
        "Der er fulgt op på brevet.",
        "VOS fulgte op på mødet i december.",
        "Kan VOS følge op?",
        "Rådmanden spurgte, om VOS følger op.",
        "VOS kan eventuelt undersøge det.",
        "VOS overvejer at udarbejde et notat.",
        "Forvaltningen bør undersøge det.",
        "Hvis sagen trækker ud, udarbejder VOS et notat.",
        "Når planen er godkendt, nedsætter UVU en gruppe.",
        "Det er vigtigt, at forvaltningen følger op på klager.",
        "Forvaltningen foreslår, at VOS undersøger taget.",
        "Rådmanden orienterer fra mødet.",
        "VOS følger normalt op på klager.",
        "Regeringen fremlægger et udspil i marts.",
        "Analysen skal belyse behovet.",
        "Der afholdes møder hvert kvartal.",
        "Fremsendes til Klimaudvalget til behandling.",
        "Udsat til næste møde.",
        "Indstillingen blev godkendt.",
    ],
)
def test_no_promise(sentence: str) -> None:
    """Titles, questions, what is done, what could be, conditions, opinions, others and practice are none."""
    assert read(sentence) == []


def test_two_sentences_of_one_promise() -> None:
    """`VOS undersøger … VOS følger op.` is one follow-up, its evidence both sentences."""
    (found,) = read("Kredsen så på taget. VOS undersøger prisen. VOS følger op.")
    assert found.text == "VOS undersøger prisen. VOS følger op."
    assert found.responsible == ("VOS",)


def test_a_bare_promise_takes_the_sentence_before_it() -> None:
    """`VOS følger op.` says nothing alone: the text holds what it follows up, the evidence the exact words."""
    (found,) = read("Taget er gammelt. Der er brug for et nyt tag i maj.", "VOS følger op.")
    assert found.text == "Der er brug for et nyt tag i maj. VOS følger op."
    assert found.evidence == "VOS følger op."
    assert found.due.value == "2024-05"


def test_other_people_other_promise() -> None:
    """Somebody else's promise beside it stays a follow-up of its own."""
    found = read("VOS forelægger sagen igen i maj. Rådmanden følger selv op med naboerne.")
    assert [one.responsible for one in found] == [("VOS",), ("Rådmanden",)]
    assert [one.due.value for one in found] == ["2024-05", None]


def test_bullets_promise_too() -> None:
    """The entries of a list are read like paragraphs."""
    blocks = [Bullets(entries=("at VOS undersøger taget.", "At TKM laver en plan."), start=1)]
    found = read_commitments(blocks, item="x/1", source="x/1", calendar=CALENDAR)
    assert [one.responsible for one in found] == [("VOS",), ("TKM",)]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("UVU og Malthe", ("UVU", "Malthe")),
        ("Kultur og Fritid", ("Kultur og Fritid",)),
        ("Teknik, Klima og Miljø", ("Teknik, Klima og Miljø",)),
        ("VJH, UVU og LES", ("VJH", "UVU", "LES")),
        ("SOB/UVU", ("SOB", "UVU")),
        ("Sekretariatet (LES) og VOS", ("Sekretariatet (LES)", "VOS")),
        ("Borgmesterens Stab og Forvaltningen for Kultur", ("Borgmesterens Stab", "Forvaltningen for Kultur")),
        ("Boligforeningen Sejlmageren og TKM", ("Boligforeningen Sejlmageren", "TKM")),
    ],
)
def test_people(who: str, names: tuple[str, ...]) -> None:
    """Names are parted where two stand, and kept whole where one holds "og" or a comma."""
    assert people(who) == names


def test_known_units_stay_whole() -> None:
    """A unit of the glossary is never cut in two."""
    assert people("BS og Fritid", Units(("BS og Fritid",))) == ("BS og Fritid",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Der arbejdes bl.a. Med det. Det går godt.", 2),
        ("Se pkt. 3 og jf. Budget 2024. VOS følger op.", 2),
        ("Mødet er kl. 15. VOS følger op.", 2),
        ("Det kunne være den 19. februar. LES følger op.", 2),
        ("Det sker i 2. kvartal. Det er nyt.", 2),
        ("Han sagde: ”Det går.” Så gik han.", 2),
        ("A. Hansen deltog.", 1),
        ("Plakater, brochurer mv. LES følger op.", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, number: int) -> None:
    """Abbreviations, dates and initials end no sentence; what may end one does before a capital."""
    assert len(sentences(text)) == number


@given(st.text(max_size=300))
def test_sentences_lose_nothing(text: str) -> None:
    """The sentences hold every letter of the text, in order."""
    assert re.sub(r"\s", "", "".join(sentences(text))) == re.sub(r"\s", "", text)


PROMISING = (
    "VOS UVU Rådmanden Kultur og Fritid følger op undersøger skal vil kan hvis at , . ? notat i maj 2024 (LES) Der "
    "udarbejdes det næste møde 31. februar 0/0 uge 99 om 99 år den bedes tilbagesendt med henblik på"
)
WORDS = st.sampled_from(PROMISING.split())


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes a rule fail; evidence is always words of the text."""
    promise_in(text, CALENDAR)
    for found in read(text):
        assert re.sub(r"\s", "", found.evidence) in re.sub(r"\s", "", text)
        assert found.evidence in found.text


def test_every_rule_has_its_example() -> None:
    """A rule says in its docstring what it reads, with an example in quotes, and its name is its own."""
    assert len({rule.__name__ for rule in RULES}) == len(RULES) == len(promises.RULES) + len(passives.RULES)
    assert all('"' in (rule.__doc__ or "") for rule in RULES)


@pytest.mark.parametrize(
    "part", ["Aa Bb, Cc og Dd for Ee ", "UVU, VOS og ", "VOS i samarbejde med ", "det er et ord, som "]
)
def test_long_lists_are_read_at_once(part: str) -> None:
    """A list of names without a promise is none, however long: a rule that tries every way to part it never ends."""
    assert promise_in(part * 150, CALENDAR) is None
