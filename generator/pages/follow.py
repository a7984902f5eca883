"""The page on how to follow the archive: what a feed is in plain words, and all feeds but those of cases."""

from __future__ import annotations

from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.feeds.channels import feeds_of
from generator.lists import numbers_of_bodies
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
            *_feeds(said.WHOLE, "whole", lookup, links),
            *_feeds(words.BODIES, "bodies", lookup, links),
            *_feeds(connected.TOPICS, "topics", lookup, links),
            *_feeds(ways.UNITS, "units", lookup, links),
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
    of_bodies = ((said.body_calendar(name), urls.calendar(body)) for body, name, _ in numbers_of_bodies(lookup))
    found = ((said.ALL_MEETINGS, urls.CALENDAR), *of_bodies, (said.DEADLINES, urls.DEADLINES))
    return md.bullets(md.link(title, links.path(path)) for title, path in found)


def _feeds(heading: str, kind: str, lookup: Lookup, links: Links) -> Iterator[str]:
    entries = md.bullets(md.link(title, links.path(path)) for path, title in feeds_of(lookup, kind))
    if entries:
        yield md.heading(heading, 2)
        yield entries
