"""Condensed words by numbers, and sequences of them without what they say again.

The pages of a site are the same words again and again. What can be found from a word on hangs on the letters that
follow it, so what is followed as it was before is left out.
"""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from generator.audit.folding import BREAK, joined
from generator.audit.letters import WINDOW, mixed

AROUND = 2 * WINDOW  # bytes that hold the letters of a window, however short its words are: "1 2 3 4"
APART = f" {BREAK} ".encode()
NOTHING, BETWEEN = 0, 1  # the numbers of no words, and of a break

_LONG = 4 * AROUND  # bytes: what has more is shortened where it stands again
_FACTOR = 0x9E3779B97F4A7C15

Numbers = NDArray[np.int64]


class Forms:
    """Condensed words, each once, by their number; where they are long, without their middle, and whole by the next."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {b"": NOTHING, BREAK.encode(): BETWEEN}
        self._written: list[bytes] = [b"", BREAK.encode()]
        self._lengths = array("q", (0, AROUND))  # what stands on the other side of a break is no context
        self._is_long = array("b", (0, 0))

    def number(self, words: bytes) -> int:
        """The number of some words."""
        known = self._numbers.get(words)
        if known is not None:
            return known
        number = self._numbers[words] = len(self._written)
        short = _shortened(words) if len(words) > _LONG else words
        for form in (short,) if short is words else (short, words):
            self._written.append(form)
            self._lengths.append(len(form) + 1)
            self._is_long.append(0)
        self._is_long[number] = short is not words
        return number

    def once(self, numbers: Numbers) -> bytes:
        """All runs of words that stand in a sequence of forms, with breaks where something is left out."""
        numbers = numbers[numbers != NOTHING]
        if not len(numbers):
            return b""
        kept = _kept(numbers, np.frombuffer(self._lengths, np.int64)[numbers])
        is_long = np.frombuffer(self._is_long, np.bool_)[kept]
        if is_long.any():
            places = np.flatnonzero(is_long)
            kept[places[np.unique(kept[places], return_index=True)[1]]] += 1  # whole where it stands first
        return joined(map(self._written.__getitem__, kept.tolist()))


def _shortened(words: bytes) -> bytes:
    """The beginning and the end, each more than is compared at once."""
    head = min((at for at in (words.find(sign, AROUND) for sign in (b" ", b"-", b"~")) if at >= 0), default=len(words))
    tail = max(words.rfind(sign, 0, -AROUND) for sign in (b" ", b"-", b"~")) + 1
    return APART.join((words[:head], words[tail:])) if head + len(APART) < tail else words



class _Powers:
    """The powers of an odd number, and those of its inverse, in numbers of 64 bits: for sums that tell orders apart."""

    def __init__(self) -> None:
        self._powers = np.ones(1, "<u8")
        self._inverses = np.ones(1, "<u8")

    def up_to(self, count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """So many of both."""
        if len(self._powers) < count:
            size = 2 * count
            factors = np.full(size, _FACTOR, "<u8")
            factors[0] = 1
            self._powers = np.cumprod(factors, dtype="<u8")
            factors[1:] = pow(_FACTOR, -1, 1 << 64)
            self._inverses = np.cumprod(factors, dtype="<u8")
        return self._powers[:count], self._inverses[:count]


_POWERS = _Powers()


def _kept(numbers: Numbers, lengths: Numbers) -> Numbers:
    """Of a sequence each form that is followed by others than before, and what follows it; breaks between such runs."""
    count = len(numbers)
    ends = np.cumsum(lengths)
    after = np.minimum(np.searchsorted(ends, ends + AROUND) + 1, count)  # the first that is no context any more
    powers, inverses = _POWERS.up_to(count)
    sums = np.zeros(count + 1, "<u8")
    np.cumsum(mixed((numbers.astype("<u8") + np.uint64(1)) * np.uint64(_FACTOR)) * powers, out=sums[1:])
    order = np.argsort(followed := (sums[after] - sums[:-1]) * inverses)
    ordered = followed[order]
    groups = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    first = np.minimum.reduceat(order, groups)
    first = first[numbers[first] != BETWEEN]
    reached = -np.bincount(after[first], minlength=count + 1)
    reached[first] += 1
    is_kept = np.cumsum(reached[:-1]) > 0
    begins = np.flatnonzero(is_kept[1:] & ~is_kept[:-1]) + 1
    kept = numbers[is_kept]
    return np.insert(kept, np.cumsum(is_kept)[begins] - 1, BETWEEN)
