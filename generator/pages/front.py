"""The front page: what was decided lately, and how to find the rest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.model import Body
from generator.openness import Archive, PublicMeeting
from generator.pages.body import body_list
from generator.pages.document import Links, Page
from generator.pages.meeting import item_list
from generator.settings import SiteSettings

_ITEMS_PER_MEETING = 8


def front_page(archive: Archive, *, as_of: datetime.date, settings: SiteSettings) -> Page:
    """Latest meetings with open items up to `as_of`, meetings to come, the bodies, and what the archive is."""
    links = Links(urls.FRONT)
    names = {body.id: body for body in archive.bodies}
    held = [meeting for meeting in archive.meetings if meeting.date <= as_of.isoformat() and meeting.items]
    coming = [meeting for meeting in archive.meetings if meeting.date > as_of.isoformat()]
    intro = words.INTRO.format(organisation=settings.organisation)
    return Page(
        url=urls.FRONT,
        title=settings.site_name,
        description=intro,
        parts=(
            words.INTRO.format(organisation=md.inline(settings.organisation)),
            *_latest(held, names, links, settings.latest_meetings),
            *_coming(coming, names, links),
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


def _dated(meeting: PublicMeeting, names: dict[str, Body]) -> str:
    return f"{words.date(meeting.date)}: {names[meeting.body].name}"
