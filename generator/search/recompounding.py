"""Which words are taken apart otherwise than before, when some words have come into a segment and others have gone.

Only by words that hold, as letters, what has come or gone; so nothing is asked of all the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.search.analysis import IRREGULAR
from generator.search.compounds import stem_of_part
from generator.search.vocabulary import Counts, Learned, Vocabulary, is_learnt, learned

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recompounded:
    """A segment's words before and now: the parts of every word in it or in an older one, those that are taken apart
    otherwise, the words that belong to it, and which of them came and went. `counts` are those of before."""

    before: Parts
    now: Parts
    recompounded: frozenset[str]
    own: Parts
    came: frozenset[str]
    went: frozenset[str]
    counts: Counts
    learned: Learned

    def parts_of(self, word: str) -> set[str]:
        """The parts of a word, before or now."""
        return {*self.before.get(word, "").split(), *self.now.get(word, "").split()}


def recompounded(older: Vocabulary, known: Learned, newer: Vocabulary, counts: Counts, now: Counts) -> Recompounded:
    """`older` are the words of older segments before, `newer` these now; `known` what the segment added before."""
    before = known.parts
    words = {word for word, count in now.held.items() if count > 0 and is_learnt(word)}.difference(newer.parts)
    came, went = words - before.keys(), before.keys() - words
    had = known.stem_counts
    stems = had.copy()
    stems.update(_stems(came))
    stems.subtract(_stems(went))
    stems = +stems
    others = _others(older, newer)
    moved = {
        word
        for word in came | went | others
        if (word in older.parts or word in before) != (word in newer.parts or word in words)
    }
    rooted = {*_stems(came), *_stems(went), *(older.stems ^ newer.stems)}
    rooted = {stem for stem in rooted if (stem in older.stems or stem in had) != (stem in newer.stems or stem in stems)}
    again = set(_holding(words & before.keys(), {*moved, *(needle for stem in rooted for needle in _written(stem))}))
    apart = newer.apart(again | came, words, stems)
    own = {word: before[word] for word in words & before.keys()}
    own |= {word: apart.get(word, "") for word in again | came}
    everything = {**newer.parts, **own}
    old = {**older.parts, **before}
    asked = again | came | went | others
    return Recompounded(
        before=old,
        now=everything,
        recompounded=frozenset(word for word in asked if old.get(word, "") != everything.get(word, "")),
        own=own,
        came=frozenset(came),
        went=frozenset(went),
        counts=counts,
        learned=learned(own, stems),
    )


def _others(older: Vocabulary, newer: Vocabulary) -> set[str]:
    """The words of older segments that have come or gone there, or are taken apart otherwise."""
    if older is newer:
        return set()
    every = older.parts.keys() | newer.parts.keys()
    return {word for word in every if older.parts.get(word) != newer.parts.get(word)}


def _stems(words: Iterable[str]) -> Counter[str]:
    return Counter(stem for word in words if (stem := stem_of_part(word)) is not None)


def _written(stem: str) -> Iterator[str]:
    """What a word holds as letters, one of these at least, where a part of it has this stem."""
    yield stem
    for form, base in IRREGULAR.items():
        for length in range(1, len(base) + 1):
            if stem.endswith(base[:length]):
                yield stem[:-length] + form


def _holding(words: Iterable[str], needles: Iterable[str]) -> Iterator[str]:
    """The words that hold one of the needles."""
    text = "\n".join(["", *words, ""])
    for needle in needles:
        at = text.find(needle)
        while at >= 0:
            start, end = text.rindex("\n", 0, at), text.index("\n", at)
            yield text[start + 1 : end]
            at = text.find(needle, end)
