"""The words of one meeting: which terms they are, what these weigh in its documents, and where they stand.

It follows from the meeting's documents alone, so it is remembered with them, whichever segment the meeting is in.
Words are folded, and small words are not among them. A number with its separators ("emn.2023.011201") is a word as
well, and is known by its dots. Everything is in few arrays and texts, because there may be ten thousand of these.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from generator.danish import words
from generator.search.analysis import fold, numbers_of, plain_words
from generator.search.documents import WEIGHTS, Document, Documents
from generator.search.weights import PART, TITLE_PART, flatness, indexed, signs, worth

_GAP = 8  # places between two lines, so that no phrase goes over their ends
_FIELD = 128  # a field begins at a multiple of it: a word more in the title moves nothing behind it
_SHORTEST_COMPOUND = 8  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTerms:
    """Documents are numbered in the order of the agenda. Lists of words and terms have one on each line."""

    slots: array[int]  # of each document
    terms: str
    ends: array[int]  # where each term's documents end in `holders`, `weights` and `signs`
    holders: array[int]
    weights: array[float]
    signs: str  # the weights as they are written
    told: str  # the slots of each term's documents as they are written, behind points: ".0.5"
    told_ends: array[int]
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


def lines(text: str) -> list[str]:
    """The words or terms of such a list."""
    return text.split("\n") if text else []


def meeting_terms(documents: Documents) -> MeetingTerms:
    """Read the documents of a meeting."""
    reader = _Reader()
    for document in documents.every:
        reader.read(document)
    return reader.result(documents)


def small(numbers: Sequence[int]) -> array[int]:
    """Numbers in as little room as holds the greatest."""
    return array("H" if max(numbers, default=0) < 1 << 16 else "I", numbers)


class _Terms(dict[str, str | None]):
    """The terms of the words met so far; None of small words."""

    def __missing__(self, word: str) -> str | None:
        found = self[word] = indexed(word)
        return found


class _Reader:
    def __init__(self) -> None:
        self._terms = _Terms()
        self._holders: Counter[str] = Counter()  # documents of each word
        self._postings: defaultdict[str, list[tuple[int, float, str]]] = defaultdict(list)  # document, weight, places
        self._long_words: list[tuple[str, int, int, int]] = []
        self._flatness = {TITLE_PART: array("f"), PART: array("f")}
        self._spoken: Counter[str] = Counter()
        self._document = 0

    def read(self, document: Document) -> None:
        """Take in the next document."""
        weights: dict[str, float] = {}
        places: defaultdict[str | None, list[int]] = defaultdict(list)
        every: dict[str, None] = {}
        title, rest = _Part(), _Part()
        start = 0
        for name in WEIGHTS:
            text = document.fields.get(name)
            if not text:
                continue
            heard, start = self._field(text, start, places)
            every.update(dict.fromkeys(heard))
            counts = Counter(map(self._terms.__getitem__, heard))
            length = len(heard) - counts.pop(None, 0)
            _add(weights, counts, worth(name), flatness(name, length))
            if name != "about":  # a body's name is not taken apart
                (title if name == "title" else rest).take(heard, length)
        self._holders.update(every.keys())
        for term, weight in weights.items():
            standing = places.get(term)
            told = "" if standing is None else str(standing[0]) if len(standing) == 1 else steps(standing)
            self._postings[term].append((self._document, weight, told))
        self._compounds(title, rest)
        self._hear(document.fields.values())
        self._document += 1

    def _field(self, text: str, start: int, places: defaultdict[str | None, list[int]]) -> tuple[list[str], int]:
        """The words of a text, and the place after it. The places, from `start` on, are put with those of their
        terms."""
        heard: list[str] = []
        terms = self._terms
        folded = fold(text)
        for line in folded.split("\n"):
            here = plain_words(line)
            for place, term in enumerate(map(terms.__getitem__, here), start):
                if term is not None:
                    places[term].append(place)
            start += len(here) + _GAP
            heard += here
        heard += numbers_of(folded)
        return heard, -(-start // _FIELD) * _FIELD

    def _hear(self, texts: Iterable[str]) -> None:
        """Count how a reader writes the words that folding changes."""
        written = [some for text in texts if not text.isascii() for some in text.split() if not some.isascii()]
        heard = words(" ".join(written))
        self._spoken.update([word for word in heard if not word.isascii()])

    def _compounds(self, title: _Part, rest: _Part) -> None:
        """Count the words that may be compounds; what they are made of, the segment's vocabulary says."""
        self._flatness[TITLE_PART].append(flatness(TITLE_PART, title.length))
        self._flatness[PART].append(flatness(PART, rest.length))
        for word in {**title.counts, **rest.counts}:
            if len(word) >= _SHORTEST_COMPOUND and word.isalpha() and self._terms[word] is not None:
                self._long_words.append((word, self._document, title.counts[word], rest.counts[word]))

    def result(self, documents: Documents) -> MeetingTerms:
        """What was read."""
        order = sorted(self._postings)
        rank = {term: number for number, term in enumerate(order)}
        known = [(word, count) for word, count in self._holders.items() if self._terms[word] is not None]
        number_of = {word: number for number, (word, _) in enumerate(known)}
        behind = [f".{slot}" for slot in documents.slots]
        holders, weights = array("I"), array("f")
        told: list[str] = []
        places: list[str] = []
        ends: list[int] = []
        for term in order:
            numbers, heavy, standing = zip(*self._postings[term], strict=True)
            holders.extend(numbers)
            weights.extend(heavy)
            told.append("".join([behind[number] for number in numbers]))
            places.append(";".join(standing) if standing[0] else "")
            ends.append(len(holders))
        return MeetingTerms(
            slots=small(documents.slots),
            terms="\n".join(order),
            ends=small(ends),
            holders=small(holders),
            weights=weights,
            signs=signs(weights),
            told="".join(told),
            told_ends=small(list(accumulate(map(len, told)))),
            places="".join(places),
            place_ends=small(list(accumulate(map(len, places)))),
            words="\n".join(number_of),
            word_terms=small([rank[str(self._terms[word])] for word in number_of]),
            word_holders=small([count for _, count in known]),
            long_words=small([told for word, *rest in self._long_words for told in (number_of[word], *rest)]),
            title_flatness=self._flatness[TITLE_PART],
            flatness=self._flatness[PART],
            spoken="\n".join(f"{word} {count}" for word, count in self._spoken.items()),
            facets=tuple(document.facets for document in documents.every),
            cases=tuple(document.case for document in documents.every),
        )


class _Part:
    """The words of one or more fields: how often each stands there, and how many are no small ones."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.length = 0

    def take(self, heard: Iterable[str], length: int) -> None:
        """Count the words of another field."""
        self.counts.update(heard)
        self.length += length


def _add(weights: dict[str, float], counts: Mapping[str | None, int], most: float, flat: float) -> None:
    """Add what the terms of a field weigh, of which each stands there so often."""
    for term, count in counts.items():
        if term is not None:
            weights[term] = weights.get(term, 0.0) + most * count / (flat + count)


NOTHING = meeting_terms(Documents(every=(), slots=(), held=""))  # of a meeting that is not there
