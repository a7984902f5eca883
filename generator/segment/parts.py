"""The pieces a segmenter cuts a bundle into; `assemble` makes domain objects of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from generator.findings import Finding
from generator.model import Marker, SourceFile
from generator.sources.bundle import Line


class PartKind(Enum):
    """What a run of lines is."""

    FRONT = "front"  # the meeting's own front page: body, date, time, place
    ITEM = "item"  # the item's heading: number, title, duration, case number
    PROPOSAL = "proposal"  # a whole indstilling with its capital headings, to be cut into sections
    SECTION = "section"  # one headed section of an item; `title` is the heading
    RECOMMENDATION = "recommendation"  # "Det indstilles: At 1) …"; belongs to the item
    DECISION = "decision"  # what the minutes of this meeting say of the item
    CASE_STEPS = "case-steps"  # a "Sagsforløb" block
    ATTACHMENT = "attachment"  # an attachment's text (or its name only: `title` and no lines)
    PREVIOUS_MINUTES = "previous-minutes"  # another meeting's minutes, attached here
    PRIVATE = "private"  # private notes: dropped whole (DESIGN.md, promise 2)
    FURNITURE = "furniture"  # running heads, footers, contents lists: no text of any item
    ORPHAN = "orphan"  # fits nowhere: becomes a finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of lines and what it is. `item` is the agenda number as printed ("3"), None where there is none.

    `number` is the attachment number; `title` the item's, attachment's or section's title, already on one
    line; `markers` the words about openness found in it.
    """

    kind: PartKind
    lines: tuple[Line, ...] = ()
    item: str | None = None
    number: str | None = None
    title: str = ""
    duration_minutes: int | None = None
    case_numbers: tuple[str, ...] = ()
    markers: tuple[Marker, ...] = ()
    responsible: str | None = None
    minutes_of: str | None = None  # ISO date of the meeting whose minutes these are, if they say so


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """A bundle cut up. Every non-blank line of the bundle is in exactly one part."""

    source: SourceFile
    parts: tuple[Part, ...]
    dates: tuple[str, ...] = ()  # ISO dates the papers give for this meeting, most trusted first
    start: str | None = None
    end: str | None = None
    place: str | None = None
    markers: tuple[Marker, ...] = ()  # about the meeting as a whole
    findings: tuple[Finding, ...] = field(default=())
