"""Cuts an item of stand-alone minutes into its headed fields: decision, recommendation, sections, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from generator.clean.steps import clean
from generator.clean.titles import join_title
from generator.dates import find_dates
from generator.segment.units import is_blank
from generator.sources.bundle import Line, Role


class FieldKind(Enum):
    """What a headed field of an item is."""

    TEXT = "text"
    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    CASE_STEPS = "case-steps"
    ATTACHMENTS = "attachments"
    SIGNATURES = "signatures"  # the end of the minutes: no text of the item


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A heading's lines and what stands under it. The first field of an item has no heading."""

    kind: FieldKind
    title: str = ""
    heading: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = field(default=())

    @property
    def date(self) -> str | None:
        """The date in the heading: `Beslutning i Byrådet den 26-03-2025`."""
        dates = find_dates(self.title)
        return dates[-1] if dates else None


_MAX_HEADING = 160
_MAX_HEADING_LINES = 3
# Beslutning   Beslutninger   Beslutning i Økonomiudvalget den 16-03-2026   Sundhedsudvalgets beslutning den 04.12.2012
# Punkt 1   Afgørelse   Byrådets beslutning:
_DECISION = re.compile(
    r"^(?:(?:beslutning(?:er)?|afgørelse)(?:\s+(?:i|for|fra|af|på|truffet)\b.{3,120})?"
    r"|.{3,120}s\s+(?:beslutning|afgørelse)(?:,?\s+(?:i\s+mødet\s+)?(?:den|d\.|fra)\s.{6,40})?)\s*:?$",
    re.IGNORECASE,
)
# A sentence may begin so too; a heading in plain type must be that alone or end in a date or an item number.
_DECISION_PLAIN = re.compile(
    r"^(?:beslutning(?:er)?|afgørelse)\s*:?$"
    r"|^[A-ZÆØÅa-zæøå].{0,100}\b(?:beslutning|afgørelse)\b.{0,120}\b(?:den|d\.|fra)\s+\d[\d. a-zæøå/-]*\d{2,4}"
    r"(?:,?\s+punkt\s+\d+[a-z]?)?\s*:?$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?:beslutning(?:er)?|afgørelse)\s*:?$", re.IGNORECASE)
_RECOMMENDATION = re.compile(
    r"^(?:indstilling(?:er)?|beslutningspunkt(?:er)?|(?:forvaltningens|administrationens|magistratens|direktionens)"
    r" indstilling)\s*:?$",
    re.IGNORECASE,
)
_CASE_STEPS = re.compile(r"^sagsforløb\s*:?$", re.IGNORECASE)
_ATTACHMENTS = re.compile(
    r"^(?:bilag(?:sliste|soversigt|sfortegnelse)?|bilagsfortegnelse|vedhæftede filer)\s*:?$", re.IGNORECASE
)
_SIGNATURES = re.compile(r"^underskrift(?:er|sside|sark|sblad)?\s*:?$", re.IGNORECASE)
# Headings that some exports set in the body's type; they count where a gap stands before them.
_KNOWN = re.compile(
    r"^(?:resum[eé]|sammendrag|baggrund|sagsfremstilling|supplerende sagsfremstilling|indstilling|økonomi(?:ske"
    r" konsekvenser)?|lovgrundlag|høring|sagsforløb|bilag|retsgrundlag|kommunikation)\s*:?$",
    re.IGNORECASE,
)
# BESLUTNINGSFORSLAG FRA KF OG M   INDSTILLING FRA BORGMESTERENS AFDELING
_CAPITALS = re.compile(r"^(?=(?:.*[A-ZÆØÅ]){10})[A-ZÆØÅÉ][A-ZÆØÅÉ0-9 ,./&()'-]+ [A-ZÆØÅÉ0-9 ,./&()'-]*[A-ZÆØÅÉ)]$")
# The first field of an Aarhus indstilling; its one-line lead stands before it, under the decision.
_SUMMARY = re.compile(r"^resum[eé]\s*:?$", re.IGNORECASE)


def is_capitals(title: str) -> bool:
    """Whether a heading is set in capitals: `INDSTILLING FRA BORGMESTERENS AFDELING` stands over other headings."""
    return bool(_CAPITALS.match(title))


def has_styled_headings(lines: Sequence[Line]) -> bool:
    """Whether the document sets its headings in a type of their own; then words in plain type are no headings."""
    headings = (clean(line.text).rstrip(": ") for line in lines if line.role is Role.HEADING)
    return any(kind_of(words) is not FieldKind.TEXT or _KNOWN.match(words) for words in headings)


