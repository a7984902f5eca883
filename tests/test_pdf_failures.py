"""Whatever a PDF holds, reading gives a bundle, and findings a clerk understands; never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings import Severity
from generator.sources.pdf import Limits, read_pdf
from tests import pdf_files as make
from tests.pdf_files import codes, read, texts


@pytest.mark.parametrize(
    ("make_data", "code"),
    [
        (lambda: b"", "pdf-empty"),
        (lambda: b"PK\x03\x04 a Word file", "pdf-not-pdf"),
        (make.encrypted, "pdf-encrypted"),
        (lambda: make.plain()[:40], "pdf-truncated"),
        (lambda: b"%PDF-1.7\n" + b"\x00\xff" * 400 + b"\n%%EOF", "pdf-damaged"),
        (make.no_pages, "pdf-empty"),
        (make.picture, "pdf-scanned"),
        (make.blank, "pdf-blank"),
        (lambda: make.with_forms(26, circular=False), "pdf-resource-limit"),
        (lambda: make.with_forms(40, circular=True), "pdf-resource-limit"),
        (lambda: make.bomb(1024), "pdf-resource-limit"),
    ],
    ids=[
        "empty", "not-pdf", "encrypted", "truncated", "damaged", "no-pages", "scan", "blank", "doubling", "circular",
        "bomb",
    ],
)  # fmt: skip
def test_unreadable_file_is_one_finding(make_data: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    """A file that cannot be read gives no lines and says in one finding why, and what to do."""
    bundle = read(make_data(), tmp_path)
    assert bundle.lines == ()
    assert codes(bundle) == [code]
    assert bundle.findings[0].remedy
    assert bundle.findings[0].file == "udvalg/2025-01-01/papers.pdf"
    assert len(bundle.source.sha256) == 64


def test_missing_file_is_a_finding(tmp_path: Path) -> None:
    """A file that is not there is told, not raised."""
    assert codes(read_pdf(tmp_path / "none.pdf", "none.pdf")) == ["pdf-unreadable"]


def test_cut_off_file_gives_what_is_left_and_says_so(tmp_path: Path) -> None:
    """A truncated file whose pages can be read is read, with an error, so that nothing is missed in silence."""
    data = make.plain()
    bundle = read(data[: data.rindex(b"startxref")], tmp_path)
    assert texts(bundle) == ["Mødet begyndte til tiden."]
    assert "pdf-truncated" in codes(bundle)
    assert max(finding.severity is Severity.ERROR for finding in bundle.findings)


def test_form_that_draws_itself_does_not_stop_the_build(tmp_path: Path) -> None:
    """A form that draws itself ends in a finding, whether pdfium survives it or not."""
    assert codes(read(make.with_forms(1, circular=True), tmp_path))


def test_page_tree_that_lies_is_capped(tmp_path: Path) -> None:
    """A page tree that points to itself and claims 99,999 pages costs a few findings and little time."""
    bundle = read(make.endless_page_tree(99_999), tmp_path, limits=Limits(max_pages=50))
    assert bundle.lines == ()
    assert set(codes(bundle)) == {"pdf-resource-limit", "pdf-page-damaged"}
    assert len(bundle.findings) < 5


def test_slow_file_is_given_up(tmp_path: Path) -> None:
    """When the clock runs out the child is killed and the file is a finding."""
    bundle = read(make.plain(), tmp_path, limits=Limits(seconds=0.001))
    assert codes(bundle) == ["pdf-resource-limit"]


def test_large_file_is_not_opened(tmp_path: Path) -> None:
    """A file over the byte limit is refused before any parser sees it."""
    assert codes(read(make.plain(), tmp_path, limits=Limits(max_bytes=100))) == ["pdf-too-large"]


def test_pages_over_the_limit_are_told(tmp_path: Path) -> None:
    """Of a file with too many pages the first are read, and an error tells of the rest."""
    bundle = read(make.joined(make.plain(), make.plain()), tmp_path, limits=Limits(max_pages=1))
    assert texts(bundle) == ["Mødet begyndte til tiden."]
    assert codes(bundle) == ["pdf-resource-limit"]


def test_scanned_and_blank_pages_among_others_are_named(tmp_path: Path) -> None:
    """In a file with text, each page without text is told with its number; a blank page is no reason to worry."""
    bundle = read(make.joined(make.plain(), make.picture(), make.blank()), tmp_path)
    assert bundle.source.pages == 3
    assert [(f.code, f.place, f.severity) for f in bundle.findings] == [
        ("pdf-scanned-page", "side 2", Severity.ERROR),
        ("pdf-blank-page", "side 3", Severity.INFO),
    ]


def test_text_under_a_black_box_is_left_out(tmp_path: Path) -> None:
    """Words that a black bar was drawn over do not come through, and the clerk is told."""
    pdf = make.page()
    make.write(pdf, 20, 30, "Borgerens navn er", size=11)
    make.write(pdf, 60, 30, "Kanariefugl", size=11)
    pdf.set_fill_color(0, 0, 0)
    pdf.rect(58, 25, 40, 8, style="F")
    bundle = read(make.built(pdf), tmp_path)
    assert "Kanarie" not in " ".join(texts(bundle))
    assert codes(bundle) == ["pdf-covered-text"]


def test_white_text_on_white_is_told_and_on_a_dark_ground_is_not(tmp_path: Path) -> None:
    """White words on nothing are a warning; a slide's white heading on blue is not."""
    on_blue, on_nothing = make.page(), make.page()
    on_blue.set_fill_color(0, 60, 120)
    on_blue.rect(10, 20, 120, 15, style="F")
    for pdf in (on_blue, on_nothing):
        pdf.set_text_color(255, 255, 255)
        make.write(pdf, 20, 30, "usynligt")
    assert codes(read(make.built(on_blue), tmp_path)) == []
    bundle = read(make.built(on_nothing), tmp_path)
    assert codes(bundle) == ["pdf-white-text"]
    assert bundle.findings[0].message.startswith("8 letters")


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is the system's")
def test_child_does_not_see_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile PYTHONPATH of the caller does not reach the child."""
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit(3)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert codes(read(make.plain(), tmp_path)) == []
