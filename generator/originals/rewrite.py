"""Writes a PDF anew with what draws its pages and nothing else (issue 5, point 5).

Kept is what is on a list: the keys that a page, its fonts, pictures, patterns and colours need to be drawn. All else
is left behind with the old file: metadata, earlier versions, attachments, scripts, actions, comments, form fields,
layers, outlines, structure, thumbnails, private data, resources that no page draws, remarks in content streams.
What was hidden by one of these (a switched-off layer, a box that is a comment) shows afterwards, and is then found by
comparing the drawn pages. Runs in the child process.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Name

from generator.originals.pictures import without_metadata

_CATEGORIES = ("Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading")
# The operators that name a resource, and its category. Marked content names /Properties, which are not kept.
_NAMING = {
    "Tf": "Font", "Do": "XObject", "gs": "ExtGState", "cs": "ColorSpace", "CS": "ColorSpace", "scn": "Pattern",
    "SCN": "Pattern", "sh": "Shading",
}  # fmt: skip
_MARKED_CONTENT = frozenset(("BMC", "BDC", "EMC", "MP", "DP"))

_PAGE_KEYS = frozenset(("/Type", "/UserUnit", "/Group"))
# Keys of ISO 32000-1 that change how something is drawn.
_STREAMS = (
    "Type Subtype Length Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine "
    "EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals ColorTransform"
)
_PICTURES = "Width Height ColorSpace ImageMask Mask Decode Interpolate SMask SMaskInData Matte Intent"
_FORMS = "BBox Matrix FormType Resources Group S CS I"
_FONTS = (
    "BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo Registry "
    "Ordering Supplement DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs BaseEncoding Differences FontName "
    "Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth "
    "FontFile FontFile2 FontFile3 CharSet CIDSet Length1 Length2 Length3 FontStretch FontWeight WMode CMapName UseCMap"
)
_GRAPHICS_STATE = "LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK Font G BC"
_PATTERNS_AND_FUNCTIONS = (
    "PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background AntiAlias Coords Domain "
    "Function Extend VerticesPerRow BitsPerCoordinate BitsPerFlag FunctionType Range C0 C1 N Functions Bounds "
    "Encode Size BitsPerSample Order HalftoneType Frequency Angle SpotFunction TransferFunction"
)
_COLOURS = "WhitePoint BlackPoint Gamma Alternate Process Components Colorants"
_GROUPS = (_STREAMS, _PICTURES, _FORMS, _FONTS, _GRAPHICS_STATE, _PATTERNS_AND_FUNCTIONS, _COLOURS)
_KEYS = frozenset(f"/{key}" for group in _GROUPS for key in group.split())
_KEYED_BY_NAME = frozenset(("/CharProcs", "/Colorants"))  # dictionaries whose keys are names of the paper's own


class NotRewritable(Exception):
    """The file holds something that cannot be shown to be harmless; the text is the reason's code."""


