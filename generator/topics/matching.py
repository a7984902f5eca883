"""Which topics a word of a paper speaks of: the topic's own word in any form, or a compound that holds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.danish import same_word, stem, words

_COMPOUND = 5  # a shorter word of a topic stands in too many others ("elev" in "elevator")
_REST = 3  # what a compound has besides the topic's word
_BODY = re.compile(r"(?:udvalg|forvaltning|afdeling)\w{0,4}$")  # "beskæftigelsesudvalget" says who, not about what

Entries = tuple[tuple[str, ...], ...]  # for each topic what stands under its `words` in topics.yml


class Match(NamedTuple):
    """A topic by its place in topics.yml, and the word of it that was met."""

    topic: int
    word: str


class Matcher:
    """The words of all topics, looked up by stem, by beginning and by end, so that each word of a paper is met once."""

    def __init__(self, entries: Entries) -> None:
        self._by_stem: defaultdict[str, list[Match]] = defaultdict(list)
        self._by_start: defaultdict[str, list[Match]] = defaultdict(list)
        self._by_end: defaultdict[str, list[Match]] = defaultdict(list)
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], Match]]] = defaultdict(list)
        self._known: dict[str, tuple[Match, ...]] = {}
        for topic, own in enumerate(entries):
            for entry in own:
                self._learn(Match(topic, entry), words(entry))

    def _learn(self, match: Match, parts: list[str]) -> None:
        if len(parts) > 1:
            stems = tuple(stem(part) for part in parts)
            self._phrases[stems[0]].append((stems, match))
        elif parts:
            self._by_stem[stem(parts[0])].append(match)
            if len(parts[0]) >= _COMPOUND:
                self._by_start[parts[0]].append(match)
                self._by_end[stem(parts[0])].append(match)

    def met(self, text: str) -> Iterator[tuple[Match, str]]:
        """Every word of the text that speaks of a topic, as it stands there in lower case; then every phrase."""
        found = words(text)
        known = self._known
        for word in found:
            matches = known.get(word)
            if matches is None:
                matches = self._matches(word)
            for match in matches:
                yield match, word
        if self._phrases:
            for start, length, match in self._whole_phrases([stem(word) for word in found]):
                yield match, " ".join(found[start : start + length])

    def _matches(self, word: str) -> tuple[Match, ...]:
        """What a single lower-case word speaks of: the longest entry of each topic that it holds."""
        longest = sorted([*self._whole(word), *self._compound(word)], key=lambda match: len(match.word))
        self._known[word] = tuple({match.topic: match for match in longest}.values())
        return self._known[word]

    def _whole(self, word: str) -> list[Match]:
        return [match for match in self._by_stem.get(stem(word), ()) if same_word(word, match.word.lower())]

    def _compound(self, word: str) -> list[Match]:
        """skole+vej, folke+skole: the topic's word begins the compound, or ends it in any of its forms."""
        if _BODY.search(word):
            return []
        own = stem(word)
        starts = (word[:end] for end in range(_COMPOUND, len(word) - _REST + 1))
        ends = (own[start:] for start in range(_REST, len(own) - _COMPOUND + 2))
        return [
            *(match for start in starts for match in self._by_start.get(start, ())),
            *(match for end in ends for match in self._by_end.get(end, ())),
        ]

    def _whole_phrases(self, stems: Sequence[str]) -> Iterator[tuple[int, int, Match]]:
        """Entries of several words among a text's stems: where, how many words, and what is met."""
        for place, first in enumerate(stems):
            if first in self._phrases:
                for phrase, match in self._phrases[first]:
                    if tuple(stems[place : place + len(phrase)]) == phrase:
                        yield place, len(phrase), match


@lru_cache(maxsize=2)
def matcher(entries: Entries) -> Matcher:
    """The matcher of these words. What it has learnt of the papers' words stays with it."""
    return Matcher(entries)
