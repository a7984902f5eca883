"""HTML becomes words and structure, and nothing else of it survives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.html_blocks import html_to_blocks
from generator.model import Bullets, Heading, Paragraph, Table, block_strings
from generator.sources.clerk_markdown import markdown_blocks


def test_structure_is_kept() -> None:
    """Headings, paragraphs, lists and tables of written Markdown are those of the page."""
    text = "Intro\n\n## Baggrund\n\n- et\n- to\n\n1. først\n2. så\n\n| År | Antal |\n|---|---|\n| 2024 | 7 |\n"
    assert markdown_blocks(text) == (
        Paragraph(text="Intro"),
        Heading(text="Baggrund", level=2),
        Bullets(entries=("et", "to")),
        Bullets(entries=("først", "så"), start=1),
        Table(header=("År", "Antal"), rows=(("2024", "7"),)),
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>Tekst",
        "<p onclick='x()'>Tekst</p>",
        "<style>p{}</style><p>Tekst</p>",
        "<!-- skjult --><p>Tekst</p>",
        "<title>skjult</title><p>Tekst</p>",
        "<p><meta charset=x>Tekst",
        "<iframe src='//x'></iframe>Tekst",
    ],
)
def test_only_words_survive(html: str) -> None:
    """Scripts, styles, comments, nested heads and attributes are gone, the words stay."""
    assert [text for block in html_to_blocks(html) for text in block_strings(block)] == ["Tekst"]


def test_a_link_keeps_its_address_if_it_is_of_the_web() -> None:
    """A reader on paper can follow a link; a script address is no link."""
    assert html_to_blocks('<p>Se <a href="https://x.example/a">planen</a></p>') == (
        Paragraph(text="Se planen (https://x.example/a)"),
    )
    assert html_to_blocks('<p><a href="javascript:x()">planen</a></p>') == (Paragraph(text="planen"),)


@given(st.text(max_size=300))
def test_no_html_makes_it_fail(html: str) -> None:
    """Any text in: no crash."""
    html_to_blocks(html)
    markdown_blocks(html)


_WORD = st.text("abcdefæøå", min_size=1, max_size=8)
_TREE = st.recursive(
    _WORD,
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "ul", "ol", "li", "td", "h2", "b"]), st.lists(inner, max_size=4)
    ).map(lambda tag: f"<{tag[0]}>{' '.join(tag[1])}</{tag[0]}>"),
    max_leaves=12,
)


@given(st.lists(_TREE, max_size=5).map(" ".join))
def test_no_word_is_lost(html: str) -> None:
    """Every word between the tags stands in the blocks, however the tags are nested."""
    wanted = sorted(re.findall(r"[a-zæøå]+", re.sub(r"<[^>]*>", " ", html)))
    found = " ".join(text for block in html_to_blocks(html) for text in block_strings(block))
    assert sorted(re.findall(r"[a-zæøå]+", found)) == wanted
