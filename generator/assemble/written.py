"""Makes agenda items of what a clerk has written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.assemble.decisions import read_decision
from generator.model import (
    AgendaItem,
    Attachment,
    Decision,
    Heading,
    Marker,
    Openness,
    Place,
    Recommendation,
    Section,
    TextBlock,
)
from generator.sources.written import WrittenItem

OPEN_WORDS = frozenset({"åben", "åbent", "aaben", "aabent"})


def markers_of(word: str, place: Place) -> tuple[Marker, ...]:
    """What a declared word means: nothing declared says nothing, `åben` says open, any other word closes."""
    if not word:
        return ()
    openness = Openness.OPEN if word in OPEN_WORDS else Openness.CLOSED
    return (Marker(openness=openness, words=f"openness: {word}", place=place),)


def written_item(meeting: str, item: WrittenItem, extra: Sequence[Marker] = ()) -> AgendaItem:
    """The agenda item. Its sections are cut at the headings of its text; `extra` are meeting.md's entries."""
    place = Place(file=item.source.file)
    item_id = f"{meeting}/{item.number}"
    return AgendaItem(
        id=item_id,
        meeting=meeting,
        number=item.number,
        title=item.title,
        duration_minutes=item.duration_minutes,
        case_numbers=item.case_numbers,
        responsible=item.responsible,
        recommendations=tuple(Recommendation(text=text) for text in item.recommendations),
        sections=tuple(_sections(item.body)),
        decision=_decision(item.decision, place),
        places=(place,),
        attachments=tuple(
            Attachment(
                id=f"{item_id}/bilag-{number}",
                number=str(number),
                title=attachment.title,
                blocks=attachment.blocks,
                place=place,
                markers=markers_of(attachment.openness, place),
            )
            for number, attachment in enumerate(item.attachments, start=1)
        ),
        markers=(*markers_of(item.openness, place), *extra),
    )


def _decision(blocks: tuple[TextBlock, ...], place: Place) -> Decision | None:
    if not blocks:
        return None
    return read_decision(blocks, place)


def _sections(blocks: Sequence[TextBlock]) -> list[Section]:
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    sections: list[Section] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == top:
            sections.append(Section(heading=block.text, blocks=()))
            continue
        if not sections:
            sections.append(Section(heading="", blocks=()))
        if isinstance(block, Heading):
            block = replace(block, level=block.level - top)
        sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))
    return [section for section in sections if section.blocks]
