"""A PDF's lines come in reading order, with headings, gaps, items and tables."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sources.bundle import Role
from generator.sources.pdf_layout import in_reading_order, rows_of
from generator.sources.pdf_marks import Glyph, Rule
from generator.sources.pdf_tables import find_grids
from tests import pdf_files as make
from tests.pdf_files import built, page, read, table, texts, write

LETTERHEAD = ("Social og Sundhed", "Torvet 1", "9999 Nordlunde", "Telefon 55 55 00 00")
BODY = tuple(f"Dette er linje {n} af den løbende tekst, som er bred" for n in range(1, 9))


def _proposal() -> FPDF:
    """Body text on the left with a hole in it, letterhead on the right, the box drawn last: as the real ones."""
    pdf = page()
    write(pdf, 20, 30, "INDSTILLING", bold=True)
    write(pdf, 20, 70, "SAGSFREMSTILLING", bold=True)
    write(pdf, 20, 75, *BODY)
    write(pdf, 155, 30, *LETTERHEAD, size=8)
    write(pdf, 150, 285, "Punkt 3, Bilag 2: Notat om", "boliger", size=8)
    write(pdf, 22, 45, "Det indstilles,", "1. at planen godkendes.", "2. at pengene frigives.")
    return pdf


def test_floating_box_stands_where_it_is_seen(tmp_path: Path) -> None:
    """The recommendation's box, drawn last, comes under its heading and before the next."""
    lines = texts(read(built(_proposal()), tmp_path))
    box = lines.index("Det indstilles,")
    assert lines[box + 1 : box + 4] == ["1. at planen godkendes.", "2. at pengene frigives.", "SAGSFREMSTILLING"]
    assert lines.index("INDSTILLING") < box


def test_columns_stay_whole_and_the_footer_comes_last(tmp_path: Path) -> None:
    """Letterhead and text are not interleaved; the running footer ends the page."""
    lines = texts(read(built(_proposal()), tmp_path))
    letterhead, body = lines.index(LETTERHEAD[0]), lines.index(BODY[0])
    assert lines[letterhead : letterhead + 4] == list(LETTERHEAD)
    assert lines[body : body + 8] == list(BODY)
    assert lines[-2:] == ["Punkt 3, Bilag 2: Notat om", "boliger"]


def test_pages_gaps_and_headings_are_marked(tmp_path: Path) -> None:
    """The first line of a page starts it, a vertical gap is a blank line, larger or bold type is a heading."""
    pdf = page()
    write(pdf, 20, 30, "En stor titel", size=20)
    write(pdf, 20, 50, *BODY)
    write(pdf, 20, 110, "Baggrund", bold=True)
    write(pdf, 20, 115, *BODY)
    write(page(pdf), 20, 30, "Næste side")
    lines = read(built(pdf), tmp_path).lines
    by_text = {line.text: line for line in lines}
    assert (by_text["En stor titel"].role, by_text["En stor titel"].level) == (Role.HEADING, 1)
    assert (by_text["Baggrund"].role, by_text["Baggrund"].level) == (Role.HEADING, 2)
    assert by_text[BODY[1]].role is Role.TEXT
    at = lines.index(by_text["Baggrund"])
    assert lines[at - 1].text == ""
    assert lines[at + 1].text == BODY[0]
    assert [(line.text, line.page) for line in lines if line.page_start] == [("En stor titel", 1), ("Næste side", 2)]
    assert all(line.joint == line.page_start for line in lines)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_rotated_page_reads_the_same(degrees: int, tmp_path: Path) -> None:
    """A page that the viewer turns gives the same lines."""
    assert texts(read(make.turned(built(_proposal()), degrees), tmp_path)) == texts(read(built(_proposal()), tmp_path))


def test_landscape_slide_reads_top_down(tmp_path: Path) -> None:
    """A slide's title, bullets and footer come in the order they are seen."""
    pdf = page(orientation="landscape")
    write(pdf, 20, 60, "Første punkt", "Andet punkt", size=18)
    write(pdf, 20, 30, "Overskriften", size=30)
    write(pdf, 200, 200, "Punkt 4, Bilag 1: Oplæg", size=8)
    assert texts(read(built(pdf), tmp_path)) == [
        "Overskriften",
        "Første punkt",
        "Andet punkt",
        "Punkt 4, Bilag 1: Oplæg",
    ]


