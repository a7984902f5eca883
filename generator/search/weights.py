"""What a word weighs in a document: BM25 by field, as lunr weighs it, apart from how rare the word is.

That is the one part of lunr's measure that depends on all documents; the browser multiplies by it (`rarity`), and
fields have the fixed lengths of an ordinary archive on average. So a weight follows from its document alone, and the
files of a meeting that has not changed are the same bytes whatever happens elsewhere.

The pipeline is lunr's with functions of our own, for its Danish one cuts ø, w, x, z and digits off words and downloads
a word list (QUALITY, "Danish search"); k1, b, boosts and the rarity are lunr's.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lunr.builder import Builder
from lunr.idf import idf
from lunr.pipeline import Pipeline
from lunr.token import Token as LunrToken

from generator.search.analysis import STOPPED, term
from generator.search.documents import WEIGHTS

# Words inside compounds. They are measured by how long the title, and the rest of the document, is.
TITLE_PART, PART = "part-title", "part"
PART_WEIGHTS = {TITLE_PART: 3.0, PART: 0.5}
_BOOSTS = WEIGHTS | PART_WEIGHTS
# Terms of each field, on average over all documents, also those without it (real papers, and the sample archive).
AVERAGES: dict[str, float] = {
    "title": 1.4,
    "number": 1.5,
    "decision": 5.0,
    "recommendation": 6.0,
    "about": 13.0,
    "section": 30.0,
    "attachment": 40.0,
    "names": 5.0,
    TITLE_PART: 1.4,
    PART: 80.0,
}
LEVELS = "0123456789!#$~^|"  # weights, each 1.5 times the one before
LEAST, STEP = 0.1, 1.5
STRONG = frozenset(LEVELS[8:])  # of a title, a decision or a number, as a rule: 2.6 or more
_BETWEEN = [LEAST * STEP ** (number + 0.5) for number in range(len(LEVELS) - 1)]
_RARITIES = 1.25  # how many more documents for the next step of rarity


def _stopped(token: LunrToken, _place: int, _tokens: Sequence[LunrToken]) -> LunrToken | None:
    """lunr pipeline function: nothing is trimmed off a word, but small words go."""
    return None if str(token) in STOPPED else token


def _term(token: LunrToken, _place: int, _tokens: Sequence[LunrToken]) -> LunrToken:
    """lunr pipeline function: the search term of a folded word."""
    found = term(str(token))
    return token.update(lambda _word, _metadata: found)


Pipeline.register_function(_stopped, "moedearkivStopped")
Pipeline.register_function(_term, "moedearkivTerm")


def lunr_builder() -> Builder:
    """lunr's builder with our fields, their boosts and our pipeline."""
    builder = Builder()
    builder.ref("id")
    for name, boost in _BOOSTS.items():
        builder.field(name, boost=boost)
    builder.pipeline.add(_stopped, _term)
    return builder


_BUILDER = lunr_builder()
_K1, _B = _BUILDER._k1, _BUILDER._b


@lru_cache(maxsize=400_000)
def indexed(word: str) -> str | None:
    """The term of a folded word, as lunr's pipeline gives it (a test holds them equal); None for a small word."""
    return None if word in STOPPED else term(word)


def flatness(field: str, length: int) -> float:
    """How much a field of `length` terms takes off each: one that stands there `count` times weighs
    `worth * count / (flatness + count)`."""
    return float(_K1 * (1 - _B + _B * length / AVERAGES[field]))


def worth(field: str) -> float:
    """What a term that fills the field would weigh."""
    return float(_BOOSTS[field] * (_K1 + 1))


def signs(weights: Iterable[float]) -> str:
    """Weights as they are written: a sign of LEVELS for each."""
    return "".join([LEVELS[bisect(_BETWEEN, weight)] for weight in weights])


class _Holders(int):
    """A number of documents, as lunr's `idf` asks for it."""

    def keys(self) -> range:
        return range(self)


def rarity(documents: int) -> list[list[float]]:
    """How rare a term is that so many of the documents have, by lunr: `[[documents, rarity], …]`, in steps."""
    held: list[int] = []
    while not held or held[-1] < documents:
        held.append(max(held[-1] + 1, round(held[-1] * _RARITIES)) if held else 1)
    return [[number, round(idf({"fields": _Holders(number)}, documents), 2)] for number in held]
