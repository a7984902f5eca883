"""Reads one page with pdfium into `PageMarks`; lines and boxes come from `pdf_drawings`.

Facts about pdfium are in FORMATS.md section 2: font sizes are multiplied by the matrix, a line-end hyphen
comes as U+0002/U+FFFE, a Wingdings letter is a bullet, white or covered text is reported.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot
from typing import Any

import pypdfium2.raw as pdfium

from generator.sources.pdf_drawings import read_drawings
from generator.sources.pdf_marks import Box, Fill, Glyph, PageMarks, Rule, contains, turned, turned_box

MAX_CHARS = 60_000  # a dense A3 table has 15,000
_HYPHENS = "\x02\ufffe\u00ad"
_UNMAPPED = "\ufffd\x00"
_ARROWS = {0xE0: "→", 0xE8: "→"}  # Wingdings arrows are words' neighbours, not bullets


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What all characters of one text object share."""

    size: float
    bold: bool
    symbols: str  # "wingdings", "symbol" or ""
    angle: int
    white: bool
    z: int


def read_marks(page: Any) -> PageMarks:
    """Everything on `page` (a `PdfPage`) that layout and tables need."""
    page.set_rotation(0)
    notes: Counter[str] = Counter()
    drawn = read_drawings(page, notes)
    textpage = page.get_textpage()
    glyphs = _visible(_glyphs(textpage, drawn.text_z, notes), drawn.fills, notes)
    textpage.close()
    angle = _main_angle(glyphs)
    box = turned_box(page.get_bbox(), angle)
    return PageMarks(
        width=box[2] - box[0],
        height=box[3] - box[1],
        glyphs=tuple(_turn_glyph(glyph, angle, box) for glyph in glyphs),
        rules=tuple(Rule(*_turn_box((rule.x0, rule.y0, rule.x1, rule.y1), angle, box)) for rule in drawn.rules),
        fills=tuple(replace(fill, box=_turn_box(fill.box, angle, box)) for fill in drawn.fills),
        drawings=drawn.count,
        notes=dict(notes),
    )


# --- characters --------------------------------------------------------------------------------------


def _glyphs(textpage: Any, text_z: dict[int, int], notes: Counter[str]) -> list[Glyph]:
    """The page's characters in stream order."""
    count = textpage.count_chars()
    if count > MAX_CHARS:
        notes["too-many-chars"] += count - MAX_CHARS
        count = MAX_CHARS
    glyphs: list[Glyph] = []
    styles: dict[int, _Style] = {}
    spaced = False
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            spaced = True
            continue
        address = ctypes.cast(pdfium.FPDFText_GetTextObject(textpage, index), ctypes.c_void_p).value or 0
        if address not in styles:
            styles[address] = _style(textpage, index, text_z.get(address, 0))
        char = _char(pdfium.FPDFText_GetUnicode(textpage, index), styles[address], notes)
        if char:
            glyphs.append(_glyph(textpage, index, char, styles[address], spaced))
            spaced = False
    return glyphs


# Filled by pdfium for one character after the other; made once, because a page asks thousands of times.
_RECT, _X, _Y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()


def _glyph(textpage: Any, index: int, char: str, style: _Style, spaced: bool) -> Glyph:
    rect, x, y = _RECT, _X, _Y
    pdfium.FPDFText_GetLooseCharBox(textpage, index, rect)
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    box = turned_box((rect.left, rect.bottom, rect.right, rect.top), style.angle)
    return Glyph(
        char=char,
        x0=box[0],
        x1=box[2],
        y=turned(x.value, y.value, style.angle)[1],
        size=style.size,
        order=index,
        bold=style.bold,
        spaced=spaced,
        white=style.white,
        z=style.z,
        angle=style.angle,
    )


def _style(textpage: Any, index: int, z: int) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 256, flags)
    font = name.value.decode("utf-8", "replace").lower()
    colour = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFText_GetFillColor(textpage, index, *colour)
    symbols = "wingdings" if "wingdings" in font or "webdings" in font else "symbol" if "symbol" in font else ""
    return _Style(
        size=max(pdfium.FPDFText_GetFontSize(textpage, index) * hypot(matrix.c, matrix.d), 0.1),
        # pdfium's weight is guessed from the stem, 415 for a bold Times: the font's name is surer.
        bold=any(word in font for word in ("bold", "black", "heavy")) or bool(flags.value & 1 << 18),
        symbols=symbols,
        angle=round(degrees(atan2(matrix.b, matrix.a))) % 360,
        white=bool(known) and all(part.value >= 245 for part in colour[:3]),
        z=z,
    )


def _char(code: int, style: _Style, notes: Counter[str]) -> str:
    """The character as text: hyphens and bullets in their plain form, control characters left out."""
    char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if char in _HYPHENS:
        return "-"
    if char in _UNMAPPED:
        notes["unmapped"] += 1
        return "\ufffd"
    if style.symbols == "wingdings" and not char.isspace():
        return _ARROWS.get(code & 0xFF, "•")
    if style.symbols == "symbol" and code in (0xF0B7, 0xB7):
        return "•"
    if char in "\t\r\n":
        return " "
    return "" if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 else char


def _main_angle(glyphs: list[Glyph]) -> int:
    angles = Counter(glyph.angle for glyph in glyphs)
    return min(angles, key=lambda angle: (-angles[angle], angle)) if angles else 0


def _turn_glyph(glyph: Glyph, angle: int, page: Box) -> Glyph:
    """Main text gets page coordinates from 0; text at another angle keeps its own."""
    if glyph.angle != angle:
        return replace(glyph, angle=(glyph.angle - angle) % 360)
    return replace(glyph, x0=glyph.x0 - page[0], x1=glyph.x1 - page[0], y=glyph.y - page[1], angle=0)


def _turn_box(box: Box, angle: int, page: Box) -> Box:
    left, bottom, right, top = turned_box(box, angle)
    return left - page[0], bottom - page[1], right - page[0], top - page[1]


def _visible(glyphs: list[Glyph], fills: tuple[Fill, ...], notes: Counter[str]) -> list[Glyph]:
    """Leaves out text under a black box, and counts white text on nothing.

    Municipalities have published papers where the words under the black bars could be copied out.
    """
    bars = [fill for fill in fills if fill.dark]
    grounds = [fill.box for fill in fills if not fill.white]
    kept: list[Glyph] = []
    for glyph in glyphs:
        x, y = turned(*glyph.centre, -glyph.angle)
        if any(bar.z > glyph.z and contains(bar.box, x, y) for bar in bars):
            notes["covered-text"] += not glyph.char.isspace()
            continue
        if glyph.white and not glyph.char.isspace():
            notes["white-text"] += not any(contains(box, x, y) for box in grounds)
        kept.append(glyph)
    return kept
