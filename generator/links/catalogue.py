"""The archive's meetings and items, to be found by what papers say of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.links.bodies import Bodies, NamedBody
from generator.links.titles import stems
from generator.openness import Archive, PublicItem, PublicMeeting


class Catalogue:
    """Look-ups over published objects only: what is withheld is as unknown here as what never was."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.bodies = Bodies(archive.bodies)
        self.meetings = {meeting.id: meeting for meeting in archive.meetings}
        self.items = {item.id: item for meeting in archive.meetings for item in meeting.items}
        self.attachments = {
            attachment.id: attachment for item in self.items.values() for attachment in item.attachments
        }
        self._by_day: defaultdict[tuple[str, str], list[PublicMeeting]] = defaultdict(list)
        for meeting in archive.meetings:
            self._by_day[meeting.body, meeting.date].append(meeting)
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)
        for item in self.items.values():
            for stem in stems(item.title):
                self._by_stem[stem].append(item.id)
        self._oldest_first = sorted(self.items, key=self.order)
        self._days = [self.date_of(item) for item in self._oldest_first]

    def held(self, body: str, day: str) -> Sequence[PublicMeeting]:
        """The body's meetings of that day: none, one, or the two of a day with two."""
        return self._by_day.get((body, day), ())

    def bodies_in(self, text: str, home: str | None, meeting: PublicMeeting) -> Iterator[NamedBody]:
        """The bodies that a paper of `meeting` names; `home` is the body that speaks in it."""
        return self.bodies.named(text, home, self.bodies.organisation(meeting.body))

    def meeting_of(self, item: PublicItem) -> PublicMeeting:
        """The meeting of an item."""
        return self.meetings[item.meeting]

    def date_of(self, item_id: str) -> str:
        """The ISO date of an item's meeting."""
        return self.meetings[self.items[item_id].meeting].date

    def organisation_of(self, item_id: str) -> str:
        """Whose item it is."""
        return self.bodies.organisation(self.meetings[self.items[item_id].meeting].body)

    def numbered(self, meeting: PublicMeeting, number: str) -> PublicItem | None:
        """The meeting's item with that number, if it is published."""
        found = [item for item in meeting.items if item.number.lower() == number.lower()]
        return found[0] if len(found) == 1 else None

    def before(self, item_id: str) -> Sequence[str]:
        """The items of earlier days than an item's, oldest first."""
        return self._oldest_first[: bisect_left(self._days, self.date_of(item_id))]

    def with_stem(self, stem: str) -> Sequence[str]:
        """The items with that word in their title."""
        return self._by_stem.get(stem, ())

    def newest_first(self, items: Sequence[str]) -> tuple[str, ...]:
        """Item ids by date, newest first; of one day the last of the agenda first."""
        return tuple(sorted(items, key=self.order, reverse=True))

    def order(self, item_id: str) -> tuple[str, str, int, str]:
        """What items are put in order by: date, meeting, number."""
        item = self.items[item_id]
        digits = "".join(filter(str.isdigit, item.number))
        return (self.date_of(item_id), item.meeting, int(digits or 0), item.number)


def owner(thing_id: str) -> str:
    """The item of an attachment; an item is its own (`…/3/bilag-2` → `…/3`)."""
    item, _, last = thing_id.rpartition("/")
    return item if last.startswith("bilag-") else thing_id
