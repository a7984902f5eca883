"""Issue 5, point 4: home addresses, health and family beside a name give a warning, and little else does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.findings import Severity
from generator.model import Paragraph, Section
from generator.openness import publish
from generator.personal import look_over, protect
from generator.privacy.clearing import Clearing, Clearings
from generator.privacy.sensitive import addresses, matters
from tests.papers import BUNDLE, meeting


@pytest.mark.parametrize(
    "text",
    [
        "Bo Holm, Solvej 6, 9999 Nordlunde",
        "Bo Holm, Ny Strandvej 16 B, 2. tv., 9999 Nordlunde",
        "Klager: Karla Vindfelt Dam, Østre Havnegade 112, 9999 Nordlunde",
    ],
)
def test_a_home_address_beside_a_name(text: str) -> None:
    """Name, street with number, post code and town in one line."""
    assert [found.code for found in addresses(text)] == ["address-beside-name"]


@pytest.mark.parametrize(
    "text",
    [
        "Karla Vindfelt, Socialt Sekretariat, Havnegade 2, 9999 Nordlunde",
        "Nordlunde Kommune, Havnegade 2, 9999 Nordlunde",
        "Aktivitetscenter på Solvej 6 i Nordlunde",
        "Karla Vindfelt nævnte punkt 5, 2012 Nordlunde",
    ],
)
def test_an_address_of_an_office_or_a_place(text: str) -> None:
    """A unit between name and address, no person, no post code."""
    assert not list(addresses(text))


@pytest.mark.parametrize(
    "text",
    [
        "Bo Holm lider af demens.",
        "Karla Vindfelts søn går på skolen.",
        "Karla Vindfelt, 42 år, er sygemeldt.",
        "Borgeren Bo Holm har fået en diagnose.",
        "Bo Holm søgte i maj. Han er blevet sygemeldt.",
        "Min søn har autisme og kan ikke tage bussen.",
        "Jeg er selv sygemeldt med stress.",
        "Bo Holm blev anbragt uden for hjemmet.",
    ],
)
def test_health_and_family_of_a_person(text: str) -> None:
    """The sentence says it of whom it names, the next one of him or her, or the writer of themselves."""
    assert [found.code for found in matters(text)] == ["sensitive-beside-name"]


@pytest.mark.parametrize(
    "text",
    [
        "Rådmand Karla Vindfelt og Børn og Unge følger misbrugsområdet.",
        "Karla Vindfelt orienterede om indsatsen mod misbrug.",
        "Børn og Unge er ansvarlig for anbragte børn.",
        "Bo Holm (A) stemte imod forslaget om psykiatri.",
        "Forvaltningen har set på borgere med demens.",
        "Karla Vindfelt har spurgt til normeringen i børnehaverne.",
    ],
)
def test_the_words_of_committee_papers(text: str) -> None:
    """Politicians who speak of health, and health without a person, are no matter of the clerk's."""
    assert not list(matters(text))


def test_it_is_published_told_once_and_can_be_cleared() -> None:
    """A warning only, one for the item however often it is said, without the name; a clearing by its word ends it."""
    made = meeting(BUNDLE)
    text = Paragraph(text="Bo Holm lider af demens. Ea Dam lider af demens.")
    item = replace(made.items[2], sections=(Section(heading="", blocks=(text,)),))
    made = replace(made, items=(item,))
    safe = protect([made], clearings=Clearings())
    (told,) = look_over(safe, publish(safe.meetings))
    assert (told.code, told.severity) == ("sensitive-beside-name", Severity.WARNING)
    assert "B. H." in told.message
    assert "Holm" not in str(told)
    assert "Bo Holm" in repr(publish(safe.meetings).meetings)
    clearing = Clearing(
        scope="raadmandsmoede/2025-03-04/3", text="demens", reason="offentligt kendt", file="m", place=""
    )
    safe = protect([made], clearings=Clearings((clearing,)))
    assert not list(look_over(safe, publish(safe.meetings)))
