"""The pages about the archive itself: what it is, and its data files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.lists import meetings
from generator.lookup import Lookup
from generator.model import Outcome
from generator.pages.document import Links, Page
from generator.settings import SiteSettings
from generator.words import connected as said
from generator.words import manners, ways

_MORE = (
    (urls.QUALITY, manners.QUALITY),
    (urls.GLOSSARY, said.GLOSSARY),
    (urls.FIGURES, ways.FIGURES),
    (urls.PRIVACY, manners.PRIVACY),
    (urls.ACCESSIBILITY, manners.ACCESSIBILITY),
)


class Extent(NamedTuple):
    """How many there are of each; ISO days of the first and the last meeting."""

    meetings: int
    bodies: int
    items: int
    first: str
    last: str


def about_page(lookup: Lookup, settings: SiteSettings) -> Page:
    """What the archive holds, what it does not, how it is made, and where more is told."""
    links = Links(urls.ABOUT)
    example = f"»{words.OUTCOMES[Outcome.NOTED]}«"
    return Page(
        url=urls.ABOUT,
        title=words.ABOUT,
        description=words.NOT_STATUTORY,
        parts=(
            words.NOT_STATUTORY,
            md.heading(manners.WHAT_IS_IN_IT, 2),
            _holds(lookup, settings),
            words.OPEN_ONLY,
            md.heading(manners.WHAT_IS_NOT, 2),
            md.bullets(manners.NOT_HELD),
            md.heading(words.HOW_MADE, 2),
            words.HOW_IT_IS_MADE.format(example=example),
            words.FINGERPRINT,
            md.heading(words.HOW_TO_CITE, 2),
            words.ADDRESSES,
            f"{words.DATA_INTRO} {links.to(urls.DATA, words.DATA)}.",
            md.heading(said.HOW_KNOWN_HEADING, 2),
            said.HOW_CONNECTED,
            said.WHAT_IS_NOT_KNOWN,
            md.heading(manners.MORE_ABOUT, 2),
            md.bullets(links.to(url, name) for url, name in _MORE),
            *_contact(settings),
        ),
    )


@question
def extent(lookup: Lookup) -> Extent:
    """How much there is, and from when to when."""
    held = meetings(lookup)
    span = (held[0].date, held[-1].date) if held else ("", "")
    return Extent(len(held), len({each.body for each in held}), sum(each.items for each in held), *span)


def _holds(lookup: Lookup, settings: SiteSettings) -> str:
    found = extent(lookup)
    if not found.meetings:
        return manners.HOLDS_NOTHING_YET
    return manners.HOLDS.format(
        organisation=md.inline(settings.organisation),
        meetings=words.meetings(found.meetings),
        bodies=words.bodies(found.bodies),
        items=words.items(found.items),
        span=words.from_to(found.first, found.last),
    )


def _contact(settings: SiteSettings) -> Iterator[str]:
    if settings.contact:
        yield md.heading(words.CONTACT, 2)
        yield words.FOUND_AN_ERROR.format(contact=md.inline(settings.contact))
