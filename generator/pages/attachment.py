"""The page of an attachment: which item it belongs to, and what it says."""

from __future__ import annotations

from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.block_writer import BlockWriter
from generator.lookup import Lookup
from generator.openness import PublicAttachment, PublicItem
from generator.pages.document import Links, Page, facts
from generator.pages.followups import waiting_entry
from generator.pages.related import connections
from generator.pages.sources import source_list
from generator.pages.things import attachment_title, numbered_title
from generator.words import connected as said


def attachment_page(attachment: PublicAttachment, *, item: PublicItem, lookup: Lookup) -> Page:
    """The page of an attachment of `item`."""
    url = urls.attachment(attachment.id)
    links = Links(url, leaf=True)
    meeting = lookup.meetings[item.meeting]
    body = lookup.bodies[meeting.body]
    return Page(
        url=url,
        leaf=True,
        about=attachment,
        item=item,
        title=attachment_title(attachment),
        description=f"{words.ATTACHMENT} {attachment.number}, {numbered_title(item)}",
        trail=(
            (urls.body(body.id), body.name),
            (urls.meeting(meeting.id), words.date(meeting.date)),
            (urls.item(item.id), f"{words.NUMBER} {item.number}"),
        ),
        here=f"{words.ATTACHMENT} {attachment.number}",
        noindex=item.noindex,
        parts=(
            facts(
                (
                    (words.ITEM, links.to(urls.item(item.id), numbered_title(item))),
                    (words.CASE_NUMBERS, md.inline(", ".join(attachment.case_numbers))),
                )
            ),
            _copy_of(attachment, meeting.body, lookup, links),
            _content(attachment, item, lookup, links),
            *_followups(attachment, item, lookup, links),
            *connections((attachment.id,), lookup, links),
            md.heading(words.SOURCE, 2),
            source_list(meeting.sources, links, (attachment.place,)),
        ),
    )


def _content(attachment: PublicAttachment, item: PublicItem, lookup: Lookup, links: Links) -> str:
    if attachment.is_recommendation:
        return f"{words.IS_RECOMMENDATION} {links.to(urls.item(item.id), numbered_title(item))}"
    if not attachment.blocks:
        return words.NAME_ONLY
    return BlockWriter(short_forms=lookup.short_forms).write(attachment.blocks)


def _followups(attachment: PublicAttachment, item: PublicItem, lookup: Lookup, links: Links) -> Iterator[str]:
    """What the attachment promises; how its state is known stands on the item's page."""
    found = [followup for followup in lookup.followups_of(item.id) if followup.source == attachment.id]
    if found:
        yield md.heading(said.FOLLOW_UP, 2)
        yield md.bullets(waiting_entry(followup, lookup, links) for followup in found)


def _copy_of(attachment: PublicAttachment, body_id: str, lookup: Lookup, links: Links) -> str:
    """Which meeting's minutes this is a copy of, with a link where the archive has that meeting."""
    if attachment.minutes_of is None:
        return ""
    held = lookup.meeting_card
    found = held(attachment.minutes_of) or held(f"{body_id}/{attachment.minutes_of}")
    if found is None:
        when = words.date_or_text(attachment.minutes_of.rpartition("/")[2])
        return f"{words.COPY_OF_MINUTES} {md.within_line(md.clean(when))}."
    return f"{words.COPY_OF_MINUTES} {links.to(urls.meeting(found.id), words.date(found.date))}."
