"""What stands in the head of a page for programs: which feeds and calendars fit it, when it changed, what it is about.

It goes into the front matter as `head`, and overrides/main.html writes it. Text in it is escaped there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import urls
from generator.asking import table
from generator.feeds.channels import feed_at
from generator.lookup import Lookup
from generator.markdown_text import clean
from generator.modified import last_modified, modified_at
from generator.openness import PublicMeeting
from generator.pages.document import Page
from generator.pages.structured import Structured
from generator.settings import SiteSettings
from generator.words import follow

_ATOM = "application/atom+xml"
_CALENDAR = "text/calendar"


class Heads:
    """The heads of an archive's pages."""

    def __init__(self, lookup: Lookup, settings: SiteSettings) -> None:
        self._lookup = lookup
        self._structured = Structured(lookup, settings)

    def of(self, page: Page) -> Mapping[str, Any]:
        """`alternates`: for each the path below the site's root, its media type, its title.

        `modified`: when what the page is about last changed; `data`: what it is about, as JSON-LD. Both only where
        that is known.
        """
        found = dict.fromkeys(self._feeds(page))
        alternates = [[path, _ATOM, clean(title)] for path, title in found]
        modified, data = self._modified(page), self._structured.of(page)
        return {
            "alternates": [*alternates, *_twins(page), *self._calendars(page.url)],
            **({"modified": modified} if modified else {}),
            **({"data": data} if data else {}),
        }

    def _modified(self, page: Page) -> str | None:
        if page.item:
            return last_modified(page.item, self._lookup)
        if isinstance(page.about, PublicMeeting):
            days = (last_modified(item, self._lookup) for item in page.about.items)
            return max((day for day in days if day), default=None)
        return modified_at(self._lookup, page.url)

    def _calendars(self, url: str) -> Iterator[list[str]]:
        """A body's meetings, on all its pages; all meetings, on the list of bodies; due dates, in the register."""
        body = self._lookup.bodies.get(url.partition("/")[0])
        if body:
            yield [urls.calendar(body.id), _CALENDAR, clean(follow.body_calendar(body.name))]
        elif url in (urls.FRONT, urls.BODIES, urls.FOLLOW):
            yield [urls.CALENDAR, _CALENDAR, follow.ALL_MEETINGS]
        elif url.startswith(urls.REGISTER):
            yield [urls.DEADLINES, _CALENDAR, follow.DEADLINES]

    def _feeds(self, page: Page) -> Iterator[tuple[str, str]]:
        """The feed of everything, that of the page itself, and those of the folders that it stands in."""
        for address in (urls.FRONT, *self._addresses(page)):
            feed = feed_at(self._lookup, address)
            if feed:
                yield feed

    def _addresses(self, page: Page) -> Iterator[str]:
        """The addresses that may have a feed, from the page up; an item's case stands where the item does."""
        if page.about:
            yield from self._case_of(page.item.id) if page.item else ()
            yield urls.body(page.url.partition("/")[0])
        else:  # what only lies below something: a list's year, an address that somebody has left
            for folder in _folders(page.url):
                yield folder
                item = item_at(self._lookup, folder)
                yield from self._case_of(item) if item else ()

    def _case_of(self, item: str) -> Iterator[str]:
        thread = self._lookup.thread_of(item)
        if thread:
            yield urls.case(thread.id)


def _twins(page: Page) -> Iterator[list[str]]:
    """An item's own text and data."""
    if page.item and page.about is page.item:
        yield [urls.item_text(page.item.id), "text/plain", follow.AS_TEXT]
        yield [urls.item_data(page.item.id), "application/json", follow.AS_DATA]


@table
def item_at(lookup: Lookup) -> dict[str, str]:
    """The id of the item whose page is at an address."""
    return {urls.item(item): item for item in lookup.items}


def _folders(url: str) -> Iterator[str]:
    """`emner/hjemloeshed/2024/` → itself, `emner/hjemloeshed/`, `emner/`"""
    while url:
        yield url
        url = url.rstrip("/").rpartition("/")[0]
        url = f"{url}/" if url else ""
