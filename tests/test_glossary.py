"""Short forms are explained by the papers' own words or by the clerk, and never by guessing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import Abbreviation
from generator.explained import expansion, explained, explanations
from generator.glossary import abbreviations, ambiguous, read_glossary, written
from generator.model import Section
from generator.openness import Archive
from generator.short_forms import ShortForms
from tests.factories import make_archive, make_item, make_meeting, paragraphs


def archive(*texts: str) -> Archive:
    """An archive with one item for each text."""
    items = tuple(
        make_item(str(number), sections=(Section(heading="Sag", blocks=paragraphs(text)),))
        for number, text in enumerate(texts, 1)
    )
    return make_archive(make_meeting(items=items))


def clerk(short: str, long: str) -> Abbreviation:
    """An entry of glossary.yml."""
    return Abbreviation(short=short, long=long, evidence="glossary.yml")


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "Sagen er aftalt med Magistratsafdelingen for Kultur og Fritid (MKF).",
            "MKF",
            "Magistratsafdelingen for Kultur og Fritid",
        ),
        ("Vi spurgte Unge, Vejledning og Uddannelse (UVU) i går.", "UVU", "Unge, Vejledning og Uddannelse"),
        ("Der gives borgerstyret personlig assistance (BPA).", "BPA", "borgerstyret personlig assistance"),
        ("Fagligt Kontor (FAK) skriver.", "FAK", "Fagligt Kontor"),
        ("Ledelsessekretariatet (LES) skriver.", "LES", "Ledelsessekretariatet"),
        ("Det tager UVU (Unge, Vejledning og Uddannelse) sig af.", "UVU", "Unge, Vejledning og Uddannelse"),
        ("Behandlings- og bostedsgruppen (BB) mødes.", "BB", "Behandlings- og bostedsgruppen"),
    ],
)
def test_explained_in_a_paper(text: str, short: str, long: str) -> None:
    """The initials, or letters in order, fit the words beside the bracket, no more of them than needed."""
    assert list(explanations(text)) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lund (V) og Sine Falk (SF) stemte.",  # parties
        "Planen for havnen (XYZ).",
        "Se bilaget om svømmehallen (2024).",
        "Vi ringede til (MKF).",
        "Kultur: og Fritid (KF2).",
    ],
)
def test_not_explained(text: str) -> None:
    """A bracket whose letters do not fit the words explains nothing."""
    assert list(explanations(text)) == []


def test_one_meaning_in_several_forms() -> None:
    """Case, commas and endings aside it is one meaning, shown as most papers write it."""
    papers = archive(
        "Unge, Job og Liv (UJL).",
        "Unge Job og Liv (UJL).",
        "Med Unge, Job og Livs (UJL) hjælp.",
        "Unge, Job og Liv (UJL)",
    )
    (found,) = abbreviations(explained(papers), ())
    assert found == Abbreviation(short="UJL", long="Unge, Job og Liv", evidence="Unge, Job og Liv (UJL)")


def test_two_meanings_are_none() -> None:
    """Papers that disagree give no expansion but a finding; the clerk's entry settles it."""
    papers = archive("Børn og Skole (BS) svarer.", "Borgmesterens Stab (BS) svarer.")
    assert abbreviations(explained(papers), ()) == ()
    (finding,) = ambiguous(explained(papers), ())
    assert "BS" in finding.message
    settled = (clerk("BS", "Borgmesterens Stab"),)
    assert abbreviations(explained(papers), settled) == settled
    assert ambiguous(explained(papers), settled) == []


def test_the_clerk_wins() -> None:
    """An entry of glossary.yml counts before what papers say."""
    papers = archive("Unge og Trivsel (UT) svarer.")
    assert abbreviations(explained(papers), (clerk("UT", "Ungdom og Trivsel"),)) == (clerk("UT", "Ungdom og Trivsel"),)


def test_in_text() -> None:
    """A short form counts as a whole word, also in the genitive."""
    known = ShortForms({"TKM": "Teknik", "UVU": "Unge", "BPA": "assistance", "OB": "Borgmester"})
    text = "TKM's plan og BPA-ordningen; JOBB og uvu ikke."
    assert [text[use.start : use.end] for use in known.uses(text)] == ["TKM", "BPA"]


@given(st.text(alphabet="abcABC ()og-&", max_size=200))
def test_any_text(text: str) -> None:
    """Whatever is read as an explanation stands in the text, and begins with the short form's first letter."""
    for short, long in explanations(text):
        assert short in text
        assert long in text
        assert long[0].lower() == short[0].lower()


def test_long_words_end() -> None:
    """Hard cases of letters in order take no time to speak of."""
    assert expansion("a" * 200 + " " + "a" * 200, "AAAAAAB") == ""


# --- glossary.yml -------------------------------------------------------------------------------------


def test_no_file(tmp_path: Path) -> None:
    """An archive without glossary.yml has no entries, and nothing is amiss."""
    assert read_glossary(tmp_path) == ((), (), [])


def test_a_good_file(tmp_path: Path) -> None:
    """Abbreviations and groups of synonyms are read."""
    text = "abbreviations:\n- {short: TKM, long: Teknik}\nsynonyms:\n- [værested, varmestue]\n"
    (tmp_path / "glossary.yml").write_text(text, encoding="utf-8")
    assert read_glossary(tmp_path) == ((clerk("TKM", "Teknik"),), (("værested", "varmestue"),), [])


@pytest.mark.parametrize(
    "text",
    [
        "- TKM",
        "abbreviations: TKM",
        "abbreviations: [TKM]",
        "abbreviations: [{short: TKM}]",
        "abbreviations: [{short: no, long: Norge}]",
        "synonyms: [[værested]]",
        "synonyms: [værested]",
        "synonym: []",
        "abbreviations: [{short: A, long: B}, {short: A, long: C}]",
        "a: [",
    ],
)
def test_a_bad_file(tmp_path: Path, text: str) -> None:
    """What cannot be used is left out and reported once."""
    (tmp_path / "glossary.yml").write_text(text, encoding="utf-8")
    entries, synonyms, findings = read_glossary(tmp_path)
    assert len(entries) <= 1
    assert synonyms == ()
    assert len(findings) == 1


@given(st.binary(max_size=200))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No file makes a traceback."""
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "glossary.yml").write_bytes(data)
    read_glossary(folder)


_SAID = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(_SAID, unique=True, max_size=3), st.lists(st.lists(_SAID, min_size=2, unique=True), max_size=3))
def test_what_is_kept_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, shorts: list[str], groups: list[list[str]]
) -> None:
    """The glossary beside the last good edition is the published one: whatever it says, it is read back."""
    folder = tmp_path_factory.mktemp("kept")
    entries, synonyms = tuple(clerk(short, f"{short} x") for short in shorts), tuple(map(tuple, groups))
    of_a_paper = Abbreviation(short="QX", long="Q X", evidence="Q X (QX)")
    (folder / "glossary.yml").write_text(written((*entries, of_a_paper), synonyms), "utf8")
    assert read_glossary(folder) == (entries, synonyms, [])