def cut_fields(lines: Sequence[Line], *, styled: bool) -> list[Field]:
    """The fields of an item's body, in order; every line is in one of them."""
    fields: list[Field] = []
    title = ""
    heading: tuple[Line, ...] = ()
    under: list[Line] = []
    at = 0
    while at < len(lines):
        end = _heading_end(lines, at, styled=styled)
        if end == at:
            under.append(lines[at])
            at += 1
            continue
        fields.append(Field(kind=kind_of(title), title=title, heading=heading, lines=tuple(under)))
        heading, under = tuple(lines[at:end]), []
        title = join_title(line.text for line in heading).rstrip(": ")
        at = end
    fields.append(Field(kind=kind_of(title), title=title, heading=heading, lines=tuple(under)))
    return _leads_set_apart(fields)


def kind_of(title: str) -> FieldKind:
    for kind, pattern in (
        (FieldKind.RECOMMENDATION, _RECOMMENDATION),
        (FieldKind.CASE_STEPS, _CASE_STEPS),
        (FieldKind.ATTACHMENTS, _ATTACHMENTS),
        (FieldKind.SIGNATURES, _SIGNATURES),
        (FieldKind.DECISION, _DECISION),
        (FieldKind.DECISION, _DECISION_PLAIN),
    ):
        if pattern.match(title):
            return kind
    return FieldKind.TEXT


def _heading_end(lines: Sequence[Line], at: int, *, styled: bool) -> int:
    """The index behind the heading that begins at `at`; `at` itself where none does."""
    words = clean(lines[at].text)
    if lines[at].role is Role.HEADING and words[:1].isalnum() and not words[:1].islower():
        return _wrapped_end(lines, at)
    if lines[at].role is not Role.TEXT:
        return at
    gap = at == 0 or is_blank(lines[at - 1]) or lines[at].joint
    known = not styled and gap and (_KNOWN.match(words) or _RECOMMENDATION.match(words))
    if known or _CAPITALS.match(words) or _is_plain_decision(words, styled=styled):
        return at + 1
    # Kommunalbestyrelsens beslutning den 4. / december 2012: wrapped
    if gap and "beslutning" in words.lower() and at + 1 < len(lines) and lines[at + 1].role is Role.TEXT:
        both = join_title([words, lines[at + 1].text])
        return at + 2 if len(both) <= _MAX_HEADING and _is_plain_decision(both, styled=styled) else at
    return at


def _is_plain_decision(words: str, *, styled: bool) -> bool:
    """A dated decision heading in plain or underlined type; without a date only where all headings are plain."""
    return bool(_DECISION_PLAIN.match(words)) and not (styled and _BARE.match(words))


def _wrapped_end(lines: Sequence[Line], at: int) -> int:
    """Bold lines that follow each other are one heading, unless each is one; many are a bold paragraph."""
    end = at + 1
    while (
        end < len(lines)
        and lines[end].role is Role.HEADING
        and lines[end].level == lines[at].level
        and not lines[end].joint
        and kind_of(clean(lines[end].text).rstrip(": ")) is FieldKind.TEXT
        and kind_of(clean(lines[end - 1].text).rstrip(": ")) is FieldKind.TEXT
        and not _KNOWN.match(clean(lines[end].text))
    ):
        end += 1
    length = sum(len(line.text) for line in lines[at:end])
    if end - at > _MAX_HEADING_LINES or length > _MAX_HEADING:
        return at
    return end


def _leads_set_apart(fields: Sequence[Field]) -> list[Field]:
    """`Beslutninger … [gap] Anlægsbevilling til … [Resume]`: the last paragraph is the indstilling's lead.

    Only right before a summary, and only after a gap: it would else be read as a part of the decision.
    """
    result: list[Field] = []
    for index, found in enumerate(fields):
        following = fields[index + 1] if index + 1 < len(fields) else None
        gap = _last_gap(found.lines)
        if found.kind is FieldKind.DECISION and following and _SUMMARY.match(following.title) and gap:
            result.append(replace(found, lines=found.lines[:gap]))
            result.append(Field(kind=FieldKind.TEXT, lines=found.lines[gap:]))
        else:
            result.append(found)
    return result


def _last_gap(lines: Sequence[Line]) -> int:
    """The index of the last gap that has text on both sides; 0 where there is none."""
    written = [index for index, line in enumerate(lines) if not is_blank(line)]
    gaps = [after - 1 for before, after in pairwise(written) if after - before > 1]
    return gaps[-1] if gaps else 0
