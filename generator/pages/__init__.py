"""The archive as Markdown pages. Pure: published objects in, `{path: text}` out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.findings import BuildError
from generator.model import Body
from generator.openness import Archive, PublicMeeting
from generator.pages.about import about_page, data_page
from generator.pages.attachment import attachment_page
from generator.pages.body import bodies_page, body_page
from generator.pages.document import Page
from generator.pages.front import front_page
from generator.pages.item import item_page
from generator.pages.meeting import meeting_page
from generator.settings import SiteSettings

__all__ = ["render"]

T = TypeVar("T")


def render(archive: Archive, *, as_of: datetime.date, settings: SiteSettings) -> dict[str, str]:
    """Every page of the site, by its path in the docs folder. `as_of` parts meetings held from meetings to come."""
    homeless = {meeting.body for meeting in archive.meetings} - {body.id for body in archive.bodies}
    if homeless:
        raise BuildError(f"meetings of unknown bodies: {', '.join(sorted(homeless))}")
    rendered: dict[str, str] = {}
    for page in _pages(archive, as_of, settings):
        if page.path in rendered:
            raise BuildError(
                f"two pages want the address /{page.url}",
                remedy="two items of a meeting have the same number, or a body is named as a page of the site",
            )
        rendered[page.path] = page.markdown
    return rendered


def _pages(archive: Archive, as_of: datetime.date, settings: SiteSettings) -> Iterator[Page]:
    yield front_page(archive, as_of=as_of, settings=settings)
    yield bodies_page(archive)
    yield about_page(settings)
    yield data_page()
    known = {meeting.id: meeting for meeting in archive.meetings}
    for body in archive.bodies:
        meetings = sorted((m for m in archive.meetings if m.body == body.id), key=lambda m: (m.date, m.id))
        yield body_page(body, meetings)
        for before, meeting, after in _with_neighbours(meetings):
            yield meeting_page(meeting, body=body, before=before, after=after)
            yield from _items(meeting, body, known)


def _items(meeting: PublicMeeting, body: Body, known: dict[str, PublicMeeting]) -> Iterator[Page]:
    for before, item, after in _with_neighbours(meeting.items):
        yield item_page(item, meeting=meeting, body=body, before=before, after=after)
        for attachment in item.attachments:
            yield attachment_page(attachment, item=item, meeting=meeting, body=body, known=known)


def _with_neighbours(things: Sequence[T]) -> Iterator[tuple[T | None, T, T | None]]:
    if not things:
        return iter(())
    return zip((None, *things[:-1]), things, (*things[1:], None), strict=True)
