"""Which topics a word of a paper speaks of: the topic's own word in any form, or a compound that holds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.connections import Topic
from generator.danish import same_word, stem, words

_COMPOUND = 5  # a shorter word of a topic stands in too many others ("elev" in "elevator")
_REST = 3  # what a compound has besides the topic's word
_BODY = re.compile(r"(?:udvalg|forvaltning|afdeling)\w{0,4}$")  # "beskæftigelsesudvalget" says who, not about what


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A topic, and the word of topics.yml that was met."""

    topic: str
    word: str


@dataclass(slots=True)
class Matcher:
    """The words of all topics, looked up by stem, by beginning and by end, so that each word of a paper is met once."""

    topics: Sequence[Topic]
    _by_stem: defaultdict[str, list[Match]] = field(default_factory=lambda: defaultdict(list))
    _by_start: defaultdict[str, list[Match]] = field(default_factory=lambda: defaultdict(list))
    _by_end: defaultdict[str, list[Match]] = field(default_factory=lambda: defaultdict(list))
    _phrases: defaultdict[str, list[tuple[tuple[str, ...], Match]]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, tuple[Match, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for topic in self.topics:
            for entry in topic.words:
                self._learn(Match(topic.slug, entry), words(entry))

    def _learn(self, match: Match, parts: list[str]) -> None:
        if len(parts) > 1:
            stems = tuple(stem(part) for part in parts)
            self._phrases[stems[0]].append((stems, match))
        elif parts:
            self._by_stem[stem(parts[0])].append(match)
            if len(parts[0]) >= _COMPOUND:
                self._by_start[parts[0]].append(match)
                self._by_end[stem(parts[0])].append(match)

    def matches(self, word: str) -> tuple[Match, ...]:
        """What a single lower-case word speaks of: the longest entry of each topic that it holds."""
        if word not in self._known:
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

    def phrases(self, stems: Sequence[str]) -> list[tuple[int, int, Match]]:
        """Entries of several words among a text's stems: where, how many words, and what is met."""
        return [
            (place, len(phrase), match)
            for place, first in enumerate(stems)
            for phrase, match in self._phrases.get(first, ())
            if tuple(stems[place : place + len(phrase)]) == phrase
        ]

    @property
    def has_phrases(self) -> bool:
        """Whether any topic has an entry of several words."""
        return bool(self._phrases)
