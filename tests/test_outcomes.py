"""Outcomes are read from the decision's own words, the weightiest first (DESIGN.md section 3)."""

from __future__ import annotations

import pytest

from generator.assemble.outcomes import read_outcome
from generator.model import Outcome
from tests.real_archive import labels, real_archive


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Godkendt.", Outcome.APPROVED),
        ("Godkendt uden bemærkninger.", Outcome.APPROVED),
        ("Rådmanden kunne godkende forslaget.", Outcome.APPROVED),
        ("Byrådet vedtog planen enstemmigt.", Outcome.APPROVED),
        ("Indstillingen blev tiltrådt.", Outcome.APPROVED),
        ("Forslaget blev forkastet med 20 stemmer mod 11.", Outcome.REJECTED),
        ("Rådmanden tog orienteringen til efterretning. Kredsen drøftede tallene.", Outcome.NOTED),
        ("Magistratsmødet blev kort drøftet.", Outcome.DISCUSSED),
        ("Punktet udsættes til næste møde.", Outcome.POSTPONED),
        ("Fremsendes til Teknisk Udvalg til behandling.", Outcome.REFERRED),
        ("Punktet udgik.", Outcome.NOT_DISCUSSED),
        ("Punktet blev ikke drøftet.", Outcome.NOT_DISCUSSED),
        ("Intet til referat.", Outcome.NOTHING_TO_RECORD),
        ("Cheferne fortalte om dagligdagen.", Outcome.OTHER),
        ("Der var også en længere drøftelse af tallene.", Outcome.DISCUSSED),
        ("Punktet genoptages.", Outcome.POSTPONED),
        ("Ændringsforslaget faldt.", Outcome.REJECTED),
        ("Planen blev ikke vedtaget.", Outcome.REJECTED),
        ("Udvalget anbefaler over for byrådet, at planen vedtages.", Outcome.REFERRED),
        ("Fremsendes med bemærkning, at Magistraten anbefaler, at byrådet tiltræder planen.", Outcome.REFERRED),
        # words that only look like an outcome
        ("Antallet af sager faldt.", Outcome.OTHER),
        ("Der var ingen bemærkninger til det fremsendte.", Outcome.OTHER),
        ("De godkendte leverandører er fundet.", Outcome.OTHER),
        ("Formanden fortalte om budgettet, som blev vedtaget i går.", Outcome.OTHER),
        # what single parties meant
        ("Udsat. Venstre kunne tiltræde planen.", Outcome.POSTPONED),
        ("Jens Holm kunne godkende planen.", Outcome.OTHER),
        ("Rådmanden kunne ikke godkende forslaget.", Outcome.OTHER),
        ("Hvis planen godkendes, går arbejdet i gang.", Outcome.OTHER),
        ("Den videre proces drøftes med MSO i februar.", Outcome.OTHER),
        ("Det gælder de mest udsatte børn.", Outcome.OTHER),
        ("Sagen skal godkendes af byrådet.", Outcome.OTHER),
        ("Punkt 3 udgår af udvalgets dagsorden.", Outcome.OTHER),
    ],
)
def test_outcome(text: str, outcome: Outcome) -> None:
    """The outcome is what a reader would say, and its evidence stands in the text."""
    found, evidence = read_outcome(text)
    assert found is outcome
    assert evidence in text
    assert bool(evidence) is (outcome is not Outcome.OTHER)


def test_the_labelled_outcomes() -> None:
    """At least 0.95 of the outcomes a careful reader found in the real papers are read as they are labelled."""
    texts: dict[tuple[str, str, str], str] = {}
    for item in (item for meeting in real_archive().meetings for item in meeting.items):
        if item.decision:
            texts[item.meeting, item.number, "minutes"] = item.decision.text
        for step in item.case_steps:
            texts[item.meeting, item.number, step.date or ""] = step.text
    right = []
    for row in labels("outcomes.tsv"):
        if row["label"] == "yes" and row["from"] in ("minutes", "sagsforloeb"):
            key = (row["meeting"], row["item"], "minutes" if row["from"] == "minutes" else row["date"])
            outcome, _ = read_outcome(texts.get(key, ""))
            right.append(key in texts and outcome.value in (row["outcome"], row["outcome_also"]))
    assert len(right) > 70
    assert sum(right) / len(right) >= 0.95
