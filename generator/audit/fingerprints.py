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
from dataclasses import dataclass, field

WINDOW = 32  # letters and digits: about five words
_PREFIX = 4
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
# What may stand inside a number: "EMN-2025-007940", "26/483", "12 34 56 78".
_ONE_NUMBER = re.compile(r"[^\W_]+(?:[\s./:\u2010-\u2015-]{1,2}[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A stream to look for. `kind` says what it is, for the report."""

    stream: str
    kind: str
    whole: bool = True  # must also end where a word ends
    number: bool = False  # only number separators may stand inside
    exactly: str = ""  # for short numbers: the only way it may be written


def normal(text: str) -> str:
    """`text` in lower case, compatibility forms and æøå folded (as in addresses), invisible characters gone."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold().translate(_FOLDED)


def stream_of(text: str) -> str:
    """The stream of `text`."""
    return "".join(_WORD.findall(normal(text)))


@dataclass(frozen=True, slots=True)
class Stream:
    """A text that is searched: its normal form, its stream, and where each word starts in both."""

    text: str
    joined: str = field(init=False)
    starts: list[int] = field(init=False)
    spans: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        matches = [(match.start(), match.end()) for match in _WORD.finditer(self.text)]
        starts, position = [], 0
        for start, end in matches:
            starts.append(position)
            position += end - start
        object.__setattr__(self, "spans", matches)
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "joined", "".join(self.text[start:end] for start, end in matches))

    def holds(self, pattern: Pattern, word: int) -> bool:
        """Whether the pattern, whose letters stand from word number `word` on, may count as found there."""
        end = self.starts[word] + len(pattern.stream)
        after = bisect_left(self.starts, end)
        if pattern.whole and end != len(self.joined) and (after == len(self.starts) or self.starts[after] != end):
            return False
        if not pattern.number:
            return True
        written = self.text[self.spans[word][0] : self.spans[after - 1][1]]
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
        for word, start in enumerate(stream.starts):
            window = self._windows.get(joined[start : start + WINDOW])
            if window is not None and stream.holds(window, word):
                found.add(window)
            for pattern in self._shorter.get(joined[start : start + _PREFIX], ()):
                if joined.startswith(pattern.stream, start) and stream.holds(pattern, word):
                    found.add(pattern)
        return found
