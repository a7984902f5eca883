"""PDFs that hide something, each in one way; and one that holds everything a rewritten file must not."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from fpdf import FPDF
from fpdf.enums import TextMode
from pikepdf import Dictionary, Name
from PIL import Image

from tests.pdf_files import built, page, saved, write

SEEN = "Udvalget godkendte indstillingen."
HIDDEN = "Hemmeligt"


def _open() -> FPDF:
    pdf = page()
    write(pdf, 20, 30, SEEN)
    return pdf


def black_box() -> bytes:
    """Words under a black box."""
    pdf = _open()
    write(pdf, 20, 50, HIDDEN)
    pdf.set_fill_color(0, 0, 0)
    pdf.rect(18, 44, 60, 9, style="F")
    return built(pdf)


def white_box() -> bytes:
    """Words under a white box."""
    pdf = _open()
    write(pdf, 20, 50, HIDDEN)
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(18, 44, 60, 9, style="F")
    return built(pdf)


def half_box() -> bytes:
    """Words of which the box covers some letters only."""
    pdf = _open()
    write(pdf, 20, 50, HIDDEN)
    pdf.set_fill_color(0, 0, 0)
    pdf.rect(18, 44, 8, 9, style="F")
    return built(pdf)


def white_on_white() -> bytes:
    """Words in the paper's colour."""
    pdf = _open()
    pdf.set_text_color(255, 255, 255)
    write(pdf, 20, 50, HIDDEN)
    return built(pdf)


def nearly_white() -> bytes:
    """Words in a grey that no reader tells from the paper."""
    pdf = _open()
    pdf.set_text_color(245, 245, 245)
    write(pdf, 20, 50, HIDDEN)
    return built(pdf)


def black_on_black() -> bytes:
    """Words in black, written on a black box."""
    pdf = _open()
    pdf.set_fill_color(0, 0, 0)
    pdf.rect(18, 44, 60, 9, style="F")
    write(pdf, 20, 50, HIDDEN)
    return built(pdf)


def off_page() -> bytes:
    """Words beside the page."""
    pdf = _open()
    write(pdf, 230, 50, HIDDEN)
    return built(pdf)


def cropped_away() -> bytes:
    """Words on the sheet, outside the part that is shown."""
    pdf = _open()
    write(pdf, 20, 250, HIDDEN)
    with pikepdf.open(io.BytesIO(built(pdf))) as document:
        document.pages[0].CropBox = pikepdf.Array([0, 400, 595, 842])
        return saved(document)


def invisible() -> bytes:
    """Words that are written and not drawn (rendering mode 3), as text recognition does."""
    pdf = _open()
    pdf.text_mode = TextMode.INVISIBLE
    write(pdf, 20, 50, HIDDEN)
    return built(pdf)


def transparent() -> bytes:
    """Words drawn with no opacity."""
    pdf = _open()
    with pdf.local_context(fill_opacity=0.0):
        pdf.text(20, 50, HIDDEN)
    return built(pdf)


def under_text() -> bytes:
    """White words under black ones, in the same place."""
    pdf = page()
    pdf.set_text_color(255, 255, 255)
    write(pdf, 20, 30, HIDDEN)
    pdf.set_text_color(0, 0, 0)
    write(pdf, 20, 30, SEEN)
    return built(pdf)


def _drawn(content: bytes) -> bytes:
    """A page with an open line and then `content`; its font is /F1."""
    with pikepdf.open(io.BytesIO(built(_open()))) as document:
        document.pages[0].contents_add(b"\nq " + content + b" Q", prepend=False)
        return saved(document)


def clipped() -> bytes:
    """Words cut off by a clipping path."""
    return _drawn(b"0 0 10 10 re W n BT /F1 12 Tf 60 700 Td (Hemmeligt) Tj ET")


def tiny() -> bytes:
    """Words half a point high."""
    return _drawn(b"BT /F1 0.5 Tf 60 700 Td (Hemmeligt) Tj ET")


def no_size() -> bytes:
    """Words of no height at all."""
    return _drawn(b"BT /F1 0 Tf 60 700 Td (Hemmeligt) Tj ET")


