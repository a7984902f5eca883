"""What of a meeting is compared, and what a change is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

from generator.openness import PublicItem, PublicMeeting


class ChangeKind(Enum):
    """What changed; `changes.json` holds the value."""

    ADDED = "added"  # the item came to the agenda after the archive first held it
    REMOVED = "removed"  # an item is no longer public; which one is not told
    NUMBER = "number"  # the item stands under another number
    TITLE = "title"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    ATTACHMENT_ADDED = "attachment-added"
    ATTACHMENT_REMOVED = "attachment-removed"  # which one is not told
    TEXT = "text"  # a section's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `item` is an item's id, or the meeting's for REMOVED; `date` the ISO day it was first seen.

    `before` and `after` are plain text; "" where there was or is none, or where it is not kept (TEXT, and what is
    no longer public).
    """

    item: str
    date: str
    kind: ChangeKind
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """An item as it was public. `attachments` are their titles; `text` is a digest of the sections."""

    number: str
    title: str
    case_numbers: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    decision: str = ""
    attachments: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingState:
    """A meeting as it was public on the ISO day `seen`, when this state was first seen."""

    id: str
    seen: str
    items: tuple[ItemState, ...] = ()


def state_of(meeting: PublicMeeting, *, seen: str) -> MeetingState:
    """What is compared of a published meeting."""
    return MeetingState(id=meeting.id, seen=seen, items=tuple(_item(item) for item in meeting.items))


def _item(item: PublicItem) -> ItemState:
    text = "\n\n".join(f"{section.heading}\n{section.text}" for section in item.sections)
    return ItemState(
        number=item.number,
        title=item.title,
        case_numbers=item.case_numbers,
        recommendations=tuple(recommendation.text for recommendation in item.recommendations),
        decision=item.decision.text if item.decision else "",
        attachments=tuple(attachment.title for attachment in item.attachments),
        text=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] if text else "",
    )
