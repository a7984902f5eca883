"""Cleans the HTML of a FirstAgenda item and cuts it at its headings.

The server writes headings (`<h3>Indstilling</h3>`) and under each a `<span>` with what a word processor made: nested
heads, empty headings, spacer paragraphs (FORMATS.md section 3). So a heading outside every span is the server's and
opens a field; headings inside belong to the text.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from generator.clean.html_blocks import html_to_blocks
from generator.clean.steps import clean
from generator.dates import find_dates
from generator.model import Heading, Paragraph, TextBlock
from generator.redact import redact_texts
from generator.segment.minutes_fields import FieldKind, kind_of

_TAGS = {
    "p", "div", "span", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "a", "blockquote", "pre", "img",
}  # fmt: skip
_HEADINGS = {f"h{n}" for n in range(1, 7)}
_BLOCKS = {"p", "div", "ul", "ol", "table", "blockquote", "pre"}
_LONGEST_HEADING = 160
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlField:
    """What stands under one heading. The first field of an item may have no title."""

    title: str
    blocks: tuple[TextBlock, ...]

    @property
    def kind(self) -> FieldKind:
        """What the heading says that it is."""
        return kind_of(self.title)

    @property
    def date(self) -> str | None:
        """The date in the heading: `Beslutning i Økonomiudvalget den 16-03-2026`."""
        return next(iter(find_dates(self.title)), None)


def tidy(source: str) -> str:
    """The HTML as it may be kept: words, structure and web links; no heads, scripts, comments, styles or pictures.

    An `<img>` stays as an empty tag, so that a picture's absence can be told of. Idempotent.
    """
    return nh3.clean(
        source.replace("\0", ""),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},  # by default `title` and `lang` would stay
        url_schemes={"http", "https"},
        clean_content_tags={"script", "style", "head", "title"},
        link_rel=None,
    )


def redacted(source: str) -> str:
    """Tidy HTML without the names that it marks confidential: for what is kept."""
    pieces = _Pieces()
    pieces.feed(tidy(source))
    pieces.close()
    texts = iter(redact_texts([piece for piece, is_text in pieces.found if is_text]))
    return "".join(html.escape(next(texts), quote=False) if is_text else piece for piece, is_text in pieces.found)


def cut_html(source: str) -> tuple[HtmlField, ...]:
    """The fields of an item's HTML in order, without those that hold nothing."""
    cutter = _Cutter()
    cutter.feed(tidy(source))
    cutter.close()
    fields: list[HtmlField] = []
    for title, chunk in cutter.chunks:
        fields += _cut_inside(title, html_to_blocks("".join(chunk)))
    return tuple(field for field in fields if field.blocks)


def count_pictures(source: str) -> int:
    """How many pictures the HTML has; none of them is shown."""
    return tidy(source).count("<img")


def _cut_inside(title: str, blocks: Sequence[TextBlock]) -> list[HtmlField]:
    """Earlier decisions are repeated inside the text, each under a heading of its own, which the next one ends."""
    fields = [HtmlField(title=title, blocks=())]
    level = 0  # of the heading inside the text that opened the last field
    for block in blocks:
        ends = isinstance(block, Heading) and block.level <= level
        if isinstance(block, Heading | Paragraph) and (ends or _opens_field(block)):
            fields.append(HtmlField(title=block.text.rstrip(": "), blocks=()))
            level = block.level if isinstance(block, Heading) else _DEEPEST
        else:
            last = fields[-1]
            fields[-1] = HtmlField(title=last.title, blocks=(*last.blocks, block))
    return fields


def _opens_field(block: Heading | Paragraph) -> bool:
    kind = kind_of(block.text.rstrip(": "))
    if isinstance(block, Heading):
        return kind in (FieldKind.DECISION, FieldKind.RECOMMENDATION, FieldKind.CASE_STEPS)
    short = len(block.text) <= _LONGEST_HEADING and not block.text.endswith(".")
    return kind is FieldKind.DECISION and short and bool(find_dates(block.text))


class _Pieces(HTMLParser):
    """Tags and texts of tidy HTML, in order; `found` says of each whether it is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((self.get_starttag_text() or "", False))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"</{tag}>", False))

    def handle_data(self, data: str) -> None:
        self.found.append((data, True))


class _Cutter(HTMLParser):
    """Writes tidy HTML out again, a new chunk after each heading outside every span."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.chunks: list[tuple[str, list[str]]] = [("", [])]
        self._spans = 0
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self._spans += 1
        if self._heading is not None and tag in _BLOCKS:
            self._end_heading()  # it was never closed
        if tag in _HEADINGS and not self._spans and self._heading is None:
            self._heading = []
        elif self._heading is None and tag != "span":
            self.chunks[-1][1].append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._spans -= 1
        elif tag in _HEADINGS and self._heading is not None:
            self._end_heading()
        elif self._heading is None:
            self.chunks[-1][1].append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.append(data)
        else:
            self.chunks[-1][1].append(html.escape(data))

    def _end_heading(self) -> None:
        title = clean("".join(self._heading or ())).rstrip(": ")
        if len(title) > _LONGEST_HEADING:  # a paragraph set as a heading
            self.chunks[-1][1].append(f"<p>{html.escape(title)}</p>")
        elif title:  # an empty heading opens nothing
            self.chunks.append((title, []))
        self._heading = None
