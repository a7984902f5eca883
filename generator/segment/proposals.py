"""Cuts an *indstilling* into its head, its sections with capital headings, its recommendation and its tail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.clean.steps import clean
from generator.clean.titles import join_title
from generator.dates import find_dates
from generator.model import Marker, Openness, Place
from generator.segment import patterns
from generator.segment.closed import closing_lines
from generator.segment.units import is_blank
from generator.sources.bundle import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalHead:
    """What stands above the first capital heading."""

    title: str
    dates: tuple[str, ...]
    duration_minutes: int | None
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalSection:
    """A capital heading ("SAGSFREMSTILLING") and the lines under it."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A whole *indstilling*. `furniture` are the lines whose facts are kept but which nobody reads as text."""

    head: ProposalHead
    sections: tuple[CapitalSection, ...]
    recommendation: tuple[Line, ...]
    responsible: str | None
    furniture: tuple[Line, ...]


def read_head(lines: Sequence[Line], file: str) -> ProposalHead:
    """Title, date, duration and openness words of an *indstilling*."""
    title: list[str] = []
    dates: list[str] = []
    markers: list[Marker] = []
    minutes: int | None = None
    for line in _head_lines(lines):
        words = clean(line.text)
        duration = patterns.HEADER_DURATION.search(words)
        if patterns.CLOSED_LINE.match(words) or patterns.OPEN_LINE.match(words):
            openness = Openness.CLOSED if patterns.CLOSED_LINE.match(words) else Openness.OPEN
            markers.append(Marker(openness=openness, words=words, place=Place(file=file, line=line.number)))
        elif duration and find_dates(words):
            minutes = int(duration["minutes"])
            dates += find_dates(words)
        elif find_dates(words) and re.match(r"^\W*\d", words) and len(words) < 30:
            dates += find_dates(words)
        elif not (patterns.PAGE_OF.match(words) or patterns.PROPOSAL_TITLE.match(words)):
            title.append(words)
    joined = join_title(title)
    for at, words in closing_lines(_head_lines(lines)):
        if words not in (marker.words for marker in markers):  # broken over a line's end
            place = Place(file=file, line=_head_lines(lines)[at].number)
            markers.append(Marker(openness=Openness.CLOSED, words=words, place=place))
    if patterns.CLOSED_TITLE.search(joined):
        markers.append(Marker(openness=Openness.CLOSED, words=joined, place=Place(file=file, line=lines[0].number)))
    return ProposalHead(title=joined, dates=tuple(dates), duration_minutes=minutes, markers=tuple(markers))


def _head_lines(lines: Sequence[Line]) -> list[Line]:
    head: list[Line] = []
    for line in lines:
        words = clean(line.text)
        if patterns.CAPITAL_HEADING.match(words) and not patterns.CLOSED_LINE.match(words):
            break
        if words:
            head.append(line)
    return head[:12]


def cut_proposal(lines: Sequence[Line], file: str) -> Proposal:
    """Head, sections, recommendation and tail of an *indstilling*, running heads already gone."""
    head = read_head(lines, file)
    head_lines = _head_lines(lines)
    kept, recommendation = _take_recommendation([line for line in lines if line not in head_lines])
    sections: list[tuple[str, list[Line]]] = []
    furniture = list(head_lines)
    for line in kept:
        words = clean(line.text)
        if patterns.CAPITAL_HEADING.match(words):
            sections.append((words, []))
            furniture.append(line)
        elif sections:
            sections[-1][1].append(line)
        elif not is_blank(line):
            sections.append(("", [line]))
    if not recommendation:
        recommendation = _under_heading(sections)
    responsible, tail = _take_tail(sections[-1][1]) if sections else (None, [])
    return Proposal(
        head=head,
        sections=tuple(CapitalSection(heading=name, lines=tuple(body)) for name, body in sections),
        recommendation=tuple(recommendation),
        responsible=responsible,
        furniture=(*furniture, *tail),
    )


def _under_heading(sections: Sequence[tuple[str, list[Line]]]) -> list[Line]:
    """Without a text box, what stands under INDSTILLING is the recommendation."""
    for name, body in sections:
        if name == "INDSTILLING" and any(not patterns.EMPTY.match(clean(x.text)) for x in body if not is_blank(x)):
            taken = list(body)
            body.clear()
            return taken
    return []


def _take_recommendation(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The recommendation is a text box: from `Det indstilles` to the page's end, or to the next capital heading."""
    kept: list[Line] = []
    box: list[Line] = []
    inside = False
    for line in lines:
        words = clean(line.text)
        if not inside and not box and patterns.RECOMMENDATION.match(words):
            inside = True
        elif inside and (line.joint or patterns.CAPITAL_HEADING.match(words) or _ends_box(line, words, box)):
            inside = False
        (box if inside else kept).append(line)
    return kept, box


def _ends_box(line: Line, words: str, box: Sequence[Line]) -> bool:
    """After a gap, text that neither continues the sentence nor is the next `at …` is not the box's."""
    if not box or not is_blank(box[-1]) or is_blank(line):
        return False
    before = next((clean(known.text) for known in reversed(box) if not is_blank(known)), "")
    numbered = re.match(r"^(?:\d{1,2}[.)]|[a-z][.)]|at\b|[•\uf0b7-])", words, re.IGNORECASE)
    return before.endswith(".") and not numbered and not words[:1].islower()


_BRACKETS = "[] "


def _take_tail(lines: list[Line]) -> tuple[str | None, list[Line]]:
    """Unit, date, caseworker, telephone and e-mail at the end of the last section, taken out of `lines`."""
    at = next((n for n, line in enumerate(lines) if patterns.CASEWORKER.match(clean(line.text))), None)
    if at is None:
        return None, []
    end = _end_of_tail(lines, at)
    written = [n for n in range(at) if not is_blank(lines[n])]
    start, responsible = at, None
    if written and _is_date(clean(lines[written[-1]].text)):
        start = written.pop()
    unit = clean(lines[written[-1]].text) if written else ""
    if start < at and unit and _stands_alone(lines, written[-1]) and not unit.endswith((".", ":")) and len(unit) < 60:
        responsible = unit.strip(_BRACKETS)
        start = written[-1]
    tail = lines[start:end]
    del lines[start:end]
    return responsible, [line for line in tail if not is_blank(line)]


def _end_of_tail(lines: Sequence[Line], at: int) -> int:
    """After the caseworker come telephone, e-mail and perhaps the rest of a wrapped name; then the paper ends."""
    contact = [n for n, line in enumerate(lines) if n > at and patterns.CONTACT.match(clean(line.text))]
    end = (contact[-1] if contact else at) + 1
    while end < len(lines) and len(clean(lines[end].text)) < 40 and not clean(lines[end].text).endswith("."):
        end += 1
    return end


def _is_date(words: str) -> bool:
    plain = words.strip(_BRACKETS)
    worded = re.match(r"^(?:\d{1,2}\. )?[a-zæøå]+(?: \d{4})?$", plain, re.IGNORECASE)
    months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    return bool(find_dates(plain)) or bool(worded and any(month in plain.lower() for month in months))


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    return at == 0 or is_blank(lines[at - 1])
