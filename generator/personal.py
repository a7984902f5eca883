"""Closes whatever holds a personal number (CPR), before anything is decided (DESIGN.md, promise 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.cpr import Cpr, find
from generator.findings import Finding, Severity
from generator.model import (
    AgendaItem,
    Attachment,
    Marker,
    Meeting,
    Openness,
    Place,
    Table,
    TextBlock,
    block_strings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """The meetings with closing markers where a personal number stands, and what the clerk is told."""

    meetings: tuple[Meeting, ...]
    findings: tuple[Finding, ...]


def close_personal(meetings: Sequence[Meeting], cleared: Mapping[str, str]) -> Scanned:
    """Mark every item, attachment and copied minute that holds a personal number as closed.

    `cleared` maps ids of items and attachments to the clerk's reason why what looks like a number is none;
    those are told of, and not closed. Findings show a number masked.
    """
    findings: list[Finding] = []
    scanned = tuple(_meeting(meeting, cleared, findings) for meeting in meetings)
    return Scanned(meetings=scanned, findings=tuple(findings))


def _meeting(meeting: Meeting, cleared: Mapping[str, str], findings: list[Finding]) -> Meeting:
    place = Place(file=f"{meeting.id}/meeting.md")
    own = [*block_texts(meeting.note), meeting.place or "", *(source.file for source in meeting.sources)]
    return replace(
        meeting,
        items=tuple(_item(item, cleared, findings) for item in meeting.items),
        markers=(*meeting.markers, *_marks(meeting.id, own, place, cleared, findings)),
    )


def _item(item: AgendaItem, cleared: Mapping[str, str], findings: list[Finding]) -> AgendaItem:
    place, declared = next(iter(item.places), Place(file="")), Place(file=f"{item.meeting}/meeting.md")
    corrections = [text for entry in item.corrections for text in (entry.text, entry.reason)]
    return replace(
        item,
        attachments=tuple(_attachment(attachment, cleared, findings) for attachment in item.attachments),
        markers=(
            *item.markers,
            *_marks(item.id, item_texts(item), place, cleared, findings),
            *_marks(item.id, corrections, declared, cleared, findings),
        ),
    )


def _attachment(attachment: Attachment, cleared: Mapping[str, str], findings: list[Finding]) -> Attachment:
    texts = [attachment.title, *block_texts(attachment.blocks)]
    entries = []
    for entry in attachment.entries:
        where = f"{attachment.id}, punkt {entry.number}"
        found = _marks(where, [entry.title, *block_texts(entry.blocks)], attachment.place, cleared, findings)
        entries.append(replace(entry, markers=(*entry.markers, *found)))
    marks = _marks(attachment.id, texts, attachment.place, cleared, findings)
    return replace(attachment, entries=tuple(entries), markers=(*attachment.markers, *marks))


def item_texts(item: AgendaItem) -> Iterator[str]:
    """Every text of an item's papers apart from its attachments. Each is scanned alone."""
    yield item.title
    yield item.responsible or ""
    yield from (entry.text for entry in item.recommendations)
    for section in item.sections:
        yield section.heading
        yield from block_texts(section.blocks)
    if item.decision:
        yield from block_texts(item.decision.blocks)
    yield from (step.text for step in item.case_steps)


def block_texts(blocks: Iterable[TextBlock]) -> Iterator[str]:
    """The blocks' texts, and each table row whole: a number may be split over two cells."""
    for block in blocks:
        yield from block_strings(block)
        if isinstance(block, Table):
            yield from (" ".join(row) for row in block.rows)


def _marks(
    where: str, texts: Iterable[str], place: Place, cleared: Mapping[str, str], findings: list[Finding]
) -> tuple[Marker, ...]:
    found = {number.masked: number for text in texts for number in find(text)}
    if not found:
        return ()
    reason = cleared.get(where)
    findings += [_finding(number, where, place, reason) for number in found.values()]
    if reason:
        return ()
    return (Marker(openness=Openness.CLOSED, words="personnummer", place=place),)


def _finding(number: Cpr, where: str, place: Place, reason: str | None) -> Finding:
    page = f", page {place.page}" if place.page else (f", line {place.line}" if place.line else "")
    if reason:
        return Finding(
            code="cpr-cleared",
            severity=Severity.INFO,
            file=place.file,
            place=f"{where}{page}",
            message=f"{number.masked} looks like a CPR number; the clerk says it is none: {reason}",
        )
    how = "is a CPR number" if number.sure else "may be a CPR number (the date is valid)"
    return Finding(
        code="cpr",
        severity=Severity.ERROR,
        file=place.file,
        place=f"{where}{page}",
        message=f"{number.masked} {how}; nothing of it is published",
        remedy="remove it from the source, or write 'not_cpr: why it is none' at the item in meeting.md",
    )
