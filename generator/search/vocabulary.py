"""The documents as numbers of words: arrays that hold an archive of any size, for one object a word would not.

Small words are not kept, but have their places. A word is folded; a number with its separators ("emn.2023.011201") is
a word as well, and is known by its dots.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from generator.danish import words
from generator.search.analysis import STOPPED, fold, is_whole, tokens
from generator.search.documents import Document

_GAP = 8  # places between two lines, so that no phrase goes over their ends


class Vocabulary:
    """The words of all documents. `words[n]` is word number n, and `holders[n]` says how many documents have it."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.words: list[str] = []
        self.holders = array("I")
        self.size = len(documents)
        self._numbers: dict[str, int] = {}
        self._latest = array("i")  # document that a word was last seen in
        self._found = array("I")  # words of all fields, one after the other
        self._places = array("I")
        self._spans: list[tuple[int, str, int, int]] = []  # document, field, first word, place after the last one
        self._spoken: dict[str, dict[str, int]] = {}
        for number, document in enumerate(documents):
            start = 0
            for name, text in document.fields.items():
                self._spans.append((number, name, len(self._found), start))
                start = self._read(text, number, start)

    def _read(self, text: str, document: int, start: int) -> int:
        """Take in the words of a text from place `start` on; the place after it."""
        for line in text.split("\n"):
            last = 0
            for token in tokens(line):
                last = token.place
                if token.word not in STOPPED:
                    self._take(token.word, document, start + token.place)
            start += last + _GAP
            self._hear(line)
        return start

    def _take(self, word: str, document: int, place: int) -> None:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.holders.append(0)
            self._latest.append(-1)
        if self._latest[number] != document:
            self._latest[number] = document
            self.holders[number] += 1
        self._found.append(number)
        self._places.append(place)

    def _hear(self, line: str) -> None:
        """Count how a reader writes the words that folding changes."""
        if line.isascii():
            return
        for word in words(line):
            if not word.isascii():
                written = self._spoken.setdefault(fold(word), {})
                written[word] = written.get(word, 0) + 1

    def fields(self) -> Iterator[tuple[int, str, array[int]]]:
        """Document, field and words' numbers, field by field."""
        for (document, name, first, _), last in zip(self._spans, self._ends(), strict=True):
            yield document, name, self._found[first:last]

    def _ends(self) -> Iterator[int]:
        yield from (first for _, _, first, _ in self._spans[1:])
        if self._spans:
            yield len(self._found)

    def standing(self) -> Iterator[tuple[int, int, int]]:
        """Word, document and place of every word in order; whole numbers stand with their parts and are left out."""
        whole = bytes(is_whole(word) for word in self.words)
        for (document, _, first, _), last in zip(self._spans, self._ends(), strict=True):
            for at in range(first, last):
                if not whole[self._found[at]]:
                    yield self._found[at], document, self._places[at]

    def spoken(self) -> dict[str, str]:
        """Folded word → the word as it is written most, where that is not the same."""
        return {
            folded: min(written, key=lambda word: (-written[word], word)) for folded, written in self._spoken.items()
        }
