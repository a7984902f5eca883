"""Where a text uses short forms that the archive can explain ("MSB"), found by the words that they have in them."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

_MARK = "I"  # four bytes
# Words from their first large letter on. Most words have none; so few have one that they can be kept.
_TELLING = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ԯ]\w*")


class Use(NamedTuple):
    """A short form at `start` to `end` of a text, and what it stands for."""

    start: int
    end: int
    long: str


class ShortForms:
    """Short forms with what they stand for. `note` is told the words of each text."""

    def __init__(self, expansions: Mapping[str, str], note: Callable[[set[str]], None] = lambda _: None) -> None:
        self._expansions, self._note = expansions, note

    def noting(self, note: Callable[[set[str]], None]) -> ShortForms:
        """The same, and `note` is told."""
        told = ShortForms(self._expansions, note)
        told.__dict__["_by_word"] = self._by_word
        return told

    def uses(self, text: str) -> Iterator[Use]:
        """Where `text` uses them; where two begin at one place, the longer."""
        words = set(_TELLING.findall(text))
        self._note(words)
        by_word = self._by_word
        known = (*filter(by_word.__contains__, words), "")  # not `&`, which goes through all forms there are
        found = [form for word in known for form in by_word.get(word, ()) if form in text]
        for match in _any_of(tuple(sorted(found, key=_longest_first))).finditer(text) if found else ():
            yield Use(match.start(), match.end(), self._expansions[match[0]])

    def among(self, marks: bytes) -> tuple[tuple[str, str], ...]:
        """Those that a text with words of these marks (`marks_of`) might use: perhaps more than it does."""
        known = set(array(_MARK, marks))
        return tuple(
            (form, self._expansions[form])
            for word, forms in self._by_word.items()
            if not word or _mark(word) in known
            for form in forms
        )

    @cached_property
    def _by_word(self) -> Mapping[str, list[str]]:
        """The forms by the first of their words with a large letter; "" where there is none."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(self._expansions):
            telling = _TELLING.search(form)
            found[telling[0] if telling else ""].append(form)
        return dict(found)


def marks_of(words: set[str]) -> bytes:
    """A small number for each of the words, in order."""
    return array(_MARK, sorted(set(map(_mark, words)))).tobytes()


def _mark(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


@lru_cache(maxsize=4096)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
