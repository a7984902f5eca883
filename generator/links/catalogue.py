"""The archive's meetings and items, to be found by what papers say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.links.bodies import Bodies
from generator.links.reading import ReadItem, ReadMeeting
from generator.openness import Archive, PublicAttachment, PublicItem, PublicMeeting


class Catalogue:
    """Look-ups over published objects only: what is withheld is as unknown here as what never was."""

    def __init__(self, archive: Archive, bodies: Bodies, read: Sequence[ReadMeeting]) -> None:
        self.archive = archive
        self.bodies = bodies
        self.meetings = {meeting.id: meeting for meeting in archive.meetings}
        self.items: dict[str, PublicItem] = {}
        self.read: dict[str, ReadItem] = {}
        self._organisation: dict[str, str] = {}
        self._order: dict[str, tuple[str, str, int, str]] = {}
        self._by_day: defaultdict[tuple[str, str], list[PublicMeeting]] = defaultdict(list)
        for meeting, its in zip(archive.meetings, read, strict=True):
            self._by_day[meeting.body, meeting.date].append(meeting)
            organisation = bodies.organisation(meeting.body)
            for item, known in zip(meeting.items, its.items, strict=True):
                self.items[item.id] = item
                self.read[item.id] = known
                self._organisation[item.id] = organisation
                self._order[item.id] = (meeting.date, meeting.id, _number(item), item.number)
        self.oldest_first = sorted(self.items, key=self.order)

    def held(self, body: str, day: str) -> Sequence[PublicMeeting]:
        """The body's meetings of that day: none, one, or the two of a day with two."""
        return self._by_day.get((body, day), ())

    def meeting_of(self, item_id: str) -> PublicMeeting:
        """The meeting of an item."""
        return self.meetings[self.items[item_id].meeting]

    def date_of(self, item_id: str) -> str:
        """The ISO date of an item's meeting."""
        return self._order[item_id][0]

    def organisation_of(self, item_id: str) -> str:
        """Whose item it is."""
        return self._organisation[item_id]

    def attachment(self, attachment_id: str) -> PublicAttachment:
        """An attachment by its id."""
        item = self.items[owner(attachment_id)]
        return next(attachment for attachment in item.attachments if attachment.id == attachment_id)

    def numbered(self, meeting: PublicMeeting, number: str) -> PublicItem | None:
        """The meeting's item with that number, if it is published."""
        found = [item for item in meeting.items if item.number.lower() == number.lower()]
        return found[0] if len(found) == 1 else None

    def newest_first(self, items: Sequence[str]) -> tuple[str, ...]:
        """Item ids by date, newest first; of one day the last of the agenda first."""
        return tuple(sorted(items, key=self.order, reverse=True))

    def order(self, item_id: str) -> tuple[str, str, int, str]:
        """What items are put in order by: date, meeting, number."""
        return self._order[item_id]


def _number(item: PublicItem) -> int:
    return int("".join(filter(str.isdigit, item.number)) or 0)


def owner(thing_id: str) -> str:
    """The item of an attachment; an item is its own (`…/3/bilag-2` → `…/3`)."""
    item, _, last = thing_id.rpartition("/")
    return item if last.startswith("bilag-") else thing_id
