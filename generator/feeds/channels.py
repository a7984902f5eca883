"""Which feeds there are: where each lies, what it is called, and what it holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import urls
from generator.asking import question
from generator.feeds.entries import item_entries
from generator.feeds.entry import MOST, Entry, newest
from generator.feeds.followups import followup_entries
from generator.feeds.notices import notices
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.settings import SiteSettings
from generator.takedown import Removed
from generator.words import follow as said

Source = Callable[[Lookup, SiteSettings, datetime.date], Iterator[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed. `page` is the address of the page that it belongs to, `path` that of its file.

    `most` None means that it holds every entry.
    """

    page: str
    path: str
    title: str
    source: Source
    most: int | None = MOST

    def entries(self, lookup: Lookup, settings: SiteSettings, as_of: datetime.date) -> Sequence[Entry]:
        """What it holds, newest first."""
        return newest(self.source(lookup, settings, as_of), self.most)


@question
def feed_at(lookup: Lookup, page: str) -> tuple[str, str] | None:
    """Path and title of the feed that belongs to the page at this address."""
    return lookup.kept("feeds", lambda found: {one.page: (one.path, one.title) for one in channels(found)}).get(page)


@question
def feeds_of(lookup: Lookup, kind: str) -> tuple[tuple[str, str], ...]:
    """Path and title of each feed of the `whole`, of `bodies`, of `topics`, or of `units`."""
    kinds = {"whole": of_the_whole, "bodies": of_bodies, "topics": of_topics, "units": of_units}
    return tuple((channel.path, channel.title) for channel in kinds[kind](lookup))


def channels(lookup: Lookup, takedowns: Sequence[Removed] = ()) -> Iterator[Channel]:
    """Every feed."""
    yield from of_the_whole(lookup, takedowns)
    yield from of_bodies(lookup)
    yield from of_topics(lookup)
    yield from of_units(lookup)
    yield from of_cases(lookup)


def of_the_whole(lookup: Lookup, takedowns: Sequence[Removed] = ()) -> Iterator[Channel]:
    """All items first, then follow-ups, then corrections."""
    yield _of_items(urls.FRONT, said.ALL_ITEMS, _late_first)
    yield Channel(page=urls.REGISTER, path=urls.feed(urls.REGISTER), title=said.FOLLOW_UPS, source=followup_entries)
    yield Channel(page=urls.FOLLOW, path=urls.NOTICES, title=said.NOTICES, source=_notices(takedowns))


def of_bodies(lookup: Lookup) -> Iterator[Channel]:
    """One for each body."""
    for body in lookup.archive.bodies:
        found = partial(_late_first, body=body.id)
        yield _of_items(urls.body(body.id), said.body_feed(body.name), found)


def of_topics(lookup: Lookup) -> Iterator[Channel]:
    """One for each topic."""
    for topic in lookup.connections.topics:
        found = partial(_tagged, topic=topic.slug)
        yield _of_items(urls.topic(topic.slug), said.topic_feed(topic.name), found)


def of_units(lookup: Lookup) -> Iterator[Channel]:
    """One for each responsible unit."""
    for unit in lookup.units.values():
        found = partial(_named, items=unit.items)
        yield _of_items(urls.unit(unit.slug), said.unit_feed(unit.name), found)


def of_cases(lookup: Lookup) -> Iterator[Channel]:
    """One for each case, with all its entries: whoever begins to follow a case wants to read it from the start."""
    for thread in lookup.connections.threads:
        found = partial(_named, items=thread.items)
        yield _of_items(urls.case(thread.id), said.case_feed(thread.title), found, most=None)


def _notices(takedowns: Sequence[Removed]) -> Source:
    return lambda lookup, settings, _: notices(lookup, settings, takedowns)


def _of_items(
    page: str, title: str, items: Callable[[Lookup], Iterable[PublicItem]], most: int | None = MOST
) -> Channel:
    return Channel(
        page=page,
        path=urls.feed(page),
        title=title,
        source=lambda lookup, settings, as_of: item_entries(items(lookup), lookup, settings, as_of),
        most=most,
    )


def _named(lookup: Lookup, items: Sequence[str]) -> Iterator[PublicItem]:
    return (lookup.items[item] for item in items)


def _tagged(lookup: Lookup, topic: str) -> Iterator[PublicItem]:
    return (lookup.items[tag.item] for tag in lookup.tagged(topic))


def _late_first(lookup: Lookup, body: str | None = None) -> Iterator[PublicItem]:
    """The items of each meeting, the latest meeting first."""
    meetings = (meeting for meeting in lookup.archive.meetings if body in (None, meeting.body))
    for meeting in sorted(meetings, key=lambda meeting: (meeting.date, meeting.id), reverse=True):
        yield from meeting.items
