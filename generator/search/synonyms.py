"""Words that are looked for together: abbreviations with what they stand for, and the clerk's synonyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.connections import Abbreviation
from generator.search.analysis import STOPPED, term, tokens


def synonyms(abbreviations: Iterable[Abbreviation], groups: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """For each word or row of words, as terms with spaces between, what else is looked for."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for group in (*((entry.short, entry.long) for entry in abbreviations), *groups):
        said = list(dict.fromkeys(filter(None, map(_terms, group))))
        for one in said:
            found[one].update(dict.fromkeys(other for other in said if other != one))
    return {one: list(others) for one, others in sorted(found.items()) if others}


def _terms(text: str) -> str:
    return " ".join(term(token.word) for token in tokens(text) if not token.whole and token.word not in STOPPED)
