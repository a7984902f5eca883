"""One-line makers of PDFs for the tests: sound ones with fpdf2, hostile ones with pikepdf and raw bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from fpdf import FPDF

from generator.sources.bundle import Bundle
from generator.sources.pdf import DEFAULT_LIMITS, Limits, read_pdf


def page(pdf: FPDF | None = None, *, orientation: str = "portrait", size: float = 11) -> FPDF:
    """A document with a new A4 page in plain Helvetica."""
    document = pdf or FPDF()
    document.set_auto_page_break(auto=False)
    document.add_page(orientation=orientation)
    document.set_font("helvetica", size=size)
    return document


def write(pdf: FPDF, x: float, y: float, *lines: str, bold: bool = False, size: float = 11) -> None:
    """Lines under each other from (x, y), in millimetres from the top left."""
    pdf.set_font("helvetica", style="B" if bold else "", size=size)
    for number, line in enumerate(lines):
        pdf.text(x, y + number * size * 0.45, line)


def table(pdf: FPDF, y: float, rows: Sequence[Sequence[str]], *, widths: Sequence[float] = (60, 60)) -> float:
    """A bordered table at the left margin; gives the height where it ends."""
    pdf.set_font("helvetica", size=11)
    for row in rows:
        height = 6.0 * max(cell.count("\n") + 1 for cell in row)
        x = 20.0
        for cell, width in zip(row, widths, strict=True):
            pdf.rect(x, y, width, height)
            for number, line in enumerate(cell.split("\n")):
                pdf.text(x + 2, y + 4.5 + 6 * number, line)
            x += width
        y += height
    return y


def read(data: bytes, folder: Path, *, limits: Limits = DEFAULT_LIMITS) -> Bundle:
    """`data` as a file, read."""
    path = folder / "papers.pdf"
    path.write_bytes(data)
    return read_pdf(path, "udvalg/2025-01-01/papers.pdf", limits=limits)


def built(pdf: FPDF) -> bytes:
    """The document's bytes."""
    return bytes(pdf.output())


def plain() -> bytes:
    """A sound PDF with one line."""
    pdf = page()
    write(pdf, 20, 30, "Mødet begyndte til tiden.")
    return built(pdf)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The pikepdf document's bytes."""
    out = io.BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def encrypted() -> bytes:
    """A PDF that needs a password."""
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(user="hemmelig", owner="ejer"))


def _form(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 100, 100])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
    return form


def with_forms(depth: int, *, circular: bool) -> bytes:
    """A page whose form draws the next form twice, and so on: 2^depth drawings, or without end."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    forms = [_form(pdf, b"/X Do /X Do") for _ in range(depth)]
    for number, form in enumerate(forms):
        if circular or number + 1 < depth:
            form.Resources.XObject.X = forms[(number + 1) % depth]
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=forms[0]))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    return saved(pdf)


def bomb(megabytes: int) -> bytes:
    """A page whose content is that large when unpacked, and tiny on disk."""
    packer = zlib.compressobj(9)
    one = b" " * 1_048_576
    first, again = (packer.compress(one) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    data = first + again * (megabytes - 1)  # a flushed block can be repeated: no need to pack a gigabyte
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pikepdf.Stream(pdf, b"")
    stream.write(data, filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    return saved(pdf)


def no_pages() -> bytes:
    """A sound file without pages."""
    return saved(pikepdf.new())


def endless_page_tree(claimed: int) -> bytes:
    """A page tree that holds itself, and claims a number of pages; pikepdf would refuse to write it."""
    objects = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        f"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count {claimed}>>endobj\n".encode(),
    )
    start = len(objects[0])
    index = f"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n{start:010} 00000 n \n".encode()
    end = f"trailer<</Size 3/Root 1 0 R>>\nstartxref\n{start + len(objects[1])}\n%%EOF".encode()
    return b"".join((*objects, index, end))


def picture(width: int = 600, height: int = 800) -> bytes:
    """A page that is one grey picture: a scan."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    image = pdf.make_stream(
        bytes([180]) * (width * height),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
    return saved(pdf)


def blank() -> bytes:
    """A page with nothing on it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    return saved(pdf)


def turned(data: bytes, degrees: int) -> bytes:
    """The file with its first page turned for the screen."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].Rotate = degrees
        return saved(pdf)


def joined(*files: bytes) -> bytes:
    """The pages of several files in one."""
    result = pikepdf.new()
    for data in files:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            result.pages.extend(pdf.pages)
    return saved(result)


def texts(bundle: Bundle) -> list[str]:
    """The bundle's lines that are no gaps."""
    return [line.text for line in bundle.lines if line.text]


def codes(bundle: Bundle) -> list[str]:
    """The codes of the bundle's findings."""
    return [finding.code for finding in bundle.findings]
