"""What each word of each document weighs: BM25 by field, as lunr's builder does it, on arrays.

The pipeline is lunr's with functions of our own, for its Danish one cuts ø, w, x, z and digits off words and downloads
a word list (QUALITY, "Danish search"); so are the rarity of a term, k1 and b. lunr's own `build` keeps dicts for each
word of each field, which took 1.9 GB at 10,000 items. A test holds that the weights are those that it gives.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from lunr.builder import Builder
from lunr.idf import idf
from lunr.pipeline import Pipeline
from lunr.token import Token as LunrToken

from generator.search.analysis import STOPPED, is_whole, term
from generator.search.compounds import parts
from generator.search.documents import WEIGHTS, Document
from generator.search.vocabulary import Vocabulary

PART_WEIGHTS = {"part-title": 3.0, "part": 0.5}  # words inside compounds
_DIGITS = 3  # of a weight, as lunr rounds it


def _stopped(token: LunrToken, _place: int, _tokens: Sequence[LunrToken]) -> LunrToken | None:
    """lunr pipeline function: nothing is trimmed off a word, but small words go."""
    return None if str(token) in STOPPED else token


def _term(token: LunrToken, _place: int, _tokens: Sequence[LunrToken]) -> LunrToken:
    """lunr pipeline function: the search term of a folded word."""
    found = term(str(token))
    return token.update(lambda _word, _metadata: found)


Pipeline.register_function(_stopped, "moedearkivStopped")
Pipeline.register_function(_term, "moedearkivTerm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """The documents that a term stands in, ascending, and what it weighs in each."""

    documents: array[int]
    weights: array[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The index before it is cut. Documents are their numbers in the list."""

    postings: Mapping[str, Posting]  # by term, ascending
    vocabulary: Vocabulary
    terms: Sequence[str]  # the term of each word of the vocabulary

    def forms(self) -> dict[str, list[str]]:
        """The words that each term was made of."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for word, name in zip(self.vocabulary.words, self.terms, strict=True):
            forms[name].append(word)
        return forms

    def places(self) -> dict[str, array[int]]:
        """Where each term stands, parts of compounds aside: document, place, document, place …, ascending."""
        by_term: dict[str, array[int]] = {name: array("I") for name in sorted(set(self.terms))}
        by_word = [by_term[name] for name in self.terms]
        for word, document, place in self.vocabulary.standing():
            by_word[word].append(document)
            by_word[word].append(place)
        return {name: found for name, found in by_term.items() if found}


def lunr_builder() -> Builder:
    """lunr's builder with our fields, their boosts and our pipeline."""
    builder = Builder()
    builder.ref("id")
    for name, boost in (WEIGHTS | PART_WEIGHTS).items():
        builder.field(name, boost=boost)
    builder.pipeline.add(_stopped, _term)
    return builder


def weigh(documents: Sequence[Document]) -> Weighed:
    """Weigh every term of every document."""
    vocabulary = Vocabulary(documents)
    run = lunr_builder().pipeline.run_string
    terms = [run(word)[0] for word in vocabulary.words]  # no small words are among them
    inside = parts(word for word in vocabulary.words if not is_whole(word))
    return Weighed(postings=_postings(_Counts(vocabulary, terms, inside)), vocabulary=vocabulary, terms=terms)


class _Counts:
    """How often each term stands in each field of each document."""

    def __init__(self, vocabulary: Vocabulary, terms: Sequence[str], inside: Mapping[str, tuple[str, ...]]) -> None:
        self.names = sorted({*terms, *chain.from_iterable(inside.values())})
        self.size = vocabulary.size
        self.holders = array("I", bytes(4 * len(self.names)))  # of each term: fields of documents
        self.totals: Counter[str] = Counter()  # terms in each field, all documents together
        self._terms, self._counts = array("I"), array("I")
        self._spans: list[tuple[int, str, int, int]] = []  # document, field, its terms, the first of them
        number = {name: n for n, name in enumerate(self.names)}
        of_word = [number[name] for name in terms]
        of_parts = [tuple(number[part] for part in inside.get(word, ())) for word in vocabulary.words]
        self._count(vocabulary, of_word, of_parts)

    def _count(self, vocabulary: Vocabulary, of_word: Sequence[int], of_parts: Sequence[tuple[int, ...]]) -> None:
        held: dict[str, list[int]] = {name: [] for name in PART_WEIGHTS}
        before = 0
        for document, name, found in vocabulary.fields():
            if document != before:
                self._close(before, held)
                before = document
            self._add(document, name, [of_word[word] for word in found])
            target = held["part-title" if name == "title" else "part"]
            if name != "about":  # a body's name is not taken apart
                target.extend(chain.from_iterable(of_parts[word] for word in found))
        self._close(before, held)

    def _close(self, document: int, held: Mapping[str, list[int]]) -> None:
        for name, found in held.items():
            self._add(document, name, found)
            found.clear()

    def _add(self, document: int, field: str, found: Sequence[int]) -> None:
        if not found:
            return
        self._spans.append((document, field, len(found), len(self._terms)))
        self.totals[field] += len(found)
        for number, count in Counter(found).items():
            self._terms.append(number)
            self._counts.append(count)
            self.holders[number] += 1

    def __iter__(self) -> Iterator[tuple[int, str, int, array[int], array[int]]]:
        """Document, field, how many terms it has, its different terms, how often each."""
        ends = [*(first for *_, first in self._spans[1:]), len(self._terms)]
        for (document, name, length, first), last in zip(self._spans, ends, strict=False):
            yield document, name, length, self._terms[first:last], self._counts[first:last]


class _Holders(int):
    """A number of documents, as lunr's `idf` asks for it."""

    def keys(self) -> range:
        return range(self)


def _postings(counts: _Counts) -> dict[str, Posting]:
    """lunr's score of each term in each field, added up for each document."""
    builder = lunr_builder()
    boosts, k1, b = WEIGHTS | PART_WEIGHTS, builder._k1, builder._b
    rarity = [idf({"fields": _Holders(held)}, counts.size) for held in counts.holders]
    found = {name: Posting(documents=array("I"), weights=array("f")) for name in counts.names}
    by_number = list(found.values())
    for document, name, length, terms, times in counts:
        average = counts.totals[name] / counts.size
        worth, flat = boosts[name] * (k1 + 1), k1 * (1 - b + b * length / average)
        for number, count in zip(terms, times, strict=True):
            weight = round(rarity[number] * worth * count / (flat + count), _DIGITS)
            posting = by_number[number]
            if posting.documents and posting.documents[-1] == document:
                posting.weights[-1] += weight
            else:
                posting.documents.append(document)
                posting.weights.append(weight)
    return found
