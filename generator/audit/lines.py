"""What stands in the pieces of texts, each piece read once: between tags, inside them, packed, without percent signs.

A piece is a tag, or what stands between two tags, or a line of it. Pieces that have not been met are read together,
with breaks between them, in a few passes over all of them. What hangs on more than its piece is left to whoever reads
whole texts.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.audit.folding import BREAK, condensed_lines
from generator.audit.forms import BETWEEN, Forms, Numbered, Numbers
from generator.audit.readings import (
    PERCENT,
    TAG,
    may_go_on,
    without_escapes,
    without_markup_words,
    without_percent,
    without_references,
)
from generator.audit.unpacking import from_base64

ODD, OPEN, MEANT, PACKED = 1, 2, 4, 8

_INSIDE = f"<{BREAK}>"  # a break between tags
_BETWEEN = f" {BREAK}{_INSIDE} "  # pieces with tags in them: a break between tags, and one inside
_MOST = 20_000  # pieces that are kept in memory
FAR = ("&lt;", "Ã", BREAK)  # with one of these, a piece, or a text, may say something else than its pieces do
_ESCAPE = "\\"
_REPLACED = "\ufffd"
_SHORTEST = 12  # signs of base64
_IS_TOKEN = np.isin(np.arange(256), [ord(c) for c in map(chr, range(128)) if c.isalnum() or c in "+/_-="])


class Lines:
    """The pieces that were met, by their numbers: the forms of their text, of the inside of their tags, of that without
    HTML's own words, and of what is packed in them.

    `marks` has ODD where a piece hangs on more than itself, OPEN where a tag, or packed data, may go on in the next
    line, PACKED, and MEANT where percent signs in it mean something: `meant` is the number that has the forms of that.
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self.forms = Forms()
        self._numbers: Numbered[Any] = Numbered()
        self._text, self._tags, self._bare, self._packed, self._meant = (array("q") for _ in range(5))
        self._marks = array("B")
        self.learn([BREAK])
        self._text[0] = self._tags[0] = self._bare[0] = self._packed[0] = BETWEEN
        self._marks[0] = 0

    @property
    def text(self) -> Numbers:
        """The form of each piece's text."""
        return np.frombuffer(self._text, np.int64)

    @property
    def tags(self) -> Numbers:
        """The form of the inside of its tags."""
        return np.frombuffer(self._tags, np.int64)

    @property
    def bare(self) -> Numbers:
        """The same without HTML's own words."""
        return np.frombuffer(self._bare, np.int64)

    @property
    def packed(self) -> Numbers:
        """The form of what is packed in it."""
        return np.frombuffer(self._packed, np.int64)

    @property
    def meant(self) -> Numbers:
        """The number that it is meant for."""
        return np.frombuffer(self._meant, np.int64)

    @property
    def marks(self) -> NDArray[np.uint8]:
        """What there is to know of it."""
        return np.frombuffer(self._marks, np.uint8)

    def learn(self, pieces: Sequence[str]) -> Numbers:
        """The numbers of pieces; those that have not been met are read. A break has the number 0.

        Numbers that were given before may be lost.
        """
        if len(self._numbers) > _MOST:
            self._forget()
        numbers, fresh = self._numbers.of(pieces, len(pieces))
        if fresh:
            self._grow(len(fresh))
            self._read(fresh)
        return numbers

    def _grow(self, count: int) -> None:
        self._meant.extend(range(len(self._meant), len(self._meant) + count))
        for memory in (self._text, self._tags, self._bare, self._packed):
            memory.frombytes(bytes(count * memory.itemsize))
        self._marks.frombytes(bytes(count))

    def _read(self, pieces: Sequence[str]) -> None:
        """Read pieces, by what is to be done for them."""
        first = len(self._marks) - len(pieces)
        together = "\n".join(pieces)
        signs = [sign for sign in (*FAR, _ESCAPE) if sign in together]  # mostly none, and nothing to look for in each
        plain, tags, mixed = _Some(), _Some(), _Some()
        for number, piece in enumerate(pieces, start=first):
            some = plain
            if "<" in piece:
                some = tags if piece.rfind("<") == 0 and piece.find(">") == len(piece) - 1 else mixed
            if some is not tags and may_go_on(piece):
                self._marks[number] |= OPEN
            if signs and any(sign in piece for sign in signs):
                if any(sign in piece for sign in FAR):
                    self._marks[number] |= ODD
                    continue
                some = mixed
            some.numbers.append(number)
            some.pieces.append(piece)
        meant: list[tuple[int, str, str]] = []
        for some, parted in ((plain, _as_text), (tags, _as_tags), (mixed, _parted)):
            if some.numbers:
                meant += self._read_some(some.numbers, some.pieces, parted)
        self._note_meant(meant)

    def _read_some(
        self, numbers: Sequence[int], pieces: Sequence[str], parted: Callable[[Sequence[str]], _Parts]
    ) -> Iterator[tuple[int, str, str]]:
        """Read pieces; where one of them has a break in it after all, it is noted as odd. Gives those that have percent
        signs, with their text and the inside of their tags.
        """
        plain, text, tags = parted(pieces)
        read = [
            (memory, condensed_lines(part))
            for memory, part in ((self._text, text), (self._tags, tags), (self._bare, without_markup_words(tags)))
            if part
        ]
        if any(len(forms) != len(pieces) for _, forms in read):
            if len(pieces) == 1:
                self._marks[numbers[0]] |= ODD
                return
            half = len(pieces) // 2
            yield from self._read_some(numbers[:half], pieces[:half], parted)
            yield from self._read_some(numbers[half:], pieces[half:], parted)
            return
        for memory, forms in read:
            np.frombuffer(memory, np.int64)[numbers] = self.forms.numbers(forms)
        self._note_packed(numbers, plain)
        if PERCENT.search(text) or PERCENT.search(tags):
            parts = [part.split(BREAK) if part else [""] * len(pieces) for part in (text, tags)]
            for number, words, inside in zip(numbers, *parts, strict=True):
                if PERCENT.search(words) or PERCENT.search(inside):
                    yield number, words, inside

    def _note_packed(self, numbers: Sequence[int], plain: str) -> None:
        places = {place for place, token in _tokens(plain) if _is_packed(token)}
        if places:
            pieces = plain.split(BREAK)
            for place in sorted(places):
                form = condensed_lines("\n".join(from_base64(pieces[place])).replace(BREAK, " "))
                self._marks[numbers[place]] |= PACKED
                (self._packed[numbers[place]],) = self.forms.numbers(form).tolist()

    def _note_meant(self, found: Sequence[tuple[int, str, str]]) -> None:
        """Pieces with percent signs once more, as they are meant."""
        numbers: list[int] = []
        texts: list[str] = []
        insides: list[str] = []
        for number, *parts in found:
            text, inside = map(without_percent, parts)
            if any(sign in part for sign in (_REPLACED, BREAK) for part in (text, inside)):
                self._marks[number] |= ODD
            else:
                self._marks[number] |= MEANT
                self._meant[number] = len(self._meant) + len(numbers)
                numbers.append(self._numbers[(number,)])
                texts.append(text)
                insides.append(inside.lstrip())
        self._numbers.fresh = []
        if numbers:
            self._grow(len(numbers))
            bare = BREAK.join(map(without_markup_words, insides))
            for memory, part in ((self._text, texts), (self._tags, insides), (self._bare, bare.split(BREAK))):
                np.frombuffer(memory, np.int64)[numbers] = self.forms.numbers(condensed_lines(BREAK.join(part)))


