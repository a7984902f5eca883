"""Markdown of the shapes that our own pages have, written as HTML at once: what Python-Markdown makes of it, sooner.

A page is a row of blocks: headings, paragraphs, lists, terms with what they are, quotations, rules and drawings, each
with text, references to characters, links, `code` and a few tags in its lines. `HTML` of such a page is put together
in one pass. Whatever has another shape anywhere is refused as a whole, and Python-Markdown reads the page
(`converter`). Refusing costs time and nothing else, so a shape is known only where no rule of Python-Markdown can
have another opinion; the tests hold that against it by random texts. `inside` pins the sources of those rules.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from generator.press import inside

# The extensions that the shapes are known under; what may be set of them is what our own settings set.
_EXTENSIONS = ["tables", "toc", "def_list", "sane_lists", "footnotes"]
_SETTINGS = {"toc": {"slugify", "marker"}, "footnotes": {"BACKLINK_TITLE", "PLACE_MARKER"}}

# Tags inside a line, none of them a block's (markdown.util), with quoted values that no earlier rule looks into.
_VALUES = r"(?: [a-z][a-z0-9-]*(?:=\"[^\"<>`\[\\]*\")?)*"
_TAG = rf"<(?:br|/?(?:abbr|button|mark|small|span|strong|time))(?<!/br){_VALUES}>"
_REFERENCE = r"&#[0-9]+;"
# What something in a line begins with. Every letter of meaning begins one of these, so that `other` is all the rest.
_TOKEN = re.compile(
    rf"(?P<link>\[(?P<label>(?:[^][`<>&\\*_|^]|{_REFERENCE})+)\]\((?P<target>(?:[A-Za-z0-9./:?=%#@+,;~_-]|&[a-z]+=)+)\))"
    rf"|(?P<tag>{_TAG})"
    rf"|(?P<reference>{_REFERENCE})"
    r"|(?P<code>(?<!`)`(?! )[^`<>&\\]+(?<! )`(?!`))"
    r"|(?P<other>!\[|[][`<>&\\*_|])"
)
_MEANS_SOMETHING = re.compile(r"[][`<>&\\*_|]")
# What a paragraph, or an entry of a list, cannot begin with: then it may be something else.
_OTHER_BEGINNING = re.compile(r"[ #>:=*_+-]|\d+\.(?: |\Z)|\Z")
_HEADING = re.compile(r"(#{1,6}) ([^ #](?:[^#\n]|#(?![#\n]|\Z))*)")
_NUMBERED = re.compile(r"([0-9]+)\. (.+)")
_ID = re.compile(r" id=\"([^\"]*)\"")
# A drawing is one block of HTML, whose inner tags are closed before it is.
_ANY_VALUES = r"(?:[ \n][A-Za-z][A-Za-z0-9-]*=\"[^\"<>`\[\\]*\")*"
_FIGURE = re.compile(
    rf"<figure{_VALUES}>(?:[^<>&`]|{_REFERENCE}|<title{_VALUES}>(?:[^<>&`]|{_REFERENCE})*</title>"
    rf"|</?(?:svg|desc|line|rect|circle|text|g|path){_ANY_VALUES} ?/?>)*</figure>"
)
# Words that Python-Markdown puts into texts itself, to find its places again.
_PLACES = re.compile(r"zz1337820767766393449zz|qq3936677670287331zz")


class _OtherShapeError(Exception):
    """Something that is read by Python-Markdown."""


class Heading(NamedTuple):
    """A heading of the page, as the list of contents has it."""

    level: int
    id: str
    name: str  # as HTML without tags


class Shaped(NamedTuple):
    """A page's HTML, its headings in their order, and the ids on it."""

    html: str
    headings: list[Heading]
    ids: set[str]


def knows(config: Any) -> bool:
    """Whether the site's pages are read with the extensions, and settings of them, that the shapes are known under."""
    settings = {name: set(given) for name, given in (config["mdx_configs"] or {}).items()}
    return list(config["markdown_extensions"]) == _EXTENSIONS and settings == _SETTINGS


def shaped(text: str, *, link: Callable[[str], str | None], slug: Callable[[str], str]) -> Shaped | None:
    """The page as HTML; None where it has another shape.

    `link` gives the address for a link's target, or None where that is for MkDocs to say; it is asked for each in its
    order. `slug` makes an id of a heading's name.
    """
    text = text.strip("\n")
    if "\n\n\n" in text or not text.replace("\n", "").isprintable() or _PLACES.search(text):
        return None
    if " \n" in text or "\n " in text or text[:1] in ("", " ") or text[-1:] == " ":
        return None
    writer = _Writer(link, slug)
    try:
        writer.blocks(text)
    except _OtherShapeError:
        return None
    return Shaped("".join(writer.written).strip(), writer.headings, writer.ids)


