"""The archive as Markdown pages. Pure: published objects in, `{path: text}` out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.connections import Connections
from generator.findings import BuildError
from generator.lookup import Lookup, look_up
from generator.openness import Archive, PublicMeeting
from generator.pages.about import about_page, data_page
from generator.pages.attachment import attachment_page
from generator.pages.body import bodies_page, body_page
from generator.pages.cases import case_page, cases_page
from generator.pages.document import Page
from generator.pages.front import front_page
from generator.pages.glossary import glossary_page
from generator.pages.item import item_page
from generator.pages.meeting import meeting_page
from generator.pages.register import register_page
from generator.pages.search import search_page
from generator.pages.topics import topic_page, topics_page
from generator.settings import SiteSettings

__all__ = ["render"]

T = TypeVar("T")
_UNCONNECTED = Connections()


def render(
    archive: Archive, *, connections: Connections = _UNCONNECTED, as_of: datetime.date, settings: SiteSettings
) -> dict[str, str]:
    """Every page of the site, by its path in the docs folder. `as_of` parts meetings held from meetings to come."""
    homeless = {meeting.body for meeting in archive.meetings} - {body.id for body in archive.bodies}
    if homeless:
        raise BuildError(f"meetings of unknown bodies: {', '.join(sorted(homeless))}")
    rendered: dict[str, str] = {}
    for page in _pages(look_up(archive, connections), as_of, settings):
        if page.path in rendered:
            raise BuildError(
                f"two pages want the address /{page.url}",
                remedy="two items of a meeting have the same number, or a body is named as a page of the site",
            )
        rendered[page.path] = page.markdown
    return rendered


def _pages(lookup: Lookup, as_of: datetime.date, settings: SiteSettings) -> Iterator[Page]:
    yield front_page(lookup, as_of=as_of, settings=settings)
    yield bodies_page(lookup.archive)
    yield about_page(settings)
    yield data_page()
    yield search_page()
    yield register_page(lookup)
    yield glossary_page(lookup)
    yield cases_page(lookup)
    yield from (case_page(thread, lookup) for thread in lookup.connections.threads)
    yield topics_page(lookup)
    yield from (topic_page(topic, lookup) for topic in lookup.connections.topics)
    for body in lookup.archive.bodies:
        meetings = sorted((m for m in lookup.archive.meetings if m.body == body.id), key=lambda m: (m.date, m.id))
        yield body_page(body, meetings, lookup)
        for before, meeting, after in _with_neighbours(meetings):
            yield meeting_page(meeting, lookup=lookup, before=before, after=after)
            yield from _items(meeting, lookup)


def _items(meeting: PublicMeeting, lookup: Lookup) -> Iterator[Page]:
    for before, item, after in _with_neighbours(meeting.items):
        yield item_page(item, lookup=lookup, before=before, after=after)
        for attachment in item.attachments:
            yield attachment_page(attachment, item=item, lookup=lookup)


def _with_neighbours(things: Sequence[T]) -> Iterator[tuple[T | None, T, T | None]]:
    if not things:
        return iter(())
    return zip((None, *things[:-1]), things, (*things[1:], None), strict=True)
