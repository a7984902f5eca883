"""Items that a saved answer has and the new one has not: closed, withdrawn, or an outage? (issue 6, point 4)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from generator.sources.firstagenda import ARCHIVE, count, entries, entry, item_number
from generator.sync.keeping import Kept, Key, key, same
from generator.sync.state import Missing

RUNS = 3  # so often must something be missing before it counts as withdrawn
_SHARE = 0.2  # of a source: more than this, and more than _FEW, is an outage
_FEW = 2

Item = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The answers to save. `gone`: the counts of missing items by number; the others name items by number."""

    answers: list[dict[str, Any]]
    gone: dict[str, Missing]
    closed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    outage: int = 0  # so many items vanished at once: nothing was removed or counted


def is_outage(missing: int, known: int) -> bool:
    """Whether so much is missing at once that the server is rather broken than changed."""
    return missing > _FEW and missing > _SHARE * known


def counted(before: Missing | None, today: str) -> Missing:
    """One run more without it; what is withdrawn already is not counted on."""
    return before if before and before.runs >= RUNS else Missing.next(before, today)


def carry(
    before: Sequence[dict[str, Any]], kept: Sequence[Kept], gone: Mapping[str, Missing], *, today: str
) -> Carried:
    """The new answers, the first with those of the old items that are only missing.

    Default deny: an item that may be one of the new closed ones is not carried on, and none is where there are more
    closed ones than before that might be any item. One whose number another item has now was replaced.
    """
    old = _items(before)
    fresh = _items([one.answer for one in kept])
    shut = [one for each in kept for one in each.closed]
    absent = [item for item in old if not any(same(key(item), key(one)) for one in fresh)]
    unknown = [one for one in shut if not any(_may_be(key(item), one) for item in absent)]
    more_closed = len(unknown) > sum(count(entry(answer, ARCHIVE), "Lukkede") for answer in before)
    closed = [item for item in absent if more_closed or any(_may_be(key(item), one) for one in shut)]
    numbers = {item_number(item) for item in fresh}
    missing = [item for item in absent if item not in closed and item_number(item) not in numbers]
    outage = len(missing) if is_outage(len(missing), len(old)) else 0
    counts = {number: gone.get(number) if outage else counted(gone.get(number), today) for number in _numbers(missing)}
    withdrawn = [number for number, one in counts.items() if one and one.runs >= RUNS]
    carried = [_marked(item, today) if item_number(item) in withdrawn else item for item in missing]
    return Carried(
        answers=_answers(kept, carried, shut),
        gone={number: one for number, one in counts.items() if one},
        closed=tuple(_numbers(closed)),
        withdrawn=tuple(item_number(item) for item in missing if item_number(item) in withdrawn and not _said(item)),
        outage=outage,
    )


def _items(answers: Iterable[dict[str, Any]]) -> list[Item]:
    return [item for answer in answers for item in entries(answer, "Dagsordenpunkter")]


def _numbers(items: Iterable[Item]) -> list[str]:
    return [item_number(item) for item in items]


def _said(item: Item) -> bool:
    return "Trukket" in entry(item, ARCHIVE)


def _marked(item: Item, today: str) -> Item:
    return item if _said(item) else {**item, ARCHIVE: {"Trukket": today}}


def _may_be(mine: Key, closed: Key) -> bool:
    """Whether a closed item has the id, number, case or title of `mine`. "" is none of them."""
    pairs = zip(astuple(mine), astuple(closed), strict=True)
    return any(one and one == other for one, other in pairs)


def _answers(kept: Sequence[Kept], carried: Sequence[Item], closed: Sequence[Key]) -> list[dict[str, Any]]:
    """The first answer gets what is carried on, and how many items are not in any: closed ones, and gaps in numbers."""
    first, *others = [one.answer for one in kept]
    known = {*_numbers(_items([first, *others])), *_numbers(carried), *(one.number for one in closed)}
    digits = {int(number) for number in known if number.isdigit()}
    gaps = max(digits) - min(digits) + 1 - len(digits) if digits else 0
    left_out = len({(one.number, one.title) for one in closed})
    items = [*entries(first, "Dagsordenpunkter"), *carried]
    return [{**first, "Dagsordenpunkter": items, ARCHIVE: {"Lukkede": left_out, "Huller": gaps}}, *others]
