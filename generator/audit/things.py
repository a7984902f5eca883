"""Withheld things as the audit looks for them: marks of their words, and terms that a search index may not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.audit.fingerprints import Marks
from generator.audit.folding import normal, words_of
from generator.audit.withheld_patterns import TITLE_WORD, patterns_of
from generator.cache import Cache, digest
from generator.openness import Withheld
from generator.search.analysis import term

_KIND = "audit-marks"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something withheld: a fingerprint of its words, their marks, its words and their stems, the meetings it is of.

    The place and the reason are no part of it: they are nothing to look for.
    """

    key: bytes
    marks: Marks
    terms: tuple[str, ...]
    meetings: frozenset[str]


def things_of(withheld: Iterable[Withheld], cache: Cache) -> list[Thing]:
    """What is withheld, in its order; what says the same, once."""
    same: dict[tuple[str, tuple[str, ...]], list[Withheld]] = {}
    for entry in withheld:
        same.setdefault((entry.kind, entry.secrets), []).append(entry)
    return [_thing(entries, cache) for entries in same.values()]


def _thing(entries: Sequence[Withheld], cache: Cache) -> Thing:
    first = entries[0]
    key = digest("thing", first.kind, *first.secrets)
    marks, terms = cache.memo(_KIND, key, lambda: (Marks.of(patterns_of([first])), tuple(sorted(set(_terms(first))))))
    return Thing(key, marks, terms, frozenset("/".join(entry.id.split("/")[:2]) for entry in entries))


def _terms(thing: Withheld) -> Iterator[str]:
    """Its words, and their stems as the search index has them."""
    for text in thing.secrets:
        for word in words_of(normal(text)):
            if len(word) >= TITLE_WORD and not word.isdigit():
                yield word
                stem = term(word)
                if len(stem) >= TITLE_WORD:
                    yield stem
