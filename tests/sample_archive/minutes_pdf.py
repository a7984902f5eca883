"""Lays a council meeting out as FirstAgenda exports its minutes: bookmarks, contents, one item after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fpdf import FPDF

from tests.sample_archive.model import Item, Meeting
from tests.sample_archive.pdf_page import Font, measure, new_pdf, put, saved
from tests.sample_archive.wrap import wrap

_PRODUCER = "FirstAgenda A/S using ABCpdf"
_LEFT, _TOP, _BOTTOM, _WIDTH = 14.0, 20.0, 280.0, 182.0
_BODY = Font("Times", 10.5)
_FIRST_LINE = Font("Times", 10.5, around=1.2)
_HEADING = Font("Times", 12.5, "B", around=1.2)
_TITLE = Font("Times", 16, "B", around=1.2)
_WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")
_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def minutes_pdf(meeting: Meeting) -> bytes:
    """The whole document: front page, contents, items. Laid out twice, as the contents name later pages."""
    pages: dict[int, int] = {}
    for _ in range(2):
        writer = _Writer(new_pdf(meeting.day, _PRODUCER))
        writer.front(meeting)
        writer.contents(meeting, pages)
        for item in meeting.items:
            pages[item.number] = writer.item(item)
    return saved(writer.pdf)


def _title(item: Item) -> str:
    return f"Lukket: {item.title}" if item.data.get("closed") else item.title


def _lines_of(item: Item) -> Iterator[tuple[str, Font]]:
    """Every line of an item and its font; `# ` marks a heading. A closed item has its decision, without heading."""
    yield f"Punkt {item.number}: {_title(item)}", _TITLE
    if item.case:
        yield item.case, _BODY
    if item.decision and not item.data.get("closed"):
        yield "Beslutninger", _HEADING
    yield from ((line, _BODY) for line in item.decision.split("\n"))
    for number, line in enumerate(item.data.get("text", "").strip().split("\n")):
        if line:
            yield (line[2:], _HEADING) if line.startswith("# ") else (line, _BODY if number else _FIRST_LINE)


class _Writer:
    """Writes lines down the page; each item begins on a page of its own."""

    def __init__(self, pdf: FPDF) -> None:
        self.pdf = pdf
        self.y = _TOP

    def front(self, meeting: Meeting) -> None:
        """Body and day, time and place."""
        name, day = meeting.options["name"], meeting.day
        self._page("Mødeinformation")
        self._line(f"REFERAT {name} d. {day:%d-%m-%Y}", _TITLE)
        self._line(f"Mødedato {_long(day)} kl. {meeting.options['start']}", _BODY)
        self._line(f"Mødested {meeting.options['place']}", _BODY)

    def contents(self, meeting: Meeting, pages: dict[int, int]) -> None:
        """Titles without numbers, dots to the page. Long titles are cut, as FirstAgenda does."""
        self._page("Indholdsfortegnelse")
        self._line("Indholdsfortegnelse", _TITLE)
        width = measure(self.pdf, _BODY)
        for item in meeting.items:
            title, page = _title(item)[:100], f" {pages.get(item.number, 0)}"
            while width(f"{title}.{page}") < _WIDTH:
                title += "."
            self._line(title + page, _BODY)

    def item(self, item: Item) -> int:
        """One item; gives the page it begins on."""
        self._page(f"Punkt {item.number}: {_title(item)}")
        first = self.pdf.page_no()
        for text, font in _lines_of(item):
            self._line(text, font)
        return int(first)

    def _page(self, bookmark: str = "") -> None:
        self.pdf.add_page()
        self.y = _TOP
        if bookmark:
            self.pdf.start_section(bookmark)

    def _line(self, text: str, font: Font) -> None:
        """A paragraph, wrapped without hyphens; with the room around it that its font asks for."""
        self.y += font.around
        for line in wrap(text, _WIDTH, measure(self.pdf, font), hyphens=False):
            if self.y + font.lead > _BOTTOM:
                self._page()
            put(self.pdf, font, _LEFT, self.y, line)
            self.y += font.lead
        self.y += font.around


def _long(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} d. {day.day}. {_MONTHS[day.month - 1]} {day.year}"
