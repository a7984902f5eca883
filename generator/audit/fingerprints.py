"""Fingerprints of text that survive re-wrapping, hyphenation, case and markup.

Text is read as a *stream*: its words in lower case, written together without anything between them. "Køb af
land-\\nbrug" and "<b>KØB</b> af landbrug" are the same stream, `koebaflandbrug`. All patterns are looked for at once,
as numbers (`letters`), so that the work grows with the site and hardly with what is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from generator.audit.letters import WINDOW, Letters, Numbers, Places, columns_of, number_of

__all__ = ["WINDOW", "Marks", "Pattern", "Patterns"]

_SHORT_WORD = 7  # letters: a shorter lone word is not looked for in pieces, over a hyphen or a tag
# What may stand inside a number: "EMN-2025-007940", "26/483", "12 34 56 78".
_ONE_NUMBER = re.compile(r"[^\W_]+(?:(?:\s+|\s*[./:\u2010-\u2015-]{1,2}\s*)[^\W_]+)*")
# The same of a short one: cells of a table, "13", "20" and "22", are not one number.
_ONE_SHORT_NUMBER = re.compile(r"[^\W_]+(?:[ ./:\u2010-\u2015-][^\W_]+)*")
_SHORT_NUMBER = 8  # letters and digits: a shorter one is short
_NO_NAME = re.compile(r'[,;:|"]')  # what stands between two things, and in no name
# What may stand inside a word: "skole-\nstart", or as a condensed text has that. But the words of an address that is
# made of a title, "aabning-af-skole-starter", are not written together.
_ONE_WORD = re.compile(r"[^\W_]+(?:(?:[-\u2010]\s*|~)[^\W_]+)*")
# What a pattern asks of the place where it stands.
_WHOLE, _NUMBER, _EXACTLY, _WORD, _SHORT, _LONG, _BEGINS, _ENDS, _NAME = (1 << bit for bit in range(9))
_OF_PLACE = np.uint16(_WHOLE | _BEGINS | _ENDS)
# Patterns of so many letters, to so many: as many of their first letters as the least are looked up before the others,
# and before those the first eight, which are one number, or as many as there are.
_TIERS = ((1, 3), (4, 6), (7, 7), (8, 11), (12, WINDOW - 1), (WINDOW, WINDOW))
_EIGHT = 8
_SPARSE = 4  # of a table: one place in 2^4 at most is taken
_SMALLEST = 10  # bits
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # spreads over the high bits what differs in any

Rows = NDArray[np.intp]
_ALL = slice(None)
_NONE: Rows = np.zeros(0, np.intp)
_FoundAt = tuple[NDArray[np.bool_], Places]  # of each row, whether it was found, and at which word


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A stream to look for. `kind` says what it is, for the report."""

    stream: str
    kind: str
    whole: bool = True  # must also end where a word ends
    number: bool = False  # only number separators may stand inside
    exactly: str = ""  # for short numbers: the only way it may be written
    one_word: bool = False  # only a line-end hyphen may stand inside: "skole" beside "start" is not "skolestart"
    name: bool = False  # no sign that parts things may stand inside
    begins: bool = False  # must stand where a sentence or a line begins …
    ends: bool = False  # … and where one ends

    @property
    def asks(self) -> int:
        """What it asks of the place where it stands; a window, which is longer than a word, nothing."""
        if len(self.stream) == WINDOW:
            return 0
        if self.one_word and len(self.stream) < _SHORT_WORD:
            return _SHORT | _WHOLE
        is_long = len(self.stream.encode("utf-8", "surrogatepass")) > WINDOW
        written = _EXACTLY * bool(self.exactly) | _LONG * is_long
        place = _WHOLE * self.whole | _BEGINS * self.begins | _ENDS * self.ends
        return place | _NUMBER * self.number | _WORD * self.one_word | _NAME * self.name | written


