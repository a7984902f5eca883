"""The page on how to follow the archive: what a feed is in plain words, and all feeds but those of cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.feeds.channels import Channel, of_bodies, of_the_whole, of_topics, of_units
from generator.lookup import Lookup
from generator.pages.document import Links, Page
from generator.words import connected, ways
from generator.words import follow as said


def follow_page(lookup: Lookup) -> Page:
    """How to follow, and what there is to follow. Cases are too many to list here, and grow with the archive."""
    links = Links(urls.FOLLOW)
    return Page(
        url=urls.FOLLOW,
        title=said.FOLLOW,
        description=said.FOLLOW_INTRO,
        parts=(
            said.FOLLOW_INTRO,
            md.heading(said.HOW, 2),
            md.numbered(said.HOW_STEPS),
            said.HOW_SHORT,
            *_feeds(said.WHOLE, of_the_whole(lookup), links),
            *_feeds(words.BODIES, of_bodies(lookup), links),
            *_feeds(connected.TOPICS, of_topics(lookup), links),
            *_feeds(ways.UNITS, of_units(lookup), links),
            md.heading(connected.CASES, 2),
            said.CASES_TEXT.format(cases=links.to(urls.CASES, connected.CASES)),
            md.heading(said.CALENDARS, 2),
            said.CALENDARS_TEXT,
            _calendars(lookup, links),
            md.heading(said.WHAT, 2),
            said.WHAT_TEXT,
            said.STOP,
        ),
    )


def _calendars(lookup: Lookup, links: Links) -> str:
    """All meetings, each body's, and the due dates."""
    of_bodies = ((said.body_calendar(body.name), urls.calendar(body.id)) for body in lookup.archive.bodies)
    found = ((said.ALL_MEETINGS, urls.CALENDAR), *of_bodies, (said.DEADLINES, urls.DEADLINES))
    return md.bullets(md.link(title, links.path(path)) for title, path in found)


def _feeds(heading: str, found: Iterable[Channel], links: Links) -> Iterator[str]:
    entries = md.bullets(md.link(channel.title, links.path(channel.path)) for channel in found)
    if entries:
        yield md.heading(heading, 2)
        yield entries
