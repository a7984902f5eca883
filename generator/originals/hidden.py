"""What a PDF holds and does not show: letters nobody sees, and the hidden parts of pictures.

One way finds every kind of hiding (black boxes, white on white, text outside the page, invisible or tiny text, text
under pictures, clipped text): a page is drawn three times, as it is, without its text, and with each piece of text
and each picture in a colour of its own. A letter is seen where its own colour stands in the third drawing and the
first differs from the second. Runs in the child process: pdfium may die of what it draws.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

Box = tuple[float, float, float, float]

SCALE = 3.0  # pixels for each point: at two, the stems of letters of 8 points get lost between pixels
_MAX_PIXELS = 10_000_000  # an A3 sheet; what is larger is drawn coarser
_SEEN_PIXELS = 3  # of a letter's own colour: a comma of 5 points has four
_CONTRAST = 32  # of 255, in one colour: light grey on white has 51 at #cccccc, #f5f5f5 has 10
_SMALLEST = 3.5  # points: smaller letters are there for machines
_SAME_PLACE = 1.0  # points: bold made by printing a letter twice
_RIM = 3  # pixels at a picture's edge that may be missing by rounding
_COLOURS = 0xFFFFFF
_DEPTH = 15  # of drawings within drawings
_UNMOVED = pypdfium2.PdfMatrix()


@dataclass(frozen=True, slots=True)
class _Letter:
    char: str
    box: Box  # pixels
    colour: tuple[int, int, int]


def hidden_on(page: Any) -> Counter[str]:
    """How much of `page` (a `PdfPage`) is hidden, by kind: `hidden-text`, `tiny-text`, `hidden-picture`.

    Leaves the page, and pictures that other pages share with it, changed in memory: open the file again for the next
    page. What cannot be told for certain counts as hidden.
    """
    scale = min(SCALE, (_MAX_PIXELS / max(page.get_width() * page.get_height(), 1)) ** 0.5)
    found: Counter[str] = Counter()
    textpage = page.get_textpage()
    as_it_is = drawn(page, scale)
    addresses = dict.fromkeys(_text_at(textpage, index) for index in range(textpage.count_chars()))
    colours = {address: _colour(number) for number, address in enumerate(addresses)}
    letters = list(_letters(page, textpage, colours, scale))
    pieces = list(_inside(page, pdfium.FPDF_PAGEOBJ_TEXT))
    for text, _ in pieces:
        _paint(text, colours.get(_address(text)))
    coloured = _drawn_hard(page, scale)
    for text, _ in pieces:
        _paint(text, None)
    without_text = drawn(page, scale)
    found += _unseen(letters, _where_different(as_it_is, without_text, coloured))
    found["tiny-text"] += sum(_too_small(text, moved) for text, moved in pieces)
    found["hidden-picture"] += sum(_hidden_pictures(page, scale))
    textpage.close()
    return +found


def drawn(page: Any, scale: float) -> Image.Image:
    """The page as a reader sees it, without comments and form fields."""
    image: Image.Image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()
    return image.convert("RGB")


def _drawn_hard(page: Any, scale: float) -> Image.Image:
    """The same without soft edges, so that colours are exactly those that were set."""
    smooth = {"no_smoothtext": True, "no_smoothimage": True, "no_smoothpath": True}
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, optimize_mode=None, **smooth)
    image: Image.Image = bitmap.to_pil()
    return image.convert("RGB")


def _colour(number: int) -> tuple[int, int, int]:
    """A colour of its own for each number: spread over all colours, and never black, white or grey."""
    value = (number * 0x9E3779 + 0x5BD1E9) & _COLOURS
    red, green, blue = value >> 16, value >> 8 & 0xFF, value & 0xFF
    return (red, green, blue) if not red == green == blue else (red ^ 0x55, green, blue)


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _text_at(textpage: Any, index: int) -> int:
    """The address of the piece of text that a letter belongs to."""
    return _address(pdfium.FPDFText_GetTextObject(textpage, index))


def _paint(text: Any, colour: tuple[int, int, int] | None) -> None:
    """Give a piece of text a colour, or make it invisible.

    A piece without a letter of its own is one that pdfium takes for a second printing of another (for bold).
    """
    if colour is None:
        pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    else:
        pdfium.FPDFPageObj_SetFillColor(text, *colour, 255)
        pdfium.FPDFPageObj_SetStrokeColor(text, *colour, 255)


# --- letters -----------------------------------------------------------------------------------------


def _letters(page: Any, textpage: Any, colours: dict[int, tuple[int, int, int]], scale: float) -> Iterator[_Letter]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    place = _Placing(page, scale)
    for index in range(textpage.count_chars()):
        char = _char(pdfium.FPDFText_GetUnicode(textpage, index))
        if not char or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        box = place.pixels(left.value, bottom.value, right.value, top.value)
        yield _Letter(char, box, colours[_text_at(textpage, index)])


def _char(code: int) -> str:
    """The character; "" for spaces and others that have no look of their own."""
    char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if code == 0xFFFE:  # how pdfium writes a hyphen at the end of a line
        return "-"
    return "" if unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc", "Cf") else char


def _too_small(text: Any, moved: Any) -> bool:
    """Whether a piece of text, moved to the page by `moved`, is too small to be read; pdfium skips the smallest."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    matrix = text.get_matrix().multiply(moved)
    longest = max(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))
    shortest = abs(matrix.a * matrix.d - matrix.b * matrix.c) / longest if longest else 0.0
    return bool(abs(size.value) * shortest < _SMALLEST)


