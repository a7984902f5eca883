"""The page of an attachment: which item it belongs to, and what it says."""

from __future__ import annotations

from collections.abc import Mapping

from generator import markdown_text as md
from generator import urls, words
from generator.model import Body
from generator.openness import PublicAttachment, PublicItem, PublicMeeting
from generator.pages.document import Links, Page, facts
from generator.pages.item import attachment_title, numbered_title
from generator.pages.sources import source_list


def attachment_page(
    attachment: PublicAttachment,
    *,
    item: PublicItem,
    meeting: PublicMeeting,
    body: Body,
    known: Mapping[str, PublicMeeting],
) -> Page:
    """The page of `attachment`. `known` are the archive's meetings by id."""
    url = urls.attachment(attachment.id)
    links = Links(url, leaf=True)
    return Page(
        url=url,
        leaf=True,
        title=attachment_title(attachment),
        description=f"{words.ATTACHMENT} {attachment.number}, {numbered_title(item)}",
        parts=(
            links.trail(
                (urls.body(body.id), body.name),
                (urls.meeting(meeting.id), words.date(meeting.date)),
                (urls.item(item.id), f"{words.NUMBER} {item.number}"),
            ),
            facts(
                (
                    (words.ITEM, links.to(urls.item(item.id), numbered_title(item))),
                    (words.CASE_NUMBERS, md.inline(", ".join(attachment.case_numbers))),
                )
            ),
            _copy_of(attachment, meeting, known, links),
            _content(attachment, item, links),
            md.heading(words.SOURCE, 2),
            source_list(meeting.sources, (attachment.place,)),
        ),
    )


def _content(attachment: PublicAttachment, item: PublicItem, links: Links) -> str:
    if attachment.is_recommendation:
        return f"{words.IS_RECOMMENDATION} {links.to(urls.item(item.id), numbered_title(item))}"
    if not attachment.blocks:
        return words.NAME_ONLY
    return md.BlockWriter().write(attachment.blocks)


def _copy_of(
    attachment: PublicAttachment, meeting: PublicMeeting, known: Mapping[str, PublicMeeting], links: Links
) -> str:
    """Which meeting's minutes this is a copy of, with a link where the archive has that meeting."""
    if attachment.minutes_of is None:
        return ""
    found = known.get(attachment.minutes_of) or known.get(f"{meeting.body}/{attachment.minutes_of}")
    if found is None:
        when = words.date_or_text(attachment.minutes_of.rpartition("/")[2])
        return f"{words.COPY_OF_MINUTES} {md.within_line(md.clean(when))}."
    return f"{words.COPY_OF_MINUTES} {links.to(urls.meeting(found.id), words.date(found.date))}."
