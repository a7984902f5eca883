"""Original files: whatever a PDF hides keeps it in, and whatever does not draw its pages is left behind."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from generator.audit.pdf_bytes import pdf_texts
from generator.originals.making import Made, make
from generator.originals.rewrite import NotRewritable, rewritten
from tests import hiding, pdf_files


def made(data: bytes, folder: Path) -> Made:
    """`data` written anew in the child process."""
    file = folder / "papers.pdf"
    file.write_bytes(data)
    return make(file)


def codes(data: bytes, folder: Path) -> set[str]:
    """What speaks against publishing `data`."""
    return {code for code, _ in made(data, folder).blocked}


@pytest.mark.parametrize("maker", hiding.HIDING, ids=lambda maker: maker.__name__)
def test_what_hides_is_found(maker: Callable[[], bytes], tmp_path: Path) -> None:
    """Issue 5, point 5: each way of hiding blocks the file, and no byte of it comes out of the child."""
    result = made(maker(), tmp_path)
    assert hiding.HIDING[maker] in {code for code, _ in result.blocked}, result.blocked
    assert result.data == b""


@pytest.mark.parametrize("maker", [pdf_files.plain, pdf_files.picture, lambda: pdf_files.turned(pdf_files.plain(), 90)])
def test_what_shows_everything_passes(maker: Callable[[], bytes], tmp_path: Path) -> None:
    """A file that hides nothing is not held back, upright or turned, text or scan; it looks as before."""
    result = made(maker(), tmp_path)
    assert result.blocked == ()
    before, after = (pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil() for data in (maker(), result.data))
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("ink", [(0, 0, 0), (90, 90, 90), (180, 0, 0)])
@pytest.mark.parametrize("ground", [None, (235, 235, 200)])
def test_coloured_words_on_a_ground_pass(
    ink: tuple[int, int, int], ground: tuple[int, int, int] | None, tmp_path: Path
) -> None:
    """A heading in colour, or on a coloured ground, hides nothing."""
    pdf = pdf_files.page()
    if ground:
        pdf.set_fill_color(*ground)
        pdf.rect(10, 20, 100, 20, style="F")
    pdf.set_text_color(*ink)
    pdf_files.write(pdf, 20, 30, "Beslutning: 1,5 mio. kr. godkendt.", size=7)
    assert codes(pdf_files.built(pdf), tmp_path) == set()


def test_white_words_on_a_dark_ground_pass(tmp_path: Path) -> None:
    """White on a dark heading is seen."""
    pdf = pdf_files.page()
    pdf.set_fill_color(0, 60, 90)
    pdf.rect(10, 20, 100, 20, style="F")
    pdf.set_text_color(255, 255, 255)
    pdf_files.write(pdf, 20, 30, "Referat")
    assert codes(pdf_files.built(pdf), tmp_path) == set()


def test_words_printed_twice_for_bold_pass(tmp_path: Path) -> None:
    """The same letters a hair apart are how some programs make bold."""
    pdf = pdf_files.page()
    pdf_files.write(pdf, 20, 30, "Referat")
    pdf_files.write(pdf, 20.1, 30, "Referat")
    assert codes(pdf_files.built(pdf), tmp_path) == set()


@pytest.mark.parametrize("kind", hiding.LEFT_BEHIND)
def test_the_file_to_be_cleaned_holds_everything(kind: str) -> None:
    """The next test would say nothing of a word that was never there."""
    assert f"Spor{kind}" in everything(hiding.loaded())


def test_what_does_not_show_is_left_behind(tmp_path: Path) -> None:
    """No metadata, attachment, script, outline, comment, thumbnail, layer, unused object or remark comes along."""
    result = made(hiding.loaded(), tmp_path)
    assert result.blocked == ()
    found = everything(result.data)
    assert [kind for kind in hiding.LEFT_BEHIND if f"spor{kind}" in found.lower()] == []
    assert "Spor" not in found
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(pdf.trailer.keys()) <= {
            "/Root",
            "/Size",
            "/ID",
            "/Type",
            "/W",
            "/Index",
            "/Filter",
            "/Length",
            "/DecodeParms",
        }
        assert all("/Annots" not in page and "/AA" not in page for page in pdf.pages)
    assert hiding.SEEN in result.text


def test_same_file_same_bytes(tmp_path: Path) -> None:
    """Promise 7: the identifier is made of the content; no date and no chance is in it."""
    (tmp_path / "b").mkdir()
    first, second = made(hiding.loaded(), tmp_path), made(hiding.loaded(), tmp_path / "b")
    assert first.data == second.data != b""
    assert made(first.data, tmp_path).data == first.data  # and nothing is left to take away


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf_files.encrypted(), "encrypted"),
        (b"%PDF-1.4 nothing more", "damaged"),
        (pdf_files.plain()[:-400], "damaged"),
        (pdf_files.with_forms(3, circular=True), "resource-limit"),
        (pdf_files.endless_page_tree(10), "damaged"),
    ],
    ids=["encrypted", "no-pdf", "truncated", "circular", "endless"],
)
def test_unsound_files_are_refused(data: bytes, code: str, tmp_path: Path) -> None:
    """A file that is not sound is not mended and published, and never ends the build."""
    result = made(data, tmp_path)
    assert {found for found, _ in result.blocked} == {code}
    assert result.data == b""


@settings(max_examples=40)  # each is a whole file
@given(cut=st.integers(0, 4_000), put=st.binary(max_size=12))
def test_rewriting_never_raises_for_what_stands_in_a_file(cut: int, put: bytes) -> None:
    """Bytes changed anywhere in the file: it is written anew or refused."""
    data = LOADED[:cut] + put + LOADED[cut + len(put) :]
    with contextlib.suppress(NotRewritable):
        assert rewritten(data).startswith(b"%PDF-")


LOADED = hiding.loaded()


def everything(data: bytes) -> str:
    """The file's raw bytes, and every string and unpacked stream in it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(data)
        return "\n".join((data.decode("latin-1"), *pdf_texts(file)))
