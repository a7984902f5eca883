"""The pages of the bodies: all of them, and each with its meetings by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator import markdown_text as md
from generator import urls, words
from generator.block_writer import BlockWriter
from generator.lookup import Lookup
from generator.model import Body
from generator.openness import Archive, PublicMeeting
from generator.pages.document import Links, Page, facts
from generator.pages.meeting import item_list
from generator.pages.register import waiting
from generator.pages.years import year_links
from generator.words import connected as said
from generator.words import ways

_MOST_MEETINGS = 60


def bodies_page(archive: Archive) -> Page:
    """All bodies, with how many meetings the archive has of each."""
    links = Links(urls.BODIES)
    return Page(url=urls.BODIES, title=words.BODIES, parts=(body_list(archive, links) or words.NO_MEETINGS,))


def body_list(archive: Archive, links: Links) -> str:
    """Links to the bodies' pages."""
    met = [meeting.body for meeting in archive.meetings]
    return md.bullets(
        f"{links.to(urls.body(body.id), body.name)} <small>{words.meetings(met.count(body.id))}</small>"
        for body in archive.bodies
    )


def body_page(body: Body, meetings: Sequence[PublicMeeting], lookup: Lookup) -> Page:
    """The body's page: its meetings by year, newest first."""
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
                    (said.CASES, _cases(meetings, lookup, links)),
                    (said.FOLLOW_UP, _followups(meetings, lookup, links)),
                    (ways.FIGURES, links.to(urls.figures(body.id), ways.figures_of(body.name)) if meetings else None),
                )
            ),
            BlockWriter(short_forms=lookup.short_forms).write(body.note),
            *_years(body, meetings, links),
        ),
    )


def _cases(meetings: Sequence[PublicMeeting], lookup: Lookup, links: Links) -> str | None:
    """How many cases the body has treated."""
    threads = {lookup.thread_of(item.id) for meeting in meetings for item in meeting.items} - {None}
    return links.to(urls.CASES, said.cases(len(threads))) if threads else None


def _followups(meetings: Sequence[PublicMeeting], lookup: Lookup, links: Links) -> str | None:
    """How many of the body's commitments the archive has found no answer to."""
    found = [followup for meeting in meetings for item in meeting.items for followup in lookup.followups_of(item.id)]
    if not found:
        return None
    return f"{links.to(urls.REGISTER, said.follow_ups(len(found)))} {md.small(said.waiting(*waiting(found)))}"


def body_year_pages(body: Body, meetings: Sequence[PublicMeeting]) -> Iterator[Page]:
    """A page for each year in which the body met: every meeting with its items and what came of them."""
    years = _by_year(meetings)
    address = partial(urls.year, urls.body(body.id))
    for year, found in years.items():
        links = Links(address(year))
        yield Page(
            url=address(year),
            title=ways.years_of(body.name, year),
            description=ways.year_of_meetings(len(found), sum(len(meeting.items) for meeting in found)),
            trail=((urls.BODIES, words.BODIES), (urls.body(body.id), body.name)),
            here=year,
            parts=(
                year_links(list(years), address, links, here=year),
                *(part for meeting in found for part in _meeting_with_items(meeting, links)),
            ),
        )


def _meeting_with_items(meeting: PublicMeeting, links: Links) -> Iterator[str]:
    yield f"## {links.to(urls.meeting(meeting.id), words.date(meeting.date))}"
    yield item_list(meeting, links) or words.NO_ITEMS
    if meeting.withheld:
        yield words.items_not_public(meeting.withheld)


def _by_year(meetings: Sequence[PublicMeeting]) -> dict[str, list[PublicMeeting]]:
    newest_first = sorted(meetings, key=lambda meeting: (meeting.date, meeting.id), reverse=True)
    return {year: list(group) for year, group in groupby(newest_first, key=lambda meeting: meeting.date[:4])}


def _years(body: Body, meetings: Sequence[PublicMeeting], links: Links) -> Iterator[str]:
    """The meetings by year; where they are many, those of older years stand on the pages of their years only."""
    years = _by_year(meetings)
    told = 0
    for year, found in years.items():
        in_full = not told or told + len(found) <= _MOST_MEETINGS
        told += len(found)
        yield f"## {links.to(urls.year(urls.body(body.id), year), year)}"
        yield md.bullets(_entry(meeting, links) for meeting in found) if in_full else words.meetings(len(found))
    if not meetings:
        yield words.NO_MEETINGS


def _entry(meeting: PublicMeeting, links: Links) -> str:
    target = links.to(urls.meeting(meeting.id), words.date(meeting.date))
    return f"{target} <small>{words.STAGES[meeting.stage]}, {words.items(len(meeting.items))}</small>"
