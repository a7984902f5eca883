"""Walks the strings of the archive's objects, so that no text is forgotten when an object gets a new field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Any, TypeVar

from generator.model import Marker, MeetingContent, Place, SourceFile, Table

_T = TypeVar("_T")

# What names a thing instead of saying something. Everything else is text.
_STRUCTURE = frozenset({"id", "meeting", "number", "date", "minutes_of", "mark", "slug", "by", "status"})
_CHILDREN = frozenset({"items", "attachments", "entries"})  # they are decided on their own
_HALF = re.compile(r"\d\d[ ./-]?\d\d[ ./-]?\d\d\s*[-–—‐‑−]?\s*$")
_OTHER_HALF = re.compile(r"\s*[-–—‐‑−]?\s*\d\d\s?\d\d(?!\d)")
_CUT = 40  # letters on each side of a seam


def texts(thing: object) -> Iterator[str]:
    """Every text of `thing` apart from its children's, in reading order, then what a number may be split over.

    Those are: a table's row, the cells below each other, and the end of one text with the start of the next, where
    the first looks like the beginning of a personal number and the second like its end.
    """
    own = list(_strings(thing))
    yield from own
    yield from _seams(own)
    for table in _tables(thing):
        for row in (table.header, *table.rows):
            yield " ".join(cell for cell in row if cell)
        for column in zip(table.header, *table.rows, strict=False) if table.header else zip(*table.rows, strict=False):
            yield from _seams(column)


def rewritten(thing: _T, change: Callable[[str], str]) -> _T:
    """`thing` with every text of it, children excepted, changed by `change`; the same object where nothing changed."""
    return _rewritten(thing, change)  # type: ignore[no-any-return]


def _seams(strings: Sequence[str]) -> Iterator[str]:
    """The end of each string with the start of the next where a number may go on; a hyphen or a label must say so."""
    for first, second in pairwise(strings):
        if _HALF.search(first[-_CUT:]) and _OTHER_HALF.match(second):
            tail = first[-_CUT:].rstrip()
            if (
                not tail[-1].isdigit()
                or not second.lstrip()[0].isdigit()
                or re.search(r"cpr|person", tail, re.IGNORECASE)
            ):
                yield f"{tail} {second[:_CUT]}"


def _shown_fields(thing: Any) -> Iterator[str]:
    for field in fields(thing):
        if field.name in _STRUCTURE or field.name in _CHILDREN:
            continue
        if not (field.name == "body" and isinstance(thing, MeetingContent)):
            yield field.name


def _strings(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _strings(part)
    elif is_dataclass(thing) and not isinstance(thing, Place | Marker | SourceFile | Enum | type):
        for name in _shown_fields(thing):
            yield from _strings(getattr(thing, name))


def _tables(thing: object) -> Iterator[Table]:
    if isinstance(thing, Table):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _tables(part)
    elif is_dataclass(thing) and not isinstance(thing, Place | Marker | SourceFile | Enum | type):
        for name in _shown_fields(thing):
            yield from _tables(getattr(thing, name))


def _rewritten(thing: Any, change: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, tuple):
        parts = tuple(_rewritten(part, change) for part in thing)
        return thing if all(new is old for new, old in zip(parts, thing, strict=True)) else parts
    if is_dataclass(thing) and not isinstance(thing, Place | Marker | SourceFile | Enum | type):
        changed: dict[str, Any] = {}
        for name in _shown_fields(thing):
            old = getattr(thing, name)
            if (new := _rewritten(old, change)) is not old:
                changed[name] = new
        return replace(thing, **changed) if changed else thing
    return thing
