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

APART = f" {BREAK} ".encode()
NOTHING, BETWEEN = 0, 1  # the numbers of no words, and of a break

_CONTEXT = 2 * WINDOW  # bytes of ASCII that hold the letters of a window, however short its words are: "1 2 3 4"
_NO_LETTERS = b" -~" + bytes(range(0x80, 0xC0))  # all bytes of a form that begin no letter
_FACTOR = 0x9E3779B97F4A7C15

Numbers = NDArray[np.int64]


class Forms:
    """Condensed words, each once, by their number. Long ones have four: for their beginning and end, the whole, the
    beginning, the end; where they stand again, their middle is left out.
    """

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {b"": NOTHING, BREAK.encode(): BETWEEN}
        self._written: list[bytes] = [b"", BREAK.encode()]
        self._lengths = array("q", (0, WINDOW))  # in letters; what stands on the other side of a break is no context
        self._is_long = array("b", (0, 0))

    def number(self, words: bytes) -> int:
        """The number of some words."""
        known = self._numbers.get(words)
        if known is not None:
            return known
        number = self._numbers[words] = len(self._written)
        forms = _forms(words) if len(words) > 2 * _CONTEXT else (words,)
        self._written += forms
        self._lengths.extend([len(words.translate(None, _NO_LETTERS))] * len(forms))
        self._is_long.extend([len(forms) > 1] * len(forms))
        return number

    def letters(self, numbers: Numbers) -> int:
        """How many letters some forms have."""
        return int(np.frombuffer(self._lengths, np.int64)[numbers].sum())

    def once(self, numbers: Numbers) -> bytes:
        """All runs of words that stand in a sequence of forms, with breaks where something is left out."""
        numbers = numbers[numbers != NOTHING]
        if not len(numbers):
            return b""
        begins, is_kept = _followed_otherwise(numbers, np.frombuffer(self._lengths, np.int64)[numbers])
        places = np.flatnonzero(is_kept)
        kept = numbers[places]
        is_first_of_run = np.append(True, np.diff(places) > 1)
        is_long = np.frombuffer(self._is_long, np.bool_)[kept]
        if is_long.any():
            begins_here = begins[places]
            some = np.flatnonzero(is_long & begins_here)
            kept[is_long & ~begins_here] += _BEGINNING
            again = np.ones(len(kept), np.bool_)
            again[some[np.unique(kept[some], return_index=True)[1]]] = False
            kept[is_long & begins_here & is_first_of_run & again] += _END
            kept[~again] += _ALL
        breaks = np.flatnonzero(is_first_of_run)[1:]
        return joined(map(self._written.__getitem__, np.insert(kept, breaks, BETWEEN).tolist()))


_ALL, _BEGINNING, _END = 1, 2, 3


def _forms(words: bytes) -> tuple[bytes, ...]:
    """Long words without their middle, whole, their beginning, their end: each has more than is compared at once."""
    if not words.isascii():
        return (words,)
    signs = (b" ", b"-", b"~")
    places = [place for place in (words.find(sign, _CONTEXT) for sign in signs) if place >= 0]
    beginning = words[: min(places, default=len(words))]
    end = words[max(words.rfind(sign, 0, -_CONTEXT) for sign in signs) + 1 :]
    apart = APART.join((beginning, end))
    return (apart, words, beginning, end) if len(apart) < len(words) else (words,)


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


def _followed_otherwise(numbers: Numbers, lengths: Numbers) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each form of a sequence, whether it is followed by others than before; and whether it is, or follows such a
    one as near as what is compared at once.
    """
    count = len(numbers)
    ends = np.cumsum(lengths)
    after = np.minimum(np.searchsorted(ends, ends + WINDOW) + 1, count)  # the first that is no context any more
    powers, inverses = _POWERS.up_to(count)
    sums = np.zeros(count + 1, "<u8")
    np.cumsum(mixed((numbers.astype("<u8") + np.uint64(1)) * np.uint64(_FACTOR)) * powers, out=sums[1:])
    followed = (sums[after] - sums[:-1]) * inverses
    order = np.argsort(followed)
    ordered = followed[order]
    groups = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    first = np.minimum.reduceat(order, groups)
    first = first[numbers[first] != BETWEEN]
    begins = np.zeros(count, np.bool_)
    begins[first] = True
    reached = begins - np.bincount(after[first], minlength=count + 1)[:-1]
    return begins, np.cumsum(reached) > 0
