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

from generator.audit.folding import APART, pieces_of, spans_of

WINDOW = 32  # letters and digits: about five words
_SHORT_WORD = 7  # letters: a shorter lone word is not looked for in pieces, over a hyphen or a tag
# What may stand inside a number: "EMN-2025-007940", "26/483", "12 34 56 78".
_ONE_NUMBER = re.compile(r"[^\W_]+(?:(?:\s+|\s*[./:\u2010-\u2015-]{1,2}\s*)[^\W_]+)*")
# What may stand inside a word: "skole-\nstart".
_ONE_WORD = re.compile(r"[^\W_]+(?:[-\u2010]\s*[^\W_]+)*")
_CONDENSED_WORD = re.compile(r"[^ -]+")
_PART = 4_000  # letters of a condensed text that are looked at together
_MANY = 20_000  # windows: the automaton grows by 32 places for each, and a larger one is slower than looking them up


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

    @cached_property
    def words(self) -> list[str]:
        """Its words, and what stands for a break."""
        return pieces_of(self.text)

    @cached_property
    def joined(self) -> str:
        """Its stream."""
        return "".join(self.words)

    @cached_property
    def distinct(self) -> set[str]:
        """Its words, each once."""
        return set(self.words)

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

    def windows(self) -> set[str]:
        """The stream from each word on, as long as a window is."""
        joined = self.joined
        return {joined[start : start + WINDOW] for start in self.starts}

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
        return self._is_number(pattern, written)

    def _is_number(self, pattern: Pattern, written: str) -> bool:
        return written == pattern.exactly if pattern.exactly else bool(_ONE_NUMBER.fullmatch(written))


class Ready(_Text):
    """A text in its normal form whose stream and words have been made before."""

    def __init__(self, text: str, joined: str, distinct: str) -> None:
        super().__init__(text)
        self.joined = joined
        self.distinct = set(distinct.split(" "))

    @classmethod
    def of(cls, text: str) -> tuple[str, str, str]:
        """What to keep of a text in its normal form: itself, its stream, and its words, each once."""
        pieces = pieces_of(text)
        return text, "".join(pieces), " ".join(sorted(set(pieces)))


class _Condensed(_Text):
    """The same of a condensed text (`condensing`), which holds words, hyphens between them, and no other sign."""

    @cached_property
    def words(self) -> list[str]:
        """Its words, and what stands for a break."""
        return self.text.replace("-", " ").split()

    @cached_property
    def joined(self) -> str:
        """Its stream."""
        return self.text.replace("-", "").replace(" ", "")

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in the text itself."""
        return [match.span() for match in _CONDENSED_WORD.finditer(self.text)]

    def _is_number(self, pattern: Pattern, written: str) -> bool:
        return True  # what stood between its parts is not known here


class Patterns:
    """A set of patterns that a text is searched for in one pass."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._windows: dict[str, str] = {}  # their kinds
        self._short_words: dict[str, Pattern] = {}
        shorter: dict[str, dict[Pattern, None]] = {}
        for pattern in patterns:
            if len(pattern.stream) == WINDOW:
                self._windows.setdefault(pattern.stream, pattern.kind)
            elif pattern.one_word and len(pattern.stream) < _SHORT_WORD:
                self._short_words.setdefault(pattern.stream, pattern)
            elif pattern.stream:
                shorter.setdefault(pattern.stream, {})[pattern] = None
        self._shorter = {stream: tuple(found) for stream, found in shorter.items()}
        self._as_set = len(self._windows) > _MANY
        self._automaton = ahocorasick.Automaton()
        for stream in self._shorter if self._as_set else self._shorter.keys() | self._windows.keys():
            window = (_window(stream, self._windows[stream]),) if stream in self._windows else ()
            self._automaton.add_word(stream, (*self._shorter.get(stream, ()), *window))
        if len(self._automaton):
            self._automaton.make_automaton()

    def __iter__(self) -> Iterator[Pattern]:
        yield from (_window(stream, kind) for stream, kind in self._windows.items())
        yield from self._short_words.values()
        yield from (pattern for found in self._shorter.values() for pattern in found)

    def __bool__(self) -> bool:
        return bool(self._windows or self._short_words or self._shorter)

    def find(self, text: str) -> set[Pattern]:
        """The patterns that stand in `text`, which must be in its normal form."""
        return self._find(_Text(text))

    def find_in(self, read: Ready) -> set[Pattern]:
        """The same in a text that has been made ready."""
        return self._find(read)

    def may_stand(self, condensed: str) -> set[Pattern]:
        """All patterns that stand in the files of which `condensed` was made, and hardly any other."""
        whole, found, settled = _Condensed(condensed), set[Pattern](), set[int]()
        for some in _some(condensed) if len(self._automaton) else ():  # few of them have anything to look at
            self._find_shorter(_Condensed(some), found, settled)
        return found | self._find_at_once(whole)

    def _find(self, read: _Text) -> set[Pattern]:
        found: set[Pattern] = set()
        if len(self._automaton):
            self._find_shorter(read, found, set())
        return found | self._find_at_once(read)

    def _find_shorter(self, read: _Text, found: set[Pattern], settled: set[int]) -> None:
        """What the automaton finds. `settled` are the places in it that need no second look."""
        for last, patterns in self._automaton.iter(read.joined):
            if id(patterns) in settled:
                continue
            start = last + 1 - len(patterns[0].stream)
            here = [pattern for pattern in patterns if read.holds(pattern, start)]
            found.update(here)
            if len(here) == len(patterns):
                settled.add(id(patterns))

    def _find_at_once(self, read: _Text) -> set[Pattern]:
        """What is looked up: short words, and windows where there are many."""
        found: set[Pattern] = set()
        if self._short_words:
            found.update(map(self._short_words.__getitem__, self._short_words.keys() & read.distinct))
        if self._as_set:
            found.update(_window(stream, self._windows[stream]) for stream in self._windows.keys() & read.windows())
        return found


def _some(condensed: str) -> Iterator[str]:
    """A condensed text in parts, between which it has breaks."""
    start = 0
    while start < len(condensed):
        end = condensed.find(APART, start + _PART)
        end = len(condensed) if end < 0 else end + len(APART)
        yield condensed[start:end]
        start = end


def _window(stream: str, kind: str) -> Pattern:
    return Pattern(stream=stream, kind=kind, whole=False)
