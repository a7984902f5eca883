"""The archive as Markdown pages, in units of pages that are made together. Pure: published objects in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from generator.cache import digest, fingerprint
from generator.connections import FollowUpStatus
from generator.findings import BuildError
from generator.fingerprints import NOTHING, Fingerprints
from generator.lists import meetings_of, years_of
from generator.lookup import Lookup
from generator.moved import Moved
from generator.pages.about import about_page
from generator.pages.attachment import attachment_page
from generator.pages.body import bodies_page, body_page, body_year_page
from generator.pages.cases import bunches, case_letter_pages, case_letters, case_pages, cases_page
from generator.pages.data import data_page, questions_page
from generator.pages.document import Page
from generator.pages.figures import figures_of_body, figures_page
from generator.pages.follow import follow_page
from generator.pages.front import front_page
from generator.pages.glossary import glossary_page
from generator.pages.head import Heads
from generator.pages.item import item_page
from generator.pages.manners import accessibility_page, privacy_page
from generator.pages.meeting import meeting_page
from generator.pages.moved import moved_page
from generator.pages.quality import quality_pages
from generator.pages.register import register_page, state_pages
from generator.pages.search import search_page
from generator.pages.titles import title_letters, title_pages, titles_page
from generator.pages.tombstone import tombstone_page
from generator.pages.topics import topic_pages, topics_page
from generator.pages.units import unit_pages, units_page
from generator.reading import LineCount
from generator.settings import SiteSettings
from generator.tombstones import Tombstone
from generator.units import Unit

__all__ = ["of_data", "render_gone", "units"]

Make = Callable[[Lookup], Iterable[Page]]


def units(
    lookup: Lookup,
    *,
    settings: SiteSettings,
    prints: Fingerprints = NOTHING,
    counts: Sequence[LineCount] = (),
    moves: Sequence[Moved] = (),
) -> Iterator[Unit]:
    """Every page of the site but one, in units that can be made in any order.

    `counts` says how much of the papers could be read; `moves` is what has another address now, and leads on to it.
    `prints` are the fingerprints of the meetings. The page about the data files is not among them: `of_data`.
    """
    homeless = {meeting.body for meeting in lookup.archive.meetings} - set(lookup.bodies)
    if homeless:
        raise BuildError(f"meetings of unknown bodies: {', '.join(sorted(homeless))}")
    of_site = fingerprint(settings)

    def unit(name: str, make: Make, *given: bytes) -> Unit:
        return Unit(name=f"pages: {name}", given=digest(of_site, *given), make=partial(_written, make, settings))

    for meeting in lookup.meetings:
        yield unit(meeting, partial(_of_meeting, meeting, settings), prints.meetings.get(meeting, b""))
    yield unit("quality", lambda view: quality_pages(view, counts), fingerprint(counts))
    yield unit("moved", lambda view: [moved_page(entry, lookup=view) for entry in moves], fingerprint(moves))
    for name, make in (*_of_the_site(settings), *_of_lists(lookup)):
        yield unit(name, make)


def of_data(settings: SiteSettings, sizes: Mapping[str, int]) -> Unit:
    """The page about the data files. `sizes` says how large they are, in bytes by path."""
    given = digest(fingerprint(settings), fingerprint(sorted(sizes.items())))
    make = partial(_written, lambda _: [data_page(settings, sizes)], settings)
    return Unit(name="pages: data", given=given, make=make)


def render_gone(
    tombstones: Iterable[Tombstone], lookup: Lookup, *, settings: SiteSettings
) -> Iterator[tuple[str, str]]:
    """The pages at addresses where something has been, by their paths in the docs folder."""
    return _written(lambda view: (tombstone_page(stone, lookup=view) for stone in tombstones), settings, lookup)


def _written(make: Make, settings: SiteSettings, view: Lookup) -> Iterator[tuple[str, str]]:
    heads = Heads(view, settings)
    for page in make(view):
        yield page.path, replace(page, head=heads.of(page)).markdown


def _of_meeting(meeting_id: str, settings: SiteSettings, lookup: Lookup) -> Iterator[Page]:
    """A meeting's page, its items', and their attachments'."""
    meeting = lookup.meetings[meeting_id]
    yield meeting_page(meeting, lookup=lookup)
    ends = (None, *meeting.items, None)
    for before, item, after in zip(ends, meeting.items, ends[2:], strict=False):
        yield item_page(item, lookup=lookup, settings=settings, before=before, after=after)
        for attachment in item.attachments:
            yield attachment_page(attachment, item=item, lookup=lookup)


def _of_the_site(settings: SiteSettings) -> Iterator[tuple[str, Make]]:
    """Pages about the site, and its front page."""
    yield "front", lambda view: [front_page(view, settings=settings)]
    yield "search", lambda _: [search_page()]
    yield "about", lambda view: [about_page(view, settings)]
    yield "manners", lambda _: [accessibility_page(settings), privacy_page(settings)]
    yield "questions", lambda _: [questions_page()]
    yield "follow", lambda view: [follow_page(view)]
    yield "glossary", lambda view: [glossary_page(view)]


def _of_lists(lookup: Lookup) -> Iterator[tuple[str, Make]]:
    """Lists of things, and the pages of what is listed."""
    yield "titles", lambda view: [titles_page(view)]
    for letter, _ in title_letters(lookup):
        yield f"titles {letter}", partial(title_pages, letter)
    yield "figures", lambda view: [figures_page(view)]
    yield "register", lambda view: [register_page(view)]
    for status in FollowUpStatus:
        yield f"register {status.value}", partial(state_pages, status)
    yield "cases", lambda view: [cases_page(view)]
    for letter, _ in case_letters(lookup):
        yield f"cases on {letter}", partial(case_letter_pages, letter)
    for bunch in bunches(lookup):
        yield f"cases {bunch}", partial(case_pages, bunch)
    yield "topics", lambda view: [topics_page(view)]
    for topic in lookup.topics:
        yield f"topic {topic}", partial(topic_pages, topic)
    yield "units", lambda view: [units_page(view)]
    for slug in lookup.units:
        yield f"unit {slug}", partial(unit_pages, slug)
    yield "bodies", lambda view: [bodies_page(view)]
    for body in lookup.bodies:
        yield f"body {body}", partial(_of_body, body)
        for year in years_of(lookup, body):
            yield f"body {body} {year}", partial(_of_year, body, year)


def _of_body(body: str, lookup: Lookup) -> Iterator[Page]:
    yield body_page(body, lookup)
    if meetings_of(lookup, body):
        yield figures_of_body(body, lookup)


def _of_year(body: str, year: str, lookup: Lookup) -> Iterator[Page]:
    yield body_year_page(body, year, lookup)
