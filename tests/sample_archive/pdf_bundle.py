"""Lays documents out as a PDF bundle: portrait papers with a floating box and a letterhead, landscape slides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest

from fpdf import FPDF

from tests.sample_archive.compose import Document
from tests.sample_archive.markup import Block, Bullet, Foot, Grid, Head, Para, Raw
from tests.sample_archive.pdf_page import Font, measure, new_pdf, put, saved, use
from tests.sample_archive.wrap import wrap

_PRODUCER = "PDFsharp 1.50.5147 (www.pdfsharp.com)"
_LEFT, _TOP, _BOTTOM = 22.0, 20.0, 262.0
_WIDE, _BESIDE_COLUMN = 166.0, 118.0
_COLUMN_X, _COLUMN_WIDTH = 152.0, 42.0
_FOOTER_X, _FOOTER_Y, _FOOTER_WIDTH = 140.0, 270.0, 52.0
_BOX_PADDING = 2.5
_CELL_PADDING = 1.2
_INDENT = 6.0

_BODY = Font("Helvetica", 11)
_BOLD = Font("Helvetica", 11, "B")
_TITLE = Font("Helvetica", 13, "B")
_SMALL = Font("Helvetica", 8.5)
_SLIDE = Font("Helvetica", 17)
_SLIDE_TITLE = Font("Helvetica", 26, "B")


def pdf_bundle(documents: Iterable[Document], day: date) -> bytes:
    """The whole bundle as one PDF."""
    pdf = new_pdf(day, _PRODUCER)
    for document in documents:
        pages = _Sheet(new_pdf(day, _PRODUCER), document).write() if document.paging else 0
        _Sheet(pdf, document, pages).write()
    return saved(pdf)


class _Sheet:
    """Writes one document down the page. What a reader sees beside the text is drawn when a page is full."""

    def __init__(self, pdf: FPDF, document: Document, pages: int = 0) -> None:
        self.pdf = pdf
        self.document = document
        self.pages = pages  # how many there will be, as "Side 2 af 4" says
        self.slides = document.kind == "slides"
        self.body = _SLIDE if self.slides else _BODY
        self.width = 240.0 if self.slides else _BESIDE_COLUMN if document.column else _WIDE
        self.bottom = 175.0 if self.slides else _BOTTOM
        self.page = 0
        self.y = 0.0
        self.box_at: float | None = None
        self.feet: list[Foot] = []

    def write(self) -> int:
        """All pages of the document; gives their number."""
        self._open_page()
        for block, following in zip_longest(self.document.blocks, self.document.blocks[1:]):
            if self.slides and isinstance(block, Head) and self.y > _TOP:
                self._turn()
            self._block(block)
            if isinstance(block, Bullet) and not isinstance(following, Bullet):
                self.y += self.body.lead / 2
        self._close_page()
        return self.page

    def _open_page(self) -> None:
        self.pdf.add_page(orientation="landscape" if self.slides else "portrait")
        self.page += 1
        self.y = _TOP
        if self.page > 1 and self.document.paging:
            put(self.pdf, _BODY, _LEFT, 12.0, f"{self.document.paging} {self.page} af {self.pages}")

    def _close_page(self) -> None:
        """Footnotes and letterhead, the running footer, and the text box last of all."""
        self._footnotes()
        if self.page == 1:
            self._column()
        self._footer()
        if self.box_at is not None:
            self._draw_box(self.box_at)
            self.box_at = None

    def _turn(self) -> None:
        self._close_page()
        self._open_page()

    def _room(self, height: float) -> None:
        if self.y + height > self.bottom and self.y > _TOP:
            self._turn()

    def _block(self, block: Block) -> None:
        match block:
            case Para(text=text, hyphens=hyphens):
                heading = self.document.kind == "minutes" and text.startswith(("Punkt ", "Beslutning for ", "Referat"))
                self._lines(text, _BOLD if heading else self.body, hyphens=hyphens)
                self.y += self.body.lead * 0.6
            case Head(text=text, size=size):
                self._heading(text, size)
            case Bullet(text=text, mark=mark):
                self._bullet(text, mark)
            case Grid():
                self._grid(block)
            case Raw(lines=raw):
                for line in raw:
                    self._lines(line or " ", self.body, hyphens=False)
                self.y += self.body.lead * 0.6
            case Foot():
                self.feet.append(block)

    def _lines(self, text: str, font: Font, *, indent: float = 0.0, hyphens: bool = True) -> None:
        for line in wrap(text, self.width - indent, measure(self.pdf, font), hyphens=hyphens):
            self._room(font.lead)
            put(self.pdf, font, _LEFT + indent, self.y, line)
            self.y += font.lead

    def _heading(self, text: str, size: int) -> None:
        font = (_SLIDE_TITLE if self.slides else _TITLE) if size == 1 else _BOLD
        self._room(font.lead * 4)
        self._lines(text, font, hyphens=False)
        self.y += font.lead * (0.8 if size == 1 else 0.1)
        if text == "INDSTILLING" and self.document.box:
            self.box_at = self.y
            self.y += self._box_height() + _BODY.lead

    def _bullet(self, text: str, mark: str) -> None:
        self._room(self.body.lead)
        sign = mark or "•"
        indent = max(_INDENT, measure(self.pdf, self.body)(f"{sign} "))
        put(self.pdf, self.body, _LEFT, self.y, sign)
        self._lines(text, self.body, indent=indent)

    def _grid(self, grid: Grid) -> None:
        """A bordered table with wrapped cells; a row is never broken, the table may be."""
        parts = grid.widths or (1,) * len(grid.rows[0])
        widths = [self.width * part / sum(parts) for part in parts]
        for number, row in enumerate(grid.rows):
            font = Font("Helvetica", self.body.size * 0.87, "" if number else "B")
            cells = [
                wrap(cell, width - 2 * _CELL_PADDING, measure(self.pdf, font))
                for cell, width in zip(row, widths, strict=True)
            ]
            height = max(len(lines) for lines in cells) * font.lead + 2 * _CELL_PADDING
            self._room(height)
            x = _LEFT
            for lines, width in zip(cells, widths, strict=True):
                self.pdf.rect(x, self.y, width, height)
                for at, line in enumerate(lines):
                    put(self.pdf, font, x + _CELL_PADDING, self.y + _CELL_PADDING + at * font.lead, line)
                x += width
            self.y += height
        self.y += self.body.lead

    def _footnotes(self) -> None:
        width = measure(self.pdf, _SMALL)
        lines = [line for foot in self.feet for line in wrap(f"{foot.mark} {foot.text}", self.width, width)]
        y = _BOTTOM - len(lines) * _SMALL.lead + 6
        for line in lines:
            put(self.pdf, _SMALL, _LEFT, y, line)
            y += _SMALL.lead
        self.feet = []

    def _column(self) -> None:
        y = 45.0
        for text in self.document.column:
            for line in wrap(text, _COLUMN_WIDTH, measure(self.pdf, _SMALL)) or [""]:
                if line:
                    put(self.pdf, _SMALL, _COLUMN_X, y, line)
                y += _SMALL.lead

    def _footer(self) -> None:
        x, y = (230.0, 185.0) if self.slides else (_FOOTER_X, _FOOTER_Y)
        for line in wrap(self.document.footer, _FOOTER_WIDTH, measure(self.pdf, _SMALL), hyphens=False):
            put(self.pdf, _SMALL, x, y, line)
            y += _SMALL.lead

    def _box_lines(self) -> list[str]:
        inside = self.width - 2 * _BOX_PADDING
        return [line for text in self.document.box for line in wrap(text, inside, measure(self.pdf, _BODY))]

    def _box_height(self) -> float:
        return len(self._box_lines()) * _BODY.lead + 2 * _BOX_PADDING

    def _draw_box(self, top: float) -> None:
        lines = self._box_lines()
        use(self.pdf, _BODY)
        self.pdf.rect(_LEFT, top, self.width, self._box_height())
        for number, line in enumerate(lines):
            put(self.pdf, _BODY, _LEFT + _BOX_PADDING, top + _BOX_PADDING + number * _BODY.lead, line)
