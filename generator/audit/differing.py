"""Where a text has lines that another has not, or not side by side: all else stands in the other as it does here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

_MUCH = 100_000  # signs: of a longer text …
_LEFT = 5_000  # … all but so many are left out at both ends


def places_of_new(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines of `new`, from and to, that are not a part of what `old` has in one piece; nothing between two such
    pieces that come together only here, as (n, n).

    It may tell of more than is new, never of less: pieces are found from lines that `old` has once.
    """
    counts = Counter(old)
    place = {line: n for n, line in enumerate(old) if counts[line] == 1}
    end = shared = _same(old, new)  # where the last piece ended in `new`, and in `old`
    n = shared
    while n < len(new):
        at = place.get(new[n])
        if at is None:
            n += 1
            continue
        back = 0
        while n - back > end and at - back > 0 and old[at - back - 1] == new[n - back - 1]:
            back += 1
        if n - back > end or at - back != shared:
            yield end, n - back
        while n < len(new) and at < len(old) and old[at] == new[n]:
            n, at = n + 1, at + 1
        end, shared = n, at
    if end < len(new):
        yield end, len(new)


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines both begin with."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """How many signs of long texts, in whole lines, may be left out at the beginning and the end: both have them."""
    if min(len(old), len(new)) < _MUCH:
        return 0, 0
    before = new.rfind("\n", 0, max(_common(old, new) - _LEFT, 0)) + 1
    rest = min(len(old), len(new)) - before
    end = _common_at_end(old[len(old) - rest :], new[len(new) - rest :])
    line = new.find("\n", len(new) - max(end - _LEFT, 0))
    return before, len(new) - line if line >= 0 else 0


def _common(one: str, other: str) -> int:
    """How many signs both begin with."""
    sure, most = 0, min(len(one), len(other))
    while sure < most:
        middle = (sure + most + 1) // 2
        if one[sure:middle] == other[sure:middle]:
            sure = middle
        else:
            most = middle - 1
    return sure


def _common_at_end(one: str, other: str) -> int:
    """How many signs both end with; they are as long as each other."""
    sure, most = 0, len(one)
    while sure < most:
        middle = (sure + most + 1) // 2
        if one[len(one) - middle : len(one) - sure] == other[len(other) - middle : len(other) - sure]:
            sure = middle
        else:
            most = middle - 1
    return sure
