"""Whatever the papers say comes out as exactly that text, and never as markup."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import markdown_text as md
from generator.block_writer import BlockWriter
from generator.model import Bullets, Footnote, Heading, Paragraph, Table, TextBlock

HOSTILE = (
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "[x](javascript:alert(1))",
    "![x](https://elsewhere.example/x.png)",
    "<https://elsewhere.example>",
    "[x]: https://elsewhere.example",
    "text {: onclick=alert(1) #id .class }",
    "{{ config.secret }} {% raw %}",
    "*a* **b** _c_ __d__ ~~e~~ ==f== ^^g^^ H~2~O x^2^",
    "`code` ``code``",
    "```python",
    "~~~",
    "# heading #",
    "## C# ##",
    "1. first",
    "12) first",
    "1986. A great year",
    "- bullet",
    "+ bullet",
    "* bullet",
    "- - - -",
    "***",
    "===",
    "---",
    "> quoted",
    ": defined",
    ":   defined",
    "Term : x",
    "!!! note",
    "??? note",
    "::: directive",
    "a | b | c",
    "| --- | --- |",
    "[^1]",
    "[^1]: note",
    "*[abbr]: abbreviation",
    "&lt; &amp; &#60; &copy &nbsp; & < >",
    "back\\slash \\* \\\\ \\",
    "\ttab and    spaces",
    "    indented",
    ":smile: :material-account:",
    "///Footnotes Go Here///",
    "zz1337820767766393449zz qq3936677670287331zz",
    "[TOC]",
    "wzxhzdk:0 klzzwxh:0000 \x02amp\x03 \x02wzxhzdk:0\x03",
    "line\u2028separator\x85next\x0bvertical\x0cfeed",
    "bidi \u202e override \u2066 isolate \ufeff mark",
    "--8<-- 'file'",
    "$x$ $$y$$ \\(z\\)",
    "€ % @ ' \" ( )",
    "Term\n:   meaning",
    "a  \nb",
)
# Text made of what means something to Markdown, and any text at all.
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="ab1.)( \n\t#*_-+=~`|<>[]{}!:&;^\\/\"'$%@?", max_size=40),
    st.text(alphabet=st.characters(), max_size=40),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("\n".join),
)


class _Reader(HTMLParser):
    """Collects elements, attributes and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.other: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [pair for pair in attrs if pair != ("class", "footnote")]
        self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)


def read(source: str) -> _Reader:
    """Render Markdown as the site does, and read it back."""
    html = markdown.markdown(source, extensions=list(md.EXTENSIONS), extension_configs=md.EXTENSION_SETTINGS)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def rendered(*blocks: TextBlock) -> _Reader:
    """Blocks written as Markdown, rendered and read back."""
    return read(BlockWriter().write(blocks))


def words(text: str) -> list[str]:
    """Text without regard to white space."""
    return text.split()


@given(texts)
def test_paragraph_is_its_text(text: str) -> None:
    """A paragraph comes out as one `<p>` with exactly its text."""
    reader = rendered(Paragraph(text=text))
    assert words(reader.text) == words(md.clean(text))
    assert reader.elements == (["p"] if md.clean(text) else [])
    assert not reader.attributes
    assert not reader.other


@given(st.lists(texts.filter(lambda text: bool(md.clean(text))), min_size=2, max_size=4))
def test_paragraphs_do_not_join(several: list[str]) -> None:
    """Paragraphs in a row stay paragraphs: they make no fence, table, definition or footnote together."""
    reader = rendered(*(Paragraph(text=text) for text in several))
    assert reader.elements == ["p"] * len(several)
    assert words(reader.text) == words(" ".join(map(md.clean, several)))


@given(texts.filter(lambda text: bool(md.clean(text))), st.integers(1, 9))
def test_heading_is_its_text(text: str, level: int) -> None:
    """A heading comes out as one heading whose only attribute is an id of our own making."""
    reader = rendered(Heading(text=text, level=level))
    assert reader.elements == ["h2"]
    assert words(reader.text) == words(md.clean(text))
    assert [name for name, _ in reader.attributes] == ["id"]
    assert set(reader.attributes[0][1] or "") <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.lists(texts, min_size=1, max_size=4), st.one_of(st.none(), st.integers(1, 99)))
def test_list_is_its_entries(entries: list[str], start: int | None) -> None:
    """A list comes out as one list with its entries, numbered from where the paper starts."""
    reader = rendered(Bullets(entries=tuple(entries), start=start))
    assert reader.elements == ["ul" if start is None else "ol"] + ["li"] * len(entries)
    assert words(reader.text) == words(" ".join(map(md.clean, entries)))
    assert reader.attributes == ([] if start in (None, 1) else [("start", str(start))])


