"""The one place that decides what is published (DESIGN.md promises 1 and 2).

`publish` turns what was read into what may be shown. Only this module constructs the `Public…` types,
and every later stage takes only those, so code that would write something undecided does not type-check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from pathlib import PurePosixPath
from typing import Any

from generator import takedown
from generator.assemble.decisions import read_decision
from generator.copies import CopyRule, Original, original
from generator.findings import Finding, Severity
from generator.model import (
    AgendaItem,
    Attachment,
    AttachmentContent,
    Body,
    Heading,
    ItemContent,
    Marker,
    Meeting,
    MeetingContent,
    MinutesEntry,
    Openness,
    Paragraph,
    Place,
    PublishedFile,
    TextBlock,
    block_strings,
    plain_text,
)
from generator.redact import is_confidential, redact
from generator.segment.patterns import CLOSED_LINE, CLOSED_TITLE

_NO_WORDS = re.compile(r"[\W\d_]+")
_MARKER_WORDS = 40  # longer words beside a marker may be the title; no report repeats them


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAttachment(AttachmentContent):
    """An attachment that may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicItem(ItemContent):
    """An item that may be shown, with only those attachments that may."""

    attachments: tuple[PublicAttachment, ...] = ()
    withheld_attachments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMeeting(MeetingContent):
    """A meeting with only what may be shown. `withheld` counts the items that are not."""

    items: tuple[PublicItem, ...] = ()
    withheld: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Something that is not published: for the clerk's report and the audit, never for a page.

    `secrets` holds its titles, texts, attachment names and case numbers; the audit looks for them in
    every byte of the site.
    """

    kind: str  # "meeting", "item", "attachment", "copied minutes", "name"
    id: str
    reason: str
    place: Place
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything that may be published: bodies by id order, meetings by id order."""

    bodies: tuple[Body, ...]
    meetings: tuple[PublicMeeting, ...]


def with_originals(archive: Archive, published: Mapping[str, PublishedFile]) -> Archive:
    """The archive, with the addresses of those source files that are published whole (by `SourceFile.file`)."""

    def named(meeting: PublicMeeting) -> PublicMeeting:
        found = (replace(source, original=published.get(source.file)) for source in meeting.sources)
        return replace(meeting, sources=tuple(found))

    return replace(archive, meetings=tuple(named(meeting) for meeting in archive.meetings)) if published else archive


# --- deciding ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What may be shown, what may not, and what a clerk should know about it."""

    meetings: tuple[PublicMeeting, ...]
    withheld: tuple[Withheld, ...]
    findings: tuple[Finding, ...]


def publish(meetings: Sequence[Meeting], originals: Sequence[Original] = ()) -> Published:
    """Decide for every meeting, item, attachment and copied minute of `meetings`.

    Default deny: a meeting is published only where meeting.md declares its bundle the open agenda; an
    item, attachment or copy only where nothing says closed. The most restrictive marker wins.
    `originals` are other meetings whose minutes may be copied here.
    """
    withheld = [entry for meeting in meetings if (entry := _whole(meeting))]
    closed = {entry.id for entry in withheld}
    open_meetings = [meeting for meeting in meetings if meeting.id not in closed]
    withheld += [entry for meeting in open_meetings for entry in _closed_items(meeting)]
    not_public = {*(entry.id for entry in withheld), *(name for other in originals for name in other.not_public)}
    copies = CopyRule((*(other.meeting for other in originals), *meetings), not_public)
    public = tuple(_public_meeting(meeting, copies, withheld) for meeting in open_meetings)
    return Published(meetings=public, withheld=tuple(withheld), findings=tuple(map(_finding, withheld)))


def original_of(meeting: Meeting) -> Original:
    """What other meetings' copies of its minutes need to know."""
    whole = _meeting_closed(meeting)
    names = [meeting.id] if whole else [item.id for item in meeting.items if _item_closed(item)]
    return original(meeting, names)


def _whole(meeting: Meeting) -> Withheld | None:
    reason = _meeting_closed(meeting)
    return None if reason is None else _withheld_meeting(meeting, reason)


def _closed_items(meeting: Meeting) -> Iterator[Withheld]:
    for item in meeting.items:
        if reason := _item_closed(item):
            yield _withheld_item(item, reason)


