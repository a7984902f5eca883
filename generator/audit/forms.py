"""Condensed words by numbers, and sequences of them without what they say again.

The pages of a site are the same words again and again. What can be found from a word on hangs on the letters that
follow it, so what is followed as it was before is left out.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from generator.audit.folding import APART, BREAK, joined
from generator.audit.letters import WINDOW, mixed

NOTHING, BETWEEN = 0, 1  # the numbers of no words, and of a break

_CONTEXT = 2 * WINDOW  # bytes of ASCII that hold the letters of a window, however short its words are: "1 2 3 4"
_NO_LETTERS = b" -~" + bytes(range(0x80, 0xC0))  # all bytes of a form that begin no letter
_FACTOR = 0x9E3779B97F4A7C15

Numbers = NDArray[np.int64]
_Thing = TypeVar("_Thing")


class Numbered(dict[_Thing, int]):
    """A number for whatever is asked for, from 0 on; `fresh` is what had none before."""

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[_Thing] = []

    def __missing__(self, thing: _Thing) -> int:
        number = self[thing] = len(self)
        self.fresh.append(thing)
        return number

    def of(self, things: Iterable[_Thing], count: int) -> tuple[Numbers, list[_Thing]]:
        """The numbers of things, and those that are fresh."""
        numbers = np.fromiter(map(self.__getitem__, things), np.int64, count)
        fresh, self.fresh = self.fresh, []
        return numbers, fresh


class Forms:
    """Condensed words, each once, by their number. Where long ones stand again, their middle is left out."""

    def __init__(self) -> None:
        self._numbers = Numbered[bytes]()
        self._written: list[bytes] = []  # four of each: as said again, whole, what begins it, what ends it
        self._lengths, self._is_long = array("q"), array("b")  # in letters
        self.numbers([b"", BREAK.encode()])
        self._lengths[BETWEEN] = WINDOW  # what stands on the other side of a break is no context

    def numbers(self, forms: Sequence[bytes]) -> Numbers:
        """The numbers of some words."""
        numbers, fresh = self._numbers.of(forms, len(forms))
        self._lengths.extend([len(words.translate(None, _NO_LETTERS)) for words in fresh])
        for words in fresh:
            parts = _parts(words) if len(words) > 2 * _CONTEXT else (words,) * _WAYS
            self._written += parts
            self._is_long.append(parts[_AGAIN] is not words)
        return numbers

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
        begins_run = np.append(True, places[1:] - places[:-1] > 1)
        numbers, begins = numbers[places], begins[places]
        ways = np.where(begins, np.where(begins_run, _END, _AGAIN), _BEGINNING)
        long = np.flatnonzero(begins & np.frombuffer(self._is_long, np.bool_)[numbers])
        ways[long[np.unique(numbers[long], return_index=True)[1]]] = _WHOLE
        shown = np.insert(_WAYS * numbers + ways, np.flatnonzero(begins_run)[1:], _WAYS * BETWEEN)
        return joined(map(self._written.__getitem__, shown.tolist()))


_AGAIN, _WHOLE, _BEGINNING, _END, _WAYS = 0, 1, 2, 3, 4


def _parts(words: bytes) -> tuple[bytes, ...]:
    """Long words without their middle, whole, their beginning, their end: each has more than is compared at once."""
    signs = (b" ", b"-", b"~")
    places = [place for place in (words.find(sign, _CONTEXT) for sign in signs) if place >= 0]
    beginning = words[: min(places, default=len(words))]
    end = words[max(words.rfind(sign, 0, -_CONTEXT) for sign in signs) + 1 :]
    again = APART.join((beginning, end))
    return (again, words, beginning, end) if words.isascii() and len(again) < len(words) else (words,) * _WAYS


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
