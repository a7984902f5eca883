"""What of a meeting is compared, and what a change is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from generator.openness import PublicItem, PublicMeeting


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
