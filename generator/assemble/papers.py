"""Turns a paper's lines into sections, recommendations and text blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.assemble.recommendations import split_recommendations
from generator.clean.blocks import to_blocks
from generator.clean.furniture import strip_furniture
from generator.clean.hyphens import Vocabulary
from generator.clean.steps import clean
from generator.model import Bullets, Heading, MinutesEntry, Place, Recommendation, Section, TextBlock
from generator.segment import patterns
from generator.segment.entries import cut_entries
from generator.segment.parts import Part, PartKind, Segments
from generator.segment.proposals import cut_proposal
from generator.segment.units import is_blank
from generator.sources.bundle import Line

_PROPOSER = re.compile(r"INDSTILLING FRA ([A-ZÆØÅ][A-ZÆØÅ ,.-]{3,100})")
_SMALL_WORDS = frozenset({"OG", "FOR", "FRA", "I", "PÅ", "TIL", "AF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProposal:
    """An *indstilling* as text: what the item's page shows of it."""

    title: str
    sections: tuple[Section, ...]
    recommendations: tuple[Recommendation, ...]
    responsible: str | None
    case_numbers: tuple[str, ...]


def place_of(lines: Sequence[Line], file: str, *, pages: bool) -> Place:
    """Where `lines` stand: pages where the file has any, else the first line's number."""
    written = [line for line in lines if not is_blank(line)]
    if not written:
        return Place(file=file)
    if pages:
        return Place(file=file, page=written[0].page, last_page=max(line.page for line in written))
    return Place(file=file, line=written[0].number)


def heading_case(words: str) -> str:
    """`HANDLEMULIGHEDER/LØSNINGER` → `Handlemuligheder/løsninger`; a heading in small letters stays as it is."""
    if not words.isupper():
        return words
    return words.capitalize()


def proposed_by(text: str) -> str | None:
    """`INDSTILLING FRA TEKNIK OG MILJØ`, alone over its text → `Teknik og Miljø`: the unit that answers for it."""
    match = _PROPOSER.fullmatch(text.strip())
    if not match:
        return None
    return " ".join(word.lower() if word in _SMALL_WORDS else word.capitalize() for word in match[1].split())


def read_proposal(part: Part, file: str, vocabulary: Vocabulary) -> ReadProposal:
    """Sections and recommendations of an *indstilling*; the recommendation stands under no heading of its own."""
    stripped = strip_furniture(part.lines)
    cut = cut_proposal(stripped.lines, file)
    sections = []
    for section in cut.sections:
        blocks = to_blocks(section.lines, vocabulary) if _says_something(section.lines) else ()
        if blocks:
            sections.append(Section(heading=heading_case(section.heading), blocks=blocks))
    numbers = (*stripped.case_numbers, *find_case_numbers(stripped.lines))
    return ReadProposal(
        title=cut.head.title,
        sections=tuple(sections),
        recommendations=split_recommendations(cut.recommendation, vocabulary),
        responsible=cut.responsible,
        case_numbers=tuple(dict.fromkeys(numbers)),
    )


def _says_something(lines: Sequence[Line]) -> bool:
    """A lone `-` under a heading means that there is nothing to say (FORMATS.md section 1)."""
    return any(not patterns.EMPTY.match(clean(line.text)) for line in lines if not is_blank(line))


def front_note(segments: Segments) -> tuple[TextBlock, ...]:
    """What the front page tells the reader ("Information: …") under the day, the hour and the place."""
    blocks: list[TextBlock] = []
    for part in segments.parts:
        if part.kind is not PartKind.FRONT:
            continue
        written = [line for line in part.lines if not is_blank(line)]
        words = [clean(line.text) for line in written]
        start = next((n for n, text in enumerate(words) if patterns.FRONT_TIME.match(text)), len(words)) + 2
        end = next((n for n, text in enumerate(words) if patterns.CONTENTS.match(text)), len(words))
        told = set(written[start:end])
        blocks += to_blocks([line for line in part.lines if is_blank(line) or line in told], Vocabulary())
    return tuple(blocks)


def find_case_numbers(lines: Sequence[Line]) -> tuple[str, ...]:
    """Case numbers that stand as `Sag: …` in the text."""
    labelled = (
        line.text for line in lines if re.match(r"^\s*(?:Sag|Sagsnr\.?|Sagsnummer|Journalnr\.?)\s*:", line.text)
    )
    return tuple(dict.fromkeys(number for text in labelled for number in patterns.CASE_NUMBER.findall(text)))


def read_annex(
    lines: Sequence[Line], file: str, vocabulary: Vocabulary
) -> tuple[tuple[TextBlock, ...], tuple[str, ...]]:
    """An annex's text and the case numbers of its letterhead. An annex that is an old *indstilling* is read as one."""
    stripped = strip_furniture(lines)
    capitals = {clean(line.text) for line in stripped.lines if patterns.CAPITAL_HEADING.match(clean(line.text))}
    numbers = tuple(dict.fromkeys((*stripped.case_numbers, *find_case_numbers(stripped.lines))))
    if not {"INDSTILLING", "SAGSFREMSTILLING"} <= capitals:
        return to_blocks(stripped.lines, vocabulary), numbers
    cut = cut_proposal(stripped.lines, file)
    blocks: list[TextBlock] = [Heading(text=cut.head.title, level=1)] if cut.head.title else []
    recommendations = split_recommendations(cut.recommendation, vocabulary)
    for section in cut.sections:
        under = to_blocks(section.lines, vocabulary) if _says_something(section.lines) else ()
        if section.heading == "INDSTILLING" and recommendations:
            under = (Bullets(entries=tuple(entry.text for entry in recommendations), start=1), *under)
        if under:
            blocks += [Heading(text=heading_case(section.heading), level=2), *under]
    return tuple(blocks), numbers


def read_minutes_copy(
    part: Part, file: str, vocabulary: Vocabulary
) -> tuple[tuple[TextBlock, ...], tuple[MinutesEntry, ...]]:
    """A copy of another meeting's minutes: what stands before the first item, and its items."""
    stripped = strip_furniture(part.lines)
    before, entries = cut_entries(stripped.lines, file)
    lead = [line for line in before if not _is_contents(clean(line.text))]
    return to_blocks(lead, vocabulary), tuple(
        MinutesEntry(
            number=entry.item,
            title=entry.title,
            blocks=to_blocks(entry.body, vocabulary),
            markers=entry.markers,
        )
        for entry in entries
    )


def _is_contents(words: str) -> bool:
    return bool(patterns.CONTENTS.match(words) or re.match(r"^Referat(?: \d+)?$", words))
