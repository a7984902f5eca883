"""The front page: what was decided lately, and how to find the rest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.lookup import Lookup
from generator.model import Body
from generator.openness import PublicMeeting
from generator.pages.body import body_list
from generator.pages.cases import latest_cases
from generator.pages.document import Links, Page
from generator.pages.meeting import item_list
from generator.pages.register import waiting
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


def front_page(lookup: Lookup, *, as_of: datetime.date, settings: SiteSettings) -> Page:
    """Latest meetings with open items up to `as_of`, meetings to come, the bodies, and what the archive is."""
    links, archive = Links(urls.FRONT), lookup.archive
    names = {body.id: body for body in archive.bodies}
    held = [meeting for meeting in archive.meetings if meeting.date <= as_of.isoformat() and meeting.items]
    coming = [meeting for meeting in archive.meetings if meeting.date > as_of.isoformat()]
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
            *_latest(held, names, links, settings.latest_meetings),
            *_coming(coming, names, links),
            *_ways_in(lookup, links),
            md.heading(words.BODIES, 2),
            body_list(archive, links),
            md.heading(words.HOW_TO, 2),
            md.numbered(words.HOW_TO_STEPS),
            md.heading(words.WHAT_IT_IS, 2),
            words.OPEN_ONLY,
            f"{words.NOT_STATUTORY} {links.to(urls.ABOUT, words.ABOUT)}.",
        ),
    )


def _latest(held: Sequence[PublicMeeting], names: dict[str, Body], links: Links, number: int) -> Iterator[str]:
    yield md.heading(words.LATEST, 2)
    newest_first = sorted(held, key=lambda meeting: (meeting.date, meeting.id), reverse=True)
    for meeting in newest_first[:number]:
        yield f"### {links.to(urls.meeting(meeting.id), _dated(meeting, names))}"
        yield item_list(meeting, links, most=_ITEMS_PER_MEETING)
    if not held:
        yield words.NO_MEETINGS


def _coming(coming: Sequence[PublicMeeting], names: dict[str, Body], links: Links) -> Iterator[str]:
    if coming:
        yield md.heading(words.UPCOMING, 2)
        soonest_first = sorted(coming, key=lambda meeting: (meeting.date, meeting.id))
        yield md.bullets(links.to(urls.meeting(meeting.id), _dated(meeting, names)) for meeting in soonest_first)


def _topics(lookup: Lookup, links: Links) -> Iterator[str]:
    """The topics that have items, as one line of links."""
    used = [topic for topic in lookup.connections.topics if lookup.tagged(topic.slug)]
    if used:
        yield md.heading(said.TOPICS, 2)
        yield ", ".join(links.to(urls.topic(topic.slug), topic.name) for topic in used)


def _ways_in(lookup: Lookup, links: Links) -> Iterator[str]:
    """What waits for an answer, and the cases treated last."""
    found = lookup.connections
    if found.followups:
        yield md.heading(said.FOLLOW_UP, 2)
        yield f"{said.waiting(*waiting(found.followups))} {links.to(urls.REGISTER, said.SEE_REGISTER)}."
    if found.threads:
        yield md.heading(said.CASES, 2)
        yield latest_cases(lookup, links, _LATEST_CASES)
        yield f"{links.to(urls.CASES, said.ALL_CASES)}."


def _dated(meeting: PublicMeeting, names: dict[str, Body]) -> str:
    return f"{words.date(meeting.date)}: {names[meeting.body].name}"