@dataclass(frozen=True, slots=True)
class _Placing:
    """From the page's coordinates to pixels of its drawing."""

    page: Any
    scale: float

    def pixels(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        width, height = int(self.page.get_width() * 1000), int(self.page.get_height() * 1000)
        x, y = ctypes.c_int(), ctypes.c_int()
        xs, ys = [], []
        for corner in ((x0, y0), (x1, y1)):
            pdfium.FPDF_PageToDevice(self.page, 0, 0, width, height, 0, *corner, x, y)
            xs.append(x.value / 1000 * self.scale)
            ys.append(y.value / 1000 * self.scale)
        return min(xs), min(ys), max(xs), max(ys)


def _where_different(first: Image.Image, second: Image.Image, coloured: Image.Image) -> Image.Image:
    """`coloured` where the other two differ clearly, elsewhere black."""
    difference = ImageChops.difference(first, second)
    strongest = ImageChops.lighter(ImageChops.lighter(*difference.split()[:2]), difference.split()[2])
    mask = strongest.point(lambda value: 255 if value >= _CONTRAST else 0)
    return Image.composite(coloured, Image.new("RGB", coloured.size), mask)


def _unseen(letters: Iterable[_Letter], shown: Image.Image) -> Counter[str]:
    """The letters that cannot be seen, unless the same letter can be seen in the same place."""
    found: Counter[str] = Counter()
    hidden: list[_Letter] = []
    seen: set[tuple[str, int, int]] = set()
    for letter in letters:
        if unicodedata.category(letter.char).startswith("P"):
            continue  # the dots of a contents list go on under the page number; a dot alone says nothing
        elif _own_pixels(letter, shown) >= _SEEN_PIXELS:
            seen.add(_place(letter))
        else:
            hidden.append(letter)
    found["hidden-text"] += sum(not seen.intersection(_near(letter)) for letter in hidden)
    return found


def _own_pixels(letter: _Letter, shown: Image.Image) -> int:
    left, upper, right, lower = letter.box
    area = (int(left) - 1, int(upper) - 1, int(right) + 2, int(lower) + 2)
    if area[2] <= 0 or area[3] <= 0 or area[0] >= shown.width or area[1] >= shown.height:
        return 0
    crop = shown.crop(area)
    colours = crop.getcolors(crop.width * crop.height) or []
    return sum(count for count, colour in colours if colour == letter.colour)


def _place(letter: _Letter) -> tuple[str, int, int]:
    step = _SAME_PLACE * SCALE
    return letter.char, round(letter.box[0] / step), round(letter.box[1] / step)


def _near(letter: _Letter) -> Iterator[tuple[str, int, int]]:
    char, x, y = _place(letter)
    yield from ((char, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1))


# --- pictures ----------------------------------------------------------------------------------------


def _hidden_pictures(page: Any, scale: float) -> Iterator[bool]:
    """For each picture whether a part of it lies outside the page, under something else, or is cut off.

    The text must be invisible already. Each picture is made one plain colour, so what is missing is hidden.
    """
    pictures = list(_inside(page, pdfium.FPDF_PAGEOBJ_IMAGE))
    if not pictures:
        return
    for number, (picture, _) in enumerate(pictures):
        _fill(picture, _colour(number))
    shown = _drawn_hard(page, scale)
    place = _Placing(page, scale)
    for picture, moved in pictures:
        # a picture that is drawn twice has the colour that was set last
        colour = picture.get_bitmap().to_pil().convert("RGB").getpixel((0, 0))
        yield not _whole(picture.get_matrix().multiply(moved), colour, shown, place)


def _inside(page: Any, kind: int, form: Any = None, moved: Any = _UNMOVED, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """Everything of a kind on the page, also in drawings within drawings, and the matrix that moves it to the page."""
    for found in page.get_objects(max_depth=1, form=form):
        if found.type == kind:
            yield found, moved
        elif found.type == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            yield from _inside(page, kind, found, found.get_matrix().multiply(moved), depth + 1)


def _fill(picture: Any, colour: tuple[int, int, int]) -> None:
    bitmap = pypdfium2.PdfBitmap.new_native(1, 1, pdfium.FPDFBitmap_BGR)
    bitmap.fill_rect((*colour, 255), 0, 0, 1, 1)
    pdfium.FPDFImageObj_SetBitmap(None, 0, picture, bitmap)


def _whole(matrix: Any, colour: tuple[int, int, int], shown: Image.Image, place: _Placing) -> bool:
    """Whether all of the unit square that `matrix` moves to the page has that colour; a turned one never has."""
    turned = not (abs(matrix.b) + abs(matrix.c) < 0.01 or abs(matrix.a) + abs(matrix.d) < 0.01)
    corner, other = matrix.on_point(0, 0), matrix.on_point(1, 1)
    left, upper, right, lower = place.pixels(*corner, *other)
    inside = (round(left) + _RIM, round(upper) + _RIM, round(right) - _RIM, round(lower) - _RIM)
    if inside[2] <= inside[0] or inside[3] <= inside[1]:
        return True  # a line: too thin to show or hide a word
    on_page = inside[0] >= 0 and inside[1] >= 0 and inside[2] <= shown.width and inside[3] <= shown.height
    if turned or not on_page:
        return False
    crop = shown.crop(inside)
    return crop.getcolors(2) == [(crop.width * crop.height, colour)]
