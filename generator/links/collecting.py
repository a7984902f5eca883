"""Which case numbers join items, and which are only a collecting file for the meetings' paperwork."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from generator.dates import find_dates
from generator.links.annexes import AnnexKind, kind_of
from generator.links.catalogue import Catalogue
from generator.links.titles import have_in_common, is_routine, normal, same_title
from generator.openness import PublicItem

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
        self._own = {item.id: own_numbers(item) for item in catalogue.items.values()}
        by_number: defaultdict[Number, list[str]] = defaultdict(list)
        for item in sorted(catalogue.items, key=catalogue.order):
            for number in self._own[item]:
                by_number[catalogue.organisation_of(item), number].append(item)
        self.all_items: Mapping[Number, Sequence[str]] = by_number
        self.collecting = {number: why for number, items in by_number.items() if (why := self._why(items))}
        self.items: Mapping[Number, Sequence[str]] = {
            number: items for number, items in by_number.items() if number not in self.collecting
        }

    def shared(self, one: str, other: str) -> str | None:
        """A number that both items have as their own and that is a case's, None without one."""
        if self._catalogue.organisation_of(one) != self._catalogue.organisation_of(other):
            return None
        key = self._catalogue.organisation_of(one)
        both = [n for n in self._own[one] if n in self._own[other] and (key, n) in self.items]
        return both[0] if both else None

    def own(self, item: str) -> tuple[str, ...]:
        """The item's own numbers that are a case's."""
        organisation = self._catalogue.organisation_of(item)
        return tuple(number for number in self._own[item] if (organisation, number) in self.items)

    def with_number(self, organisation: str, number: str) -> Sequence[str]:
        """The items that have the number, oldest first; none for a collecting file."""
        return self.items.get((organisation, number), ())

    def _why(self, items: Sequence[str]) -> str:
        """Why the number makes no case; "" where it may."""
        if len(items) < 2:
            return "routine" if items[0] in self.routine else ""
        if any(item in self.routine for item in items):
            return "routine"
        meetings = {self._catalogue.items[item].meeting for item in items}
        if len(meetings) == 1:
            return "" if _largest_group(items, self._catalogue) == len(items) else "one meeting"
        if len(meetings) >= _MANY and 2 * _largest_group(items, self._catalogue) < len(items) + 1:
            return "unlike titles"
        return ""


def own_numbers(item: PublicItem) -> tuple[str, ...]:
    """The numbers of the item's own case.

    A number from an attached agenda is that agenda's, also where it was counted for the item. Where an attachment has
    a number beside the item's own, it is a paper of another case.
    """
    agendas = {n for a in item.attachments if kind_of(a) is AnnexKind.AGENDA for n in a.case_numbers}
    copies = {n for a in item.attachments if kind_of(a) is AnnexKind.MINUTES for n in a.case_numbers}
    numbers = tuple(number for number in item.case_numbers if number not in agendas | copies)
    attached = {number for attachment in item.attachments for number in attachment.case_numbers}
    proper = tuple(number for number in numbers if number not in attached)
    return proper or numbers[:1]


def _routine_items(catalogue: Catalogue) -> frozenset[str]:
    """Items of routine titles, and those whose short title stands on most agendas of their body."""
    held = Counter(meeting.body for meeting in catalogue.archive.meetings)
    titles: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for item in catalogue.items.values():
        titles[catalogue.meeting_of(item).body, normal(item.title).lower()].add(item.meeting)
    return frozenset(
        item.id
        for item in catalogue.items.values()
        if is_routine(item.title)
        or _every_time(titles[(body := catalogue.meeting_of(item).body), normal(item.title).lower()], held[body], item)
    )


def _every_time(meetings: set[str], held: int, item: PublicItem) -> bool:
    often = len(meetings) >= max(_EVERY_TIME, _SHARE * held)
    return often and len(item.title) <= _SHORT and not item.recommendations


def _largest_group(items: Sequence[str], catalogue: Catalogue) -> int:
    """How many of the items hang together by their titles, or by one naming the other's day."""
    left = list(items)
    largest = 0
    while left:
        group = [left.pop()]
        for member in group:
            near = [other for other in left if _hang_together(member, other, catalogue)]
            group += near
            left = [other for other in left if other not in near]
        largest = max(largest, len(group))
    return largest


def _hang_together(one: str, other: str, catalogue: Catalogue) -> bool:
    first, second = catalogue.items[one], catalogue.items[other]
    if same_title(first.title, second.title) or have_in_common(first.title, second.title):
        return True
    if first.meeting == second.meeting:
        return False
    return catalogue.date_of(other) in _days_named(first) or catalogue.date_of(one) in _days_named(second)


def _days_named(item: PublicItem) -> frozenset[str]:
    texts = [section.text for section in item.sections] + [r.text for r in item.recommendations]
    steps = [step.date for step in item.case_steps if step.date]
    return frozenset((*steps, *(day for text in texts for day in find_dates(text))))