@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=2, max_size=3)
    )
)
def test_table_is_its_cells(rows: list[list[str]]) -> None:
    """A table comes out as one table with its cells, whatever stands in them."""
    reader = rendered(Table(header=tuple(rows[0]), rows=tuple(map(tuple, rows[1:]))))
    assert set(reader.elements) == {"table", "thead", "tbody", "tr", "th", "td"}
    assert reader.elements.count("td") == sum(map(len, rows[1:]))
    assert words(reader.text) == words(" ".join(md.clean(cell) for row in rows for cell in row))
    assert not reader.attributes


@given(texts)
def test_definition_and_quotation_are_their_text(text: str) -> None:
    """Facts and decisions come out as their text, and as nothing else."""
    said = md.inline(text) or "x"
    reader = read(md.document((md.definitions([("Sted", said)]), md.quoted(said))))
    assert reader.elements == ["dl", "dt", "dd", "blockquote", "p"]
    assert words(reader.text) == ["Sted", *(words(md.clean(text)) or ["x"]) * 2]


@given(texts.filter(lambda text: bool(md.clean(text))))
def test_link_text_is_its_text(text: str) -> None:
    """The text of a link cannot change where the link goes."""
    reader = read(md.link(text, "punkt-3/index.md"))
    assert reader.elements == ["p", "a"]
    assert reader.attributes == [("href", "punkt-3/index.md")]
    assert words(reader.text) == words(md.clean(text))


@given(st.text())
def test_clean_drops_what_no_reader_should_meet(text: str) -> None:
    """Controls, surrogates and bidirectional overrides are gone, and cleaning twice changes nothing."""
    cleaned = md.clean(text)
    assert not set(cleaned) & {chr(code) for code in (*range(32), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    cleaned.encode("utf-8")
    assert md.clean(cleaned) == cleaned


def test_clean_drops_lone_surrogates() -> None:
    """Half a character does not stop the build."""
    assert md.clean("a\ud800b\ufffec") == "abc"


def test_ordinary_text_stays_readable() -> None:
    """Ordinary Danish text is written as it is: the Markdown is for people too."""
    text = "Rådmanden bad (den 4. juni) om 1,2 mio. kr. – jf. EMN-2024-001234; se s. 3-5!"
    assert md.inline(text) == text


def test_footnote_mark_becomes_reference() -> None:
    """A mark that is glued to exactly one word leads to its footnote, in Danish."""
    source = BlockWriter().write((Paragraph(text="De såkaldte Ravne1 åbner."), Footnote(mark="1", text="Rum.")))
    assert source == "De såkaldte Ravne[^1] åbner.\n\n[^1]: Rum."
    html = markdown.markdown(source, extensions=list(md.EXTENSIONS), extension_configs=md.EXTENSION_SETTINGS)
    assert 'title="Tilbage til teksten ved note 1"' in html


@pytest.mark.parametrize(
    "text", ["Ingen mærker her.", "Ravne1 og Tårne1 åbner.", "I 2021 kom 1 svar.", "Se afsnit 2.1 og 3,1", "Ravne12"]
)
def test_footnote_without_a_sure_mark_stays_where_it_is(text: str) -> None:
    """Where the mark is missing or stands twice, the footnote is a small paragraph, and nothing is lost."""
    source = BlockWriter().write((Paragraph(text=text), Footnote(mark="1", text="Rum.")))
    assert source == f"{text}\n\n<small>1) Rum.</small>"


def test_heading_levels_are_not_skipped() -> None:
    """A paper that jumps from level 1 to 4 gets the next level instead."""
    blocks = (Heading(text="A"), Heading(text="B", level=4), Heading(text="C", level=4), Heading(text="D", level=1))
    assert BlockWriter().write(blocks, top=3) == "### A\n\n#### B\n\n##### C\n\n### D"


def test_lists_in_a_row_stay_apart() -> None:
    """Bullets followed by bullets are two lists."""
    reader = rendered(Bullets(entries=("a",)), Bullets(entries=("b",)), Bullets(entries=("c",), start=1))
    assert reader.elements == ["ul", "li", "ul", "li", "ol", "li"]


@pytest.mark.parametrize(("text", "expected"), [("Økonomi på Ærø", "oekonomi-paa-aeroe"), ("***", "afsnit")])
def test_anchor_keeps_danish_letters(text: str, expected: str) -> None:
    """Anchors are made like addresses."""
    assert md.anchor(text) == expected
