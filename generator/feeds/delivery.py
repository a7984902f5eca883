"""Every feed into a sink. A feed is kept where all its entries are the same: entries are remembered by fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from generator.cache import digest, fingerprint
from generator.feeds.atom import written
from generator.feeds.channels import Channel, channels
from generator.feeds.entries import item_entry
from generator.feeds.entry import Entry, Waiting
from generator.feeds.followups import followup_entries
from generator.feeds.notices import notices
from generator.lookup import Lookup
from generator.settings import SiteSettings
from generator.sink import Sink
from generator.takedown import Removed
from generator.together import together
from generator.units import Piece, Unit, Workshop

_TOGETHER = 16  # about so many feeds are one unit
_Prints = dict[str, tuple[str, bytes]]  # by item that has an entry: its day, and its fingerprint


def deliver(workshop: Workshop, sink: Sink, settings: SiteSettings, takedowns: Sequence[Removed] = ()) -> None:
    """Every feed."""
    told = fingerprint(settings)
    prints: _Prints = {}
    for meeting in workshop.answers.lookup.meetings:
        given = digest(told, workshop.answers.fingerprint({"meetings": (meeting,)}))
        make = partial(_printed, meeting=meeting, settings=settings)
        prints |= workshop.value(Piece(name=f"feed entries of {meeting}", given=given, make=make))
    pool = _Pool(workshop.answers.lookup, settings, takedowns, prints)
    for some in together(channels(pool.lookup), about=_TOGETHER, name=lambda channel: channel.path):
        found = [(channel, channel.entries(pool)) for channel in some]
        newest = "" if all(entries for _, entries in found) else pool.newest()
        facts = [(channel.page, channel.path, channel.title) for channel in some]
        entries = (digest(*(entry.fingerprint() for entry in entries)) for _, entries in found)
        unit = Unit(
            name=f"feeds {some[-1].path}",
            given=digest(told, fingerprint(facts), newest, *entries),
            make=partial(_files, found=found, settings=settings, newest=newest),
        )
        workshop.deliver(unit, sink)


class _Pool:
    """Where the entries of feeds come from."""

    def __init__(
        self,
        lookup: Lookup,
        settings: SiteSettings,
        takedowns: Sequence[Removed],
        prints: Mapping[str, tuple[str, bytes]],
    ) -> None:
        self.lookup = lookup
        self._settings, self._takedowns, self._prints = settings, takedowns, prints

    def items(self, items: Iterable[str]) -> Iterator[Waiting]:
        """The entries of these items, as far as they have one."""
        for item in items:
            if item in self._prints:
                updated, known = self._prints[item]
                yield Waiting(updated, partial(self._entry, item), known)

    def followups(self) -> Iterable[Waiting]:
        """Those of all commitments."""
        return followup_entries(self.lookup, self._settings)

    def notices(self) -> Iterable[Waiting]:
        """Those of all that was put right or taken away."""
        return notices(self.lookup, self._settings, self._takedowns)

    def newest(self) -> str:
        """The archive's newest day, for a feed that holds nothing yet."""
        days = (meeting.date for meeting in self.lookup.archive.meetings)
        return max(filter(self.lookup.has_come, days), default="")

    def _entry(self, item: str) -> Entry:
        found = item_entry(self.lookup.items[item], self.lookup, self._settings)
        assert found is not None  # it has a fingerprint
        return found


def _printed(lookup: Lookup, meeting: str, settings: SiteSettings) -> _Prints:
    items = lookup.meetings[meeting].items
    found = {item.id: item_entry(item, lookup, settings) for item in items}
    return {item: (entry.updated, fingerprint(entry)) for item, entry in found.items() if entry is not None}


def _files(
    _: Lookup, found: Iterable[tuple[Channel, Sequence[Waiting]]], settings: SiteSettings, newest: str
) -> Iterator[tuple[str, str]]:
    for channel, entries in found:
        yield channel.path, written(channel, [entry.make() for entry in entries], settings, newest=newest)