@dataclass(frozen=True, slots=True)
class Marks:
    """Patterns as numbers, in bytes, so that they can be remembered. Of each: its first eight letters, its number, that
    of its first letters, its length in bytes of UTF-8, what it asks, and which of `kinds` it is of. What numbers do not
    say is `written`, by the pattern's place.
    """

    eights: bytes
    numbers: bytes
    firsts: bytes
    lengths: bytes
    asks: bytes
    kind: bytes
    kinds: tuple[str, ...]
    written: dict[int, str]

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> Marks:
        """The marks of some patterns, in their order."""
        some = list(patterns)
        streams = [pattern.stream.encode("utf-8", "surrogatepass") for pattern in some]
        lengths = np.array([min(len(stream), WINDOW) for stream in streams], np.uint8)
        columns = columns_of(streams)
        firsts = np.zeros(len(some), "<u8")
        for least, most in _TIERS:
            here = (lengths >= least) & (lengths <= most)
            firsts[here] = number_of([column[here] for column in columns], least)
        kinds = list(dict.fromkeys(pattern.kind for pattern in some))
        return cls(
            columns[0].tobytes(),
            number_of(columns, WINDOW).tobytes(),
            firsts.tobytes(),
            lengths.tobytes(),
            np.array([pattern.asks for pattern in some], "<u2").tobytes(),
            np.array([kinds.index(pattern.kind) for pattern in some], "<u2").tobytes(),
            tuple(kinds),
            {n: one.exactly or one.stream for n, one in enumerate(some) if one.asks & (_EXACTLY | _LONG)},
        )

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True, slots=True)
class _Length:
    """The patterns of one length: their numbers, each once and in order, and from where to where their rows are."""

    length: int
    numbers: Numbers
    begins: Places
    rows: Rows
    table: _Table


@dataclass(frozen=True, slots=True)
class _Tier:
    """Lengths that are looked for only where the first letters are those of one of their patterns."""

    least: int
    firsts: _Table
    lengths: tuple[_Length, ...]


@dataclass(frozen=True, slots=True)
class _Family:
    """Tiers of patterns that have as many letters as a number holds, or fewer; `eights` are their first ones."""

    eights: _Eights
    tiers: tuple[_Tier, ...]


class _Table:
    """Which numbers may be among some: hardly any others."""

    def __init__(self, numbers: Numbers) -> None:
        bits = max(_SMALLEST, len(numbers).bit_length() + _SPARSE)
        self._shift = np.uint64(64 - bits)
        self._taken = np.zeros(1 << bits, np.bool_)
        self._taken[numbers >> self._shift] = True

    def places(self, numbers: Numbers) -> Places:
        """The places of those that may be."""
        return np.flatnonzero(self._taken[numbers >> self._shift])


class _Eights:
    """Which words may begin with some letters, up to eight: hardly any others."""

    def __init__(self, letters: Numbers, count: int) -> None:
        self._mask = np.uint64((1 << 8 * count) - 1)
        self._table = _Table(self._spread(letters))

    def places(self, letters: Numbers) -> Places:
        """The places of those that may, where `letters` are the first eight of each."""
        return self._table.places(self._spread(letters))

    def _spread(self, letters: Numbers) -> Numbers:
        return (letters & self._mask) * _SPREAD


