"""The page of a meeting: when and where, and its items with what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.block_writer import BlockWriter
from generator.cards import ItemCard, item_card
from generator.lists import beside, waiting_among
from generator.lookup import Lookup
from generator.model import Body, Outcome
from generator.openness import PublicMeeting
from generator.pages.corrections import change_fact, corrections_of_meeting
from generator.pages.document import Links, Page, facts, lines, neighbours
from generator.pages.history import history_of_meeting, stage_fact, withdrawn_note
from generator.pages.outcome import item_chip
from generator.pages.related import connections
from generator.pages.sources import source_list
from generator.pages.things import numbered_title
from generator.words import changes, ways
from generator.words import connected as said


def meeting_page(meeting: PublicMeeting, *, lookup: Lookup) -> Page:
    """The page of `meeting`, with links to the body's meeting before and after it."""
    url = urls.meeting(meeting.id)
    links = Links(url)
    body = lookup.bodies[meeting.body]
    before, after = beside(lookup, meeting.id)
    writer = BlockWriter(short_forms=lookup.short_forms)
    return Page(
        url=url,
        about=meeting,
        title=f"{body.name}, {words.date(meeting.date)}",
        description=f"{words.STAGES[meeting.stage]} med {words.items(len(meeting.items))}. {body.organisation}.",
        trail=((urls.body(body.id), body.name), (urls.year(urls.body(body.id), meeting.date[:4]), meeting.date[:4])),
        here=words.date(meeting.date),
        parts=(
            withdrawn_note(meeting),
            _facts(meeting, body, lookup, links),
            writer.write(meeting.note),
            md.heading(words.ITEMS, 2),
            item_list(meeting.id, [item_card(item, meeting) for item in meeting.items], links) or words.NO_ITEMS,
            words.items_not_public(meeting.withheld) if meeting.withheld else "",
            *corrections_of_meeting(meeting, links),
            *history_of_meeting(meeting, lookup),
            *_decisions(meeting, links, writer),
            *connections((meeting.id,), lookup, links),
            *_sources(meeting, links),
            neighbours(
                (words.PREVIOUS_MEETING, _link_to(before, links)),
                (words.NEXT_MEETING, _link_to(after, links)),
            ),
        ),
    )


def item_list(meeting_id: str, items: Sequence[ItemCard], links: Links, *, most: int | None = None) -> str:
    """The meeting's items, each with its outcome and the time set aside for it; `most` says how many at most."""
    entries = [_item_entry(item, links) for item in items]
    if most is None or len(entries) <= most + 1:  # a line about one item more is no shorter than that item
        return md.bullets(entries)
    rest = links.to(urls.meeting(meeting_id), words.more_items(len(entries) - most))
    return md.bullets((*entries[:most], rest))


def _item_entry(item: ItemCard, links: Links) -> str:
    """The title on one line, what came of it on the next."""
    url = urls.item(item.id)
    told = item_chip(item)
    if item.outcome is Outcome.OTHER:
        told = links.to(url, words.SEE_DECISION, anchor=md.anchor(words.DECISION))
    time = f"<small>{words.duration(item.duration_minutes)}</small>" if item.duration_minutes else ""
    below = " · ".join(part for part in (told, time) if part)
    title = links.to(url, numbered_title(item))
    return lines(title, below)


def _decisions(meeting: PublicMeeting, links: Links, writer: BlockWriter) -> Iterator[str]:
    """What was decided, in full and in order: the meeting on one page, to read through or to print."""
    decided = [(item_card(item, meeting), item.decision) for item in meeting.items if item.decision]
    decided = [(card, decision) for card, decision in decided if decision.blocks]
    if decided:
        yield md.heading(ways.DECISIONS, 2)
    for item, decision in decided:
        yield f"### {links.to(urls.item(item.id), numbered_title(item))}"
        yield item_chip(item)
        yield md.quoted(writer.write(decision.blocks, top=4))


def _link_to(meeting: tuple[str, str] | None, links: Links) -> str | None:
    return links.to(urls.meeting(meeting[0]), words.date(meeting[1])) if meeting else None


def _facts(meeting: PublicMeeting, body: Body, lookup: Lookup, links: Links) -> str:
    return facts(
        (
            (words.BODY, links.to(urls.body(body.id), body.name)),
            (words.DATE, words.date_with_weekday(meeting.date)),
            (words.TIME, words.clock(meeting.start, meeting.end)),
            (words.PLACE, md.inline(meeting.place or "")),
            (changes.PRESENT, md.inline(", ".join(one.name for one in meeting.participants if not one.absent))),
            (changes.ABSENT, md.inline(", ".join(one.name for one in meeting.participants if one.absent))),
            (words.STAGE, stage_fact(meeting, lookup, links)),
            (said.FOLLOW_UP, _followups(meeting, lookup, links)),
            change_fact(meeting.date, meeting.items),
        )
    )


def _followups(meeting: PublicMeeting, lookup: Lookup, links: Links) -> str | None:
    """How much was promised at the meeting, with the way to the register."""
    found = [followup for item in meeting.items for followup in lookup.followups_of(item.id)]
    if not found:
        return None
    counted = links.to(urls.REGISTER, said.follow_ups(len(found)))
    return f"{counted} {md.small(said.waiting(*waiting_among(found)))}"


def _sources(meeting: PublicMeeting, links: Links) -> Iterator[str]:
    if meeting.sources:
        yield md.heading(words.SOURCES if len(meeting.sources) > 1 else words.SOURCE, 2)
        yield source_list(meeting.sources, links)
