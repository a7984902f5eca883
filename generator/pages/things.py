"""Items, attachments and meetings as links: the title, and where in the archive it stands."""

from __future__ import annotations

from generator import markdown_text as md
from generator import urls, words
from generator.lookup import Lookup
from generator.openness import PublicAttachment, PublicItem
from generator.pages.document import Links


def numbered_title(item: PublicItem) -> str:
    """`3. Efterværn`"""
    return f"{item.number}. {item.title}"


def item_title(item: PublicItem) -> str:
    """The title, or the number where there is none."""
    return item.title or f"{words.NUMBER} {item.number}"


def attachment_title(attachment: PublicAttachment) -> str:
    """`Bilag 2: Tidsplan`"""
    return f"{words.ATTACHMENT} {attachment.number}: {attachment.title or '–'}"


def link_to(thing_id: str, lookup: Lookup, links: Links, *, anchor: str = "") -> str:
    """A link to an item, attachment or meeting of the archive."""
    if thing_id in lookup.attachments:
        title = attachment_title(lookup.attachments[thing_id])
        return links.to(urls.attachment(thing_id), title, leaf=True, anchor=anchor)
    if thing_id in lookup.items:
        return links.to(urls.item(thing_id), item_title(lookup.items[thing_id]), anchor=anchor)
    return links.to(urls.meeting(thing_id), meeting_title(thing_id, lookup), anchor=anchor)


def meeting_title(meeting_id: str, lookup: Lookup) -> str:
    """`Kulturudvalget, 4. juni 2024`"""
    meeting = lookup.meetings[meeting_id]
    return f"{lookup.bodies[meeting.body].name}, {words.date(meeting.date)}"


def where(thing_id: str, lookup: Lookup) -> str:
    """`Kulturudvalget, 4. juni 2024, punkt 3`; nothing for a meeting, whose title says it."""
    item = lookup.item_of(thing_id)
    return f"{meeting_title(item.meeting, lookup)}, {words.NUMBER.lower()} {item.number}" if item else ""


def entry(thing_id: str, lookup: Lookup, links: Links, *, anchor: str = "") -> str:
    """The link, and in small where that is."""
    stands = where(thing_id, lookup)
    return f"{link_to(thing_id, lookup, links, anchor=anchor)}{f' {md.small(stands)}' if stands else ''}"


def unit_link(name: str, lookup: Lookup, links: Links) -> str:
    """A responsible unit as the paper names it, with a link where it has a page."""
    unit = lookup.unit_of(name)
    return links.to(urls.unit(unit.slug), name) if unit else md.within_line(md.clean(name))