def no_width() -> bytes:
    """Words squeezed to no width."""
    return _drawn(b"BT /F1 12 Tf 0 Tz 60 700 Td (Hemmeligt) Tj ET")


def flattened() -> bytes:
    """Words whose matrix makes them a line."""
    return _drawn(b"BT /F1 12 Tf 1 0 0 0 60 700 Tm (Hemmeligt) Tj ET")


def in_a_form_under_a_box() -> bytes:
    """Words in a drawing of their own, covered by a box on the page."""
    with pikepdf.open(io.BytesIO(built(_open()))) as document:
        first = document.pages[0]
        form = document.make_stream(
            b"BT /F1 12 Tf 60 700 Td (Hemmeligt) Tj ET",
            Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842],
            Resources=Dictionary(Font=first.Resources.Font),
        )  # fmt: skip
        first.Resources.XObject = Dictionary(Fx=form)
        first.contents_add(b"\nq /Fx Do 0 g 50 690 200 30 re f Q", prepend=False)
        return saved(document)


def _picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(
        bytes(range(100)),
        Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10, ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip


def with_picture(content: bytes) -> bytes:
    """A page with an open line, and `content` that may draw the picture /Im."""
    with pikepdf.open(io.BytesIO(built(_open()))) as document:
        first = document.pages[0]
        first.Resources.XObject = Dictionary(Im=_picture(document))
        first.contents_add(b"\nq " + content + b" Q", prepend=False)
        return saved(document)


def under_a_picture() -> bytes:
    """Words under a picture."""
    return with_picture(b"BT /F1 12 Tf 60 600 Td (Hemmeligt) Tj ET q 200 0 0 200 50 500 cm /Im Do Q")


def picture_under_a_box() -> bytes:
    """A picture, as of a scanned page, with a black box on it."""
    return with_picture(b"q 400 0 0 400 50 200 cm /Im Do Q 0 g 100 300 80 12 re f")


def picture_cut_off() -> bytes:
    """A picture of which a clipping path shows a part."""
    return with_picture(b"50 200 400 200 re W n 400 0 0 400 50 200 cm /Im Do")


def picture_beside_the_page() -> bytes:
    """A picture that goes on outside the page."""
    return with_picture(b"q 400 0 0 400 300 200 cm /Im Do Q")


def hidden_layer() -> bytes:
    """Words in a layer that is switched off."""
    with pikepdf.open(io.BytesIO(built(_open()))) as document:
        first = document.pages[0]
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Lag"))
        first.Resources.Properties = Dictionary(L=layer)
        first.contents_add(b"\n/OC /L BDC BT /F1 12 Tf 60 700 Td (Hemmeligt) Tj ET EMC", prepend=False)
        off = Dictionary(OFF=[layer], Order=[layer])
        document.Root.OCProperties = Dictionary(OCGs=[layer], D=off)
        return saved(document)


def _annotated(kind: pikepdf.Object) -> bytes:
    """An open line, and a word covered or shown by a comment that has a look of its own."""
    pdf = _open()
    write(pdf, 20, 50, "Torvet")
    with pikepdf.open(io.BytesIO(built(pdf))) as document:
        look = document.make_stream(b"0 g 0 0 200 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 20])
        comment = Dictionary(
            Type=Name.Annot,
            Rect=[50, 690, 250, 710],
            F=4,
            Contents=HIDDEN,
            AP=Dictionary(N=look),
            Subtype=kind,
            V=HIDDEN,
            FT=Name.Tx,
            T="felt",
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(comment)])
        if kind == Name.Widget:
            document.Root.AcroForm = Dictionary(Fields=document.pages[0].Annots)
        return saved(document)


def box_as_a_comment() -> bytes:
    """A black box that is a comment: without comments, what is under it shows."""
    return _annotated(Name.Square)


def form_field() -> bytes:
    """A filled-in form field."""
    return _annotated(Name.Widget)


# what hides, and the code that it is found by
HIDING: dict[Callable[[], bytes], str] = {
    black_box: "hidden-text",
    white_box: "hidden-text",
    half_box: "hidden-text",
    white_on_white: "hidden-text",
    nearly_white: "hidden-text",
    black_on_black: "hidden-text",
    off_page: "hidden-text",
    cropped_away: "hidden-text",
    invisible: "hidden-text",
    transparent: "hidden-text",
    under_text: "hidden-text",
    clipped: "hidden-text",
    in_a_form_under_a_box: "hidden-text",
    under_a_picture: "hidden-text",
    tiny: "tiny-text",
    no_size: "tiny-text",
    no_width: "tiny-text",
    flattened: "tiny-text",
    picture_under_a_box: "hidden-picture",
    picture_cut_off: "hidden-picture",
    picture_beside_the_page: "hidden-picture",
    hidden_layer: "looks-different",
    box_as_a_comment: "looks-different",
    form_field: "looks-different",
}


def leaning() -> bytes:
    """Words whose matrix leans them over until they are a line."""
    return _drawn(b"BT /F1 12 Tf 1 0 1 0 60 700 Tm (Hemmeligt) Tj ET")


HIDING[leaning] = "tiny-text"


# --- what does not show, and is left behind -------------------------------------------------------------

LEFT_BEHIND = (
    "info", "xmp", "attached", "script", "outline", "structure", "replaced", "comment", "thumbnail", "private",
    "unused", "remark", "label", "destination", "camera", "layer", "earlier", "behind", "fontkey",
)  # fmt: skip


def loaded() -> bytes:
    """An open file with a word `Spor<kind>` in every corner that does not show (kinds: LEFT_BEHIND)."""
    with pikepdf.open(io.BytesIO(built(_open()))) as document:
        _load_document(document)
        _load_page(document, document.pages[0])
        data = saved(
            document,
            compress_streams=False,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return _updated(data)


def _load_document(document: pikepdf.Pdf) -> None:
    root = document.Root
    document.docinfo["/Author"] = "Sporinfo"
    document.attachments["Sporattached.txt"] = b"Sporattached"
    root.Metadata = document.make_stream(b"<x>Sporxmp</x>", Type=Name.Metadata, Subtype=Name.XML)
    script = Dictionary(S=Name.JavaScript, JS="app.alert('Sporscript')")
    root.OpenAction = script
    root.Names.JavaScript = Dictionary(Names=["a", document.make_indirect(script)])
    root.AA = Dictionary(WC=script)
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Sporoutline", 0))
    root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.P, Alt="Sporstructure"))
    root.PageLabels = Dictionary(Nums=[0, Dictionary(P="Sporlabel")])
    root.Names.Dests = Dictionary(Names=["Spordestination", [document.pages[0].obj, Name.Fit]])
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Sporlayer"))
    root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(ON=[layer]))
    document.pages[0].Resources.Properties = Dictionary(L=layer)


