"""The pages of the bodies: all of them, and each with its meetings by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator import markdown_text as md
from generator import urls, words
from generator.block_writer import BlockWriter
from generator.lookup import Lookup
from generator.model import Body
from generator.openness import Archive, PublicMeeting
from generator.pages.document import Links, Page, facts
from generator.pages.register import waiting
from generator.words import connected as said


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
        parts=(
            links.trail((urls.BODIES, words.BODIES)),
            facts(
                (
                    (words.ORGANISATION, md.inline(body.organisation)),
                    (said.CASES, _cases(meetings, lookup, links)),
                    (said.FOLLOW_UP, _followups(meetings, lookup, links)),
                )
            ),
            BlockWriter(expansions=lookup.expansions).write(body.note),
            *_years(meetings, links),
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


def _years(meetings: Sequence[PublicMeeting], links: Links) -> Iterator[str]:
    newest_first = sorted(meetings, key=lambda meeting: (meeting.date, meeting.id), reverse=True)
    for year, group in groupby(newest_first, key=lambda meeting: meeting.date[:4]):
        yield md.heading(year, 2)
        yield md.bullets(_entry(meeting, links) for meeting in group)
    if not meetings:
        yield words.NO_MEETINGS


def _entry(meeting: PublicMeeting, links: Links) -> str:
    target = links.to(urls.meeting(meeting.id), words.date(meeting.date))
    return f"{target} <small>{words.STAGES[meeting.stage]}, {words.items(len(meeting.items))}</small>"
