"""PDFs made to hang or fill: read, or refused in a finding, within time and memory. (More: test_pdf_failures.py.)"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests import pdf_files as make
from tests.hostile import SECONDS
from tests.pdf_files import codes, read, saved, texts


def _page(content: bytes, size: tuple[int, int] = (595, 842)) -> bytes:
    """A page in Helvetica with these drawing commands."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    page = pdf.pages[0]
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    page.MediaBox = pikepdf.Array([0, 0, *size])
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(content)
    return saved(pdf)


def _outline(count: int, after: Callable[[int], int], inside: Callable[[int], int] | None) -> bytes:
    """A sound page with bookmarks that lead to each other."""
    with pikepdf.open(io.BytesIO(make.plain())) as pdf:
        target = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
        marks = [pdf.make_indirect(pikepdf.Dictionary(Title=f"Mappe {n}", Dest=target)) for n in range(count)]
        for number, mark in enumerate(marks):
            mark.Next = marks[after(number)]
            if inside:
                mark.First = marks[inside(number)]
        outlines = pikepdf.Dictionary(First=marks[0], Last=marks[-1], Count=count)
        pdf.Root.Outlines = pdf.make_indirect(outlines)
        return saved(pdf)


def _objects(count: int) -> bytes:
    with pikepdf.open(io.BytesIO(make.plain())) as pdf:
        pdf.Root.Extra = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(Number=n)) for n in range(count)])
        return saved(pdf)


def _nested_arrays() -> bytes:
    start = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + b"[" * 200_000
    return start + b">>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


_WORDS = ["Mødet begyndte til tiden."]


@pytest.mark.parametrize(
    ("made", "lines", "told"),
    [
        (lambda: _page(b"BT /F 10 Tf 100 500000 Td (Hej) Tj ET", (1_000_000, 1_000_000)), ["Hej"], []),
        (lambda: _page(b"BT /F 1 Tf 1 5 Td (" + b"ord " * 100_000 + b") Tj ET", (1_000_000, 20)), [],
         ["pdf-resource-limit"]),
        (lambda: _page(b"BT /F 1 Tf 1 5 Td " + b"(ord ord ord ord) Tj 0 1 Td " * 200_000 + b" ET"), [],
         ["pdf-resource-limit"]),
        (lambda: _page(b"q " * 1_000_000), [], ["pdf-blank"]),
        (lambda: _outline(1, lambda n: n, lambda n: n), _WORDS, []),
        (lambda: _outline(50, lambda n: (n + 1) % 50, lambda n: (n * 7 + 1) % 50), _WORDS, []),
        (lambda: _outline(6_000, lambda n: min(n + 1, 5_999), None), _WORDS, []),
        (lambda: _objects(100_000), _WORDS, []),
        (_nested_arrays, [], ["pdf-damaged"]),
    ],
    ids=[
        "a page of a million points", "a line of 400,000 letters", "three million letters", "a million states",
        "a bookmark in itself", "bookmarks in a ring", "6,000 bookmarks", "100,000 objects", "200,000 arrays",
    ],
)  # fmt: skip
def test_hostile_pdf_is_read_or_refused(
    made: Callable[[], bytes], lines: list[str], told: list[str], tmp_path: Path
) -> None:
    """Each gives its words, or one finding and no words; never half of them in silence."""
    data = made()
    start = time.monotonic()
    bundle = read(data, tmp_path)
    assert time.monotonic() - start < SECONDS
    assert (texts(bundle), codes(bundle)) == (lines, told)
