"""Words and stems that only withheld papers have, as the search index would show them."""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from generator.audit.fingerprints import Rows


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
