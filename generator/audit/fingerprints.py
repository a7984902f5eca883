"""Fingerprints of text that survive re-wrapping, hyphenation, case and markup.

Text is read as a *stream*: its words in lower case, written together without anything between them. "Køb af
land-\\nbrug" and "<b>KØB</b> af landbrug" are the same stream, `koebaflandbrug`. A pattern is looked for from
the start of each word, so the work is one look-up per word of the site, however much is withheld.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

WINDOW = 32  # letters and digits: about five words
_PREFIX = 4
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# What may stand inside a number: "EMN-2025-007940", "26/483", "12 34 56 78".
_ONE_NUMBER = re.compile(r"[^\W_]+(?:[\s./:\u2010-\u2015-]{1,2}[^\W_]+)*")
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


def normal(text: str) -> str:
    """`text` in lower case, compatibility forms and æøå folded (as in addresses), invisible characters gone."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return folded.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def stream_of(text: str) -> str:
    """The stream of `text`."""
    return "".join(_WORD.findall(normal(text)))


class Stream:
    """A text that is searched, in its normal form: its stream, and where each word starts in that."""

    def __init__(self, text: str) -> None:
        found = _WORD.findall(text)
        self.text = text
        self.joined = "".join(found)
        self.starts = list(accumulate(map(len, found[:-1]), initial=0)) if found else []

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in the text: needed for numbers only."""
        return [match.span() for match in _WORD.finditer(self.text)]

    def holds(self, pattern: Pattern, word: int) -> bool:
        """Whether the pattern, whose letters stand from word number `word` on, may count as found there."""
        end = self.starts[word] + len(pattern.stream)
        after = bisect_left(self.starts, end)
        if pattern.whole and end != len(self.joined) and (after == len(self.starts) or self.starts[after] != end):
            return False
        if not (pattern.number or pattern.one_word):
            return True
        written = self.text[self.spans[word][0] : self.spans[after - 1][1]]
        if pattern.one_word:
            return bool(_ONE_WORD.fullmatch(written))
        return written == pattern.exactly if pattern.exactly else bool(_ONE_NUMBER.fullmatch(written))


class Patterns:
    """A set of patterns that a text is searched for in one pass."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._windows: dict[str, Pattern] = {}
        self._shorter: dict[str, list[Pattern]] = {}
        for pattern in dict.fromkeys(patterns):
            if len(pattern.stream) == WINDOW:
                self._windows[pattern.stream] = pattern
            elif len(pattern.stream) >= _PREFIX:
                self._shorter.setdefault(pattern.stream[:_PREFIX], []).append(pattern)

    def __iter__(self) -> Iterator[Pattern]:
        yield from self._windows.values()
        for patterns in self._shorter.values():
            yield from patterns

    def find(self, text: str) -> set[Pattern]:
        """The patterns that stand in `text`, which must be in its normal form."""
        stream = Stream(text)
        joined, found = stream.joined, set()
        windows, shorter = self._windows, self._shorter
        for word, start in enumerate(stream.starts):
            window = joined[start : start + WINDOW]
            if window in windows and stream.holds(windows[window], word):
                found.add(windows[window])
            for pattern in shorter.get(window[:_PREFIX], ()):
                if window.startswith(pattern.stream) and stream.holds(pattern, word):
                    found.add(pattern)
        return found
