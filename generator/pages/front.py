"""The front page: what was decided lately, and how to find the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.cards import MeetingCard
from generator.lists import WITHOUT_ANSWER, counts_of_followups, items_of, meetings
from generator.lookup import Lookup
from generator.pages.body import body_list
from generator.pages.cases import latest_cases
from generator.pages.document import Links, Page
from generator.pages.meeting import item_list
from generator.pages.topics import numbers_of_topics
from generator.settings import SiteSettings
from generator.words import connected as said
from generator.words import ways

_ITEMS_PER_MEETING = 8
_LATEST_CASES = 5
_WAYS = (
    (urls.BODIES, ways.BY_BODY),
    (urls.TOPICS, ways.BY_TOPIC),
    (urls.CASES, ways.BY_CASE),
    (urls.UNITS, ways.BY_UNIT),
    (urls.REGISTER, ways.BY_FOLLOW_UP),
    (urls.TITLES, ways.BY_TITLE),
    (urls.FIGURES, ways.BY_NUMBERS),
    (urls.DATA, ways.BY_DATA),
)


def front_page(lookup: Lookup, *, settings: SiteSettings) -> Page:
    """Latest meetings with open items, meetings to come, the bodies, and what the archive is."""
    links = Links(urls.FRONT)
    intro = words.INTRO.format(organisation=settings.organisation)
    return Page(
        url=urls.FRONT,
        title=settings.site_name,
        description=intro,
        trail=None,
        parts=(
            words.INTRO.format(organisation=md.inline(settings.organisation)),
            md.heading(ways.WAYS_IN, 2),
            md.bullets(links.to(url, way) for url, way in _WAYS),
            *_topics(lookup, links),
            *_latest(lookup, links, settings.latest_meetings),
            *_coming(lookup, links),
            *_ways_in(lookup, links),
            md.heading(words.BODIES, 2),
            body_list(lookup, links),
            md.heading(words.HOW_TO, 2),
            md.numbered(words.HOW_TO_STEPS),
            md.heading(words.WHAT_IT_IS, 2),
            words.OPEN_ONLY,
            f"{words.NOT_STATUTORY} {links.to(urls.ABOUT, words.ABOUT)}.",
        ),
    )


@question
def latest_held(lookup: Lookup, most: int) -> tuple[MeetingCard, ...]:
    """The last meetings held that have open items, newest first."""
    held = (meeting for meeting in reversed(meetings(lookup)) if meeting.items and lookup.has_come(meeting.date))
    return tuple(islice(held, most))


@question
def coming(lookup: Lookup) -> tuple[MeetingCard, ...]:
    """The meetings to come, the next first."""
    return tuple(meeting for meeting in meetings(lookup) if not lookup.has_come(meeting.date))


def _latest(lookup: Lookup, links: Links, number: int) -> Iterator[str]:
    yield md.heading(words.LATEST, 2)
    held = latest_held(lookup, max(number, 1))
    for meeting in held[:number]:
        yield f"### {links.to(urls.meeting(meeting.id), _dated(meeting, lookup))}"
        yield item_list(meeting.id, items_of(lookup, meeting.id), links, most=_ITEMS_PER_MEETING)
    if not held:
        yield words.NO_MEETINGS


def _coming(lookup: Lookup, links: Links) -> Iterator[str]:
    found = coming(lookup)
    if found:
        yield md.heading(words.UPCOMING, 2)
        yield md.bullets(links.to(urls.meeting(meeting.id), _dated(meeting, lookup)) for meeting in found)


def _topics(lookup: Lookup, links: Links) -> Iterator[str]:
    """The topics that have items, as one line of links."""
    used = [(slug, name) for slug, name, number in numbers_of_topics(lookup) if number]
    if used:
        yield md.heading(said.TOPICS, 2)
        yield ", ".join(links.to(urls.topic(slug), name) for slug, name in used)


def _ways_in(lookup: Lookup, links: Links) -> Iterator[str]:
    """What waits for an answer, and the cases treated last."""
    counts = counts_of_followups(lookup)
    if any(counts.values()):
        told = said.waiting(*(counts[status] for status in WITHOUT_ANSWER))
        yield md.heading(said.FOLLOW_UP, 2)
        yield f"{told} {links.to(urls.REGISTER, said.SEE_REGISTER)}."
    cases = latest_cases(lookup, links, _LATEST_CASES)
    if cases:
        yield md.heading(said.CASES, 2)
        yield cases
        yield f"{links.to(urls.CASES, said.ALL_CASES)}."


def _dated(meeting: MeetingCard, lookup: Lookup) -> str:
    return f"{words.date(meeting.date)}: {lookup.bodies[meeting.body].name}"
