"""A published PDF as the texts that somebody could read out of it: its pages' text, its strings, its unpacked streams.

`python -m generator.audit.pdf_bytes FILE` is the child process that opens the file, under the reader's limits.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.findings import AuditError

MARK = b"%PDF-"
_SECONDS = 300
_FEED = "\f"


def pdf_texts(file: Path) -> Iterator[str]:
    """Every text that stands in the PDF `file`. Raises AuditError where it cannot be opened: it is not published."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "generator.audit.pdf_bytes", str(file.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        raise AuditError("a published PDF cannot be opened, so it cannot be searched", file=file.name) from None
    yield from done.stdout.decode("utf-8", errors="replace").split(_FEED)


def main() -> None:
    """Write what the file named on the command line holds, parted by form feeds."""
    from generator.sources.pdf_child import limit_resources

    limit_resources()
    data = Path(sys.argv[1]).read_bytes()
    for text in (*_page_texts(data), *_object_texts(data)):
        sys.stdout.buffer.write(f"{text.replace(_FEED, ' ')}{_FEED}".encode("utf-8", errors="replace"))


def _page_texts(data: bytes) -> Iterator[str]:
    import pypdfium2

    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage().get_text_range()
        yield text.replace("\ufffe", "").replace("\u0002", "")  # a hyphen at a line's end


def _object_texts(data: bytes) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for value in (pdf.trailer, *pdf.objects):
            yield " ".join(_strings(value))
            if isinstance(value, pikepdf.Stream):
                yield _unpacked(value)


def _strings(value: Any) -> Iterator[str]:
    """The strings and names of one object; others that it points to have their own turn."""
    import pikepdf

    if isinstance(value, pikepdf.String | pikepdf.Name | str):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for part in value:
            yield from _strings(part) if not getattr(part, "is_indirect", False) else ()
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in value.keys():  # noqa: SIM118 (a pikepdf object)
            yield str(key)
            part = value[key]
            yield from _strings(part) if not getattr(part, "is_indirect", False) else ()


def _unpacked(stream: Any) -> str:
    """The stream's bytes as text in the two ways that PDFs write text, without chance letters among pixels."""
    import pikepdf

    try:
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
    except pikepdf.PdfError:
        data = stream.read_raw_bytes()
    if stream.get("/Subtype") == pikepdf.Name.Image:
        return ""  # pixels; what cameras write beside them is taken out, and searched for in the raw bytes
    return str(data.decode("utf-8", errors="replace") + " " + data.decode("utf-16-be", errors="ignore"))


if __name__ == "__main__":
    main()
