"""Abbreviations are explained once, the outcome's words are marked, and neither changes a letter of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import markdown_text as md
from generator.block_writer import BlockWriter
from generator.model import Bullets, Footnote, Heading, Paragraph, Table, TextBlock
from generator.short_forms import ShortForms
from tests.factories import paragraphs
from tests.test_markdown_text import read, texts

LONG = "Kultur og Borgerservice"
KBS = f'<abbr title="{LONG}">KBS</abbr>'


def letters(text: str) -> str:
    """Text without white space: an element in the middle of a word parts nothing."""
    return "".join(text.split())


@given(texts, texts, texts, st.sampled_from(["KBS", "MSO/KBS", "fx.", "C#", "<b>", "[x]", "*a*"]))
def test_abbreviations_change_no_letter(before: str, after: str, long: str, short: str) -> None:
    """Whatever stands around a short form, and whatever it stands for, the text is its text."""
    text = f"{before} {short} {after} {short}"
    reader = read(BlockWriter(short_forms=ShortForms({short: long})).write(paragraphs(text)))
    assert letters(reader.text) == letters(md.clean(text))
    assert reader.elements == ["p", "abbr"]
    assert reader.attributes == [("title", md.clean(long))]
    assert not reader.other


@given(texts, st.data())
def test_mark_changes_no_letter(text: str, data: st.DataObject) -> None:
    """Whatever words are marked, the text is its text, and no more than one place is marked."""
    cleaned = md.clean(text)
    start = data.draw(st.integers(0, len(cleaned)))
    marked = cleaned[start : data.draw(st.integers(start, len(cleaned)))]
    reader = read(BlockWriter(short_forms=ShortForms({"ab": LONG})).write(paragraphs(text, text), marked=marked))
    assert letters(reader.text) == letters(cleaned) * 2
    assert set(reader.elements) <= {"p", "mark", "abbr"}
    assert reader.elements.count("mark") <= 1
    assert not reader.other


@given(texts, texts)
def test_cells_entries_and_notes_explain_too(text: str, long: str) -> None:
    """In tables, lists and footnotes the first use is explained as in running text, and only there."""
    blocks: tuple[TextBlock, ...] = (
        Heading(text="Om KBS"),
        Bullets(entries=(text, f"KBS {text}")),
        Table(header=("KBS",), rows=((text,),)),
        Footnote(mark="1", text="KBS"),
    )
    reader = read(BlockWriter(short_forms=ShortForms({"KBS": long})).write(blocks))
    assert reader.elements.count("abbr") == 1
    assert ("title", md.clean(long)) in reader.attributes
    assert letters(reader.text) == letters(f"Om KBS {md.clean(text)} KBS {md.clean(text)} KBS {md.clean(text)} 1) KBS")


def test_first_use_on_the_page_is_explained_and_no_other() -> None:
    """One writer is one page: a later section does not explain again."""
    writer = BlockWriter(short_forms=ShortForms({"KBS": LONG}))
    assert writer.write(paragraphs("KBS følger op. KBS skriver.")) == f"{KBS} følger op. KBS skriver."
    assert writer.text("KBS") == "KBS"


@pytest.mark.parametrize("text", ["KBSere", "XKBS", "kbs", "K B S"])
def test_part_of_a_word_is_no_abbreviation(text: str) -> None:
    """Only the short form itself, in its own letters, is explained."""
    assert BlockWriter(short_forms=ShortForms({"KBS": LONG})).text(text) == text


@pytest.mark.parametrize(
    ("text", "expected"), [("KBS/UJU", f"{KBS}/UJU"), ("(KBS)", f"({KBS})"), ("KBS-møde", f"{KBS}-møde")]
)
def test_abbreviation_beside_a_sign_is_explained(text: str, expected: str) -> None:
    """A slash, bracket or hyphen ends the short form."""
    assert BlockWriter(short_forms=ShortForms({"KBS": LONG})).text(text) == expected


def test_longest_short_form_wins() -> None:
    """`MSB/UJU` is one short form where the glossary has it."""
    found = BlockWriter(short_forms=ShortForms({"MSB": "a", "MSB/UJU": "b"})).text("MSB/UJU")
    assert found == '<abbr title="b">MSB/UJU</abbr>'


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Blev godkendt.", "godkendt", "Blev <mark>godkendt</mark>."),
        ("Ikke godkendtes, men godkendt.", "godkendt", "Ikke godkendtes, men <mark>godkendt</mark>."),
        ("KBS godkendt", "KBS godkendt", f"<mark>{KBS} godkendt</mark>"),
        ("Ravne1 godkendt", "Ravne1", "<mark>Ravne[^1]</mark> godkendt"),
        ("1. godkendt", "godkendt", "1&#46; <mark>godkendt</mark>"),
        ("Udsat.", "godkendt", "Udsat."),
        ("Udsat.", "", "Udsat."),
    ],
)
def test_words_of_the_outcome_are_marked(text: str, marked: str, expected: str) -> None:
    """Whole words, the first place, with footnotes and abbreviations inside; nothing where they do not stand."""
    blocks = (Paragraph(text=text), Footnote(mark="1", text="Rum."))
    assert BlockWriter(short_forms=ShortForms({"KBS": LONG})).write(blocks, marked=marked).split("\n")[0] == expected


def test_heading_of_a_paper_takes_no_anchor_of_ours() -> None:
    """A paper's "Opfølgning 1" does not take the address of the first commitment."""
    assert md.anchor("Opfølgning 1") == "afsnit-opfoelgning-1"
    assert md.anchor("Opfølgning") == "opfoelgning"
