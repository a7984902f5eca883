"""What items, attachments and meetings are called, and where in the archive they stand."""

from __future__ import annotations

from generator import words
from generator.lookup import Lookup
from generator.openness import PublicAttachment, PublicItem


def numbered_title(item: PublicItem) -> str:
    """`3. Efterværn`"""
    return f"{item.number}. {item.title}"


def item_title(item: PublicItem) -> str:
    """The title, or the number where there is none."""
    return item.title or f"{words.NUMBER} {item.number}"


def attachment_title(attachment: PublicAttachment) -> str:
    """`Bilag 2: Tidsplan`"""
    return f"{words.ATTACHMENT} {attachment.number}: {attachment.title or '–'}"


def meeting_title(meeting_id: str, lookup: Lookup) -> str:
    """`Kulturudvalget, 4. juni 2024`"""
    meeting = lookup.meetings[meeting_id]
    return f"{lookup.bodies[meeting.body].name}, {words.date(meeting.date)}"


def where(thing_id: str, lookup: Lookup) -> str:
    """`Kulturudvalget, 4. juni 2024, punkt 3`; nothing for a meeting, whose title says it."""
    item = lookup.item_of(thing_id)
    return f"{meeting_title(item.meeting, lookup)}, {words.NUMBER.lower()} {item.number}" if item else ""
