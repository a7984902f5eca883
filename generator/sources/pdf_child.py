"""The child process that reads one PDF: `python -m generator.sources.pdf_child FILE`, one JSON answer on stdout.

pdfium aborts the process on some hostile files and takes gigabytes on others (FORMATS.md section 2), so the
child limits its own memory and may die; `pdf.read_pdf` starts it, waits so long, and explains its death.
"""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from generator.sources.bundle import Line
from generator.sources.pdf_lines import Bookmark, PageRows, lines_of, page_rows
from generator.sources.pdf_marks import PageMarks
from generator.sources.pdf_page import read_marks

MEMORY = 512 * 1024 * 1024
_MAX_BOOKMARKS = 5_000
_FEW_LETTERS = 40  # a page with fewer and a large picture may be a scan with a stamp
_LARGE = 0.5  # of the page: a picture this large is a scan


class Refused(Exception):
    """The file cannot be read at all; the text is the finding's code."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far. `notes` are (code, page, count)."""

    pages: int = 0
    producer: str = ""
    rows: list[PageRows] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    notes: list[tuple[str, int | None, int]] = field(default_factory=list)
    letters: int = 0


def main() -> None:
    """Read the file named on the command line with at most `max_pages` pages."""
    limit_resources()
    path, max_pages = Path(sys.argv[1]), int(sys.argv[2])
    try:
        answer = _answer(read_document(path.read_bytes(), max_pages))
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "pdf-resource-limit"}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def limit_resources() -> None:
    """At most 512 MB more than Python holds already, no core file, no writing to disk (where the system can)."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    statm = Path("/proc/self/statm")
    held = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 256 * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def read_document(data: bytes, max_pages: int) -> _Reading:
    """Open `data`, repaired if need be, and read its pages. Raises `Refused`."""
    reading = _Reading()
    document = _open(data, reading)
    document.init_forms()
    reading.pages = len(document)
    reading.producer = document.get_metadata_value("Producer").replace("\0", "").strip()
    if reading.pages > max_pages:
        reading.notes.append(("too-many-pages", None, reading.pages))
    for index in range(min(reading.pages, max_pages)):
        _read_page(document, index, reading)
    reading.bookmarks = list(_bookmarks(document))
    return reading


# --- opening -----------------------------------------------------------------------------------------


def _open(data: bytes, reading: _Reading) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Refused("pdf-encrypted") from None
        # "Success" is what pdfium says of a sound file without pages.
        why = "pdf-empty" if error.err_code == pdfium.FPDF_ERR_SUCCESS else _why_unreadable(data)
    try:
        document = pypdfium2.PdfDocument(_repaired(data, why))
    except pypdfium2.PdfiumError:
        raise Refused(why) from None
    reading.notes.append(("repaired", None, 1))
    return document


def _repaired(data: bytes, why: str) -> bytes:
    """The file as qpdf makes sense of it."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            fixed = io.BytesIO()
            pdf.save(fixed)
            return fixed.getvalue()
    except pikepdf.PasswordError:
        raise Refused("pdf-encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
        raise Refused(why) from None


def _why_unreadable(data: bytes) -> str:
    """A file without its end was cut off on the way; else it is damaged."""
    return "pdf-damaged" if b"%%EOF" in data[-2048:] else "pdf-truncated"


# --- pages -------------------------------------------------------------------------------------------


def _read_page(document: Any, index: int, reading: _Reading) -> None:
    number = index + 1
    try:
        page = document[index]
        if document.formenv and page.flatten() == pdfium.FLATTEN_SUCCESS:
            page.close()
            page = document[index]  # flattening asks for a fresh handle
        marks = read_marks(page)
        page.close()
    except pypdfium2.PdfiumError:
        reading.notes.append(("page-damaged", number, 1))
        return
    letters = sum(1 for glyph in marks.glyphs if not glyph.char.isspace())
    reading.letters += letters
    reading.notes += [(code, number, count) for code, count in sorted(marks.notes.items()) if count]
    if code := _emptiness(marks, letters):
        reading.notes.append((code, number, 1))
    reading.rows.append(page_rows(marks, number))


def _emptiness(marks: PageMarks, letters: int) -> str:
    """Whether the page is blank, a scan, or a drawing without text."""
    area = max(marks.width * marks.height, 1)
    pictures = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (fill.box for fill in marks.fills if fill.picture))
    large = pictures > area * _LARGE
    if letters:
        return "mostly-picture" if large and letters < _FEW_LETTERS else ""
    if large:
        return "scanned"
    return "drawing" if marks.drawings else "blank"


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for count, mark in enumerate(document.get_toc(max_depth=6)):
        if count >= _MAX_BOOKMARKS:
            return
        target = mark.get_dest()
        page = target.get_index() if target else None
        if page is not None:
            yield Bookmark(title=mark.get_title(), page=page + 1, depth=mark.level + 1)


# --- the answer --------------------------------------------------------------------------------------


def _answer(reading: _Reading) -> dict[str, Any]:
    notes: Counter[tuple[str, int | None]] = Counter()
    for code, page, count in reading.notes:
        notes[code, page] += count
    return {
        "pages": reading.pages,
        "producer": reading.producer,
        "letters": reading.letters,
        "notes": [[code, page, count] for (code, page), count in notes.items()],
        "lines": [_packed(line) for line in lines_of(reading.rows, reading.bookmarks)],
    }


def _packed(line: Line) -> list[Any]:
    table = [list(line.table.header), [list(row) for row in line.table.rows]] if line.table else None
    return [line.text, line.page, line.number, line.page_start, line.role.value, line.level, table]


if __name__ == "__main__":
    main()
