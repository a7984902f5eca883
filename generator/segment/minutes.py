"""Cuts stand-alone minutes (a PDF of one body's meeting, exported from the case system) into parts.

1. furniture: running heads and feet, page numbers, the contents list   minutes_frame
2. item headings: bookmarks first, headings second                      minutes_items
3. front page: everything before the first item
4. each item: case numbers, then its headed fields                      minutes_fields
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.clean.steps import clean
from generator.model import Marker, Openness, Place
from generator.segment import patterns
from generator.segment.minutes_attachments import read_names
from generator.segment.minutes_fields import Field, FieldKind, cut_fields, has_styled_headings, is_capitals
from generator.segment.minutes_frame import Facts, Frame, read_facts, read_frame
from generator.segment.minutes_items import Head, case_lines, find_heads
from generator.segment.parts import Part, PartKind, Segments
from generator.segment.units import is_blank
from generator.sources.bundle import Bundle, Line

_PLAIN = {
    FieldKind.TEXT: PartKind.SECTION,
    FieldKind.RECOMMENDATION: PartKind.RECOMMENDATION,
    FieldKind.CASE_STEPS: PartKind.CASE_STEPS,
    FieldKind.SIGNATURES: PartKind.FURNITURE,
}
# Følgende deltog ikke i behandlingen:   (a form's field that nobody filled in)
_EMPTY_FIELD = ":"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    file: str
    facts: Facts
    closed_sections: tuple[int, ...]
    open_sections: tuple[int, ...]
    styled: bool  # headings have a type of their own


def segment_minutes(bundle: Bundle) -> Segments | None:
    """The parts of `bundle`, or None where it is not minutes of a known shape."""
    lines = bundle.lines
    if any(patterns.FOOTER.match(clean(line.text)) or patterns.DECISION.match(clean(line.text)) for line in lines):
        return None  # a rådmandsmøde's bundle
    frame = read_frame(lines)
    heads = _outside_notes(find_heads(lines, frame, bundle.source.file), lines)
    if not heads or not _has_decisions(bundle, frame, heads):
        return None
    context = _context(bundle, frame, heads[0].start)
    parts, markers = _front(lines, frame, heads[0].start, context)
    for head, end in zip(heads, [*(head.start for head in heads[1:]), len(lines)], strict=True):
        held = [index for index in range(head.end, end) if not frame.holds(index)]
        body, private = _without_private(lines, held)
        parts += private
        marks = _closing(lines, head, body, frame, context)
        parts += _item(head, lines[head.start : head.end], _bodily(lines, body), marks, context)
        parts += _furniture([lines[index] for index in range(head.end, end) if frame.holds(index)])
    facts = context.facts
    return Segments(
        source=bundle.source,
        parts=tuple(parts),
        dates=facts.dates,
        start=facts.start,
        end=facts.end,
        place=facts.place,
        markers=tuple(markers),
    )


def _context(bundle: Bundle, frame: Frame, first: int) -> _Context:
    closed, opened = _sections(bundle.lines, frame)
    return _Context(
        file=bundle.source.file,
        facts=read_facts(bundle.lines[:first]),
        closed_sections=closed,
        open_sections=opened,
        styled=has_styled_headings([line for i, line in enumerate(bundle.lines) if not frame.holds(i)]),
    )


def _has_decisions(bundle: Bundle, frame: Frame, heads: Sequence[Head]) -> bool:
    """Minutes have headed decisions; a bundle whose items have none is another kind of paper."""
    if "firstagenda" in bundle.producer.lower():
        return True
    body = [line for i, line in enumerate(bundle.lines) if i >= heads[0].end and not frame.holds(i)]
    return any(
        found.kind is FieldKind.DECISION and found.heading
        for found in cut_fields(body, styled=has_styled_headings(body))
    )


def _bodily(lines: Sequence[Line], indices: Sequence[int]) -> list[Line]:
    """The lines without the furniture; where some was cut out, the next line is a joint and no gap stands there."""
    kept: list[Line] = []
    before: int | None = None
    cut = False
    for index in indices:
        cut = cut or (before is not None and index != before + 1)
        before = index
        if is_blank(lines[index]):
            if not cut:
                kept.append(lines[index])
            continue
        if cut:
            while kept and is_blank(kept[-1]):
                kept.pop()
        kept.append(replace(lines[index], joint=True) if cut else lines[index])
        cut = False
    return kept


def _furniture(lines: Sequence[Line]) -> list[Part]:
    return [Part(kind=PartKind.FURNITURE, lines=tuple(lines))] if any(not is_blank(line) for line in lines) else []


def _front(lines: Sequence[Line], frame: Frame, end: int, context: _Context) -> tuple[list[Part], list[Marker]]:
    """The front page and its furniture; what it says of the whole meeting's openness."""
    kept, private = _without_private(lines, [index for index in range(end) if not frame.holds(index)])
    front = [lines[index] for index in kept]
    markers = [
        Marker(openness=openness, words=clean(line.text), place=Place(file=context.file, page=line.page))
        for line in front
        for openness, pattern in ((Openness.CLOSED, patterns.CLOSED_LINE), (Openness.OPEN, patterns.OPEN_LINE))
        if pattern.match(clean(line.text))
    ]
    parts = [Part(kind=PartKind.FRONT, lines=tuple(front))] if any(not is_blank(line) for line in front) else []
    furniture = _furniture([lines[index] for index in range(end) if frame.holds(index)])
    return [*parts, *private, *furniture], markers


