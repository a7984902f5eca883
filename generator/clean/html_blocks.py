"""Turns HTML (written Markdown, a server's answers) into text blocks; everything but words and structure goes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from generator.clean.steps import clean
from generator.model import Bullets, Heading, Paragraph, Table, TextBlock

_TAGS = {
    "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "a", "blockquote", "pre",
}  # fmt: skip
_LEVELS = {f"h{n}": n for n in range(1, 7)}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,15})", re.IGNORECASE)
# Tags that nothing is nested in, or that the next one of their kind ends.
_FLAT = {
    "area", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "wbr",
}  # fmt: skip
_DEPTH = 200
_NUMBER = re.compile(r"[0-9]{1,6}")


class TooDeep(ValueError):
    """Lists, quotations or tags are nested so deep that no reader could follow; reading them would take for ever."""


def html_to_blocks(html: str) -> tuple[TextBlock, ...]:
    """The blocks of `html` in order. Scripts, styles, comments and attributes never come along.

    A link keeps its address in brackets behind its words, if it is a web address. Raises TooDeep.
    """
    _refuse_depth(html)
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        clean_content_tags={"script", "style", "head", "title"},
        link_rel=None,
    )
    parser = _Parser()
    parser.feed(safe)
    parser.close()
    return tuple(parser.finish())


def _refuse_depth(html: str) -> None:
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _FLAT:
            depth += -1 if closing else 1
            if depth > _DEPTH:
                raise TooDeep
            depth = max(depth, 0)


class _Parser(HTMLParser):
    """Collects words until a block ends. Nested lists are told one after the other, in reading order.

    A table inside a table (layout of word processors) is told before the rest of the outer one.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[TextBlock] = []
        self._words: list[str] = []
        self._lists: list[tuple[int | None, list[str]]] = []
        self._rows: list[list[str]] = []
        self._header: tuple[str, ...] = ()
        self._outer: list[tuple[list[list[str]], tuple[str, ...], list[str]]] = []  # tables around this one
        self._href = ""

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self._href = given.get("href") or ""
        elif tag == "br":
            self._words.append("\n")
        elif self._rows and tag in ("ul", "ol", "li"):
            self._words.append(" • " if tag == "li" else " ")  # a list in a cell stays in its cell
        elif tag in ("ul", "ol"):
            self._end_text()
            self._end_entries()
            start = given.get("start") or ""
            first = int(start) if _NUMBER.fullmatch(start) else 1
            self._lists.append((first if tag == "ol" else None, []))
        elif tag == "tr":
            self._rows.append([])
        elif tag == "table":
            if self._rows:
                self._outer.append((self._rows, self._header, self._words))
                self._words = []
            else:
                self._end_text()
            self._rows, self._header = [], ()
        elif tag in ("td", "th"):
            self._words = []
        elif (tag in ("p", "div", "blockquote", "pre") or tag in _LEVELS) and not self._lists and not self._rows:
            self._end_text()
        else:
            self._words.append(" ")  # paragraphs in a cell or an entry: their words stay apart

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href:
            words = clean("".join(self._words))
            if self._href not in words:
                self._words.append(f" ({self._href})")
            self._href = ""
        elif tag in _LEVELS:
            text = self._take()
            if text:
                self.blocks.append(Heading(text=text, level=_LEVELS[tag]))
        elif self._rows and tag in ("ul", "ol", "li"):
            self._words.append(" ")
        elif tag == "li" and self._lists:
            text = self._take()
            if text:
                self._lists[-1][1].append(text)
        elif tag in ("ul", "ol") and self._lists:
            start, entries = self._lists.pop()
            if entries:
                self.blocks.append(Bullets(entries=tuple(entries), start=start))
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append(self._take())
            if tag == "th" and len(self._rows) == 1:
                self._header = tuple(self._rows[-1])
        elif tag == "table":
            self._end_table()
        elif tag in ("p", "div", "blockquote", "pre") and not self._lists and not self._rows:
            self._end_text()

    def _take(self) -> str:
        text, self._words = clean("".join(self._words)), []
        return text

    def _end_text(self) -> None:
        if self._lists and self._words:
            text = self._take()
            if text:
                self._lists[-1][1].append(text)
            return
        text = self._take()
        if text:
            self.blocks.append(Paragraph(text=text))

    def _end_entries(self) -> None:
        """A list begins inside another: what the outer one has so far is told first."""
        if self._lists and self._lists[-1][1]:
            start, entries = self._lists[-1]
            self.blocks.append(Bullets(entries=tuple(entries), start=start))
            self._lists[-1] = (None if start is None else start + len(entries), [])

    def _end_table(self) -> None:
        rows = [row for row in self._rows if any(row)]
        if self._header and rows:
            rows = rows[1:]
        wide = max((len(row) for row in [*rows, list(self._header)]), default=0)
        pad = [tuple(row + [""] * (wide - len(row))) for row in rows]
        header = self._header + ("",) * (wide - len(self._header))
        if wide and (pad or any(header)):
            self.blocks.append(Table(header=header, rows=tuple(pad)))
        self._rows, self._header, self._words = self._outer.pop() if self._outer else ([], (), [])

    def finish(self) -> list[TextBlock]:
        """The blocks, with whatever stood after the last one."""
        while self._lists:
            self.handle_endtag("ul")
        while self._rows:
            self._end_table()
        self._end_text()
        return self.blocks
