"""A page that is read tag by tag says what a parser reads; one that could be read in two ways is not read so."""

from __future__ import annotations

import lxml.html  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.audit.markup import read_tag
from generator.audit.readings import in_pieces
from generator.audit.tags import Tag, Tags

_NAMES = st.sampled_from(
    ("p", "a", "area", "img", "link", "meta", "form", "input", "script", "div", "svg", "use", "br")
)
_VALUES = st.sampled_from(
    ("x", "../a/", "#b", "a.css", "stylesheet", "mailto:a@b.dk?x&amp;y", "&#95;", "&aring;", "a&b", "refresh", "æ", "",
     "0;url=https://e.example/", "background:url(b.png)", "a.png 1x, b.png 2x", "javascript:x()", " c ", "&#60;")
)  # fmt: skip
_KEYS = st.sampled_from(("href", "id", "name", "rel", "src", "srcset", "class", "style", "content", "http-equiv", "ID"))
_WRITTEN = st.sampled_from((' {}="{}"', ' {}="{}"', ' {}="{}"', " {}", " {}={}", " {}='{}'", '  {}="{}"', '\n{}="{}"'))
_ATTRIBUTES = st.lists(st.tuples(_WRITTEN, _KEYS, _VALUES).map(lambda one: one[0].format(*one[1:])), max_size=3)
_TAG = st.tuples(_NAMES, _ATTRIBUTES.map("".join), st.sampled_from((">", ">", " />", "/>", ""))).map(
    "<{0[0]}{0[1]}{0[2]}".format
)
_OTHER = st.sampled_from(
    ("text", " > ", "</p>", "</a>", "</script>", "<!-- x -->", "<!--", "-->", "<title>x</title>", "<title>", "<b", "<",
     "<style>a{background:url(c.png)}</style>", "<textarea>", "</textarea>", "<!doctype html>", "<?x?>", "\n", "\0")
)  # fmt: skip
_PAGES = st.lists(st.one_of(_TAG, _OTHER), max_size=10).map("".join)


def _told(tags: list[Tag]) -> tuple[set[str], set[str], set[str]]:
    return (
        {anchor for tag in tags for anchor in tag.anchors},
        {link for tag in tags for link in tag.links},
        {address for tag in tags for address in tag.loaded},
    )


def _parsed(page: str) -> list[Tag]:
    tree = lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    return [read_tag(one.tag, one.attrib, one.text or "") for one in tree.iter(etree.Element)]


@given(_PAGES)
def test_tags_say_what_a_parser_reads(body: str) -> None:
    """Of random markup, plain or not."""
    page = f"<!doctype html><html><head></head><body><p>{body}</p></body></html>"
    tags = Tags(read_tag).of_page(page, in_pieces(page))
    if tags is not None:
        assert _told(list(tags)) == _told(_parsed(page))


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=x>",
        "<a href='x'>",
        '<a\nhref="x">',
        '<a href="x" href="y">',
        '<a href="&aring;">',
        '<a title="a > b" href="x">',
        '<!-- <a href="x"> -->',
        '<script>"<a href=\\"x\\">"</script>',
        '<textarea><a href="x"></textarea>',
        "<style>a{background:url(x)}</style>",
        '<base href="https://elsewhere.example/">',
        "<b",
    ],
)
def test_what_may_be_read_in_two_ways_is_left_to_the_parser(markup: str) -> None:
    """Nobody guesses what a browser makes of it."""
    page = f"<p>{markup}</p>"
    assert Tags(read_tag).of_page(page, in_pieces(page)) is None


def test_a_plain_page_needs_no_parser() -> None:
    """What the site's own pages are like."""
    page = '<!doctype html>\n<a href="../x/?a=1&amp;b=2#c" class="y">Æ &lt; ø</a><br /><input hidden name="q">'
    tags = Tags(read_tag).of_page(page, in_pieces(page))
    assert tags is not None
    assert _told(list(tags)) == ({"q"}, {"../x/?a=1&b=2#c"}, set())