def _closed(markers: Iterable[Marker]) -> Marker | None:
    return next((marker for marker in markers if marker.openness is not Openness.OPEN), None)


def _item_closed(item: AgendaItem) -> str | None:
    """Why the item may not be shown, in words that hold none of its own."""
    marker = _closed(item.markers)
    if marker is None and CLOSED_TITLE.search(item.title):
        return "its title says that it is closed"
    if marker is None:  # the recommendation's text stands on the item's page
        closed = any(_attachment_closed(paper) for paper in item.attachments if paper.is_recommendation)
        return "the paper that it consists of is closed" if closed else None
    of_title = marker.words == item.title or (CLOSED_TITLE.search(marker.words) and not CLOSED_LINE.match(marker.words))
    told = "its title" if of_title or len(marker.words) > _MARKER_WORDS else marker.words
    return f"closed by {told!r}"


def _meeting_closed(meeting: Meeting) -> str | None:
    marker = _closed(meeting.markers)
    if marker:
        return f"closed by {marker.words!r}"
    if meeting.declared is Openness.OPEN:
        return None
    if meeting.declared is Openness.CLOSED:
        return "meeting.md says lukket"
    return "meeting.md does not say 'openness: åben'"


def _public_meeting(meeting: Meeting, copies: CopyRule, withheld: list[Withheld]) -> PublicMeeting:
    closed = {item.id for item in meeting.items if _item_closed(item)}
    items = tuple(_public_item(item, copies, withheld) for item in meeting.items if item.id not in closed)
    return PublicMeeting(
        **_fields(MeetingContent, meeting),
        items=items,
        withheld=len(closed) + (_missing_numbers(meeting) if meeting.left_out is None else meeting.left_out),
    )


def _missing_numbers(meeting: Meeting) -> int:
    """Numbers that the open papers jump over belong to items that are not in them (FORMATS.md section 1)."""
    numbers = {int(item.number) for item in meeting.items if item.number.isdigit()}
    return max(numbers) - min(numbers) + 1 - len(numbers) if numbers else 0


def _public_item(item: AgendaItem, copies: CopyRule, withheld: list[Withheld]) -> PublicItem:
    names: list[str] = []
    attachments = []
    for attachment in item.attachments:
        reason = _attachment_closed(attachment)
        if reason:
            withheld.append(_withheld_attachment(attachment, reason))
        else:
            attachments.append(_public_attachment(attachment, copies, withheld, names))
    fields = _fields(ItemContent, item) | _redacted_texts(item, names)
    withheld += [_withheld_name(item.id, name, item.places) for name in names]
    return PublicItem(
        **fields,
        attachments=tuple(attachments),
        withheld_attachments=len(item.attachments) - len(attachments),
    )


