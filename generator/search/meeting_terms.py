"""The words of one meeting: which terms they are, what these weigh in its documents, and where they stand.

It follows from the meeting's documents alone, so it is remembered with them, whichever segment the meeting is in.
Words are folded, and small words are not among them. A number with its separators ("emn.2023.011201") is a word as
well, and is known by its dots. Everything is in few arrays and texts, because there may be ten thousand of these.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.danish import words
from generator.search.analysis import fold, numbers_of, plain_words
from generator.search.documents import WEIGHTS, Document
from generator.search.weights import PART, TITLE_PART, flatness, indexed, worth

_GAP = 8  # places between two lines, so that no phrase goes over their ends
_FIELD = 32  # a field begins at a multiple of it: a word more in the title moves nothing behind it
_SHORTEST_COMPOUND = 8  # letters
_STOPPED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTerms:
    """Documents are numbered by the agenda. Lists of words and terms have one on each line."""

    terms: str
    ends: array[int]  # where each term's documents end in `holders` and `weights`
    holders: array[int]
    weights: array[float]
    places: str  # of each term: steps between its places, with a semicolon between documents
    place_ends: array[int]
    words: str
    word_terms: array[int]  # the number of each word's term
    word_holders: array[int]  # how many documents have each word
    long_words: array[int]  # four numbers each: word, document, times in its title, times elsewhere
    title_flatness: array[float]  # of each document, for words inside compounds
    flatness: array[float]
    spoken: str  # a line each: a word as it is written, where it is not folded so, and how often
    facets: tuple[dict[str, tuple[str, ...]], ...]  # of each document
    cases: tuple[str, ...]


def steps(numbers: Iterable[int]) -> str:
    """Ascending numbers as steps: 3, 5, 9 → "3,2,4"."""
    return ",".join([str(number - before) for before, number in pairwise((0, *numbers))])


def meeting_terms(documents: Sequence[Document]) -> MeetingTerms:
    """Read the documents of a meeting."""
    reader = _Reader()
    for document in documents:
        reader.read(document)
    return reader.result(documents)


def _small(numbers: Sequence[int]) -> array[int]:
    """Numbers in as little room as holds the greatest."""
    return array("H" if max(numbers, default=0) < 1 << 16 else "I", numbers)


class _Reader:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}  # of each word met, _STOPPED for small ones
        self._words: list[str] = []
        self._terms: dict[str, int] = {}
        self._word_terms = array("I")
        self._word_holders = array("I")
        self._long: list[bool] = []  # of each word, whether it may be a compound
        self._postings: list[list[tuple[int, float, str]]] = []  # of each term: document, weight, places
        self._long_words = array("I")
        self._flatness = {TITLE_PART: array("f"), PART: array("f")}
        self._spoken: Counter[str] = Counter()
        self._document = 0

    def read(self, document: Document) -> None:
        """Take in the next document."""
        weights: defaultdict[int, float] = defaultdict(float)
        places: defaultdict[int, list[int]] = defaultdict(list)
        title: list[int] = []
        rest: list[int] = []
        every: set[int] = set()
        start = 0
        for name in WEIGHTS:
            text = document.fields.get(name)
            if not text:
                continue
            found, start = self._field(text, start, places)
            every.update(found)
            most, flat = worth(name), flatness(name, len(found))
            for term, count in Counter(map(self._word_terms.__getitem__, found)).items():
                weights[term] += most * count / (flat + count)
            if name != "about":  # a body's name is not taken apart
                (title if name == "title" else rest).extend(found)
        for number in every:
            self._word_holders[number] += 1
        for term, weight in weights.items():
            standing = places.get(term)
            told = "" if standing is None else str(standing[0]) if len(standing) == 1 else steps(standing)
            self._postings[term].append((self._document, weight, told))
        self._compounds(title, rest)
        self._hear(document.fields.values())
        self._document += 1

    def _field(self, text: str, start: int, places: defaultdict[int, list[int]]) -> tuple[list[int], int]:
        """The words of a text from place `start` on, and the place after it."""
        found: list[int] = []
        known, terms = self._numbers, self._word_terms
        folded = fold(text)
        for line in folded.split("\n"):
            standing = plain_words(line)
            for place, word in enumerate(standing, start):
                number = known.get(word)
                if number is None:
                    number = self._new(word)
                if number != _STOPPED:
                    found.append(number)
                    places[terms[number]].append(place)
            start += len(standing) + _GAP
        for word in numbers_of(folded):
            number = known.get(word)
            found.append(self._new(word) if number is None else number)
        return found, -(-start // _FIELD) * _FIELD

    def _new(self, word: str) -> int:
        term = indexed(word)
        if term is None:
            self._numbers[word] = _STOPPED
            return _STOPPED
        number = self._numbers[word] = len(self._words)
        self._words.append(word)
        self._word_holders.append(0)
        self._long.append(len(word) >= _SHORTEST_COMPOUND and word.isalpha())
        if term not in self._terms:
            self._terms[term] = len(self._terms)
            self._postings.append([])
        self._word_terms.append(self._terms[term])
        return number

    def _hear(self, texts: Iterable[str]) -> None:
        """Count how a reader writes the words that folding changes."""
        heard = words(" ".join(text for text in texts if not text.isascii()))
        self._spoken.update(word for word in heard if not word.isascii())

    def _compounds(self, title: Sequence[int], rest: Sequence[int]) -> None:
        """Count the words that may be compounds; what they are made of, the segment's vocabulary says."""
        self._flatness[TITLE_PART].append(flatness(TITLE_PART, len(title)))
        self._flatness[PART].append(flatness(PART, len(rest)))
        long = self._long
        in_title = Counter(number for number in title if long[number])
        elsewhere = Counter(number for number in rest if long[number])
        for number in {**in_title, **elsewhere}:
            self._long_words.extend((number, self._document, in_title[number], elsewhere[number]))

    def result(self, documents: Sequence[Document]) -> MeetingTerms:
        """What was read."""
        order = sorted(self._terms)
        renumbered = {self._terms[term]: number for number, term in enumerate(order)}
        ends, place_ends, holders, weights = array("I"), array("I"), array("I"), array("f")
        places: list[str] = []
        for term in order:
            postings = self._postings[self._terms[term]]
            holders.extend(document for document, _, _ in postings)
            weights.extend(weight for _, weight, _ in postings)
            places.append(";".join(found for *_, found in postings) if postings[0][2] else "")
            ends.append(len(holders))
            place_ends.append((place_ends[-1] if place_ends else 0) + len(places[-1]))
        return MeetingTerms(
            terms="\n".join(order),
            ends=_small(ends),
            holders=_small(holders),
            weights=weights,
            places="".join(places),
            place_ends=_small(place_ends),
            words="\n".join(self._words),
            word_terms=_small([renumbered[term] for term in self._word_terms]),
            word_holders=_small(self._word_holders),
            long_words=_small(self._long_words),
            title_flatness=self._flatness[TITLE_PART],
            flatness=self._flatness[PART],
            spoken="\n".join(f"{word} {count}" for word, count in self._spoken.items()),
            facets=tuple(document.facets for document in documents),
            cases=tuple(document.case for document in documents),
        )
