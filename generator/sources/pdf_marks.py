"""What a PDF page carries, as plain data: glyphs, ruling lines, filled boxes and pictures.

Pure types and geometry; only `pdf_page` talks to pdfium, and `pdf_layout` and `pdf_tables` work on these.
Coordinates are PDF points with y upwards, turned so that the page's main text runs from left to right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One character as drawn. `y` is its baseline, `order` its place in the content stream."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    order: int
    bold: bool = False
    spaced: bool = False  # pdfium saw a word gap before it
    white: bool = False
    z: int = 0  # its text object's place in the drawing order
    angle: int = 0  # degrees against the page's main text

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the character's body."""
        return (self.x0 + self.x1) / 2, self.y + self.size * 0.3


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line parallel to an axis; `x0 <= x1` and `y0 <= y1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs along the x axis."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A filled box or a picture. `z` is its place in the drawing order, `dark`/`white` its colour."""

    box: Box
    z: int
    dark: bool = False
    white: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMarks:
    """One page. `width` and `height` are those after turning; `notes` are finding codes with a count."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    drawings: int = 0  # how many paths and pictures there are, to tell a blank page from a map
    notes: dict[str, int] = field(default_factory=dict)


def turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    """The point (x, y) after the page was turned by `-degrees` round the origin."""
    if degrees == 0:
        return x, y
    angle = math.radians(-degrees)
    cos, sin = round(math.cos(angle), 12), round(math.sin(angle), 12)
    return x * cos - y * sin, x * sin + y * cos


def turned_box(box: Box, degrees: int) -> Box:
    """The box that holds `box` after turning."""
    if degrees == 0:
        return box
    corners = [turned(x, y, degrees) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def contains(box: Box, x: float, y: float) -> bool:
    """Whether the point lies in the box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
