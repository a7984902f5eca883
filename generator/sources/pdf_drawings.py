"""Reads the drawn things of a page with pdfium: ruling lines, filled boxes, pictures, and the drawing order."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from generator.sources.pdf_marks import Box, Fill, Rule

MAX_OBJECTS = 40_000
MAX_RULES = 4_000  # a table of 200 rows by 5 columns draws that many cell sides
_MAX_FILLS = 400
_MAX_DEPTH = 8  # form XObjects within form XObjects
_MAX_POINTS = 400  # a path with more is a drawing, never a table
_THIN = 3.0  # points: a filled box this thin is a ruling line (Word draws borders so)
_SLANT = 1.0  # points: how far a ruling line may be off its axis

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class _Collector:
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    text_z: dict[int, int] = field(default_factory=dict)
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawings:
    """What is drawn on a page; `text_z` gives the drawing order of text objects by their address."""

    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    text_z: dict[int, int]
    count: int


def read_drawings(page: Any, notes: Counter[str]) -> Drawings:
    """Walk over the page's objects, forms included, up to the caps; what was left out is counted in `notes`."""
    found = _Collector()
    for z, (raw, matrix) in enumerate(_objects(page, _IDENTITY, 0)):
        if z >= MAX_OBJECTS:
            notes["too-many-objects"] += 1
            break
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.text_z[ctypes.cast(raw, ctypes.c_void_p).value or 0] = z
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.count += 1
            _add_fill(found, Fill(box=_bounds(raw, matrix), z=z, picture=True))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.count += 1
            _add_path(found, raw, matrix, z)
    if len(found.rules) > MAX_RULES:
        notes["too-many-rules"] += len(found.rules) - MAX_RULES
        found.rules.clear()  # half a grid would cut the text in the wrong places
    return Drawings(rules=tuple(found.rules), fills=tuple(found.fills), text_z=found.text_z, count=found.count)


def _objects(page: Any, matrix: Matrix, depth: int, form: Any = None) -> Iterator[tuple[Any, Matrix]]:
    """Every object that is not a form, with the matrix from its container's space to the page's."""
    total = pdfium.FPDFPage_CountObjects(page) if form is None else pdfium.FPDFFormObj_CountObjects(form)
    for index in range(total):
        raw = pdfium.FPDFPage_GetObject(page, index) if form is None else pdfium.FPDFFormObj_GetObject(form, index)
        if not raw:
            continue
        if pdfium.FPDFPageObj_GetType(raw) != pdfium.FPDF_PAGEOBJ_FORM:
            yield raw, matrix
        elif depth < _MAX_DEPTH:
            yield from _objects(page, _times(_matrix(raw), matrix), depth + 1, raw)


def _matrix(raw: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _bounds(raw: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(raw, left, bottom, right, top)
    return _box([_apply(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)])


def _box(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


# --- paths -------------------------------------------------------------------------------------------


def _add_path(found: _Collector, raw: Any, matrix: Matrix, z: int) -> None:
    """Stroked sides and thin filled boxes are ruling lines, other filled boxes are grounds."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, mode, stroke)
    colour = _colour(raw, pdfium.FPDFPageObj_GetFillColor) if mode.value else None
    visible = bool(stroke.value) and min(_colour(raw, pdfium.FPDFPageObj_GetStrokeColor) or (0,)) < 250
    for points in _subpaths(raw, _times(_matrix(raw), matrix)):
        box = _box(points)
        if visible:
            found.rules += _sides(points)
        elif colour and _is_rectangle(points) and min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            if min(colour) < 250:
                found.rules.append(_middle(box))
            continue
        if colour and _is_rectangle(points):
            _add_fill(found, Fill(box=box, z=z, dark=max(colour) <= 60, white=min(colour) >= 245))
        elif colour:
            _add_fill(found, Fill(box=box, z=z, white=min(colour) >= 245))


def _add_fill(found: _Collector, fill: Fill) -> None:
    if len(found.fills) < _MAX_FILLS:
        found.fills.append(fill)


def _colour(raw: Any, getter: Any) -> tuple[int, int, int] | None:
    """The opaque colour, or None where it is see-through or unknown."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not getter(raw, *parts) or parts[3].value < 200:
        return None
    return parts[0].value, parts[1].value, parts[2].value


def _subpaths(raw: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The path's runs of straight lines on the page; curves and long paths are drawings and give nothing."""
    count = pdfium.FPDFPath_CountSegments(raw)
    if count > _MAX_POINTS:
        return
    points: list[Point] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(raw, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _sides(points: list[Point]) -> Iterator[Rule]:
    for (ax, ay), (bx, by) in pairwise(points):
        if min(abs(ax - bx), abs(ay - by)) <= _SLANT < max(abs(ax - bx), abs(ay - by)):
            yield Rule(x0=min(ax, bx), y0=min(ay, by), x1=max(ax, bx), y1=max(ay, by))


def _is_rectangle(points: list[Point]) -> bool:
    box = _box(points)
    corners = all(
        min(abs(x - box[0]), abs(x - box[2])) <= _SLANT and min(abs(y - box[1]), abs(y - box[3])) <= _SLANT
        for x, y in points
    )
    return corners and len(points) >= 4


def _middle(box: Box) -> Rule:
    """A thin box as the line along its middle."""
    left, bottom, right, top = box
    if right - left >= top - bottom:
        return Rule(x0=left, y0=(bottom + top) / 2, x1=right, y1=(bottom + top) / 2)
    return Rule(x0=(left + right) / 2, y0=bottom, x1=(left + right) / 2, y1=top)
