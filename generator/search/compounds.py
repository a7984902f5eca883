"""The parts of compound words, by the archive's own vocabulary: "arbejdsfællesskab" is "arbejd" and "fællesskab"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import cache

from generator.search.analysis import STOPPED, base, term

_SHORTEST = 4  # letters of a part
_LONG = 6  # letters of a last part that is no word of the archive's
_LINKS = ("s", "e")


def parts(words: Iterable[str], known: Container[str], stems: Container[str]) -> dict[str, tuple[str, ...]]:
    """For each compound among the folded words, the terms of its parts, each once.

    `known` are the words that parts may be, and `stems` the terms of those of them that are long enough.
    """
    split = _splitter(known, stems)
    found = {
        word: tuple(dict.fromkeys(map(term, split(word)))) for word in words if word.isalpha() and word not in STOPPED
    }
    return {word: terms for word, terms in found.items() if terms}


def stem_of_part(word: str) -> str | None:
    """The term of a word that may be a part of others, else None."""
    return term(word) if len(word) >= _SHORTEST and word.isalpha() and word not in STOPPED else None


def _splitter(known: Container[str], stems: Container[str]) -> Callable[[str], tuple[str, ...]]:
    @cache
    def is_word(text: str) -> bool:
        return len(text) >= _SHORTEST and text not in STOPPED and (text in known or is_form(text))

    def is_form(text: str) -> bool:
        """Whether a word shares its term with a known one; few need the stemmer, for a term begins its base."""
        form = base(text)
        return any(form[:length] in stems for length in range(1, len(form) + 1)) and term(text) in stems

    def first(text: str) -> str | None:
        """The part as a word: as it stands, or without its linking letter ("arbejds")."""
        if is_word(text):
            return text
        return text[:-1] if text.endswith(_LINKS) and is_word(text[:-1]) else None

    @cache
    def split(word: str) -> tuple[str, ...]:
        """The words that `word` is made of, and what these are made of; the longest last part that is a word wins."""
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
            left, right = first(word[:at]), word[at:]
            if left is not None and is_word(right):
                return (left, right, *split(left), *split(right))
        return remainder(word)

    def remainder(word: str) -> tuple[str, ...]:
        """A first part that is a word, and a long last part that never stands alone: "arbejds" + "faellesskab"."""
        for at in range(len(word) - _LONG, _SHORTEST - 1, -1):
            left = first(word[:at])
            if left is not None:
                return (left, word[at:])
        return ()

    return split