def _load_page(document: pikepdf.Pdf, first: pikepdf.Page) -> None:
    first.contents_add(
        b"\n% Sporremark\n/Span <</ActualText (Sporreplaced)>> BDC EMC /OC /L BDC 60 600 20 20 re f EMC", prepend=False
    )
    first.Thumb = document.make_stream(b"Sporthumbnail", Width=1, Height=1)
    first.PieceInfo = Dictionary(X=Dictionary(Private="Sporprivate"))
    unused = document.make_stream(b"BT (Sporunused) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    first.Resources.XObject = Dictionary(Fx=unused, Jp=_photograph(document))
    first.contents_add(b"\nq 100 0 0 100 300 300 cm /Jp Do Q", prepend=False)
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="https://x.example")
    )
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="Sporcomment")
    first.Annots = pikepdf.Array([link, note])
    first.Resources.Font.F1.SporKey = "Sporfontkey"


def _photograph(document: pikepdf.Pdf) -> pikepdf.Object:
    """A JPEG with words of the camera's, and words behind its end."""
    out = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(out, "JPEG", comment=b"Sporcamera")
    stream = document.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Image, Width=20, Height=20, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
    )
    stream.write(out.getvalue() + b"Sporbehind", filter=Name.DCTDecode)
    return stream


def _updated(data: bytes) -> bytes:
    """The file as it is, after an earlier state of one of its objects: what an incremental update leaves."""
    end = data.rindex(b"startxref")
    return data[:end] + b"% Sporearlier (Sporearlier)\n" + data[end:]
