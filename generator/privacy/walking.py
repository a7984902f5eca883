"""Walks the strings of the archive's objects, so that no text is forgotten when an object gets a new field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from generator.model import (
    AttachmentContent,
    ItemContent,
    Marker,
    MeetingContent,
    MinutesEntry,
    Place,
    SourceFile,
    Table,
)

_T = TypeVar("_T")

# What names a thing instead of saying something. Everything else is text.
_STRUCTURE = frozenset({"id", "meeting", "number", "date", "minutes_of", "mark", "slug", "by", "status"})
_CHILD = (ItemContent, AttachmentContent, MinutesEntry)  # they are decided on their own
_NO_TEXT = (Place, Marker, SourceFile, Enum, type)
_HALF = re.compile(r"\d\d[ ./-]?\d\d[ ./-]?\d\d\s*[-–—‐‑−]?\s*$")
_OTHER_HALF = re.compile(r"\s*[-–—‐‑−]?\s*\d\d\s?\d\d(?!\d)")
_CUT = 40  # letters on each side of a seam


def texts(thing: object) -> Iterator[str]:
    """Every text of `thing` apart from its children's, in reading order, then what a number may be split over.

    Those are: a table's row, the cells below each other, and the end of one text with the start of the next, where
    the first looks like the beginning of a personal number and the second like its end.
    """
    yield from _strings(thing)
    yield from _seams(list(_strings(thing, cells=False)))
    for table in _tables(thing):
        for row in (table.header, *table.rows):
            yield " ".join(cell for cell in row if cell)
        for column in zip(table.header, *table.rows, strict=False) if table.header else zip(*table.rows, strict=False):
            yield from _seams(column, marked=True)


def rewritten(thing: _T, change: Callable[[str], str]) -> _T:
    """`thing` with every text of it, children excepted, changed by `change`; the same object where nothing changed."""
    return _rewritten(thing, change)  # type: ignore[no-any-return]


def _seams(strings: Sequence[str], *, marked: bool = False) -> Iterator[str]:
    """The end of each string with the start of the next where a number may go on.

    A line that begins with the number's hyphen looks like a bullet, so that the hyphen is gone. With `marked` it
    must be there, or a label: columns of amounts and years are many.
    """
    for first, second in pairwise(strings):
        if _HALF.search(first[-_CUT:]) and _OTHER_HALF.match(second):
            tail = first[-_CUT:].rstrip()
            hyphen = not (tail[-1].isdigit() and second.lstrip()[0].isdigit())
            if not marked or hyphen or re.search(r"cpr|person", tail, re.IGNORECASE):
                yield f"{tail} {second[:_CUT]}"


@cache
def _shown_fields(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a class that hold text, or what may hold some."""
    hidden = _STRUCTURE | {"body"} if issubclass(kind, MeetingContent) else _STRUCTURE
    return tuple(field.name for field in fields(kind) if field.name not in hidden)


def _strings(thing: object, *, cells: bool = True) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            if not isinstance(part, _CHILD):
                yield from _strings(part, cells=cells)
    elif is_dataclass(thing) and not isinstance(thing, _NO_TEXT) and (cells or not isinstance(thing, Table)):
        for name in _shown_fields(type(thing)):
            yield from _strings(getattr(thing, name), cells=cells)


def _tables(thing: object) -> Iterator[Table]:
    if isinstance(thing, Table):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            if not isinstance(part, _CHILD):
                yield from _tables(part)
    elif is_dataclass(thing) and not isinstance(thing, _NO_TEXT):
        for name in _shown_fields(type(thing)):
            yield from _tables(getattr(thing, name))


def _rewritten(thing: Any, change: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, tuple):
        parts = tuple(part if isinstance(part, _CHILD) else _rewritten(part, change) for part in thing)
        return thing if all(new is old for new, old in zip(parts, thing, strict=True)) else parts
    if is_dataclass(thing) and not isinstance(thing, _NO_TEXT):
        changed: dict[str, Any] = {}
        for name in _shown_fields(type(thing)):
            old = getattr(thing, name)
            if (new := _rewritten(old, change)) is not old:
                changed[name] = new
        return replace(thing, **changed) if changed else thing
    return thing
