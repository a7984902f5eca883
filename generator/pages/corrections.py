"""What was put right on an item or at a meeting, why, and when it was last changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.corrections import last_changed
from generator.model import Correction
from generator.openness import PublicItem, PublicMeeting
from generator.pages.document import Links, lines
from generator.pages.things import numbered_title
from generator.words import ways as said


def change_fact(held: str, items: Sequence[PublicItem]) -> tuple[str, str]:
    """When `items` of the meeting `held` on an ISO day were last changed: the archive knows of corrections alone."""
    if not any(item.corrections for item in items):
        return said.LAST_CHANGED, said.not_corrected(held)
    to_them = md.link(said.SEE_CORRECTIONS, f"#{md.anchor(said.CORRECTIONS)}")
    return said.LAST_CHANGED, f"{md.inline(words.date(last_changed(held, items)))} ({to_them})"


def corrections_of_item(item: PublicItem) -> Iterator[str]:
    """The item's corrections, newest first."""
    if item.corrections:
        yield md.heading(said.CORRECTIONS, 2)
        yield md.bullets(lines(*_told(correction)) for correction in reversed(item.corrections))


def corrections_of_meeting(meeting: PublicMeeting, links: Links) -> Iterator[str]:
    """The corrections of all the meeting's items, in the order of the items."""
    entries = [
        lines(links.to(urls.item(item.id), numbered_title(item)), *_told(correction))
        for item in meeting.items
        for correction in reversed(item.corrections)
    ]
    if entries:
        yield md.heading(said.CORRECTIONS, 2)
        yield md.bullets(entries)


def _told(correction: Correction) -> tuple[str, str]:
    when = f"<strong>{said.CORRECTED} {words.date(correction.date)}:</strong>"
    return (
        f"{when} {md.within_line(md.clean(correction.text))}",
        f"{said.WHY_CORRECTED} {md.within_line(md.clean(correction.reason))}",
    )
