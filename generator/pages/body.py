"""The pages of the bodies: all of them, and each with its meetings by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.block_writer import BlockWriter
from generator.cards import MeetingCard
from generator.lists import items_of, meetings_in, meetings_of, numbers_of_bodies, waiting_among, years_of
from generator.lookup import Lookup
from generator.model import Body
from generator.pages.document import Links, Page, facts, line_of_links
from generator.pages.meeting import item_list
from generator.words import connected as said
from generator.words import ways

_MOST_MEETINGS = 60


def bodies_page(lookup: Lookup) -> Page:
    """All bodies, with how many meetings the archive has of each."""
    links = Links(urls.BODIES)
    return Page(url=urls.BODIES, title=words.BODIES, parts=(body_list(lookup, links) or words.NO_MEETINGS,))


def body_list(lookup: Lookup, links: Links) -> str:
    """Links to the bodies' pages."""
    return md.bullets(
        f"{links.to(urls.body(body), name)} <small>{words.meetings(number)}</small>"
        for body, name, number in numbers_of_bodies(lookup)
    )


def body_page(body_id: str, lookup: Lookup) -> Page:
    """The body's page: its meetings by year, newest first."""
    body, meetings = lookup.bodies[body_id], meetings_of(lookup, body_id)
    url = urls.body(body.id)
    links = Links(url)
    return Page(
        url=url,
        title=body.name,
        description=f"{words.meetings(len(meetings))}. {body.organisation}.",
        trail=((urls.BODIES, words.BODIES),),
        parts=(
            facts(
                (
                    (words.ORGANISATION, md.inline(body.organisation)),
                    (said.CASES, _cases(body_id, lookup, links)),
                    (said.FOLLOW_UP, _followups(body_id, lookup, links)),
                    (ways.FIGURES, links.to(urls.figures(body.id), ways.figures_of(body.name)) if meetings else None),
                )
            ),
            BlockWriter(short_forms=lookup.short_forms).write(body.note),
            *_years(body, meetings, links),
        ),
    )


@question
def number_of_cases(lookup: Lookup, body: str) -> int:
    """How many cases a body has treated."""
    threads = (lookup.thread_of(item) for item in _items_of(body, lookup))
    return len({thread.id for thread in threads if thread})


@question
def numbers_of_followups(lookup: Lookup, body: str) -> tuple[int, int, int]:
    """How many commitments a body has made, how many of them are overdue, and how many open."""
    found = [followup for item in _items_of(body, lookup) for followup in lookup.followups_of(item)]
    return len(found), *waiting_among(found)


def _items_of(body: str, lookup: Lookup) -> Iterator[str]:
    return (item.id for meeting in meetings_of(lookup, body) for item in lookup.meetings[meeting.id].items)


def _cases(body: str, lookup: Lookup, links: Links) -> str | None:
    """How many cases the body has treated."""
    number = number_of_cases(lookup, body)
    return links.to(urls.CASES, said.cases(number)) if number else None


def _followups(body: str, lookup: Lookup, links: Links) -> str | None:
    """How many of the body's commitments the archive has found no answer to."""
    number, *waiting = numbers_of_followups(lookup, body)
    return f"{links.to(urls.REGISTER, said.follow_ups(number))} {md.small(said.waiting(*waiting))}" if number else None


def body_year_page(body_id: str, year: str, lookup: Lookup) -> Page:
    """A year in which the body met: every meeting with its items and what came of them."""
    body, found = lookup.bodies[body_id], meetings_in(lookup, body_id, year)
    address = partial(urls.year, urls.body(body.id))
    links = Links(address(year))
    return Page(
        url=address(year),
        title=ways.years_of(body.name, year),
        description=ways.year_of_meetings(len(found), sum(meeting.items for meeting in found)),
        trail=((urls.BODIES, words.BODIES), (urls.body(body.id), body.name)),
        here=year,
        parts=(
            line_of_links(years_of(lookup, body_id), address, links, here=year),
            *(part for meeting in found for part in _meeting_with_items(meeting, lookup, links)),
        ),
    )


def _meeting_with_items(meeting: MeetingCard, lookup: Lookup, links: Links) -> Iterator[str]:
    yield f"## {links.to(urls.meeting(meeting.id), words.date(meeting.date))}"
    yield item_list(meeting.id, items_of(lookup, meeting.id), links) or words.NO_ITEMS
    if meeting.withheld:
        yield words.items_not_public(meeting.withheld)


def _years(body: Body, meetings: Sequence[MeetingCard], links: Links) -> Iterator[str]:
    """The meetings by year; where they are many, those of older years stand on the pages of their years only."""
    told = 0
    for year, group in groupby(reversed(meetings), key=lambda meeting: meeting.date[:4]):
        found = list(group)
        in_full = not told or told + len(found) <= _MOST_MEETINGS
        told += len(found)
        yield f"## {links.to(urls.year(urls.body(body.id), year), year)}"
        yield md.bullets(_entry(meeting, links) for meeting in found) if in_full else words.meetings(len(found))
    if not meetings:
        yield words.NO_MEETINGS


def _entry(meeting: MeetingCard, links: Links) -> str:
    target = links.to(urls.meeting(meeting.id), words.date(meeting.date))
    return f"{target} <small>{words.STAGES[meeting.stage]}, {words.items(meeting.items)}</small>"
