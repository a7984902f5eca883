"""The archive as Markdown pages. Pure: published objects in, `{path: text}` out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from generator.connections import Connections, FollowUpStatus
from generator.findings import BuildError
from generator.lookup import Lookup, look_up
from generator.moved import Moved
from generator.openness import Archive, PublicMeeting
from generator.pages.about import about_page
from generator.pages.attachment import attachment_page
from generator.pages.body import bodies_page, body_page, body_year_pages
from generator.pages.cases import case_letter_pages, case_page, cases_page
from generator.pages.data import data_page, questions_page
from generator.pages.document import Page
from generator.pages.figures import figures_pages
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
from generator.pages.titles import titles_pages
from generator.pages.tombstone import tombstone_page
from generator.pages.topics import topic_pages, topics_page
from generator.pages.units import unit_pages, units_page
from generator.reading import LineCount
from generator.settings import SiteSettings
from generator.tombstones import Tombstone

__all__ = ["render"]

T = TypeVar("T")
_UNCONNECTED = Connections()
_NO_SIZES: Mapping[str, int] = {}


def render(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    counts: Sequence[LineCount] = (),
    sizes: Mapping[str, int] = _NO_SIZES,
    moves: Sequence[Moved] = (),
) -> dict[str, str]:
    """Every page of the site, by its path in the docs folder. `as_of` parts meetings held from meetings to come.

    `counts` says how much of the papers could be read, `sizes` how large the data files are, in bytes by path; `moves`
    is what has another address now, and leads on to it.
    """
    homeless = {meeting.body for meeting in archive.meetings} - {body.id for body in archive.bodies}
    if homeless:
        raise BuildError(f"meetings of unknown bodies: {', '.join(sorted(homeless))}")
    rendered: dict[str, str] = {}
    lookup = look_up(archive, connections)
    heads = Heads(lookup, settings, as_of)
    left = (moved_page(entry, lookup=lookup) for entry in moves)
    for page in chain(_pages(lookup, as_of, settings, counts, sizes), left):
        if page.path in rendered:
            raise BuildError(
                f"two pages want the address /{page.url}",
                remedy="two items of a meeting have the same number, or a body is named as a page of the site",
            )
        rendered[page.path] = replace(page, head=heads.of(page)).markdown
    return rendered


def render_gone(
    tombstones: Iterable[Tombstone],
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
) -> dict[str, str]:
    """The pages at addresses where something has been, by their paths in the docs folder."""
    lookup = look_up(archive, connections)
    heads = Heads(lookup, settings, as_of)
    pages = (tombstone_page(stone, lookup=lookup) for stone in tombstones)
    return {page.path: replace(page, head=heads.of(page)).markdown for page in pages}


def _pages(
    lookup: Lookup,
    as_of: datetime.date,
    settings: SiteSettings,
    counts: Sequence[LineCount],
    sizes: Mapping[str, int],
) -> Iterator[Page]:
    yield front_page(lookup, as_of=as_of, settings=settings)
    yield search_page()
    yield about_page(lookup.archive, settings)
    yield accessibility_page(settings)
    yield privacy_page(settings)
    yield from quality_pages(lookup, counts)
    yield data_page(settings, sizes)
    yield questions_page()
    yield follow_page(lookup)
    yield glossary_page(lookup)
    yield from titles_pages(lookup)
    yield from figures_pages(lookup)
    yield from _by_subject(lookup)
    yield bodies_page(lookup.archive)
    for body in lookup.archive.bodies:
        meetings = sorted((m for m in lookup.archive.meetings if m.body == body.id), key=lambda m: (m.date, m.id))
        yield body_page(body, meetings, lookup)
        yield from body_year_pages(body, meetings)
        for before, meeting, after in _with_neighbours(meetings):
            yield meeting_page(meeting, lookup=lookup, as_of=as_of, before=before, after=after)
            yield from _items(meeting, lookup, settings)


def _by_subject(lookup: Lookup) -> Iterator[Page]:
    """Follow-ups, cases, topics and units: each with its list, and with its own pages."""
    yield register_page(lookup)
    for status in FollowUpStatus:
        yield from state_pages(status, lookup)
    yield cases_page(lookup)
    yield from case_letter_pages(lookup)
    yield from (case_page(thread, lookup) for thread in lookup.connections.threads)
    yield topics_page(lookup)
    for topic in lookup.connections.topics:
        yield from topic_pages(topic, lookup)
    yield units_page(lookup)
    for unit in lookup.units.values():
        yield from unit_pages(unit, lookup)


def _items(meeting: PublicMeeting, lookup: Lookup, settings: SiteSettings) -> Iterator[Page]:
    for before, item, after in _with_neighbours(meeting.items):
        yield item_page(item, lookup=lookup, settings=settings, before=before, after=after)
        for attachment in item.attachments:
            yield attachment_page(attachment, item=item, lookup=lookup)


def _with_neighbours(things: Sequence[T]) -> Iterator[tuple[T | None, T, T | None]]:
    if not things:
        return iter(())
    return zip((None, *things[:-1]), things, (*things[1:], None), strict=True)
