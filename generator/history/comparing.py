"""Which item of today is which of last time, and what is different in it.

Servers give new ids when minutes replace an agenda (`samples/FORMATS.md` section 3), so items are known again by
number, title and case number. An item under its old number with a new title and no case number in common may be
another one: it is taken for another, and told of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.connections import Change, ChangeKind
from generator.history.states import ItemState, MeetingState

_ALIKE = 85.0  # rapidfuzz's token-sort ratio: the same title with a few words put right
_Match = Callable[[ItemState, ItemState], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`changes` since last time; `numbers` the number today of each item known again, by its number last time.

    `doubtful` are numbers whose item may be last time's, or another: it is taken for another.
    """

    changes: tuple[Change, ...]
    numbers: Mapping[str, str]
    doubtful: tuple[str, ...]


def compare(before: MeetingState, after: MeetingState) -> Compared:
    """What is different in `after`, dated by the day it was seen. Both are states of one meeting."""
    pairs = _pairs(before.items, after.items)
    known_before = {id(old) for old, _ in pairs}
    known_after = {id(new) for _, new in pairs}
    gone = [old for old in before.items if id(old) not in known_before]
    come = [new for new in after.items if id(new) not in known_after]
    changes = [change for old, new in pairs for change in _different(old, new, after)]
    changes += [_change(after, new, ChangeKind.ADDED) for new in come]
    changes += [Change(item=after.id, date=after.seen, kind=ChangeKind.REMOVED) for _ in gone]
    return Compared(
        changes=tuple(changes),
        numbers={old.number: new.number for old, new in pairs},
        doubtful=tuple(new.number for new in come if any(old.number == new.number for old in gone)),
    )


def _pairs(before: Sequence[ItemState], after: Sequence[ItemState]) -> list[tuple[ItemState, ItemState]]:
    """Each item of today with the one it was, surest signs first; an item is taken once."""
    pairs: list[tuple[ItemState, ItemState]] = []
    left, right = list(before), list(after)
    for match in _SIGNS:
        for new in list(right):
            found = [old for old in left if match(old, new)]
            rivals = [other for other in right if found and match(found[0], other)]
            if len(found) == 1 and len(rivals) == 1:
                pairs.append((found[0], new))
                left.remove(found[0])
                right.remove(new)
    order = {id(new): n for n, new in enumerate(after)}
    return sorted(pairs, key=lambda pair: order[id(pair[1])])


def _alike(old: ItemState, new: ItemState) -> bool:
    return fuzz.token_sort_ratio(old.title.casefold(), new.title.casefold()) >= _ALIKE


_SIGNS: tuple[_Match, ...] = (
    lambda old, new: old.number == new.number and old.title == new.title,
    lambda old, new: old.number == new.number and bool(set(old.case_numbers) & set(new.case_numbers)),
    lambda old, new: old.number == new.number and _alike(old, new),
    lambda old, new: old.title == new.title and bool(set(old.case_numbers) & set(new.case_numbers)),
    lambda old, new: bool(set(old.case_numbers) & set(new.case_numbers)),
    lambda old, new: old.title == new.title,
)


def _different(old: ItemState, new: ItemState, after: MeetingState) -> Iterator[Change]:
    texts = (
        (ChangeKind.NUMBER, old.number, new.number),
        (ChangeKind.TITLE, old.title, new.title),
        (ChangeKind.RECOMMENDATION, "\n".join(old.recommendations), "\n".join(new.recommendations)),
        (ChangeKind.DECISION, old.decision, new.decision),
    )
    for kind, was, now in texts:
        if was != now:
            yield _change(after, new, kind, was, now)
    if old.text != new.text:
        yield _change(after, new, ChangeKind.TEXT)
    for title in _extra(new.attachments, old.attachments):
        yield _change(after, new, ChangeKind.ATTACHMENT_ADDED, "", title)
    for _ in _extra(old.attachments, new.attachments):
        yield _change(after, new, ChangeKind.ATTACHMENT_REMOVED)


def _extra(titles: Sequence[str], others: Sequence[str]) -> list[str]:
    """The titles beyond those that `others` holds too, counted."""
    remaining = list(others)
    extra = []
    for title in titles:
        if title in remaining:
            remaining.remove(title)
        else:
            extra.append(title)
    return extra


def _change(after: MeetingState, item: ItemState, kind: ChangeKind, before: str = "", now: str = "") -> Change:
    return Change(item=f"{after.id}/{item.number}", date=after.seen, kind=kind, before=before, after=now)