class Patterns:
    """A set of patterns that a text is searched for in one pass. Each has a number of its own: its row."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self._eights = np.frombuffer(b"".join(one.eights for one in marks), "<u8")
        self._numbers = np.frombuffer(b"".join(one.numbers for one in marks), "<u8")
        self._firsts = np.frombuffer(b"".join(one.firsts for one in marks), "<u8")
        self._lengths = np.frombuffer(b"".join(one.lengths for one in marks), np.uint8)
        self._asks = np.frombuffer(b"".join(one.asks for one in marks), "<u2")
        self._kinds = list(dict.fromkeys(kind for one in marks for kind in one.kinds))
        numbers = {kind: number for number, kind in enumerate(self._kinds)}
        self._kind = np.concatenate(
            [
                np.array([numbers[kind] for kind in one.kinds], np.uint16)[np.frombuffer(one.kind, "<u2")]
                for one in marks
                if one.kinds
            ]
            or [np.zeros(0, np.uint16)]
        )
        offsets = accumulate(map(len, marks), initial=0)
        self._written = {
            at + n: text for at, one in zip(offsets, marks, strict=False) for n, text in one.written.items()
        }
        self._wanted = self._lengths > 0

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> Patterns:
        """The patterns, with their places as their rows."""
        return cls([Marks.of(patterns)])

    def only(self, wanted: NDArray[np.bool_]) -> Patterns:
        """Those that are wanted, with the rows that they have here."""
        found = copy(self)
        found._wanted = self._wanted & wanted
        found.__dict__.pop("_families", None)
        return found

    def __len__(self) -> int:
        return len(self._numbers)

    def __bool__(self) -> bool:
        return bool(self._wanted.any())

    @property
    def wanted(self) -> NDArray[np.bool_]:
        """Of each row, whether it is looked for."""
        return self._wanted

    def kinds_of(self, rows: Rows) -> set[str]:
        """The kinds of the patterns with these rows."""
        return {self._kinds[number] for number in np.unique(self._kind[rows]).tolist()}

    def are_of(self, kind: str, rows: Rows | slice = _ALL) -> NDArray[np.bool_]:
        """Of each row, or of some, whether its kind begins so."""
        found: NDArray[np.bool_] = np.array([one.startswith(kind) for one in (*self._kinds, "")])[self._kind[rows]]
        return found

    def number(self, row: int) -> np.uint64 | None:
        """The number of a window; None of another pattern."""
        number: np.uint64 = self._numbers[row]
        return number if self._lengths[row] == WINDOW and not self._asks[row] else None

    def have_numbers(self, rows: Rows, numbers: Numbers) -> NDArray[np.bool_]:
        """Of some rows, whether their patterns have the letters of others, of which these are the numbers."""
        return np.isin(self._numbers[rows], numbers)

    def find(self, text: str) -> Rows:
        """The rows of the patterns that stand in `text`, which must be in its normal form."""
        return self.find_in(Letters(text))

    def find_in(self, letters: Letters, *, but: NDArray[np.bool_] | None = None) -> Rows:
        """The same of letters. In those of a condensed text may be some more than stand in its files, and none less.

        What is marked in `but`, by row, need not be found.
        """
        return self.places_in(letters, but=but)[0]

    def places_in(self, letters: Letters, *, but: NDArray[np.bool_] | None = None) -> tuple[Rows, Places]:
        """The same, and of each row a word with which the pattern begins."""
        if not len(letters.starts) or not self:
            return _NONE, _NONE
        found = np.zeros(len(self), np.bool_) if but is None else but.copy()
        at_words = np.zeros(len(self), np.intp)
        touched = [_NONE]  # rows; to go through all would take longer than most searches
        eights = letters.eights()
        for family in self._families:
            near = family.eights.places(eights)
            columns = letters.columns(near) if len(near) else []
            for tier in family.tiers if len(near) else ():
                words = tier.firsts.places(number_of(columns, tier.least))
                some = [column[words] for column in columns]
                for length in tier.lengths if len(words) else ():
                    touched.append(self._look((found, at_words), letters, length, near[words], some))
        rows = np.unique(np.concatenate(touched))
        rows = rows[found[rows] if but is None else found[rows] & ~but[rows]]
        return rows, at_words[rows]

    def _look(
        self, found_at: _FoundAt, letters: Letters, length: _Length, words: Places, columns: list[Numbers]
    ) -> Rows:
        """Note the patterns of a length that stand at some words, of which these are the columns. The rows that may."""
        numbers = number_of(columns, length.length)
        here = length.table.places(numbers)
        at = np.searchsorted(length.numbers, numbers[here])
        same = length.numbers[np.minimum(at, len(length.numbers) - 1)] == numbers[here]
        return self._settle(found_at, letters, length, words[here[same]], at[same]) if same.any() else _NONE

    def get_ready(self) -> None:
        """Make what a search needs."""
        _ = self._families

    @cached_property
    def _families(self) -> list[_Family]:
        """By how many of their first letters are looked up: eight, if they have so many."""
        families: dict[int, list[_Tier]] = {}
        for least, most in _TIERS:
            lengths = []
            for length in range(least, most + 1):
                rows = np.flatnonzero(self._wanted & (self._lengths == length))
                if len(rows):
                    rows = rows[np.argsort(self._numbers[rows], kind="stable")]
                    numbers, begins = np.unique(self._numbers[rows], return_index=True)
                    lengths.append(_Length(length, numbers, np.append(begins, len(rows)), rows, _Table(numbers)))
            if lengths:
                firsts = np.concatenate([self._firsts[length.rows] for length in lengths])
                families.setdefault(min(least, _EIGHT), []).append(_Tier(least, _Table(firsts), tuple(lengths)))
        return [_Family(self._eights_of(tiers, count), tuple(tiers)) for count, tiers in families.items()]

    def _eights_of(self, tiers: Iterable[_Tier], count: int) -> _Eights:
        rows = np.concatenate([length.rows for tier in tiers for length in tier.lengths])
        return _Eights(self._eights[rows], count)

    def _settle(self, found_at: _FoundAt, letters: Letters, length: _Length, words: Places, at: Places) -> Rows:
        """Note by row what stands at these words, where the letters are those of the numbers with these places. The
        rows of all that may stand there.
        """
        found, at_words = found_at
        counts = length.begins[at + 1] - length.begins[at]
        shift = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        rows: Rows = length.rows[np.repeat(length.begins[at], counts) + shift]
        words = np.repeat(words, counts)
        unsettled = ~found[rows]
        rows, words = rows[unsettled], words[unsettled]
        asks, ends = self._asks[rows], letters.starts[words] + length.length
        inside = ends <= letters.ends[words]
        fits = ((asks & _WHOLE) == 0) | letters.is_boundary[ends] | ((asks & _LONG) != 0)
        if (asks & (_BEGINS | _ENDS)).any():
            after = np.searchsorted(letters.starts, ends)
            fits &= ((asks & _BEGINS) == 0) | letters.begins_sentence[words]
            fits &= ((asks & _ENDS) == 0) | letters.begins_sentence[after]
        alone = inside & ((asks & (_NUMBER | _WORD)) != 0) & ((asks & (_EXACTLY | _LONG)) == 0)
        short = ((asks & _SHORT) != 0) & (ends == letters.ends[words])
        sure = fits & (((asks & ~_OF_PLACE) == 0) | alone | short)
        found[rows[sure]], at_words[rows[sure]] = True, words[sure]
        for place in np.flatnonzero(fits & ~sure & ((asks & _SHORT) == 0)):
            row, word = int(rows[place]), int(words[place])
            if not found[row]:
                found[row], at_words[row] = self._stands(row, letters, word, int(ends[place])), word
        return rows

    def _stands(self, row: int, letters: Letters, word: int, end: int) -> bool:
        """Whether a pattern whose letters stand from the word's beginning to `end` may count as found there."""
        asks = int(self._asks[row])
        if asks & _LONG:
            start = int(letters.starts[word])
            stream = self._written[row].encode("utf-8", "surrogatepass")
            end = start + len(stream)
            if letters.stream(start, end) != stream or (asks & _WHOLE and not letters.is_boundary[end]):
                return False
        if not asks & (_NUMBER | _WORD | _NAME):
            return True
        written = letters.written(word, end)
        if asks & _NAME:
            return not letters.shows_signs or not _NO_NAME.search(written)
        if asks & _WORD:
            return bool(_ONE_WORD.fullmatch(written)) and not letters.is_part_of_chain(word, end)
        if not letters.shows_signs:
            return True
        if asks & _EXACTLY:
            return written == self._written[row]
        number = _ONE_SHORT_NUMBER if self._lengths[row] < _SHORT_NUMBER else _ONE_NUMBER
        return bool(number.fullmatch(written))
