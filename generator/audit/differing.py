"""Where a text has lines that another has not, or not side by side: all else stands in the other as it does here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence


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
