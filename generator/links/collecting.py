"""Which case numbers join items, and which are only a collecting file for the meetings' paperwork."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from generator.links.catalogue import Catalogue
from generator.links.unlike import largest_group

Number = tuple[str, str]  # organisation and number: another municipality's 26/483 is another case

_MANY = 3  # meetings from which on unlike titles show a collecting file
_EVERY_TIME = 4  # meetings of a body with the same title …
_SHARE = 0.6  # … and the share of its meetings, from the first to the last of them, that make it routine
_SHORT = 40  # letters: longer titles are of a case, however often it is treated


class CaseNumbers:
    """The case numbers that join items: `items` by number, and `collecting` with the reason why it joins none."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.routine = _routine_items(catalogue)
        by_number: defaultdict[Number, list[str]] = defaultdict(list)
        for item in catalogue.oldest_first:
            for number in catalogue.read[item].numbers:
                by_number[catalogue.organisation_of(item), number].append(item)
        self.all_items: Mapping[Number, Sequence[str]] = by_number
        self.collecting = {number: why for number, items in by_number.items() if (why := self._why(items))}
        self.items: Mapping[Number, Sequence[str]] = {
            number: items for number, items in by_number.items() if number not in self.collecting
        }

    def shared(self, one: str, other: str) -> str | None:
        """A number that both items have as their own and that is a case's, None without one."""
        first, second = self._catalogue.read[one].numbers, self._catalogue.read[other].numbers
        both = [number for number in first if number in second]
        if not both or self._catalogue.organisation_of(one) != self._catalogue.organisation_of(other):
            return None
        organisation = self._catalogue.organisation_of(one)
        return next((number for number in both if (organisation, number) in self.items), None)

    def own(self, item: str) -> tuple[str, ...]:
        """The item's own numbers that are a case's."""
        organisation = self._catalogue.organisation_of(item)
        return tuple(number for number in self._catalogue.read[item].numbers if (organisation, number) in self.items)

    def with_number(self, organisation: str, number: str) -> Sequence[str]:
        """The items that have the number, oldest first; none for a collecting file."""
        return self.items.get((organisation, number), ())

    def _why(self, items: Sequence[str]) -> str:
        """Why the number makes no case; "" where it may."""
        if not self.routine.isdisjoint(items):
            return "routine"
        if len(items) < 2:
            return ""
        meetings = {self._catalogue.items[item].meeting for item in items}
        if len(meetings) == 1:
            return "" if largest_group(items, self._catalogue) == len(items) else "one meeting"
        if len(meetings) >= _MANY and 2 * largest_group(items, self._catalogue) < len(items) + 1:
            return "unlike titles"
        return ""


def _routine_items(catalogue: Catalogue) -> frozenset[str]:
    """Items of routine titles, and those whose short title stands on most agendas of their body."""
    held = Counter(meeting.body for meeting in catalogue.archive.meetings)
    titles: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for meeting in catalogue.archive.meetings:
        for item in meeting.items:
            titles[meeting.body, catalogue.read[item.id].plain].add(meeting.id)
    often = {(body, title) for (body, title), at in titles.items() if len(at) >= max(_EVERY_TIME, _SHARE * held[body])}
    return frozenset(
        item.id
        for meeting in catalogue.archive.meetings
        for item in meeting.items
        if (read := catalogue.read[item.id]).routine
        or ((meeting.body, read.plain) in often and len(item.title) <= _SHORT and not item.recommendations)
    )
