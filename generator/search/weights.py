"""What each word of each document weighs: lunr's builder (BM25 by field) with a pipeline and terms of our own.

lunr's Danish pipeline cuts ø, w, x, z and digits off words and downloads a word list (QUALITY, "Danish search").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lunr.builder import Builder
from lunr.field_ref import FieldRef
from lunr.pipeline import Pipeline
from lunr.token import Token as LunrToken

from generator.danish import words
from generator.search.analysis import STOPPED, Token, fold, term, tokens
from generator.search.compounds import parts
from generator.search.documents import WEIGHTS, Document

_PART_WEIGHTS = {"part-title": 3.0, "part": 0.5}  # words inside compounds
_GAP = 8  # places between two lines, so that no phrase goes over their ends


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
class Weighed:
    """The index before it is cut. Documents are their numbers in the list, ascending in each posting list."""

    postings: Mapping[str, list[tuple[int, float]]]  # term → document, weight
    places: Mapping[str, Mapping[int, tuple[int, ...]]]  # term → document → where it stands; no parts of compounds
    forms: Mapping[str, Mapping[str, int]]  # term → folded word → documents with it
    spoken: Mapping[str, str]  # folded word → the word as it is written most, where that is not the same


def weigh(documents: Sequence[Document]) -> Weighed:
    """Weigh every term of every document."""
    read = [{name: _tokens(text) for name, text in document.fields.items() if text} for document in documents]
    inside = parts({token.word for fields in read for found in fields.values() for token in found if not token.whole})
    builder = _builder()
    for number, fields in enumerate(read):
        found = {name: [token.word for token in fields.get(name, ())] for name in WEIGHTS}
        builder.add({"id": str(number), **found, **_parts(found, inside)})
    if documents:
        builder.build()
    else:
        builder.field_vectors = {}
    return Weighed(postings=_postings(builder), places=_places(read), forms=_forms(read), spoken=_spoken(documents))


def _builder() -> Builder:
    builder = Builder()
    builder.ref("id")
    for name, boost in (WEIGHTS | _PART_WEIGHTS).items():
        builder.field(name, boost=boost)
    builder.pipeline.add(_stopped, _term)
    return builder


def _tokens(text: str) -> list[Token]:
    """The tokens of a text; each line starts some places after the last."""
    found: list[Token] = []
    start = 0
    for line in text.split("\n"):
        here = tokens(line)
        found += [Token(token.word, token.place + start, token.whole) for token in here]
        start += max((token.place for token in here), default=0) + _GAP
    return found


def _parts(fields: Mapping[str, Sequence[str]], inside: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The parts of the compounds of a document: of its title, and of its text. A body's name is not taken apart."""
    found: dict[str, list[str]] = {name: [] for name in _PART_WEIGHTS}
    for name, in_field in fields.items():
        target = found["part-title" if name == "title" else "part"]
        for word in in_field if name != "about" else ():
            target += inside.get(word, ())
    return found


def _postings(builder: Builder) -> dict[str, list[tuple[int, float]]]:
    """lunr's field vectors as one weight for each document that a term stands in."""
    names = {posting["_index"]: name for name, posting in builder.inverted_index.items()}
    weights: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for reference, vector in builder.field_vectors.items():
        document = int(FieldRef.from_string(reference).doc_ref)
        elements = vector.elements  # index, weight, index, weight …
        for index, weight in zip(elements[::2], elements[1::2], strict=True):
            weights[names[index]][document] += weight
    return {name: sorted(found.items()) for name, found in sorted(weights.items())}


def _places(read: Sequence[Mapping[str, Sequence[Token]]]) -> dict[str, dict[int, tuple[int, ...]]]:
    """Where each term stands in each document, its fields one after the other."""
    places: defaultdict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for number, fields in enumerate(read):
        found: defaultdict[str, list[int]] = defaultdict(list)
        start = 0
        for in_field in fields.values():
            for token in in_field:
                if token.word not in STOPPED and not token.whole:
                    found[term(token.word)].append(start + token.place)
            start += max((token.place for token in in_field), default=0) + _GAP
        for name, where in found.items():
            places[name][number] = tuple(sorted(where))
    return places


def _forms(read: Sequence[Mapping[str, Sequence[Token]]]) -> Mapping[str, Mapping[str, int]]:
    """The words that each term was made of, and how many documents hold them."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fields in read:
        for word in {token.word for found in fields.values() for token in found}:
            if word not in STOPPED:
                forms[term(word)][word] += 1
    return dict(forms)


def _spoken(documents: Sequence[Document]) -> dict[str, str]:
    """How a reader writes the words that folding changes."""
    times: Counter[str] = Counter(
        word for document in documents for text in document.fields.values() for word in words(text)
    )
    spoken: dict[str, str] = {}
    for word, _ in sorted(times.items(), key=lambda pair: (-pair[1], pair[0])):
        folded = fold(word)
        if folded != word:
            spoken.setdefault(folded, word)
    return spoken