_Parts = tuple[str, str, str]  # pieces with breaks between them: without escapes, their text, the inside of their tags


@dataclass(slots=True)
class _Some:
    """Some pieces and their numbers."""

    numbers: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)


def _as_text(pieces: Sequence[str]) -> _Parts:
    plain = BREAK.join(pieces)
    return plain, without_references(plain), ""


def _as_tags(pieces: Sequence[str]) -> _Parts:
    plain = BREAK.join(pieces)
    return plain, "", without_references(plain)


def _parted(pieces: Sequence[str]) -> _Parts:
    plain = without_escapes(_BETWEEN.join(pieces))
    parts = TAG.split(plain)
    text, tags = without_references(" ".join(parts[::2])), without_references(" ".join(parts[1::2]))
    return plain.replace(_BETWEEN, BREAK), text, tags.replace(_INSIDE, BREAK)


@lru_cache(maxsize=20_000)
def _is_packed(token: str) -> bool:
    return any(from_base64(token))


def _tokens(plain: str) -> Iterator[tuple[int, str]]:
    """What may be base64, and in which piece: words and addresses are in small letters, base64 hardly ever is."""
    signs = np.frombuffer(plain.encode("latin-1", "replace") + b" ", np.uint8)
    is_token = _IS_TOKEN[signs]
    edges = np.flatnonzero(is_token[1:] != is_token[:-1]) + 1
    if is_token[0]:
        edges = np.append(0, edges)
    starts, ends = edges[::2], edges[1::2]
    is_long = ends - starts >= _SHORTEST
    starts, ends = starts[is_long], ends[is_long]
    places = np.searchsorted(np.flatnonzero(signs == ord(BREAK)), starts)
    for place, start, end in zip(places.tolist(), starts.tolist(), ends.tolist(), strict=True):
        token = plain[start:end]
        if not token.islower() and not token[1:].islower():
            yield place, token
