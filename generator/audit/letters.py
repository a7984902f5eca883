"""A text as the letters of its words, written together, and numbers for what begins at each word: fast to compare.

"Køb af land-\\nbrug", in its normal form, is `koebaflandbrug`, with words that begin at 0, 4, 6 and 10. What begins at
a word is compared by a number that is made of so many of its letters (as bytes of UTF-8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.audit.folding import APART, BREAK, LINE_HYPHEN, ascii_signs, spans_of

WINDOW = 32  # letters and digits: about five words; the most that is compared at once
Numbers = NDArray[np.uint64]
Places = NDArray[np.intp]

_HYPHEN, _OTHER_HYPHEN = "-", "\u2010"
_BETWEEN = f" {_HYPHEN}{LINE_HYPHEN}{BREAK}"  # words of a condensed text
_BREAK = BREAK.encode()
_NEXT = f"{BREAK}\n".encode()  # texts; a sentence begins after it
_COLUMNS = WINDOW // 8  # eight letters are one number
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype="<u8")
_LAST = np.uint64(0xA0761D6478BD642F)
_SHIFTS = (np.uint64(32), np.uint64(29))


_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) != BREAK)
_IS_SIGN = bytes(code in _SIGNS for code in range(256))  # all that is left of what is not ASCII is a letter
_ENDS_SENTENCE = np.isin(np.arange(256), [ord(sign) for sign in f".:;!?\n{BREAK}"])


class Spelt(NamedTuple):
    """A condensed text in three columns: its letters, the lengths of its words, and the sign after each."""

    letters: bytes
    lengths: bytes  # one each, or four where a word is very long
    signs: bytes

    def word_lengths(self) -> NDArray[np.unsignedinteger]:
        """The lengths as numbers."""
        return np.frombuffer(self.lengths, np.uint8 if len(self.lengths) == len(self.signs) else "<u4")


_SPELT_BREAK = Spelt(_BREAK, b"\x01", b" ")


def _lengths(lengths: NDArray[np.integer]) -> bytes:
    return lengths.astype(np.uint8 if lengths.max(initial=0) < 256 else "<u4").tobytes()


class Letters:
    """The letters of a text in its normal form (`folding`)."""

    shows_signs = True  # whether what stands between words is here as it was written

    def __init__(self, text: str) -> None:
        self._text = text
        self._take(ascii_signs(text).encode("utf-8", "surrogatepass"))

    def _take(self, raw: bytes) -> None:
        """The letters of bytes in which what is not ASCII is a letter; a break is a word that no other has."""
        self._raw = b" %b " % raw.replace(_BREAK, APART)
        signs = np.flatnonzero(np.frombuffer(self._raw.translate(_IS_SIGN), np.bool_))
        words = np.flatnonzero(signs[1:] - signs[:-1] > 1)  # numbers of signs that words follow
        self._places: Places = signs[words] + 1
        self.starts: Places = self._places - words - 1
        self._joined = self._raw.translate(None, _SIGNS) + bytes(WINDOW)
        self.length = len(self._joined) - WINDOW

    @cached_property
    def ends(self) -> Places:
        """Where each word ends, among the letters."""
        return np.append(self.starts[1:], self.length) if len(self.starts) else self.starts

    @cached_property
    def is_boundary(self) -> NDArray[np.bool_]:
        """For each place among the letters, and the one after the last, whether a word begins or ends there."""
        found = np.zeros(self.length + WINDOW + 1, np.bool_)
        found[self.starts] = True
        found[self.length] = True
        return found

    def columns(self, words: Places | None = None) -> list[Numbers]:
        """The first letters from the beginning of each word on, or of some, eight in a number."""
        starts = self.starts if words is None else self.starts[words]
        return [self._eights[starts + 8 * column] for column in range(_COLUMNS)]

    def eights(self) -> Numbers:
        """The first eight letters from the beginning of each word on, in a number."""
        return self._eights[self.starts]

    @cached_property
    def _eights(self) -> Numbers:
        found: Numbers = np.ndarray((len(self._joined) - 7,), "<u8", self._joined, strides=(1,))
        return found

    @cached_property
    def begins_sentence(self) -> NDArray[np.bool_]:
        """Of each word, whether a sentence, a line or the text begins with it; one more for the end of the text."""
        signs = np.cumsum(_ENDS_SENTENCE[np.frombuffer(self._raw, np.uint8)])[self._places]
        return np.concatenate(([True], signs[1:] != signs[:-1], [True]))

    def windows(self, number: np.uint64) -> Iterator[tuple[bytes, tuple[int, ...]]]:
        """The windows with a number: their letters, and where words begin inside them."""
        for word in np.flatnonzero(number_of(self.columns(), WINDOW) == number).tolist():
            start = int(self.starts[word])
            cuts = self.starts[word + 1 : word + 1 + WINDOW] - start
            yield self.stream(start, start + WINDOW), tuple(cuts[cuts < WINDOW].tolist())

    def stream(self, start: int, end: int) -> bytes:
        """Some of the letters."""
        found: bytes = self._joined[start : min(end, self.length)]
        return found

    def written(self, word: int, end: int) -> str:
        """How it is written what goes from a word to a place among the letters, to the end of the word there."""
        return self._written(word, int(np.searchsorted(self.starts, end)))

    def is_part_of_chain(self, word: int, end: int) -> bool:
        """Whether a hyphen ties what is `written` to the word before it or after it, as in addresses."""
        return self._is_part_of_chain(word, int(np.searchsorted(self.starts, end)))

    def _written(self, word: int, after: int) -> str:
        spans = self._spans
        return self._text[spans[word][0] : spans[after - 1][1]]

    def _is_part_of_chain(self, word: int, after: int) -> bool:
        spans = self._spans
        before = self._text[spans[word - 1][1] : spans[word][0]] if word else ""
        behind = self._text[spans[after - 1][1] : spans[after][0]] if after < len(spans) else ""
        return not {before, behind}.isdisjoint((_HYPHEN, _OTHER_HYPHEN))

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """Where each word stands in the text."""
        raw = np.frombuffer(self._raw, np.uint8)
        counts = np.cumsum(raw & 0xC0 != 0x80)  # of signs and letters, to each byte
        breaks = raw[self._places] == ord(BREAK)
        added = 1 + 2 * np.cumsum(breaks) - breaks  # spaces before each word
        if counts[-1] != len(self._text) + 2 + 2 * np.count_nonzero(breaks):  # several signs became one space
            return spans_of(self._text)
        starts = counts[self._places] - 1 - added
        ends = counts[self._places + self.ends - self.starts - 1] - added
        return list(zip(starts.tolist(), ends.tolist(), strict=True))


class CondensedLetters(Letters):
    """The letters of condensed texts, whose words have a space or a hyphen between them (`condensing`)."""

    shows_signs = False

    def __init__(self, condensed: bytes) -> None:
        self._take(condensed)
        lengths = np.diff(self.ends, prepend=0)
        signs = np.frombuffer(self._raw, np.uint8)[self._places + lengths]
        self.spelt = Spelt(self._joined[: self.length], _lengths(lengths), signs.tobytes())

    @classmethod
    def together(cls, texts: Sequence[Spelt]) -> CondensedLetters:
        """The letters of several texts, which are none together."""
        some = [part for text in texts for part in (text, _SPELT_BREAK)]
        found = cls.__new__(cls)
        lengths = np.concatenate([text.word_lengths() for text in some] or [np.zeros(0, np.uint8)])
        found.ends = np.cumsum(lengths, dtype=np.intp)
        found.starts = found.ends - lengths
        letters, signs = b"".join(text.letters for text in some), b"".join(text.signs for text in some)
        found.length = len(letters)
        found._joined = letters + bytes(WINDOW)
        found.spelt = Spelt(letters, _lengths(lengths), signs)
        return found

    def _written(self, word: int, after: int) -> str:
        letters, signs = self.spelt.letters, self.spelt.signs
        words = (letters[self.starts[n] : self.ends[n]] + signs[n : n + 1] for n in range(word, after))
        return b"".join(words).decode("utf-8", "replace").rstrip(_BETWEEN)

    def _is_part_of_chain(self, word: int, after: int) -> bool:
        return any(self.spelt.signs[place - 1] == ord(_HYPHEN) for place in (word, after) if 0 < place < len(self.ends))


class ManyLetters(Letters):
    """The letters of several texts, one after the other: what goes from one to the next is no word, nor a sentence."""

    def __init__(self, texts: Sequence[str]) -> None:
        parts = [ascii_signs(text).encode("utf-8", "surrogatepass") for text in texts]
        self._take(_NEXT.join(parts))
        self._texts = texts
        spaces = 2  # around each break
        ends = np.cumsum([1, *(len(part) + len(_NEXT) + spaces * (part.count(_BREAK) + 1) for part in parts)])
        self._text_of = np.searchsorted(ends[1:], self._places, side="right")
        self._letters: dict[int, tuple[int, int, Letters]] = {}

    def text_of(self, words: Places) -> Places:
        """Which of the texts each of some words stands in."""
        return self._text_of[words]

    def written(self, word: int, end: int) -> str:
        """As of letters."""
        first, start, letters = self._letters_at(word)
        return letters.written(word - first, end - start)

    def is_part_of_chain(self, word: int, end: int) -> bool:
        """As of letters."""
        first, start, letters = self._letters_at(word)
        return letters.is_part_of_chain(word - first, end - start)

    def _letters_at(self, word: int) -> tuple[int, int, Letters]:
        """The first word of a text and its place, and the text's own letters."""
        text = int(self._text_of[word])
        if text not in self._letters:
            first = int(np.searchsorted(self._text_of, text))
            self._letters[text] = first, int(self.starts[first]), Letters(self._texts[text])
        return self._letters[text]


def number_of(columns: list[Numbers], length: int) -> Numbers:
    """A number for the first `length` letters of each word, of which `columns` has enough."""
    whole, rest = divmod(length, 8)
    found: Numbers = np.zeros(len(columns[0]), "<u8")
    for column in range(whole):
        found += columns[column] * _FACTORS[column]
    if rest:
        found += (columns[whole] & np.uint64((1 << 8 * rest) - 1)) * _FACTORS[whole]
    return mixed(found)


def mixed(numbers: Numbers) -> Numbers:
    """Numbers with all that they are made of in each of their bits, so that a few bits tell most of them apart."""
    numbers ^= numbers >> _SHIFTS[0]
    numbers *= _LAST
    numbers ^= numbers >> _SHIFTS[1]
    return numbers


def columns_of(streams: Sequence[bytes]) -> list[Numbers]:
    """The first letters of each stream, in the same way."""
    packed = b"".join(stream[:WINDOW].ljust(WINDOW, b"\0") for stream in streams)
    table = np.frombuffer(packed, "<u8").reshape(-1, _COLUMNS)
    return [table[:, column] for column in range(_COLUMNS)]
