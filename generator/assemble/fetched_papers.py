"""Reads the PDF of a fetched attachment. One that is a copy of minutes is read item by item, to be decided so."""

from __future__ import annotations

from dataclasses import replace

from generator.assemble.papers import place_of, read_annex, read_minutes_copy
from generator.clean.blocks import to_blocks
from generator.clean.hyphens import Vocabulary
from generator.clean.steps import clean
from generator.model import Attachment, Marker, MinutesEntry, Openness, Place
from generator.segment import patterns
from generator.segment.minutes import segment_minutes
from generator.segment.parts import Part, PartKind, Segments
from generator.segment.units import is_blank
from generator.sources.bundle import Bundle, Line

_HEAD = 3  # lines at the top of a paper where it says of itself that it is closed


def read_paper(attachment: Attachment, bundle: Bundle) -> Attachment:
    """The attachment with the words of its PDF, and what the PDF says of its openness."""
    file, vocabulary = bundle.source.file, Vocabulary.of_lines(bundle.lines)
    place = place_of(bundle.lines, file, pages=True)
    read = replace(attachment, place=place, markers=(*attachment.markers, *_closing(bundle.lines, file)))
    segments = segment_minutes(bundle)
    if segments:
        return _minutes(read, segments, vocabulary)
    blocks, entries = read_minutes_copy(Part(kind=PartKind.PREVIOUS_MINUTES, lines=bundle.lines), file, vocabulary)
    if entries:
        return replace(read, blocks=blocks, entries=entries)
    blocks, cases = read_annex(bundle.lines, file, vocabulary)
    return replace(read, blocks=blocks, case_numbers=cases)


def _closing(lines: tuple[Line, ...], file: str) -> list[Marker]:
    head = [clean(line.text) for line in lines if not is_blank(line)][:_HEAD]
    return [
        Marker(openness=Openness.CLOSED, words=words, place=Place(file=file, page=1))
        for words in head
        if patterns.CLOSED_LINE.match(words)
    ]


def _minutes(attachment: Attachment, segments: Segments, vocabulary: Vocabulary) -> Attachment:
    """A whole meeting's minutes: what stands before the first item, and one entry an item."""
    parts: dict[str, list[Part]] = {}
    lead: list[Line] = []
    for part in segments.parts:
        if part.item is not None:
            parts.setdefault(part.item, []).append(part)
        elif part.kind is not PartKind.FURNITURE and part.kind is not PartKind.PRIVATE:
            lead += part.lines
    return replace(
        attachment,
        blocks=to_blocks(lead, vocabulary),
        minutes_of=next(iter(segments.dates), None),
        entries=tuple(_entry(number, own, vocabulary) for number, own in parts.items()),
        markers=(*attachment.markers, *segments.markers),
    )


def _entry(number: str, parts: list[Part], vocabulary: Vocabulary) -> MinutesEntry:
    head = next((part for part in parts if part.kind is PartKind.ITEM), parts[0])
    body = [line for part in parts if part is not head and part.kind is not PartKind.PRIVATE for line in part.lines]
    return MinutesEntry(
        number=number,
        title=head.title,
        blocks=to_blocks(body, vocabulary),
        markers=tuple(marker for part in parts for marker in part.markers),
    )
