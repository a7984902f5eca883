"""What stands in the head of a page for programs: which feeds and calendars fit it, when it changed, what it is about.

It goes into the front matter as `head`, and overrides/main.html writes it. Text in it is escaped there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from generator import urls
from generator.feeds.channels import Channel, channels, of_the_whole
from generator.lookup import Lookup
from generator.markdown_text import clean
from generator.modified import modified_pages
from generator.pages.document import Page
from generator.pages.structured import Structured
from generator.settings import SiteSettings
from generator.words import follow

_ATOM = "application/atom+xml"
_CALENDAR = "text/calendar"


class Heads:
    """The heads of an archive's pages."""

    def __init__(self, lookup: Lookup, settings: SiteSettings, as_of: datetime.date) -> None:
        self._lookup = lookup
        self._structured = Structured(lookup, settings, as_of)
        self._modified = modified_pages(lookup, as_of)
        self._whole = next(of_the_whole(lookup))
        self._items = {urls.item(item): item for item in lookup.items}
        self._channels = {channel.page: channel for channel in channels(lookup)}

    def of(self, page: Page) -> Mapping[str, Any]:
        """`alternates`: for each the path below the site's root, its media type, its title.

        `modified`: when what the page is about last changed; `data`: what it is about, as JSON-LD. Both only where
        that is known.
        """
        found = dict.fromkeys(self._feeds(page.url))
        alternates = [[channel.path, _ATOM, clean(channel.title)] for channel in found]
        modified, data = self._modified.get(page.url), self._structured.of(page)
        return {
            "alternates": [*alternates, *self._twins(page.url), *self._calendars(page.url)],
            **({"modified": modified} if modified else {}),
            **({"data": data} if data else {}),
        }

    def _twins(self, url: str) -> Iterator[list[str]]:
        """An item's own text and data."""
        item = self._items.get(url)
        if item:
            yield [urls.item_text(item), "text/plain", follow.AS_TEXT]
            yield [urls.item_data(item), "application/json", follow.AS_DATA]

    def _calendars(self, url: str) -> Iterator[list[str]]:
        """A body's meetings, on all its pages; all meetings, on the list of bodies; due dates, in the register."""
        body = self._lookup.bodies.get(url.partition("/")[0])
        if body:
            yield [urls.calendar(body.id), _CALENDAR, clean(follow.body_calendar(body.name))]
        elif url in (urls.FRONT, urls.BODIES, urls.FOLLOW):
            yield [urls.CALENDAR, _CALENDAR, follow.ALL_MEETINGS]
        elif url.startswith(urls.REGISTER):
            yield [urls.DEADLINES, _CALENDAR, follow.DEADLINES]

    def _feeds(self, url: str) -> Iterator[Channel]:
        """The feed of everything, that of the page itself, and those of the folders that it stands in."""
        yield self._whole
        for folder in _folders(url):
            if folder in self._channels:
                yield self._channels[folder]
            thread = self._lookup.thread_of(self._items.get(folder, ""))
            if thread:
                yield self._channels[urls.case(thread.id)]


def _folders(url: str) -> Iterator[str]:
    """`emner/hjemloeshed/2024/` → itself, `emner/hjemloeshed/`, `emner/`"""
    while url:
        yield url
        url = url.rstrip("/").rpartition("/")[0]
        url = f"{url}/" if url else ""
