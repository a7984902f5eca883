"""The child process that makes a PDF ready to be published: `python -m generator.originals.child FILE`.

It answers on stdout with one line of JSON, `{"sha256": "…", "blocked": [[code, page], …], "text": "…"}`, and after
it the new file's bytes where nothing blocks it. It limits itself like the reader's child, for the same
reasons (`sources.pdf_child`).
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import ImageChops

from generator.originals.hidden import drawn, hidden_on
from generator.originals.rewrite import NotRewritable, rewritten
from generator.sources.pdf_child import limit_resources

MAX_PAGES = 1_000
_COMPARED_AT = 1.0  # pixels for each point
_ALIKE = 40  # of 255: what two drawings of the same page may differ by in one pixel

_SIGNS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FILEATTACHMENT)

Blocked = tuple[str, int | None]


def main() -> None:
    """Read the file named on the command line."""
    limit_resources()
    data = Path(sys.argv[1]).read_bytes()
    blocked: list[Blocked] = []
    text, new = "", b""
    try:
        new = rewritten(data)
        blocked, text = look_over(data, new)
    except NotRewritable as refused:
        blocked = [(str(refused), None)]
    except (MemoryError, pypdfium2.PdfiumError):
        blocked = [("resource-limit", None)]
    answer = {"sha256": hashlib.sha256(data).hexdigest(), "blocked": blocked, "text": text}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(b"" if blocked else new)
    sys.stdout.flush()


def look_over(old: bytes, new: bytes) -> tuple[list[Blocked], str]:
    """What speaks against publishing `new`, which was made of `old`: (code, page); and all its text."""
    before, after = pypdfium2.PdfDocument(old), pypdfium2.PdfDocument(new)
    before.init_forms()
    if len(after) > MAX_PAGES:
        return [("too-many-pages", None)], ""
    blocked: list[Blocked] = []
    texts: list[str] = []
    for index in range(len(after)):
        if _differ(before[index], after[index]):
            blocked.append(("looks-different", index + 1))
        texts.append(_text(after[index]))
        with pypdfium2.PdfDocument(new) as fresh:  # looking for what is hidden changes the pictures
            blocked += [(code, index + 1) for code in sorted(hidden_on(fresh[index]))]
    return blocked, "\n".join(texts)


def _differ(before: Any, after: Any) -> bool:
    """Whether comments, form fields or layers of the old file showed or covered something."""
    _remove_notes(before)
    shown = before.render(scale=_COMPARED_AT, may_draw_forms=True, draw_annots=True).to_pil().convert("RGB")
    left = drawn(after, _COMPARED_AT)
    return shown.size != left.size or _strongest(ImageChops.difference(shown, left)) > _ALIKE


def _remove_notes(page: Any) -> None:
    """Take away links and notes for which each program draws a sign of its own: they cover nothing of the page."""
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        sign = pdfium.FPDFAnnot_GetSubtype(note) in _SIGNS and not pdfium.FPDFAnnot_HasKey(note, b"AP")
        pdfium.FPDFPage_CloseAnnot(note)
        if sign:
            pdfium.FPDFPage_RemoveAnnot(page, index)


def _strongest(difference: Any) -> int:
    return max(int(highest) for _, highest in difference.getextrema())


def _text(page: Any) -> str:
    textpage = page.get_textpage()
    text: str = textpage.get_text_range()
    textpage.close()
    return text


if __name__ == "__main__":
    main()
