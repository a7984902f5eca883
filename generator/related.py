"""Items worth seeing too ("Se også"), by the weight of the words they share.

lunr's builder weighs the terms (BM25), with a pipeline of our own: its Danish one cuts ø and digits off words and
downloads a word list (docs: QUALITY, "Danish search"). Each item is then compared only with the items that share a
term with it, through inverted lists; words that stand in very many items are left out, so that it scales.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token

from generator.connections import Link, LinkKind, Related
from generator.danish import content_words, stem
from generator.openness import Archive, PublicItem
from generator.routine import plain_title, routine_items

AT_MOST = 5  # related items of one item
_LEAST = 0.12  # cosine under which two items only share some words
_TITLE_BOOST = 3
_TEXT_WORDS = 200  # of an item's text that are weighed
_TERMS = 40  # of an item that are compared: its weightiest
_COMMON = 200  # a term of more items tells nothing
_TOLD = 4  # words named to the reader

# Words of every municipal paper, as stems.
_OFFICE = frozenset(
    stem(word)
    for word in content_words("""
    afdeling afdelingen anlægsbevilling arbejde behandling beslutning beslutningspunkt besluttet bevilling bilag
    budget byråd byrådet drøftelse drøfter forbindelse foreslås forslag forslaget forvaltning godkende godkender
    godkendt henhold indsats indstilles indstilling kommune kommunen magistrat magistraten magistratsafdelingen
    mulighed møde mødet opfølgning orienteres orientering punkt referat rådighedsbeløb rådmand rådmanden sag
    sagen status svar tiltræde udvalg udvalget vedtaget økonomi
    """)
)


# Forslag fra SF og Viggo Holm om en ny skolevej: who proposed it is not what it is about.
_PROPOSED = re.compile(r"^(?:Svar på )?forslag fra [^:]{1,60}? om ", re.IGNORECASE)


def _danish_stem(token: Token, _place: int, _tokens: Sequence[Token]) -> Token | None:
    """lunr pipeline function: the stem of a word, None for words of every paper."""
    found = stem(str(token))
    return None if found in _OFFICE else token.update(lambda _word, _metadata: found)


Pipeline.register_function(_danish_stem, "moedearkivDanishStem")


_Terms = Mapping[int, float]  # an item's weightiest terms by lunr's index, scaled to length 1


def related(archive: Archive, links: Sequence[Link]) -> tuple[Related, ...]:
    """At most five related items for each item, best first, in the order of the archive.

    Never an item that a link joins already (a case's items are all joined), and never a routine one.
    """
    routine = routine_items(archive)
    items = [item for meeting in archive.meetings for item in meeting.items if item.id not in routine]
    if len(items) < 2:
        return ()
    words = {item.id: _words(item) for item in items}
    builder = _weighed(words)
    terms = _terms(builder, words)
    postings = _postings(terms)
    spoken = _spoken(builder, words)
    joined = _joined(links)
    without_case = {item.id: plain_title(item.title) for item in items if not item.case_numbers}
    found: list[Related] = []
    for item in items:
        scores = _scores(item.id, terms, postings)
        unfit = {*joined.get(item.id, ()), *_namesakes(item.id, scores, without_case)}
        near = [(score, other) for other, score in scores.items() if score >= _LEAST and other not in unfit]
        for score, other in sorted(near, key=lambda pair: (-pair[0], pair[1]))[:AT_MOST]:
            shared = _shared(terms[item.id], terms[other], spoken)
            found.append(Related(item=item.id, other=other, score=score, words=shared))
    return tuple(found)


def _namesakes(item: str, others: Iterable[str], without_case: Mapping[str, str]) -> set[str]:
    """Items of the same title, where neither has a case number: they come by the calendar, not by the matter."""
    title = without_case.get(item)
    return {other for other in others if title is not None and without_case.get(other) == title}


def _words(item: PublicItem) -> tuple[list[str], list[str]]:
    return content_words(_PROPOSED.sub("", item.title)), content_words(" ".join(_texts(item)))[:_TEXT_WORDS]


def _texts(item: PublicItem) -> Iterator[str]:
    """What the item is about, weightiest first: the text is cut at a number of words."""
    yield from (entry.text for entry in item.recommendations)
    if item.decision:
        yield item.decision.text
    yield from (attachment.title for attachment in item.attachments if not attachment.is_recommendation)
    yield from (section.text for section in item.sections)


# --- weights -----------------------------------------------------------------------------------------


def _weighed(words: Mapping[str, tuple[list[str], list[str]]]) -> Builder:
    """lunr's builder with a vector for each item's title and text. The words are split by us, whole with ø and all."""
    builder = Builder()
    builder.ref("id")
    builder.field("title", boost=_TITLE_BOOST)
    builder.field("text")
    builder.pipeline.add(_danish_stem)
    for item, (title, text) in words.items():
        builder.add({"id": item, "title": title, "text": text})
    builder.build()
    return builder


def _terms(builder: Builder, items: Iterable[str]) -> dict[str, _Terms]:
    common = {
        posting["_index"]
        for posting in builder.inverted_index.values()
        if len(posting["title"].keys() | posting["text"].keys()) > _COMMON
    }
    return {item: _heaviest(builder, item, common) for item in items}


def _heaviest(builder: Builder, item: str, common: set[int]) -> _Terms:
    weights: defaultdict[int, float] = defaultdict(float)
    for field in ("title", "text"):
        elements = builder.field_vectors[f"{field}/{item}"].elements  # index, weight, index, weight …
        for index, weight in zip(elements[::2], elements[1::2], strict=True):
            if index not in common and weight > 0:
                weights[index] += weight
    kept = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return {index: weight / length for index, weight in kept}


# --- likeness ----------------------------------------------------------------------------------------


def _postings(terms: Mapping[str, _Terms]) -> dict[int, list[tuple[str, float]]]:
    postings: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
    for item, found in terms.items():
        for index, weight in found.items():
            postings[index].append((item, weight))
    return postings


def _scores(
    item: str, terms: Mapping[str, _Terms], postings: Mapping[int, list[tuple[str, float]]]
) -> dict[str, float]:
    """The cosine with every other item that shares at least two terms."""
    scores: defaultdict[str, float] = defaultdict(float)
    shared: Counter[str] = Counter()
    for index, weight in terms[item].items():
        for other, other_weight in postings[index]:
            scores[other] += weight * other_weight
            shared[other] += 1
    return {other: min(1.0, round(scores[other], 3)) for other, times in shared.items() if times > 1 and other != item}


def _shared(one: _Terms, other: _Terms, spoken: Mapping[int, str]) -> tuple[str, ...]:
    both = [(weight * other[index], index) for index, weight in one.items() if index in other]
    return tuple(spoken[index] for _, index in sorted(both, key=lambda pair: (-pair[0], spoken[pair[1]]))[:_TOLD])


def _spoken(builder: Builder, words: Mapping[str, tuple[list[str], list[str]]]) -> dict[int, str]:
    """How a reader says each term: the form of the word that the papers write most."""
    times: Counter[str] = Counter()
    for title, text in words.values():
        times.update(title)
        times.update(text)
    spoken: dict[int, str] = {}
    for word, _ in sorted(times.items(), key=lambda pair: (-pair[1], pair[0])):
        posting = builder.inverted_index.get(stem(word))
        if posting:
            spoken.setdefault(posting["_index"], word)
    return spoken


# --- what is joined already ---------------------------------------------------------------------------


def _joined(links: Sequence[Link]) -> dict[str, set[str]]:
    """For each item the items that links join it to, directly or as one case. Links to whole meetings join no items."""
    joined: defaultdict[str, set[str]] = defaultdict(set)
    for case in _cases(links):
        for item in case:
            joined[item] |= case
    for link in links:
        source, target = _item_of(link.source), _item_of(link.target)
        joined[source].add(target)
        joined[target].add(source)
    return joined


def _cases(links: Sequence[Link]) -> list[set[str]]:
    case_of: dict[str, set[str]] = {}
    for link in links:
        if link.kind is LinkKind.SAME_CASE:
            ends = [_item_of(link.source), _item_of(link.target)]
            merged = set(ends).union(*(case_of.get(end, set()) for end in ends))
            case_of.update(dict.fromkeys(merged, merged))
    return list({id(case): case for case in case_of.values()}.values())


def _item_of(thing: str) -> str:
    """`<body>/<date>/<number>` of an item or its attachment."""
    return "/".join(thing.split("/")[:3])