def _redacted_texts(item: AgendaItem, names: list[str]) -> dict[str, Any]:
    """The item's own texts without the names of confidential attachments, which are added to `names`."""

    def shown(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
        redacted = redact(blocks)
        names.extend(redacted.names)
        return redacted.blocks

    def told(text: str) -> str:
        return plain_text(shown([Paragraph(text=text)]))

    decision = item.decision
    return {
        "sections": tuple(replace(section, blocks=shown(section.blocks)) for section in item.sections),
        "recommendations": tuple(replace(entry, text=told(entry.text)) for entry in item.recommendations),
        "case_steps": tuple(replace(step, text=told(step.text)) for step in item.case_steps),
        "corrections": tuple(
            replace(entry, text=told(entry.text), reason=told(entry.reason)) for entry in item.corrections
        ),
        # condition and positions are read again, from the words that may be shown
        "decision": read_decision(shown(decision.blocks), decision.place) if decision else None,
    }


def _attachment_closed(attachment: Attachment) -> str | None:
    marker = _closed(attachment.markers)
    if marker and marker.place.file == takedown.FILE:
        return f"closed by {marker.words!r}"
    if marker:
        return f"marked {marker.openness.value} by its papers or by meeting.md"
    return "its name is marked confidential" if is_confidential(attachment.title) else None


def _public_attachment(
    attachment: Attachment, copies: CopyRule, withheld: list[Withheld], names: list[str]
) -> PublicAttachment:
    blocks = list(attachment.blocks)
    for entry in attachment.entries:
        reason = copies.closed(attachment, entry)
        if reason:
            withheld.append(_withheld_entry(attachment, entry, reason))
        else:
            blocks += [Heading(text=f"Punkt {entry.number}: {entry.title}", level=2), *entry.blocks]
    redacted = redact(blocks)
    names += redacted.names
    fields = _fields(AttachmentContent, attachment) | {
        "blocks": redacted.blocks,
        "minutes_of": copies.meeting_of(attachment) or attachment.minutes_of,
    }
    return PublicAttachment(**fields)


def _fields(kind: type, source: object) -> dict[str, Any]:
    """The fields that a published twin shares with what it was made of."""
    return {field.name: getattr(source, field.name) for field in dataclass_fields(kind)}


# --- what was withheld -------------------------------------------------------------------------------


def _withheld_meeting(meeting: Meeting, reason: str) -> Withheld:
    place = Place(file=f"{meeting.id}/meeting.md")
    return Withheld(kind="meeting", id=meeting.id, reason=reason, place=place, secrets=tuple(meeting_secrets(meeting)))


def _withheld_item(item: AgendaItem, reason: str) -> Withheld:
    marker = _closed(item.markers)
    place = marker.place if marker else next(iter(item.places), Place(file=""))
    return Withheld(kind="item", id=item.id, reason=reason, place=place, secrets=tuple(item_secrets(item)))


def meeting_secrets(meeting: Meeting | PublicMeeting) -> Iterator[str]:
    """Every text of a meeting that must not stand in a site without it: also its place, note and files' names.

    Of a name only its words: a tombstone may say the meeting's date.
    """
    yield from (text for item in meeting.items for text in item_secrets(item))
    yield meeting.place or ""
    yield from (text for block in meeting.note for text in block_strings(block))
    yield from (_NO_WORDS.sub(" ", PurePosixPath(source.file).stem).strip() for source in meeting.sources)


def item_secrets(item: AgendaItem | PublicItem) -> Iterator[str]:
    """Every text of an item and its attachments that must not stand in a site without it."""
    yield item.title
    yield item.responsible or ""
    yield from item.case_numbers
    yield from (entry.text for entry in item.recommendations)
    for section in item.sections:
        yield from (text for block in section.blocks for text in block_strings(block))
    if item.decision:
        yield from (text for block in item.decision.blocks for text in block_strings(block))
    yield from (step.text for step in item.case_steps)
    for correction in item.corrections:
        yield from (correction.text, correction.reason)
    for attachment in item.attachments:
        yield from attachment_secrets(attachment)


def attachment_secrets(attachment: Attachment | PublicAttachment) -> Iterator[str]:
    """Every text of an attachment that must not stand in a site without it."""
    yield attachment.title
    yield from attachment.case_numbers
    yield from (text for block in attachment.blocks for text in block_strings(block))
    for entry in attachment.entries if isinstance(attachment, Attachment) else ():
        yield entry.title
        yield from (text for block in entry.blocks for text in block_strings(block))


def _withheld_attachment(attachment: Attachment, reason: str) -> Withheld:
    return Withheld(
        kind="attachment",
        id=attachment.id,
        reason=reason,
        place=attachment.place,
        secrets=tuple(attachment_secrets(attachment)),
    )


def _withheld_entry(attachment: Attachment, entry: MinutesEntry, reason: str) -> Withheld:
    texts = [entry.title, *(text for block in entry.blocks for text in block_strings(block))]
    return Withheld(
        kind="copied minutes",
        id=f"{attachment.id} punkt {entry.number}",
        reason=reason,
        place=attachment.place,
        secrets=tuple(texts),
    )


def _withheld_name(item: str, name: str, places: Sequence[Place]) -> Withheld:
    place = places[0] if places else Place(file="")
    return Withheld(kind="name", id=item, reason="a name marked confidential", place=place, secrets=(name,))


def _finding(entry: Withheld) -> Finding:
    declared = entry.kind == "meeting" and "does not say" in entry.reason
    return Finding(
        code=f"withheld-{entry.kind.replace(' ', '-')}",
        severity=Severity.WARNING if declared else Severity.INFO,
        file=entry.place.file,
        place=entry.id,
        message=f"{entry.kind} not published: {entry.reason}",
        remedy="write 'openness: åben' in meeting.md if this bundle is the open agenda" if declared else "",
    )
