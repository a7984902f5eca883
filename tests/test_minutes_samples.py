"""Real minutes from three systems; what is expected here was read from the papers by hand."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from generator.clean.steps import clean
from generator.model import Openness
from generator.segment.minutes import segment_minutes
from generator.segment.parts import Part, PartKind, Segments
from generator.sources.bundle import Bundle
from generator.sources.pdf import read_pdf
from tests.samples import samples

AARHUS = "aarhus_byraad_2025-08-27_referat_full.pdf"
BALLERUP = "ballerup_SFU_2012-12-04_referat_full.pdf"
SYDDJURS = "syddjurs_PUK_2013-06-20_referat_full.pdf"


@cache
def _read(name: str) -> Bundle:
    return read_pdf(samples() / "pdf" / name, name)


def _segments(name: str) -> Segments:
    segments = segment_minutes(_read(name))
    assert segments is not None
    return segments


def _parts(name: str, kind: PartKind, item: str | None = None) -> list[Part]:
    return [part for part in _segments(name).parts if part.kind is kind and (item is None or part.item == item)]


def _words(*parts: Part) -> str:
    return " ".join(clean(line.text) for part in parts for line in part.lines if line.text.strip())


@pytest.mark.parametrize("name", [AARHUS, BALLERUP, SYDDJURS])
def test_every_line_is_in_exactly_one_part(name: str) -> None:
    """No line of the real papers is lost or doubled."""
    there = Counter((line.page, line.number) for line in _read(name).lines if line.text.strip())
    found = Counter(
        (line.page, line.number) for part in _segments(name).parts for line in part.lines if line.text.strip()
    )
    assert found == there


@pytest.mark.parametrize(
    ("name", "date", "start", "place"),
    [
        (AARHUS, "2025-08-27", "16:00", "Byrådssalen"),
        (BALLERUP, "2012-12-04", "13:00", "Mødecenter C, Lokale 32"),
        (SYDDJURS, "2013-06-20", "10:30", "Kaløvig Kursuscenter"),
    ],
)
def test_front_page_gives_date_time_and_place(name: str, date: str, start: str, place: str) -> None:
    """Date, time and place stand in three different forms."""
    segments = _segments(name)
    assert segments.dates[0] == date
    assert segments.start == start
    assert (segments.place or "").startswith(place)


# --- FirstAgenda -------------------------------------------------------------------------------------


def test_aarhus_has_its_items_and_one_is_closed() -> None:
    """21 items in order, wrapped titles whole, case numbers; the last is closed, and no other."""
    items = _parts(AARHUS, PartKind.ITEM)
    assert [item.number or item.item for item in items] == [str(n) for n in range(1, 22)]
    titles = {item.item: item.title for item in items}
    assert titles["3"].endswith("parkering i kommunale P-huse")
    assert titles["7"].endswith("ny 2030-fremskrivning")
    assert titles["10"].endswith("med tillæg 1 - Endelig")
    assert titles["14"].endswith("tilsyn i Børn og Unge")
    assert [item.case_numbers for item in items if item.item in ("1", "21")] == [
        ("EMN-2023-009832",),
        ("EMN-2025-007940",),
    ]
    closed = [item.item for item in items if any(mark.openness is Openness.CLOSED for mark in item.markers)]
    assert closed == ["21"]


def test_closed_item_stands_nowhere_else() -> None:
    """The closed item's words are in its own parts and in furniture (the contents list), never in another item."""
    for part in _segments(AARHUS).parts:
        if part.item != "21" and part.kind is not PartKind.FURNITURE:
            assert "landbrugsejendom" not in _words(part)
            assert "EMN-2025-007940" not in _words(part)


def test_aarhus_decisions_end_where_the_proposal_begins() -> None:
    """Each open item has its decision; the line under it that opens the indstilling is no part of it."""
    decisions = {part.item: _words(part) for part in _parts(AARHUS, PartKind.DECISION)}
    assert list(decisions) == [str(n) for n in range(1, 21)]
    assert decisions["1"] == "Godkendt."
    assert decisions["12"].endswith("udarbejder notat.")
    assert decisions["3"].endswith("kunne ikke tiltræde indstillingen.")
    assert "Anlægsbevilling" in _words(*_parts(AARHUS, PartKind.SECTION, "12"))


def test_aarhus_recommendations_begin_their_lines() -> None:
    """`At 1) …` stands at the beginning of its line, for the six points of items 6 and 12."""
    for item in ("6", "12"):
        (part,) = _parts(AARHUS, PartKind.RECOMMENDATION, item)
        assert [line.text[:5] for line in part.lines if line.text.startswith("At ")] == [
            f"At {n})" for n in range(1, 7)
        ]
    assert len(_parts(AARHUS, PartKind.RECOMMENDATION)) == 13


def test_aarhus_case_history_is_one_block_over_the_page() -> None:
    """Item 6 was treated four times before; item 2's history goes on over the page."""
    (part,) = _parts(AARHUS, PartKind.CASE_STEPS, "6")
    assert sum(line.text.startswith("Udvalg:") for line in part.lines) == 4
    (part,) = _parts(AARHUS, PartKind.CASE_STEPS, "2")
    assert sum(line.text.startswith("Punktnummer:") for line in part.lines) == 3
    assert len(_parts(AARHUS, PartKind.CASE_STEPS)) == 13


