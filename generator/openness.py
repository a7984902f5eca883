"""The one place that decides what is published (DESIGN.md promises 1 and 2).

`publish` turns what was read into what may be shown. Only this module constructs the `Public…` types,
and every later stage takes only those, so code that would write something undecided does not type-check.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import AttachmentContent, Body, ItemContent, MeetingContent, Place


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

    kind: str  # "meeting", "item", "attachment", "section", "entry"
    id: str
    reason: str
    place: Place
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything that may be published: bodies by id order, meetings by id order."""

    bodies: tuple[Body, ...]
    meetings: tuple[PublicMeeting, ...]
