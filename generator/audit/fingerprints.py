"""Fingerprints of text that survive re-wrapping, hyphenation, case and markup.

Text is read as a *stream*: its words in lower case, written together without anything between them. "Køb af
land-\\nbrug" and "<b>KØB</b> af landbrug" are the same stream, `koebaflandbrug`. All patterns are looked for at once
(Aho and Corasick's automaton), so that the work grows with the site and hardly with what is withheld.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import ahocorasick

from generator.audit.folding import pieces_of, spans_of

WINDOW = 32  # letters and digits: about five words
_SHORT_WORD = 7  # letters: a shorter lone word is not looked for in pieces, over a hyphen or a tag
# What may stand inside a number: "EMN-2025-007940", "26/483", "12 34 56 78".
_ONE_NUMBER = re.compile(r"[^\W_]+(?:(?:\s+|\s*[./:\u2010-\u2015-]{1,2}\s*)[^\W_]+)*")
# What may stand inside a word: "skole-\nstart".
_ONE_WORD = re.compile(r"[^\W_]+(?:[-\u2010]\s*[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A stream to look for. `kind` says what it is, for the report."""

    stream: str
    kind: str
    whole: bool = True  # must also end where a word ends
    number: bool = False  # only number separators may stand inside
    exactly: str = ""  # for short numbers: the only way it may be written
    one_word: bool = False  # only a line-end hyphen may stand inside: "skole" beside "start" is not "skolestart"


class _Text:
    """A text that is searched, in its normal form: its words, its stream, and where each word starts in that."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = pieces_of(text)
        self.joined = "".join(self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts in the stream."""
        return list(accumulate(map(len, self.words[:-1]), initial=0)) if self.words else []

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in the text itself."""
        return spans_of(self.text)

    def word_at(self, start: int) -> int | None:
        """The number of the word that starts at a place of the stream; None where none does."""
        word = bisect_left(self.starts, start)
        return word if word < len(self.starts) and self.starts[word] == start else None

    def holds(self, pattern: Pattern, start: int) -> bool:
        """Whether the pattern, whose letters stand from `start` on, may count as found there."""
        word = self.word_at(start)
        if word is None:
            return False
        end = start + len(pattern.stream)
        after = bisect_left(self.starts, end)
        if pattern.whole and end != len(self.joined) and (after == len(self.starts) or self.starts[after] != end):
            return False
        if not (pattern.number or pattern.one_word):
            return True
        is_one = after == word + 1
        written = self.words[word] if is_one else self.text[self.spans[word][0] : self.spans[after - 1][1]]
        if pattern.one_word:
            return bool(_ONE_WORD.fullmatch(written))
        return written == pattern.exactly if pattern.exactly else bool(_ONE_NUMBER.fullmatch(written))


class Patterns:
    """A set of patterns that a text is searched for in one pass."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._windows: dict[str, Pattern] = {}
        self._short_words: dict[str, Pattern] = {}
        shorter: dict[str, dict[Pattern, None]] = {}
        for pattern in patterns:
            if len(pattern.stream) == WINDOW:
                self._windows.setdefault(pattern.stream, pattern)
            elif pattern.one_word and len(pattern.stream) < _SHORT_WORD:
                self._short_words.setdefault(pattern.stream, pattern)
            elif pattern.stream:
                shorter.setdefault(pattern.stream, {})[pattern] = None
        others = (pattern for found in shorter.values() for pattern in found)
        self._all = (*self._windows.values(), *self._short_words.values(), *others)
        self._automaton = ahocorasick.Automaton()
        for stream in shorter.keys() | self._windows.keys():
            self._automaton.add_word(stream, (tuple(shorter.get(stream, ())), self._windows.get(stream), len(stream)))
        if len(self._automaton):
            self._automaton.make_automaton()

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._all)

    def find(self, text: str) -> set[Pattern]:
        """The patterns that stand in `text`, which must be in its normal form."""
        read = _Text(text)
        found: set[Pattern] = set()
        settled: set[int] = set()  # places in the automaton that need no second look
        for last, entry in self._automaton.iter(read.joined) if len(self._automaton) else ():
            if id(entry) in settled:
                continue
            patterns, window, length = entry
            start = last + 1 - length
            if read.word_at(start) is None:
                continue
            here = [pattern for pattern in patterns if read.holds(pattern, start)]
            found.update(here if window is None else (*here, window))
            if len(here) == len(patterns):
                settled.add(id(entry))
        if self._short_words:
            found.update(map(self._short_words.__getitem__, self._short_words.keys() & set(read.words)))
        return found
