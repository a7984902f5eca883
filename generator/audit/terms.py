"""Words and stems that only withheld papers have, as the search index would show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from generator.audit.fingerprints import Rows
from generator.audit.letters import WINDOW, CondensedLetters, Numbers, columns_of, number_of


class Terms:
    """Terms, each with a number, that are looked for in words and as parts of them.

    Whole words also read backwards: the index's lists by endings hold "råd" as "dår".
    """

    def __init__(self, terms: Sequence[str], wanted: NDArray[np.bool_]) -> None:
        self.count = len(terms)
        self._automaton = ahocorasick.Automaton()
        for number in np.flatnonzero(wanted).tolist():
            if term := terms[number]:
                self._automaton.add_word(term, number)
                self._automaton.add_word(f" {term[::-1]} ", number)
        if len(self._automaton):
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        return len(self._automaton) > 0

    def find(self, text: str) -> Rows:
        """The numbers of those that stand in a text, which is words with a space between two (`sources.terms_in`)."""
        return np.array(sorted({number for _, number in self._automaton.iter(f" {text} ")} if self else ()), np.intp)


class TermNumbers:
    """Terms as numbers, by their lengths: whether one may be among many words is told without a word being made."""

    def __init__(self, terms: Iterable[str]) -> None:
        by_length: dict[int, list[bytes]] = {}
        for term in map(str.encode, terms):
            by_length.setdefault(len(term), []).append(term)
        self._numbers: dict[int, Numbers] = {
            length: number_of(columns_of(some), min(length, WINDOW)) for length, some in by_length.items()
        }

    def may_stand_in(self, letters: CondensedLetters) -> bool:
        """Whether one of them is a whole word there; of long ones the beginning is compared."""
        lengths = letters.ends - letters.starts
        for length, numbers in self._numbers.items() if len(lengths) else ():
            words = np.flatnonzero(lengths == length)
            if np.isin(number_of(letters.columns(words), min(length, WINDOW)), numbers).any():
                return True
        return False