class _Writer:
    """Writes one page."""

    def __init__(self, link: Callable[[str], str | None], slug: Callable[[str], str]) -> None:
        self._link, self._slug = link, slug
        self.written: list[str] = []
        self.headings: list[Heading] = []
        self.ids: set[str] = set()
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def blocks(self, text: str, *, quoted: bool = False) -> None:
        """Blocks that are parted by blank lines. Two lists, or quotations, in a row would grow together."""
        before, write = "", self.written.append
        for block in text.split("\n\n"):
            kind = _kind(block)
            if kind == before and kind in ("ul", "ol", "blockquote"):
                raise _OtherShapeError
            if before == "dl" != kind:
                write("</dl>\n")
            if kind == "p":
                write(f"<p>{self._entry(block)}</p>\n")
            elif kind == "dl":
                self._term(block, begins=before != "dl")
            elif kind == "heading":
                self._heading(block)
            elif kind == "ul":
                self._bullets(block)
            elif kind == "ol":
                self._numbers(block)
            elif kind == "table":
                self._table(block)
            elif kind == "hr":
                write("<hr />\n")
            elif kind == "blockquote":
                self._quotation(block)
            else:
                self._figure(block, quoted=quoted)
            before = kind
        if before == "dl":
            write("</dl>\n")

    def _heading(self, block: str) -> None:
        found = _HEADING.fullmatch(block)
        if found is None:
            raise _OtherShapeError
        level, inner = len(found[1]), self._line(found[2])
        name = inside.strip_tags(inner)
        own = inside.unique(self._slug(html.unescape(name)), self._taken, self._counts)
        self.ids.add(own)
        self.headings.append(Heading(level, own, name))
        self.written.append(f'<h{level} id="{inside.escape_attribute(own)}">{inner}</h{level}>\n')

    def _bullets(self, block: str) -> None:
        entries = []
        for line in block.split("\n"):
            if line[:2] != "- ":
                raise _OtherShapeError
            entries.append(f"<li>{self._entry(line[2:])}</li>\n")
        self.written.append(f"<ul>\n{''.join(entries)}</ul>\n")

    def _numbers(self, block: str) -> None:
        first, entries = "", []
        for line in block.split("\n"):
            found = _NUMBERED.fullmatch(line)
            if found is None:
                raise _OtherShapeError
            first = first or found[1]
            entries.append(f"<li>{self._entry(found[2])}</li>\n")
        start = "" if first == "1" else f' start="{first}"'
        self.written.append(f"<ol{start}>\n{''.join(entries)}</ol>\n")

    def _table(self, block: str) -> None:
        lines = block.split("\n")
        rows = [line[1:-1].split("|") for line in lines]
        regular = all(
            line[0] == line[-1] == "|" and len(row) == len(rows[0]) for line, row in zip(lines, rows, strict=True)
        )
        if len(rows) < 3 or not regular or set(rows[1]) != {" --- "} or "`" in block:
            raise _OtherShapeError
        head, *body = (self._row(row, "td" if number else "th") for number, row in enumerate(rows) if number != 1)
        self.written.append(f"<table>\n<thead>\n{head}</thead>\n<tbody>\n{''.join(body)}</tbody>\n</table>\n")

    def _row(self, cells: list[str], tag: str) -> str:
        written = "".join(f"<{tag}>{self._line(cell.strip())}</{tag}>\n" for cell in cells)
        return f"<tr>\n{written}</tr>\n"

    def _term(self, block: str, *, begins: bool) -> None:
        term, _, meaning = block.partition("\n:   ")
        start = "<dl>\n" if begins else ""
        self.written.append(f"{start}<dt>{self._entry(term)}</dt>\n<dd>{self._entry(meaning)}</dd>\n")

    def _quotation(self, block: str) -> None:
        lines = block.split("\n")
        if any(line[:2] != "> " and line != ">" for line in lines):
            raise _OtherShapeError
        inner = "\n".join(line[2:] for line in lines)
        if inner[:1] in ("", "\n", " ") or inner.endswith("\n") or "\n\n\n" in inner or "\n " in inner:
            raise _OtherShapeError
        self.written.append("<blockquote>\n")
        self.blocks(inner, quoted=True)
        self.written.append("</blockquote>\n")

    def _figure(self, block: str, *, quoted: bool) -> None:
        if quoted or not _FIGURE.fullmatch(block):
            raise _OtherShapeError
        self._note_ids(block)
        self.written.append(f"{block}\n\n")

    def _entry(self, text: str) -> str:
        """A line that is no more than a line."""
        if _OTHER_BEGINNING.match(text):
            raise _OtherShapeError
        return self._line(text)

    def _line(self, text: str) -> str:
        if "\n" in text:
            raise _OtherShapeError
        if _MEANS_SOMETHING.search(text) is None:
            return text
        return _TOKEN.sub(self._token, text)

    def _token(self, found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind == "link":
            target = self._link(found["target"])
            if target is None:
                raise _OtherShapeError
            return f'<a href="{inside.escape_attribute(target)}">{found["label"]}</a>'
        if kind == "tag":
            self._note_ids(found[0])
        elif kind == "code":
            return f"<code>{found[0][1:-1]}</code>"
        elif kind == "other":
            raise _OtherShapeError
        return found[0]

    def _note_ids(self, tags: str) -> None:
        """The ids in HTML of our own."""
        for own in _ID.findall(tags) if " id" in tags else ():
            if not own or "&" in own:
                raise _OtherShapeError
            self.ids.add(own)


def _kind(block: str) -> str:
    """What a block can only be, if it has a known shape; it is for the writer to find out whether it has."""
    first = block[:1]
    if first == "#":
        return "heading"
    if first == "-":
        return "hr" if block == "---" else "ul"
    if first == ">":
        return "blockquote"
    if first == "|":
        return "table"
    if first == "<" and block.startswith("<figure"):
        return "figure"
    if "\n:   " in block:
        return "dl"
    return "ol" if first.isdigit() and _NUMBERED.match(block) else "p"
