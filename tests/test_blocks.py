"""Wrapped lines become text a person wants to read (issue 2, point 5)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.steps import clean
from generator.model import Bullets, Footnote, Heading, Paragraph, Table, block_strings
from tests.papers import blocks


def test_wrapped_lines_are_joined() -> None:
    """A paragraph's lines become one text, its line-end hyphens resolved."""
    assert blocks("Udvalget drøftede, hvordan fritids-\njobbene kan blive flere.\n\nDerefter holdt man pause.") == (
        Paragraph(text="Udvalget drøftede, hvordan fritidsjobbene kan blive flere."),
        Paragraph(text="Derefter holdt man pause."),
    )


def test_double_spaced_lines_are_one_paragraph() -> None:
    """Some exports put a blank line between any two lines; a line of white space is their paragraph."""
    text = (
        "Den nye skolevej går langs åen og er\n\nbelyst hele vejen, så børn kan færdes\n\n"
        "trygt om vinteren og\n\nom aftenen.\n \nNæste afsnit begynder her."
    )
    assert [next(block_strings(block)) for block in blocks(text)] == [
        "Den nye skolevej går langs åen og er belyst hele vejen, så børn kan færdes trygt om vinteren og om aftenen.",
        "Næste afsnit begynder her.",
    ]


@pytest.mark.parametrize("bullet", ["•", "\uf0b7", "\uf0fc", "\uf0d8", "-", "–"])
def test_bullets_are_lists(bullet: str) -> None:
    """Every bullet of the papers makes a list, and a wrapped entry stays one entry."""
    text = f"Der er tre spor:\n{bullet} Flere pladser\n{bullet} Bedre tid til den\nenkelte borger\n{bullet} Nye lokaler"
    assert blocks(text)[1] == Bullets(entries=("Flere pladser", "Bedre tid til den enkelte borger", "Nye lokaler"))


def test_a_wingdings_tick_is_a_bullet_and_a_letter_is_not() -> None:
    """`ü` glued to a capital is a tick where it keeps coming back."""
    ticks = blocks("üÅbent hus\nüFælles mad\nüCykelværksted")
    assert ticks == (Bullets(entries=("Åbent hus", "Fælles mad", "Cykelværksted")),)
    assert blocks("über uns") == (Paragraph(text="über uns"),)


def test_a_lone_tick_is_a_bullet_where_no_word_can_be() -> None:
    """No word is `ü` before a number or a space: also a single one is not glued to the text."""
    ticks = blocks("ü1,1 mio. kr. om året\nü Midler til drift")
    assert ticks == (Bullets(entries=("1,1 mio. kr. om året", "Midler til drift")),)
    long = "Den unge kan blive boende i huset, når støtten hører op, og beholder nøglen"
    listed, word, under = blocks(f"• {long}\n• Et kursus\nØkonomi\nü1,1 mio. kr. om året")
    assert (listed, under) == (Bullets(entries=(long, "Et kursus")), Bullets(entries=("1,1 mio. kr. om året",)))
    assert word == Paragraph(text="Økonomi")


def test_numbered_lists_and_ordinals() -> None:
    """1. 2. 3. are a list; "1. kvartal" is a quarter."""
    assert blocks("1. Bygge\n2. Rive ned\n3. Vente") == (Bullets(entries=("Bygge", "Rive ned", "Vente"), start=1),)
    assert blocks("1. kvartal 2025 begynder arbejdet.") == (Paragraph(text="1. kvartal 2025 begynder arbejdet."),)


def test_a_dash_in_a_sentence_is_no_bullet() -> None:
    """A line that begins with a dash in the middle of a sentence stays in it."""
    text = "Forvaltningen følger udviklingen tæt hver eneste dag\n- og orienterer udvalget."
    assert len(blocks(text)) == 1


def test_flat_tables_are_tables() -> None:
    """Rows of numbers whose columns were flattened are a table, with the header above them."""
    table = blocks("Alder Antal Andel\n0-5 år 210 12%\n6-17 år 1.330 76%\n18+ år 205 12%")[0]
    assert table == Table(
        header=("Alder", "Antal", "Andel"),
        rows=(("0-5 år", "210", "12%"), ("6-17 år", "1.330", "76%"), ("18+ år", "205", "12%")),
    )


def test_headings_are_headings() -> None:
    """A short line over its text, and a line in capitals, are headings."""
    text = "ØKONOMI\n\nBaggrund\nKommunen har brugt to år på at finde en grund, hvor svømmehallen kan ligge godt.\n"
    assert [type(block) for block in blocks(text)] == [Heading, Heading, Paragraph]


def test_footnotes_are_footnotes() -> None:
    """A note at the bottom of a page is taken out, and the text above runs on over the page."""
    text = (
        "Der er talt med Nattevagterne1 om at komme med i ord-\n\n"
        "1 Nattevagterne er en forening med tredive frivillige.\n ningen fra foråret."
    )
    assert blocks(text) == (
        Paragraph(text="Der er talt med Nattevagterne1 om at komme med i ordningen fra foråret."),
        Footnote(mark="1", text="Nattevagterne er en forening med tredive frivillige."),
    )


@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    """Any text in: no crash."""
    blocks(text)


_WORDS = st.lists(st.text("abcdeæøå", min_size=2, max_size=8), min_size=1, max_size=12).map(" ".join)


@given(st.lists(_WORDS | st.just("") | _WORDS.map(lambda t: f"• {t}") | _WORDS.map(lambda t: f"1. {t}"), max_size=25))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Every word of the lines stands in the blocks, in order."""
    wanted = re.findall(r"[^\W\d]+", " ".join(lines))
    found = re.findall(
        r"[^\W\d]+", " ".join(text for block in blocks("\n".join(lines)) for text in block_strings(block))
    )
    assert found == wanted


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    """Cleaning is idempotent and leaves no control, bidi or private-use character."""
    once = clean(text)
    assert clean(once) == once
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ud800-\udfff]", once)
