"""Text that has the word statistics of Danish meeting papers and says nothing: Zipf's law, compounds, names, numbers.

Everything is drawn from one `random.Random`, so that a seed gives the same text on every machine. What is aimed at
are the numbers that `benchmarks.word_statistics` measures on real papers.
"""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Sequence
from itertools import accumulate

from benchmarks.danish_words import Words
from generator import words as site_words

_FUNCTION_SHARE = 0.48
_SUBJECT_SHARE = 0.07
_ODD_SHARE = 0.046  # names, places, dates, amounts and other numbers
_TAIL_SHARE = 0.10
_TAIL_RANKS = 4_000_000  # how far the tail is drawn from; each power of ten is drawn equally often
_FLAT = 22.0
_OFTEN_MADE = 1500  # made words that are as common as the head's last
_RARE = 40  # what a case is about comes from the tail behind this rank
_ODD, _TAIL, _ABOUT = "\1", "\2", "\3"  # stand for what is drawn afterwards
_SENTENCE_MEDIAN, _SENTENCE_SPREAD = 14.0, 0.62  # lognormal, words
_LONGEST = 60


class DanishText:
    """Draws words, sentences and paragraphs. Two objects made with the same `rng` state give the same text."""

    def __init__(self, words: Words, rng: random.Random) -> None:
        self._words, self._rng = words, rng
        self._drawn, self._weights = _weighted(words)

    def subject(self, size: int = 8) -> tuple[str, ...]:
        """What a case is about: words that are not in every paper, and a place."""
        return (*(self._words.tail(_RARE + self._rank()) for _ in range(size - 1)), self.place())

    def place(self) -> str:
        """`Møllebakken`; some places are named often, most hardly ever."""
        places = self._words.places
        return places[min(int(self._rng.expovariate(1 / 60)), len(places) - 1)]

    def name(self) -> str:
        """`Tove Vangdal`"""
        names = self._words.names
        return names[min(int(self._rng.expovariate(1 / 300)), len(names) - 1)]

    def day(self) -> str:
        """`4. marts 2021`"""
        rng = self._rng
        return site_words.date(f"{rng.randint(2012, 2030)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}")

    def words(self, size: int, subject: Sequence[str] = ()) -> str:
        """A run of words without an end."""
        rng = self._rng
        drawn = rng.choices(self._drawn, cum_weights=self._weights, k=size)
        for at, word in enumerate(drawn):
            if word == _TAIL:
                drawn[at] = self._words.tail(self._rank())
            elif word == _ABOUT:
                drawn[at] = rng.choice(subject) if subject else self._words.tail(self._rank())
            elif word == _ODD:
                drawn[at] = self._odd()
        if size > 12:
            drawn[size // 2] += ","
        return " ".join(drawn)

    def sentence(self, subject: Sequence[str] = ()) -> str:
        """As long as sentences of papers are: half of them up to 12 words, one in ten 28 and more."""
        size = self._rng.lognormvariate(math.log(_SENTENCE_MEDIAN), _SENTENCE_SPREAD)
        text = self.words(max(3, min(int(size), _LONGEST)), subject)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, sentences: int, subject: Sequence[str] = ()) -> str:
        """Some sentences."""
        return " ".join([self.sentence(subject) for _ in range(sentences)])

    def _rank(self) -> int:
        return int(_TAIL_RANKS ** self._rng.random())

    def _odd(self) -> str:
        rng = self._rng
        chance = rng.random()
        if chance < 0.25:
            return self.name()
        if chance < 0.33:
            return self.place()
        if chance < 0.39:
            return f"den {self.day()}"
        if chance < 0.48:
            return f"{rng.randint(1, 90)},{rng.randint(0, 9)} {rng.choice(('mio. kr.', 'pct.'))}"
        return str(rng.choice((rng.randint(2, 40), rng.randint(100, 900), rng.randint(2012, 2030))))


@functools.cache
def _weighted(words: Words) -> tuple[list[str], list[float]]:
    """What can be drawn, and the cumulative weights."""
    head = [*words.head, *(words.tail(-rank) for rank in range(1, _OFTEN_MADE))]
    share = 1 - _FUNCTION_SHARE - _SUBJECT_SHARE - _ODD_SHARE - _TAIL_SHARE
    weights = [
        *_falling(len(words.function), 1.5, _FUNCTION_SHARE),
        *_falling(len(head), _FLAT, share),
        *(_TAIL_SHARE, _SUBJECT_SHARE, _ODD_SHARE),
    ]
    return [*words.function, *head, _TAIL, _ABOUT, _ODD], list(accumulate(weights))


def _falling(size: int, flat: float, share: float) -> list[float]:
    """Weights 1 / (rank + flat), so that they come to `share` together."""
    raw = [1 / (rank + flat) for rank in range(size)]
    whole = sum(raw)
    return [share * weight / whole for weight in raw]