def test_aarhus_attachments_are_names_in_order() -> None:
    """Ten names over two pages in item 6, a wrapped one in item 10, one in item 13, none in item 1."""
    counts = Counter(part.item for part in _parts(AARHUS, PartKind.ATTACHMENT))
    assert (counts["6"], counts["10"], counts["13"], counts["1"]) == (10, 7, 1, 0)
    names = _parts(AARHUS, PartKind.ATTACHMENT, "10")
    assert names[0].title == "Indstilling"
    assert names[1].title.endswith("Hasselager-Kolt med tillæg 1")
    assert [name.number for name in names] == [str(n) for n in range(1, 8)]


def test_aarhus_sections_have_the_papers_headings() -> None:
    """Sections are told apart by their headings, those in capitals too."""
    titles = [" ".join(part.title.split()[:3]) for part in _parts(AARHUS, PartKind.SECTION, "2")]
    assert titles == [
        "BESLUTNINGSFORSLAG FRA DD",
        "INDSTILLING FRA MAGISTRATSAFDELINGEN",
        "Resume",
        "Borgmesterens Afdelings påtegning",
    ]


# --- other systems -----------------------------------------------------------------------------------


def test_ballerup_items_decisions_and_attachments() -> None:
    """Eight items with case numbers; document numbers are no case numbers; the lists of papers are names."""
    items = _parts(BALLERUP, PartKind.ITEM)
    assert [item.item for item in items] == [str(n) for n in range(1, 9)]
    assert items[0].title == "Meddelelser"
    assert items[5].title.endswith("hverdagsrehabilitering for ældre")
    assert items[1].case_numbers == ("2012-28504",)
    assert not any(mark for item in items for mark in item.markers)
    decisions = {part.item: _words(part) for part in _parts(BALLERUP, PartKind.DECISION)}
    assert decisions["1"] == decisions["8"] == "Taget til efterretning"
    assert decisions["3"] == "Indstilles til godkendelse"
    assert decisions["7"].startswith("Indstillingen godkendt med denne bemærkning:")
    counts = Counter(part.item for part in _parts(BALLERUP, PartKind.ATTACHMENT))
    assert [counts[str(n)] for n in range(1, 9)] == [3, 1, 1, 1, 2, 1, 1, 0]
    assert _parts(BALLERUP, PartKind.ATTACHMENT, "2")[0].title == "Bygningsliste og prioriteringssystem"


def test_ballerup_running_head_is_furniture() -> None:
    """Body, date and page number of the running head are in no item's text."""
    for part in _segments(BALLERUP).parts:
        if part.item:
            assert not any(line.text.startswith(("Side ", "Dato: 04.12")) for line in part.lines)


def test_ballerup_table_over_the_page_is_one() -> None:
    """The table of item 6 begins on one page and ends on the next: one header, eight rows."""
    (table,) = [line.table for line in _read(BALLERUP).lines if line.table]
    assert len(table.rows) == 8
    assert table.header[1] == "Afsatte midler\ni 2013"
    assert table.rows[-1] == ("I alt", "2.890.000 kr.")
    assert any(line.table for part in _parts(BALLERUP, PartKind.SECTION, "6") for line in part.lines)


def test_syddjurs_decision_is_the_one_of_the_day() -> None:
    """Of three decisions in one item only that of the meeting's date is its decision; two are history."""
    (item,) = _parts(SYDDJURS, PartKind.ITEM)
    assert (item.item, item.case_numbers) == ("715", ("12/27845",))
    assert item.title == "Kulturkommune 2017. Politiske fokusområder"
    (decision,) = _parts(SYDDJURS, PartKind.DECISION)
    assert _words(decision).startswith("Punktet blev drøftet.")
    earlier = [part.title for part in _parts(SYDDJURS, PartKind.SECTION) if part.title.startswith("Beslutning i")]
    assert [title[-10:] for title in earlier] == ["10-04-2013", "24-04-2013"]
    titles = [part.title for part in _parts(SYDDJURS, PartKind.ATTACHMENT)]
    assert len(titles) == 3
    assert titles[0] == "Opsamlingsnotat. Temamøde 20.09.2012"
    assert "Underskrift" not in _words(*(part for part in _segments(SYDDJURS).parts if part.item))


def test_scan_and_blank_page_are_findings() -> None:
    """The sample scan and the blank page give no lines, and say why."""
    scan = _read("ballerup_bilag_SCANNED_notext_bygningsliste_8p.pdf")
    empty = _read("regionH_FU_2012-09-25_bilag_BLANK_placeholder.pdf")
    assert (scan.lines, [finding.code for finding in scan.findings]) == ((), ["pdf-scanned"])
    assert (empty.lines, [finding.code for finding in empty.findings]) == ((), ["pdf-blank"])
    assert segment_minutes(scan) is None