def test_line_end_hyphen_keeps_its_line(tmp_path: Path) -> None:
    """pdfium swallows the newline after a hyphen; here the hyphen stays at the end of its line."""
    pdf = page()
    write(pdf, 20, 30, "Udvalget drøftede den nye plan for bolig-", "social indsats og tog den til efterretning.")
    assert texts(read(built(pdf), tmp_path)) == [
        "Udvalget drøftede den nye plan for bolig-",
        "social indsats og tog den til efterretning.",
    ]


def test_wingdings_letter_is_a_bullet_and_a_danish_one_is_not(tmp_path: Path) -> None:
    """`ü` is a tick in Wingdings only."""
    pdf = page()
    write(pdf, 20, 30, "Müller takkede.")
    pdf.set_font("zapfdingbats", size=11)
    pdf.text(20, 40, "u")
    pdf.set_font("helvetica", size=11)
    pdf.text(26, 40, "et punkt")
    with pikepdf.open(io.BytesIO(built(pdf))) as copy:
        for font in copy.pages[0].Resources.Font.values():
            if font.BaseFont == "/ZapfDingbats":
                font.BaseFont = pikepdf.Name("/Wingdings-Regular")
        data = make.saved(copy)
    assert texts(read(data, tmp_path)) == ["Müller takkede.", "• et punkt"]


def test_form_values_are_read(tmp_path: Path) -> None:
    """What somebody filled in a form field is text of the page."""
    with pikepdf.open(io.BytesIO(make.plain())) as pdf:
        look = pdf.make_stream(b"/Tx BMC q BT /F1 12 Tf 2 5 Td (Udfyldt felt) Tj ET Q EMC")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 200, 20]
        look.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=next(iter(pdf.pages[0].Resources.Font.values())))
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="felt", V="Udfyldt felt",
                Rect=[60, 500, 260, 520], F=4, AP=pikepdf.Dictionary(N=look),
            )
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        data = make.saved(pdf)
    assert "Udfyldt felt" in texts(read(data, tmp_path))


def test_bookmark_marks_the_item_and_its_wrapped_title(tmp_path: Path) -> None:
    """A bookmark `Punkt N: title` makes the heading's lines items; other bookmarks do not."""
    pdf = page()
    pdf.start_section("Mødeinformation")
    write(pdf, 20, 30, "Mødeinformation", bold=True)
    page(pdf)
    pdf.start_section("Punkt 1: Ny skole i den østlige bydel")
    write(pdf, 20, 30, "Punkt 1: Ny skole i den", "østlige bydel", bold=True, size=14)
    write(pdf, 20, 60, *BODY)
    lines = read(built(pdf), tmp_path).lines
    assert [(line.text, line.level) for line in lines if line.role is Role.ITEM] == [
        ("Punkt 1: Ny skole i den", 1),
        ("østlige bydel", 1),
    ]


# --- tables ------------------------------------------------------------------------------------------


def test_bordered_table_is_one_line_with_its_cells(tmp_path: Path) -> None:
    """Cells hold their own words, wrapped lines parted by a newline; numbers under words make a header."""
    pdf = page()
    write(pdf, 20, 30, *BODY[:2])
    table(pdf, 50, [("Område", "Beløb"), ("Skoler og\ndagtilbud", "1.200 kr."), ("Veje", "300 kr.")])
    tables = [line for line in read(built(pdf), tmp_path).lines if line.table]
    assert [line.role for line in tables] == [Role.TABLE]
    assert tables[0].table is not None
    assert tables[0].table.header == ("Område", "Beløb")
    assert tables[0].table.rows == (("Skoler og\ndagtilbud", "1.200 kr."), ("Veje", "300 kr."))
    assert tables[0].text == "Område | Beløb\nSkoler og dagtilbud | 1.200 kr.\nVeje | 300 kr."