def _outside_notes(heads: Sequence[Head], lines: Sequence[Line]) -> list[Head]:
    """The heads that are items: a number that comes again below private notes is the notes' own, and stays in them."""
    notes = [index for index, line in enumerate(lines) if patterns.PRIVATE.match(clean(line.text))]
    kept: list[Head] = []
    for head in heads:
        above = {other.number for other in kept if any(other.start < note < head.start for note in notes)}
        if head.number not in above:
            kept.append(head)
    return kept


def _without_private(lines: Sequence[Line], indices: Sequence[int]) -> tuple[list[int], list[Part]]:
    """The lines before private notes (DESIGN promise 2), and the notes: all that follows their heading."""
    at = next((n for n, index in enumerate(indices) if patterns.PRIVATE.match(clean(lines[index].text))), None)
    if at is None:
        return list(indices), []
    notes = tuple(lines[index] for index in indices[at:])
    return list(indices[:at]), [Part(kind=PartKind.PRIVATE, lines=notes)]


# --- openness ----------------------------------------------------------------------------------------


def _sections(lines: Sequence[Line], frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where `Lukket dagsorden` and `Åben dagsorden` stand as headings; a running head ends no closed section."""
    words = {i: clean(line.text) for i, line in enumerate(lines) if i not in frame.contents and len(line.text) < 60}
    closed = tuple(i for i, text in words.items() if patterns.CLOSED_SECTION.match(text))
    return closed, tuple(i for i, text in words.items() if i not in frame.running and patterns.OPEN_LINE.match(text))


def _closing(
    lines: Sequence[Line], head: Head, body: Sequence[int], frame: Frame, context: _Context
) -> tuple[Marker, ...]:
    """Everything that says that the item is closed."""
    marks = list(head.markers)
    section = max((i for i in context.closed_sections if i < head.start), default=-1)
    if section > max((i for i in context.open_sections if i < head.start), default=-1):
        marks.append(_marker(clean(lines[section].text), lines[section], context))
    if head.number in frame.closed_numbers:
        marks.append(_marker("the contents list has it as closed", lines[head.start], context))
    text = [i for i in body if _says(lines[i])]
    pages = {lines[i].page for i in (head.start, *text)}
    last = text[-1] if text else head.end
    closing = [i for i in sorted(frame.closed_heads) if lines[i].page in pages]
    for i in body:
        # As the item's last line it is the heading of the items that follow.
        words = clean(lines[i].text)
        if patterns.CLOSED_LINE.match(words) and (i < last or not patterns.CLOSED_SECTION.match(words)):
            closing.append(i)
    return (*marks, *(_marker(clean(lines[i].text), lines[i], context) for i in closing))


def _says(line: Line) -> bool:
    """Whether the line is text of the item: no gap and no word about openness."""
    words = clean(line.text)
    return not is_blank(line) and not patterns.CLOSED_LINE.match(words) and not patterns.OPEN_LINE.match(words)


def _marker(words: str, line: Line, context: _Context) -> Marker:
    return Marker(openness=Openness.CLOSED, words=words, place=Place(file=context.file, page=line.page))


# --- items -------------------------------------------------------------------------------------------


def _item(
    head: Head, heading: Sequence[Line], body: Sequence[Line], marks: tuple[Marker, ...], context: _Context
) -> Iterator[Part]:
    """The item's parts: its heading with the case lines, then one per field."""
    cases, numbers = case_lines(body)
    under = [body[index] for index in cases]
    rest = body[cases[-1] + 1 :] if cases else body
    yield Part(
        kind=PartKind.ITEM,
        lines=(*heading, *under),
        item=head.number,
        title=head.title,
        duration_minutes=head.duration_minutes,
        case_numbers=numbers,
        markers=marks,
    )
    fields = cut_fields(rest, styled=context.styled)
    deciding = _deciding(fields, context.facts)
    named = 0
    for index, found in enumerate(fields):
        if is_capitals(found.title) and all(is_blank(line) for line in found.lines):
            yield from _text(PartKind.SECTION, "", found.heading, head)  # says who wrote the fields under it
            continue
        yield from _furniture(found.heading)
        if found.kind is FieldKind.ATTACHMENTS:
            parts = _attachments(found, head, named, context)
            named += sum(part.kind is PartKind.ATTACHMENT for part in parts)
            yield from parts
        elif found.kind is FieldKind.DECISION:
            yield from _decision(found, head, own=index in deciding)
        else:
            yield from _text(_PLAIN[found.kind], found.title, found.lines, head)


def _attachments(found: Field, head: Head, named: int, context: _Context) -> list[Part]:
    """The names as attachments, numbered on from `named`; text that goes on below the list is a section."""
    names, end = read_names(found.lines, context.file)
    parts = [
        Part(kind=PartKind.ATTACHMENT, item=head.number, number=str(number), title=name.title, markers=name.markers)
        for number, name in enumerate(names, start=named + 1)
    ]
    return [*parts, *_furniture(found.lines[:end]), *_text(PartKind.SECTION, "", found.lines[end:], head)]


def _text(kind: PartKind, title: str, lines: Sequence[Line], head: Head) -> Iterator[Part]:
    """A part for the lines, or furniture where they are no more than a placeholder."""
    written = [line for line in lines if not is_blank(line)]
    if kind is PartKind.FURNITURE or all(patterns.EMPTY.match(clean(line.text)) for line in written):
        yield from _furniture(written)
    else:
        yield Part(kind=kind, lines=tuple(lines), item=head.number, title=title)


def _deciding(fields: Sequence[Field], facts: Facts) -> set[int]:
    """Which decision fields are this meeting's: of its date, or without a date.

    Exports repeat what earlier bodies decided under headings of the same form (FORMATS.md section 2).
    """
    decisions = [index for index, found in enumerate(fields) if found.kind is FieldKind.DECISION]
    today = facts.dates[0] if facts.dates else None
    dated = [index for index in decisions if today and fields[index].date == today]
    undated = [index for index in decisions if fields[index].date is None]
    if dated:
        return set(dated)
    if undated:
        return set(undated[-1:]) if len(undated) > 1 else set(undated)
    return set(decisions[-1:]) if today is None else set()


def _decision(found: Field, head: Head, *, own: bool) -> Iterator[Part]:
    if not own:
        yield from _text(PartKind.SECTION, found.title, found.lines, head)
        return
    lines = list(found.lines)
    empty: list[Line] = []
    while lines and (is_blank(lines[-1]) or _is_empty_field(lines)):
        empty.insert(0, lines.pop())
    yield from _text(PartKind.DECISION, "", lines, head)
    yield from _furniture(empty)


def _is_empty_field(lines: Sequence[Line]) -> bool:
    """A last line that ends in a colon after a gap, with nothing behind it."""
    return clean(lines[-1].text).endswith(_EMPTY_FIELD) and (len(lines) == 1 or is_blank(lines[-2]) or lines[-1].joint)
