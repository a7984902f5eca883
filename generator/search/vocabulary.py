"""The words of the archive, segment by segment: each belongs to the oldest segment that has it.

There it is taken apart, by the words of that segment and of older ones, and there its spelling is told. So a meeting
that changes has a say in its own segment and in newer, smaller ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.search.analysis import folded_word
from generator.search.compounds import parts, stem_of_part
from generator.search.meeting_terms import MeetingTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The words that a segment adds, ascending: a line each, with the terms of its parts behind it."""

    words: str
    stems: str  # of words that may be parts of others, a line each


class Vocabulary:
    """The words of some segments, the oldest first."""

    def __init__(self) -> None:
        self.parts: dict[str, tuple[str, ...]] = {}  # of every word, empty where it is no compound
        self.stems: set[str] = set()

    def add(self, learned: Learned) -> None:
        """Take in the words of the next segment."""
        for line in learned.words.split("\n") if learned.words else ():
            word, *found = line.split(" ")
            self.parts[word] = tuple(found)
        self.stems.update(learned.stems.split("\n") if learned.stems else ())

    def learn(self, meetings: Sequence[MeetingTerms]) -> Learned:
        """The words that meetings have beside these, taken apart; they are not taken in."""
        new = sorted({word for meeting in meetings for word in _words(meeting)}.difference(self.parts))
        stems = {stem for word in new if (stem := stem_of_part(word)) is not None}
        apart = parts(new, known=_Either(self.parts.keys(), set(new)), stems=_Either(self.stems, stems))
        return Learned(
            words="\n".join(" ".join((word, *apart.get(word, ()))) for word in new),
            stems="\n".join(sorted(stems)),
        )


class _Either:
    """What is in one of two sets, without a third that holds both."""

    def __init__(self, one: object, other: object) -> None:
        self.one, self.other = one, other

    def __contains__(self, thing: object) -> bool:
        return thing in self.one or thing in self.other  # type: ignore[operator]


def _words(meeting: MeetingTerms) -> list[str]:
    """The words of letters only: numbers are in no other word, and are not misspelt."""
    return [word for word in meeting.words.split("\n") if word.isalpha()]


def spellings(learned: Learned, meetings: Sequence[MeetingTerms]) -> dict[str, tuple[int, str]]:
    """For each word that a segment adds, how many documents of it have it, and how it is written most."""
    held: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for meeting in meetings:
        for word, holders in zip(meeting.words.split("\n"), meeting.word_holders, strict=False):
            held[word] += holders
        for line in meeting.spoken.split("\n") if meeting.spoken else ():
            form, count = line.split(" ")
            written.setdefault(folded_word(form), Counter())[form] += int(count)
    words = (line.split(" ", 1)[0] for line in learned.words.split("\n") if line)
    return {word: (held[word], _most(written[word]) if word in written else word) for word in words}


def _most(written: Counter[str]) -> str:
    return min(written, key=lambda word: (-written[word], word))
