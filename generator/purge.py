"""Takes things out of an archive that has been decided already. It only ever takes away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.model import Place
from generator.openness import (
    Archive,
    PublicAttachment,
    PublicItem,
    PublicMeeting,
    Withheld,
    attachment_secrets,
    item_secrets,
    meeting_secrets,
)

_NOWHERE = Place(file="")
_WHY = "taken down or closed since the last good build"


def purge(archive: Archive, names: Collection[str]) -> tuple[Archive, tuple[Withheld, ...]]:
    """`archive` without the meetings, items and attachments in `names`, and what the audit must look for.

    Copies of minutes cannot be cut item by item here, so a copy of the minutes of anything in `names` goes whole.
    """
    gone: list[Withheld] = []
    copied = {_meeting_id(name) for name in names if "/bilag-" not in name}
    meetings = []
    for meeting in archive.meetings:
        if meeting.id in names:
            secrets = tuple(meeting_secrets(meeting))
            gone.append(Withheld(kind="meeting", id=meeting.id, reason=_WHY, place=_NOWHERE, secrets=secrets))
        else:
            meetings.append(_meeting(meeting, names, copied, gone))
    return replace(archive, meetings=tuple(meetings)), tuple(gone)


def _meeting(
    meeting: PublicMeeting, names: Collection[str], copied: Collection[str], gone: list[Withheld]
) -> PublicMeeting:
    kept = []
    for item in meeting.items:
        papers = {paper.id for paper in item.attachments if paper.is_recommendation}
        if item.id in names or papers & set(names):
            secrets = tuple(item_secrets(item))
            gone.append(Withheld(kind="item", id=item.id, reason=_WHY, place=_NOWHERE, secrets=secrets))
        else:
            kept.append(_item(item, names, copied, gone))
    return replace(meeting, items=tuple(kept), withheld=meeting.withheld + len(meeting.items) - len(kept))


def _item(item: PublicItem, names: Collection[str], copied: Collection[str], gone: list[Withheld]) -> PublicItem:
    kept = []
    for attachment in item.attachments:
        if attachment.id in names or _is_copy_of(attachment, copied):
            secrets = tuple(attachment_secrets(attachment))
            gone.append(Withheld(kind="attachment", id=attachment.id, reason=_WHY, place=_NOWHERE, secrets=secrets))
        else:
            kept.append(attachment)
    fewer = len(item.attachments) - len(kept)
    return replace(item, attachments=tuple(kept), withheld_attachments=item.withheld_attachments + fewer)


def _is_copy_of(attachment: PublicAttachment, meetings: Collection[str]) -> bool:
    """Whether it is a copy of the minutes of one of `meetings`, which it may know by id or by date alone."""
    if attachment.minutes_of is None:
        return False
    body = attachment.id.split("/")[0]
    same_day = {name for name in meetings if name.startswith(f"{body}/{attachment.minutes_of}")}
    return attachment.minutes_of in meetings or bool(same_day)


def _meeting_id(name: str) -> str:
    return "/".join(name.split("/")[:2])
