"""What an approval depends on is shown with it, in the minutes' own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble.conditions import read_condition
from generator.assemble.decisions import read_decision
from generator.model import Outcome
from tests.factories import make_place, paragraphs
from tests.real_archive import labels, real_archive


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "Rådmanden godkendte planen under forudsætning af, at naboerne høres. Tak for arbejdet.",
            "under forudsætning af, at naboerne høres",
        ),
        ("Godkendt med den bemærkning, at porten skal males.", "med den bemærkning, at porten skal males"),
        ("Godkendt med den ændring, at punkt 2 udgår.", "med den ændring, at punkt 2 udgår"),
        ("Godkendt på betingelse af, at lejemålet forlænges.", "på betingelse af, at lejemålet forlænges"),
        ("Godkendt med forbehold for budgettets vedtagelse.", "med forbehold for budgettets vedtagelse"),
        ("Tiltrådt, dog således at loftet holdes.", "dog således at loftet holdes"),
        ("Vedtaget med undtagelse af punkt 3.", "med undtagelse af punkt 3"),
        ("Godkendt. Det forudsættes, at taget holder.", "Det forudsættes, at taget holder"),
        ("Godkendt med følgende bemærkninger:\n• Porten males.\n• Taget tjekkes.\nUdvalget takkede.",
         "med følgende bemærkninger: Porten males. Taget tjekkes."),
        ("Indstillingen godkendt med denne bemærkning:\nOgså unge må bruge salen.\nBilag",
         "med denne bemærkning: Også unge må bruge salen."),
    ],
)  # fmt: skip
def test_condition(text: str, condition: str) -> None:
    """The clause runs from its first word to the end of its sentence, or over the list it opens."""
    assert read_condition(text) == condition


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt.",
        "Godkendt uden bemærkninger.",
        "Godkendt med forbehold fra Venstre.",
        "Udsat under forudsætning af, at naboerne høres.",
        "Tilbagesendes afdelingen med bemærkning, at byrådet har vedtaget indstillingen.",
        "Under forudsætning af svar fra ministeren blev sagen drøftet.",
        "Planen er god. Godkendt. Rådmanden spurgte, hvad der sker, hvis taget falder ned.",
        "",
    ],
)
def test_no_condition(text: str) -> None:
    """What is not approved has no condition, and not every remark is one."""
    assert read_condition(text) == ""


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text(before: str, after: str) -> None:
    """Whatever stands around it, a condition's words stand in the text."""
    text = f"{before} Godkendt under forudsætning af {after}"
    assert all(word in text for word in read_condition(text).split())


def test_a_decision_carries_what_was_read() -> None:
    """Outcome, condition and positions are read together, for bundles and written items alike."""
    text = "Godkendt under forudsætning af, at naboerne høres. Venstre tog forbehold."
    decision = read_decision(paragraphs(text), make_place())
    assert decision.outcome is Outcome.APPROVED
    assert decision.condition == "under forudsætning af, at naboerne høres"
    assert [position.who for position in decision.positions] == ["Venstre"]


def test_the_labelled_conditions() -> None:
    """Every condition and remark on an approval in the real papers is read, and no other."""
    wanted = {
        f"{row['meeting']}/{row['item']}": row["condition"]
        for row in labels("outcomes.tsv")
        if row["from"] == "minutes" and row["condition_kind"] in ("condition", "remark") and row["label"] == "yes"
    }
    items = [item for meeting in real_archive().meetings for item in meeting.items]
    found = {item.id: item.decision.condition for item in items if item.decision and item.decision.condition}
    assert found.keys() == wanted.keys()
    assert all(words in found[item] for item, words in wanted.items())
