"""Which feeds there are: where each lies, what it is called, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from generator import urls
from generator.asking import question, table
from generator.feeds.entry import MOST, Waiting, newest
from generator.lookup import Lookup
from generator.words import follow as said

Source = Callable[["Pool"], Iterable[Waiting]]


class Pool(Protocol):
    """Where the entries of feeds come from."""

    def items(self, items: Iterable[str]) -> Iterable[Waiting]:
        """The entries of these items, as far as they have one."""

    def followups(self) -> Iterable[Waiting]:
        """Those of all commitments."""

    def notices(self) -> Iterable[Waiting]:
        """Those of all that was put right or taken away."""


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

    def entries(self, pool: Pool) -> Sequence[Waiting]:
        """What it holds, newest first."""
        return newest(self.source(pool), self.most)


@table
def feed_at(lookup: Lookup) -> dict[str, tuple[str, str]]:
    """Path and title of the feed that belongs to the page at an address."""
    return {one.page: (one.path, one.title) for one in channels(lookup)}


@question
def feeds_of(lookup: Lookup, kind: str) -> tuple[tuple[str, str], ...]:
    """Path and title of each feed of the `whole`, of `bodies`, of `topics`, or of `units`."""
    kinds = {"whole": of_the_whole, "bodies": of_bodies, "topics": of_topics, "units": of_units}
    return tuple((channel.path, channel.title) for channel in kinds[kind](lookup))


def channels(lookup: Lookup) -> Iterator[Channel]:
    """Every feed."""
    yield from of_the_whole(lookup)
    yield from of_bodies(lookup)
    yield from of_topics(lookup)
    yield from of_units(lookup)
    yield from of_cases(lookup)


def of_the_whole(lookup: Lookup) -> Iterator[Channel]:
    """All items first, then follow-ups, then corrections."""
    yield _of_items(urls.FRONT, said.ALL_ITEMS, partial(_late_first, lookup))
    yield Channel(page=urls.REGISTER, path=urls.feed(urls.REGISTER), title=said.FOLLOW_UPS, source=_followups)
    yield Channel(page=urls.FOLLOW, path=urls.NOTICES, title=said.NOTICES, source=_notices)


def of_bodies(lookup: Lookup) -> Iterator[Channel]:
    """One for each body."""
    for body in lookup.archive.bodies:
        yield _of_items(urls.body(body.id), said.body_feed(body.name), partial(_late_first, lookup, body.id))


def of_topics(lookup: Lookup) -> Iterator[Channel]:
    """One for each topic."""
    for topic in lookup.connections.topics:
        yield _of_items(urls.topic(topic.slug), said.topic_feed(topic.name), partial(_tagged, lookup, topic.slug))


def of_units(lookup: Lookup) -> Iterator[Channel]:
    """One for each responsible unit."""
    for unit in lookup.units.values():
        yield _of_items(urls.unit(unit.slug), said.unit_feed(unit.name), partial(iter, unit.items))


def of_cases(lookup: Lookup) -> Iterator[Channel]:
    """One for each case, with all its entries: whoever begins to follow a case wants to read it from the start."""
    for thread in lookup.connections.threads:
        found = partial(iter, thread.items)
        yield _of_items(urls.case(thread.id), said.case_feed(thread.title), found, most=None)


def _followups(pool: Pool) -> Iterable[Waiting]:
    return pool.followups()


def _notices(pool: Pool) -> Iterable[Waiting]:
    return pool.notices()


def _of_items(page: str, title: str, items: Callable[[], Iterable[str]], most: int | None = MOST) -> Channel:
    return Channel(page=page, path=urls.feed(page), title=title, source=lambda pool: pool.items(items()), most=most)


def _tagged(lookup: Lookup, topic: str) -> Iterator[str]:
    return (tag.item for tag in lookup.tagged(topic))


def _late_first(lookup: Lookup, body: str | None = None) -> Iterator[str]:
    """The items of each meeting, the latest meeting first."""
    meetings = (meeting for meeting in lookup.archive.meetings if body in (None, meeting.body))
    for meeting in sorted(meetings, key=lambda meeting: (meeting.date, meeting.id), reverse=True):
        yield from (item.id for item in meeting.items)
