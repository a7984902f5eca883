"""Outcomes are read from the decision's own words, the weightiest first (DESIGN.md section 3)."""

from __future__ import annotations

import pytest

from generator.assemble.outcomes import read_outcome
from generator.model import Outcome


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
        # words that only look like an outcome
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