def test_table_over_two_pages_is_one_table(tmp_path: Path) -> None:
    """The repeated header is dropped, footers and heads between do not part it, a cut row is made whole."""
    pdf = page()
    write(pdf, 20, 15, "Økonomiudvalget", size=8)
    table(pdf, 230, [("Opgave", "Status"), ("Byg en bro", "I gang"), ("Mal skolen", "Venter på\ntørvejr")])
    write(pdf, 20, 290, "Side 1", size=8)
    page(pdf)
    write(pdf, 20, 15, "Økonomiudvalget", size=8)
    end = table(pdf, 25, [("Opgave", "Status"), ("", "og på maling"), ("Plant træer", "Færdig")])
    write(pdf, 20, end + 15, "Efter tabellen kommer tekst.")
    write(pdf, 20, 290, "Side 2", size=8)
    lines = read(built(pdf), tmp_path).lines
    tables = [line.table for line in lines if line.table]
    assert len(tables) == 1
    assert tables[0].header == ("Opgave", "Status")
    assert tables[0].rows == (
        ("Byg en bro", "I gang"),
        ("Mal skolen", "Venter på\ntørvejr\nog på maling"),
        ("Plant træer", "Færdig"),
    )
    assert "Efter tabellen kommer tekst." in [line.text for line in lines if line.page == 2]


def test_two_tables_on_two_pages_stay_two(tmp_path: Path) -> None:
    """Text between them parts tables of the same width."""
    pdf = page()
    end = table(pdf, 30, [("Opgave", "Status"), ("Byg en bro", "I gang")])
    write(pdf, 20, end + 20, "Det var den første.")
    table(page(pdf), 30, [("Navn", "Alder"), ("Broen", "3 år")])
    assert sum(line.table is not None for line in read(built(pdf), tmp_path).lines) == 2


def test_boxes_and_frames_are_no_tables(tmp_path: Path) -> None:
    """A border round a text box gives lines, not a table."""
    pdf = page()
    pdf.rect(15, 40, 120, 30)
    write(pdf, 20, 50, "Det indstilles,", "at planen godkendes.")
    lines = read(built(pdf), tmp_path).lines
    assert [line.text for line in lines] == ["Det indstilles,", "at planen godkendes."]


def test_merged_cells_keep_their_text_once() -> None:
    """Where no line parts two cells they are one region."""
    across = [Rule(0, y, 100, y) for y in (0, 10, 20)]
    down = [Rule(0, 0, 0, 20), Rule(100, 0, 100, 20), Rule(50, 0, 50, 10)]
    (grid,) = find_grids([*across, *down])
    assert grid.regions == ((0, 0), (2, 3))


# --- any input ---------------------------------------------------------------------------------------

_GLYPHS = st.lists(
    st.builds(
        Glyph,
        char=st.sampled_from("abc æø-.1 "),
        x0=st.floats(0, 600),
        x1=st.floats(0, 600),
        y=st.floats(0, 840),
        size=st.sampled_from([8.0, 11.0, 20.0]),
        order=st.integers(0, 1000),
        bold=st.booleans(),
        spaced=st.booleans(),
        angle=st.sampled_from([0, 0, 0, 90, 45]),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(_GLYPHS)
def test_no_letter_is_lost_in_layout(glyphs: list[Glyph]) -> None:
    """Wherever letters stand on the page, each comes out exactly once."""
    rows = in_reading_order(rows_of(glyphs), 842)
    out = sorted(char for row in rows for char in row.text if not char.isspace())
    assert out == sorted(glyph.char for glyph in glyphs if not glyph.char.isspace())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.builds(Rule, st.integers(0, 9), st.integers(0, 9), st.integers(9, 40), st.integers(0, 40)), max_size=30)
)
def test_any_lines_make_sound_grids(rules: list[Rule]) -> None:
    """Lines drawn anyhow give grids whose regions fit their size, or none."""
    for grid in find_grids([rule for rule in rules if rule.y0 <= rule.y1]):
        assert len(grid.regions) == len(grid.ys) - 1
        assert {len(row) for row in grid.regions} == {len(grid.xs) - 1}
