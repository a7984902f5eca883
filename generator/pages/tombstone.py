"""The page at an address whose paper was taken down or is not public any more."""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls, words
from generator.lookup import Lookup
from generator.pages.document import Page
from generator.tombstones import Tombstone
from generator.words import removed


def tombstone_page(stone: Tombstone, *, lookup: Lookup) -> Page:
    """That it is gone, and when if it was taken down: nothing of what it was (DESIGN.md, promise 4)."""
    title = removed.title(stone.kind, stone.date)
    return Page(
        url=stone.address,
        leaf=stone.kind == "attachment",
        title=title,
        description=title,
        trail=tuple(_way_up(stone, lookup)),
        noindex=True,
        parts=(removed.told(stone.date),),
    )


def _way_up(stone: Tombstone, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """The body and the meeting, where they are public themselves."""
    body = lookup.bodies.get(stone.address.split("/")[0])
    if body:
        yield urls.body(body.id), body.name
    meeting = lookup.meeting_card(stone.meeting)
    if meeting and stone.kind != "meeting":
        yield urls.meeting(meeting.id), words.date(meeting.date)