def rewritten(data: bytes) -> bytes:
    """The PDF `data` written anew; the same bytes for the same file. Raises `NotRewritable`."""
    try:
        with pikepdf.open(io.BytesIO(data)) as old, pikepdf.new() as new:
            writer = _Writer(old)
            for page in old.pages:
                writer.clean_page(page)
                new.pages.append(page)
            if old.get_warnings():
                raise NotRewritable("damaged")
            out = io.BytesIO()
            new.save(
                out,
                deterministic_id=True,
                compress_streams=True,
                recompress_flate=True,  # what was written behind a stream's end is lost
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
            return out.getvalue()
    except pikepdf.PasswordError:
        raise NotRewritable("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, RecursionError):
        raise NotRewritable("damaged") from None


@dataclass(slots=True)
class _Writer:
    """Cleans what a page reaches, each object once."""

    pdf: pikepdf.Pdf
    done: set[tuple[int, int]] = field(default_factory=set)

    def clean_page(self, page: pikepdf.Page) -> None:
        """Leave on `page` only what draws it, inside the part that is seen."""
        box = _seen_box(page)
        content = b"\n".join(_decoded(stream) for stream in _contents(page))
        resources, turned = page.resources, _inherited(page.obj, "/Rotate")
        cleaned, used = self._content(content)
        fields = {key: page.obj[key] for key in page.obj.keys() if key in _PAGE_KEYS}  # noqa: SIM118 (a pikepdf object)
        for key in list(page.obj.keys()):
            del page.obj[key]
        for key, value in fields.items():
            page.obj[key] = value
        page.obj.MediaBox = page.obj.CropBox = pikepdf.Array(box)
        if turned is not None:
            page.obj.Rotate = turned
        page.obj.Contents = self.pdf.make_stream(cleaned)
        page.obj.Resources = self._resources(resources, used)
        self._clean(page.obj.get("/Group"))

    def _content(self, data: bytes) -> tuple[bytes, Mapping[str, set[str]]]:
        """A content stream without marked content and remarks, and the resources that it names, by category."""
        used: defaultdict[str, set[str]] = defaultdict(set)
        kept = []
        for instruction in pikepdf.parse_content_stream(self.pdf.make_stream(data)):
            operator = str(instruction.operator)
            if operator in _MARKED_CONTENT:
                continue
            kept.append(instruction)
            category = _NAMING.get(operator)
            names = [str(operand) for operand in instruction.operands if isinstance(operand, pikepdf.Name)]
            if category:
                used[category].update(names)
            if operator == "INLINE IMAGE":
                used["ColorSpace"].update(_inline_colours(instruction))
        return pikepdf.unparse_content_stream(kept), used

    def _resources(self, resources: Any, used: Mapping[str, set[str]]) -> pikepdf.Dictionary:
        """The resources that are used, each cleaned."""
        kept = pikepdf.Dictionary()
        for category in _CATEGORIES:
            known = resources.get(f"/{category}")
            named = {} if known is None else {name: known[name] for name in sorted(used[category]) if name in known}
            for value in named.values():
                self._clean(value, resources)
            if named:
                kept[f"/{category}"] = pikepdf.Dictionary(named)
        return kept

    def _clean(self, value: Any, inherited: Any = None) -> None:
        """Clean a resource and all that it reaches. `inherited` are the resources of a form that has none."""
        if isinstance(value, pikepdf.Array):
            for part in value:
                self._clean(part, inherited)
            return
        if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) or not self._first_time(value):
            return
        for key in list(value.keys()):
            if key not in _KEYS:
                del value[key]
        if isinstance(value, pikepdf.Stream):
            self._clean_stream(value, inherited)
        for key in list(value.keys()):
            if key in _KEYED_BY_NAME:
                self._clean_named(value[key], value.get("/Resources"))
            elif key != "/Resources":
                self._clean(value[key], inherited)
        if value.get("/Subtype") == Name.Type3:
            self._type3_resources(value)

    def _clean_named(self, values: Any, resources: Any) -> None:
        for name in list(values.keys()):
            value = values[name]
            if isinstance(value, pikepdf.Stream):
                value.write(self._content(value.read_bytes())[0])
            else:
                self._clean(value, resources)

    def _type3_resources(self, font: Any) -> None:
        """The letters of such a font are small content streams. Those that draw further things are not looked into."""
        if any(f"/{category}" in font.get("/Resources", {}) for category in ("XObject", "Font", "Pattern")):
            raise NotRewritable("unusual-font")
        if "/Resources" in font:
            del font["/Resources"]

    def _clean_stream(self, stream: Any, inherited: Any) -> None:
        if stream.get("/Subtype") == Name.Image:
            _strip_picture(stream)
        elif stream.get("/Subtype") == Name.Form or "/PatternType" in stream:
            resources = stream.get("/Resources", inherited)
            cleaned, used = self._content(stream.read_bytes())
            if "/PatternType" in stream and used.keys() & {"Font", "XObject"}:
                raise NotRewritable("unusual-pattern")  # letters in a pattern are read by nobody, and seen by some
            stream.write(cleaned)
            stream.Resources = self._resources(resources or pikepdf.Dictionary(), used)

    def _first_time(self, value: Any) -> bool:
        number = value.objgen
        if number == (0, 0):  # not an object of its own: it has one owner
            return True
        first = number not in self.done
        self.done.add(number)
        return first


# --- pages and pictures ------------------------------------------------------------------------------


def _seen_box(page: pikepdf.Page) -> list[float]:
    """What a reader sees of the page: its crop box inside its media box."""
    media, crop = ([float(part) for part in box] for box in (page.mediabox, page.cropbox))
    left, bottom = (max(min(media[n], media[n + 2]), min(crop[n], crop[n + 2])) for n in (0, 1))
    right, top = (min(max(media[n], media[n + 2]), max(crop[n], crop[n + 2])) for n in (0, 1))
    if right <= left or top <= bottom:
        raise NotRewritable("damaged")
    return [left, bottom, right, top]


def _inherited(page: Any, key: str) -> Any:
    """What the page, or the nearest branch of the tree of pages that it hangs on, says of `key`."""
    for _ in range(64):
        if page is None or key in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(key)


def _contents(page: pikepdf.Page) -> Iterator[Any]:
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        yield from contents
    elif contents is not None:
        yield contents


def _decoded(stream: Any) -> bytes:
    data: bytes = stream.read_bytes()
    return data


def _inline_colours(instruction: Any) -> Iterator[str]:
    space = instruction.iimage.obj.get("/ColorSpace")
    if isinstance(space, pikepdf.Name):
        yield str(space)


def _strip_picture(stream: Any) -> None:
    """Leave the picture's own bytes without what a camera or a program wrote into them."""
    filters = stream.get("/Filter")
    last = filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if last not in (Name.DCTDecode, Name.JPXDecode):
        return
    if isinstance(filters, pikepdf.Array) and len(filters) > 1:
        raise NotRewritable("unusual-picture")
    kept = without_metadata(stream.read_raw_bytes())
    if kept is None:
        raise NotRewritable("unusual-picture")
    stream.write(kept, filter=last, decode_parms=stream.get("/DecodeParms"))
