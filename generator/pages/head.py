"""What stands in the head of a page for programs: which feeds and calendars fit it.

It goes into the front matter as `head`, and overrides/main.html writes it. Text in it is escaped there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import urls
from generator.feeds.channels import Channel, channels, of_the_whole
from generator.lookup import Lookup
from generator.markdown_text import clean
from generator.pages.document import Page
from generator.words import follow

_ATOM = "application/atom+xml"
_CALENDAR = "text/calendar"


class Heads:
    """The heads of an archive's pages."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._whole = next(of_the_whole(lookup))
        self._items = {urls.item(item): item for item in lookup.items}
        self._channels = {channel.page: channel for channel in channels(lookup)}

    def of(self, page: Page) -> Mapping[str, Any]:
        """`alternates`: for each the path below the site's root, its media type, its title."""
        found = dict.fromkeys(self._feeds(page.url))
        alternates = [[channel.path, _ATOM, clean(channel.title)] for channel in found]
        return {"alternates": [*alternates, *self._calendars(page.url)]}

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
