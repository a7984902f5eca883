"""A PDF whose text is placed line by line, with the same bytes at every run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fpdf import FPDF

MM_PER_POINT = 25.4 / 72
_NOON = 12


@dataclass(frozen=True, slots=True)
class Font:
    """A core font: no font file is shipped. `around` is the extra room above and below a paragraph, in mm."""

    family: str
    size: float
    style: str = ""
    around: float = 0.0

    @property
    def lead(self) -> float:
        """Line distance in mm: 1.25 times the size."""
        return self.size * MM_PER_POINT * 1.25


def new_pdf(day: date, producer: str) -> FPDF:
    """An empty A4 document made at noon of `day`; its id follows from its content."""
    pdf = FPDF(format="A4", unit="mm")
    pdf.core_fonts_encoding = "windows-1252"  # –, • and ’ beside æøå
    pdf.set_compression(False)  # zlib's bytes differ from one build of it to the next
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.set_lang("da-DK")
    pdf.set_producer(producer)
    pdf.set_creator("tests.sample_archive")
    pdf.set_creation_date(datetime(day.year, day.month, day.day, _NOON, tzinfo=UTC))
    return pdf


def measure(pdf: FPDF, font: Font) -> Callable[[str], float]:
    """The width of a text in millimetres, as `wrap` wants it."""

    def width(text: str) -> float:
        use(pdf, font)
        return float(pdf.get_string_width(text))

    return width


def use(pdf: FPDF, font: Font) -> None:
    """Set the current font."""
    pdf.set_font(font.family, font.style, font.size)


def put(pdf: FPDF, font: Font, x: float, y: float, text: str) -> None:
    """Write one line whose upper edge is `y`."""
    use(pdf, font)
    pdf.text(x, y + font.size * MM_PER_POINT, text)


def saved(pdf: FPDF) -> bytes:
    """The finished file."""
    return bytes(pdf.output())
