"""The words of the archive, segment by segment: each belongs to the oldest segment that has it.

There it is taken apart, by the words of that segment and of older ones, and there its spelling is told. So a meeting
that changes has a say in its own segment and in newer, smaller ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.search.analysis import folded_word
from generator.search.compounds import parts, stem_of_part
from generator.search.meeting_terms import MeetingTerms, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The words that a segment adds, ascending: a line each, with the terms of its parts behind it."""

    words: str
    stems: str  # of words that may be parts of others: a line each, with how many of the words have it

    @property
    def parts(self) -> Mapping[str, str]:
        """The terms of each word's parts, with spaces between."""
        return _by_word(self.words)

    @property
    def stem_counts(self) -> Counter[str]:
        """How many of the words have each stem."""
        return Counter(dict(_numbered(self.stems)))


@lru_cache(maxsize=8)  # segments, before and now
def _by_word(told: str) -> Mapping[str, str]:
    return dict(line.partition(" ")[::2] for line in lines(told))


def learned(parts_: Mapping[str, str], stems: Mapping[str, int]) -> Learned:
    """What is remembered of words with these parts and stems."""
    return Learned(
        words="\n".join([f"{word} {parts_[word]}" if parts_[word] else word for word in sorted(parts_)]),
        stems="\n".join([f"{stem} {count}" for stem, count in sorted(stems.items()) if count > 0]),
    )


class Vocabulary:
    """The words of some segments, the oldest first."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}  # of every word, empty where it is no compound
        self.stems: set[str] = set()

    def add(self, learned_: Learned) -> None:
        """Take in the words of the next segment."""
        self.parts.update(learned_.parts)
        self.stems.update(learned_.stem_counts)

    def learn(self, words: Iterable[str]) -> Learned:
        """Those of a segment's words that are beside these, taken apart; they are not taken in."""
        new = {word for word in words if is_learnt(word)}.difference(self.parts)
        stems = Counter(stem for word in new if (stem := stem_of_part(word)) is not None)
        apart = self.apart(new, new, stems)
        return learned({word: apart.get(word, "") for word in new}, stems)

    def apart(self, words: Iterable[str], own: Collection[str], stems: Mapping[str, int]) -> dict[str, str]:
        """The parts of compounds among `words`, where a segment adds its `own`, with these stems."""
        found = parts(sorted(words), known=_Either(self.parts.keys(), own), stems=_Either(self.stems, stems))
        return {word: " ".join(some) for word, some in found.items()}


class _Either:
    """What is in one of two sets, without a third that holds both."""

    def __init__(self, one: object, other: object) -> None:
        self.one, self.other = one, other

    def __contains__(self, thing: object) -> bool:
        return thing in self.one or thing in self.other  # type: ignore[operator]


def is_learnt(word: str) -> bool:
    """Whether a word is of letters only: numbers are in no other word, and are not misspelt."""
    return word.isalpha()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents of a segment have each word, and how often each is written in a way that folding changes."""

    held: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)

    def take(self, meeting: MeetingTerms, times: int = 1) -> None:
        """Add a meeting so many times; -1 takes it away."""
        for word, holders in zip(lines(meeting.words), meeting.word_holders, strict=True):
            self.held[word] += times * holders
        for form, count in _numbered(meeting.spoken):
            self.spoken[form] += times * count

    def copy(self) -> Counts:
        """The same again, to be changed."""
        return Counts(self.held.copy(), self.spoken.copy())

    def kept(self) -> tuple[str, str]:
        """As two texts of lines."""
        return _lines(self.held), _lines(self.spoken)


def counts_of(meetings: Iterable[MeetingTerms]) -> Counts:
    """The counts of a segment's meetings."""
    counts = Counts()
    for meeting in meetings:
        counts.take(meeting)
    return counts


def counts_from(kept: tuple[str, str]) -> Counts:
    """The counts again."""
    held, spoken = kept
    return Counts(Counter(dict(_numbered(held))), Counter(dict(_numbered(spoken))))


def _numbered(told: str) -> list[tuple[str, int]]:
    return [(word, int(count)) for word, count in (line.split(" ") for line in lines(told))]


def _lines(counts: Counter[str]) -> str:
    return "\n".join([f"{word} {count}" for word, count in counts.items() if count > 0])


Spelling = tuple[int, str]  # how many documents of a segment have a word, and how it is written most


def spellings(words: Iterable[str], counts: Counts) -> dict[str, Spelling]:
    """For each of these words."""
    written: dict[str, list[tuple[str, int]]] = {}
    for form, count in counts.spoken.items():
        if count > 0:
            written.setdefault(folded_word(form), []).append((form, count))
    return {word: (counts.held[word], _most(written[word]) if word in written else word) for word in words}


def _most(written: Sequence[tuple[str, int]]) -> str:
    return min(written, key=lambda told: (-told[1], told[0]))[0]
