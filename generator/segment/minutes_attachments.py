"""Reads the list of names under an item's heading `Bilag`. The papers themselves are not in the minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.clean.steps import clean
from generator.clean.titles import join_title, without_file_ending
from generator.model import Marker, Openness, Place
from generator.segment import patterns
from generator.segment.units import is_blank
from generator.sources.bundle import Line, Role

# 2012-208960 - Hvordan …   2012–200292 - …   (a document number of the case system)
_DOCUMENT = re.compile(r"^\d{4}[-–]\d{3,8}\s*[-–:]\s*")
# 1 Åben Opsamlingsnotat … 222359/12   2 Lukket …
_STATED = re.compile(
    r"^(?P<number>\d{1,3})[.:)]?\s+(?P<openness>åben|åbent|lukket|fortroligt?|intern)\s+", re.IGNORECASE
)
_TRAILING_DOCUMENT = re.compile(r"\s+\d{3,8}[/-]\d{2,4}$")
# Bilag 1: …   1. …   • …   - …
_MARKED = re.compile(r"^(?:bilag\s+\d{1,3}[a-z]?\s*[:.–-]|\d{1,3}[.)]\s|[•–-]\s)", re.IGNORECASE)
_BULLET = re.compile(r"^[•–-]\s*")
_NONE = re.compile(r"^(?:ingen(?: bilag)?|-|–|\.)\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One attachment as listed."""

    title: str
    markers: tuple[Marker, ...] = ()


def read_names(lines: Sequence[Line], file: str) -> tuple[list[Name], int]:
    """The names, and how many of `lines` belong to the list (an item's text may go on below it)."""
    written = [line for line in lines if not is_blank(line)]
    shape = next((p for p in (_DOCUMENT, _STATED) if written and p.match(clean(written[0].text))), None)
    entries: list[list[Line]] = []
    gap, end = True, 0
    for index, line in enumerate(lines):
        words = clean(line.text)
        if is_blank(line):
            gap = True
            continue
        gap = gap or (line.joint and not words[:1].islower())  # a page break hides the gap
        starts = _starts(words, shape, gap=gap, spaced=_spaced(lines))
        if line.role in (Role.HEADING, Role.TABLE) or (shape and gap and not shape.match(words)):
            break
        if starts or not entries:
            entries.append([])
        entries[-1].append(line)
        gap, end = False, index + 1
    return [name for entry in entries if (name := _name(entry, file))], end


def _starts(words: str, shape: re.Pattern[str] | None, *, gap: bool, spaced: bool) -> bool:
    """Whether a line begins an entry: by its number, by the gap before it, else by its capital letter."""
    if shape:
        return bool(shape.match(words))
    if gap or _MARKED.match(words):
        return True
    return not spaced and not words[:1].islower()


def _spaced(lines: Sequence[Line]) -> bool:
    """Whether gaps part the entries: then a line without one before it goes on with its entry."""
    written = [index for index, line in enumerate(lines) if not is_blank(line)]
    return any(after - before > 1 for before, after in pairwise(written))


def _name(entry: Sequence[Line], file: str) -> Name | None:
    title = join_title(line.text for line in entry)
    if _NONE.match(title):
        return None
    stated = _STATED.match(title)
    bare = _DOCUMENT.sub("", _BULLET.sub("", title))
    if stated:
        bare = _TRAILING_DOCUMENT.sub("", title[stated.end() :])
    closed = patterns.CONFIDENTIAL_NAME.search(bare) or (stated and not stated["openness"].lower().startswith("åben"))
    words = stated.group().strip() if stated else "fortroligt"
    marker = Marker(openness=Openness.CLOSED, words=words, place=Place(file=file, page=entry[0].page))
    return Name(title=without_file_ending(bare) or title, markers=(marker,) if closed else ())
