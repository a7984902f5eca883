"""Items worth seeing too ("Se også"), by the weight of the words they share.

1. `_words_of`   what the items of a meeting are about: stems with their weights inside the item (BM25's inner part)
2. `_vectors`    the weightiest of them, when it is counted how many items of the archive have each
3. `_alike`      the cosine of every two items that share at least two of these; it looks only where they do

Only counts in steps of four go from the archive into a weight, so that a new meeting changes few weights of others.
Words that stand in very many items tell nothing and are left out; so it grows with the archive and no faster.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, islice
from operator import attrgetter, lt
from typing import NamedTuple

from generator.cache import NO_CACHE, Cache, fingerprint
from generator.connections import Link, LinkKind, Related
from generator.danish import content_words, stem
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.routine import OFTEN, is_routine, plain_title

AT_MOST = 5  # related items of one item
_LEAST = 0.12  # cosine under which two items only share some words
_TITLE_BOOST = 3.0
_TITLE_LENGTH, _TEXT_LENGTH = 6, 120  # words of an ordinary one
_SATURATION, _LENGTH_SHARE = 1.2, 0.75  # BM25's k1 and b, as lunr has them
_TEXT_WORDS = 200  # of an item's text that are weighed
_TERMS = 16  # of an item that are compared: its weightiest
_COMMON = 127  # a term of more items tells nothing
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """What is asked of an item besides its words. `title` is plain."""

    id: str
    title: str
    routine: bool
    has_case: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vector:
    """An item's weightiest terms, scaled to length 1, with the form that each has most in the item."""

    weights: Mapping[str, float]
    forms: Mapping[str, str]


class _Weighed(NamedTuple):
    """The vectors of a meeting's items, and what they were made with: steps of the archive's size and of its terms."""

    steps: bytes
    vectors: Mapping[str, _Vector]


_Words = Mapping[str, tuple[float, str]]  # an item's stems: the weight in it, and the form


def related(archive: Archive, links: Sequence[Link], cache: Cache = NO_CACHE) -> tuple[Related, ...]:
    """At most five related items for each item, best first, in the order of the archive.

    Never an item that a link joins already (a case's items are all joined), and never a routine one.
    """
    return not_joined(alike(archive, cache), links)


def not_joined(found: Sequence[Related], links: Sequence[Link]) -> tuple[Related, ...]:
    """Of what is alike, item by item the best that no link joins."""
    joined = _joined(links)
    apart = (one for one in found if one.other not in joined.get(one.item, ()))
    return tuple(one for _, some in groupby(apart, key=attrgetter("item")) for one in islice(some, AT_MOST))


def alike(
    archive: Archive, cache: Cache = NO_CACHE, *, known: Mapping[str, bytes] | None = None
) -> tuple[Related, ...]:
    """All items that are like an item, best first, joined or not: what takes time, and asks nothing of links.

    `known` are the fingerprints of meetings by id, where somebody has them already.
    """
    keys = [(known or {}).get(meeting.id) or fingerprint(meeting) for meeting in archive.meetings]
    facts: dict[str, _Fact] = {}
    times: Counter[tuple[str, str]] = Counter()
    holders: Counter[str] = Counter()
    terms: list[tuple[str, ...]] = []
    for meeting, key in zip(archive.meetings, keys, strict=True):
        told, stems, again = cache.memo("related facts", key, partial(_told, meeting, key, cache))
        facts |= {fact.id: fact for fact in told}
        times.update((meeting.body, fact.title) for fact in told if not fact.has_case)
        holders.update(stems)
        holders.update(again)
        terms.append(stems)
    size = _step(len(facts))
    step_of = {term: _step(count) for term, count in holders.items()}
    vectors: dict[str, _Vector] = {}
    for meeting, key, stems in zip(archive.meetings, keys, terms, strict=True):
        steps = bytes((size, *map(step_of.__getitem__, stems)))
        cache.keep("related words", key)
        found: _Weighed | None = cache.get("related vectors", key)
        if found is None or not _holds(found, steps, stems):
            found = _Weighed(steps, _vectors(meeting, key, steps, cache))
            cache.put("related vectors", key, found)
        vectors |= {
            id: vector
            for id, vector in found.vectors.items()
            if not facts[id].routine and times[meeting.body, facts[id].title] < OFTEN
        }
    return tuple(_nearest(vectors, facts))


# --- one item's words --------------------------------------------------------------------------------


def _told(
    meeting: PublicMeeting, key: bytes, cache: Cache
) -> tuple[tuple[_Fact, ...], tuple[str, ...], tuple[str, ...]]:
    """What is asked of a meeting's items; the stems they have; and these again for every further item that has them."""
    counted = Counter(chain.from_iterable(_words_of(meeting, key, cache).values()))
    facts = (
        _Fact(
            id=item.id, title=plain_title(item.title), routine=is_routine(item.title), has_case=bool(item.case_numbers)
        )
        for item in meeting.items
    )
    return tuple(facts), tuple(counted), tuple((counted - Counter(counted.keys())).elements())


def _words_of(meeting: PublicMeeting, key: bytes, cache: Cache) -> dict[str, _Words]:
    return cache.memo("related words", key, lambda: {item.id: _weighed(item) for item in meeting.items})


def _weighed(item: PublicItem) -> _Words:
    """The stems of an item, each with its weight in it and the form that the item writes most."""
    title = content_words(_PROPOSED.sub("", item.title))
    text = list(islice(chain.from_iterable(map(content_words, _texts(item))), _TEXT_WORDS))
    weights: defaultdict[str, float] = defaultdict(float)
    for words, length, boost in ((title, _TITLE_LENGTH, _TITLE_BOOST), (text, _TEXT_LENGTH, 1.0)):
        norm = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * len(words) / length)
        for found, times in Counter(map(stem, words)).items():
            weights[found] += boost * (_SATURATION + 1) * times / (norm + times)
    forms: dict[str, tuple[int, str]] = {}
    for word, times in Counter(chain(title, text)).items():
        found, rank = stem(word), (-times, word)
        forms[found] = min(rank, forms.get(found, rank))
    return {found: (weight, forms[found][1]) for found, weight in weights.items() if found not in _OFFICE}


def _texts(item: PublicItem) -> Iterator[str]:
    """What the item is about, weightiest first: the text is cut at a number of words."""
    yield from (entry.text for entry in item.recommendations)
    if item.decision:
        yield item.decision.text
    yield from (attachment.title for attachment in item.attachments if not attachment.is_recommendation)
    yield from (section.text for section in item.sections)


# --- weights -----------------------------------------------------------------------------------------


def _step(count: int) -> int:
    """1 to 7, 8 to 31, 32 to 127, …: so coarse that few counts change their step when a meeting is added."""
    return min(255, max(1, count.bit_length() // 2))


def _holds(known: _Weighed, steps: bytes, stems: Sequence[str]) -> bool:
    """Whether vectors made with other steps would be made with these: what they are made of weighs the same, and of
    what was too light for them nothing weighs more.
    """
    if known.steps == steps:
        return True
    if known.steps[0] != steps[0] or any(map(lt, steps, known.steps)):
        return False
    lighter = {stem for stem, now, before in zip(stems, steps[1:], known.steps[1:], strict=True) if now != before}
    return all(lighter.isdisjoint(vector.weights) for vector in known.vectors.values())


def _vectors(meeting: PublicMeeting, key: bytes, steps: bytes, cache: Cache) -> dict[str, _Vector]:
    """The items' weightiest terms. `steps` are of the archive's size, and of the meeting's terms in their order."""
    words = _words_of(meeting, key, cache)
    counted = dict.fromkeys(chain.from_iterable(words.values()))
    size, common = steps[0], _step(_COMMON)
    rarity = {
        term: math.log(1 + 4.0 ** (size - step))
        for term, step in zip(counted, steps[1:], strict=True)
        if step <= common
    }
    return {id: _vector(found, rarity) for id, found in words.items()}


def _vector(words: _Words, rarity: Mapping[str, float]) -> _Vector:
    weights = {term: weight * rarity[term] for term, (weight, _) in words.items() if term in rarity}
    kept = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
    length = math.sqrt(sum(weights[term] ** 2 for term in kept))
    return _Vector(
        weights={term: weights[term] / length for term in kept}, forms={term: words[term][1] for term in kept}
    )


# --- likeness ----------------------------------------------------------------------------------------


def _nearest(vectors: Mapping[str, _Vector], facts: Mapping[str, _Fact]) -> Iterator[Related]:
    likeness = _alike(vectors)
    for id, vector in vectors.items():
        near = [(-score, other) for score, other in likeness[id] if not _are_namesakes(facts[id], facts[other])]
        for score, other in sorted(near):
            yield Related(item=id, other=other, score=-score, words=_shared(vector, vectors[other]))


def _alike(vectors: Mapping[str, _Vector]) -> dict[str, list[tuple[float, str]]]:
    """For each item those that share at least two terms with it and enough weight, with their cosine."""
    found: dict[str, list[tuple[float, str]]] = {id: [] for id in vectors}
    ids, weights = list(vectors), [vector.weights for vector in vectors.values()]
    holding: defaultdict[str, list[int]] = defaultdict(list)  # of the items so far
    for number, own in enumerate(weights):
        holders = [holding[term] for term in own]
        for other, shared in Counter(chain.from_iterable(holders)).items():  # few pairs share more than one
            if shared > 1:
                its = weights[other]
                score = sum(weight * its[term] for term, weight in own.items() if term in its)
                if score >= _LEAST:
                    score = min(1.0, round(score, 2))
                    found[ids[number]].append((score, ids[other]))
                    found[ids[other]].append((score, ids[number]))
        for others in holders:
            others.append(number)
    return found


def _are_namesakes(one: _Fact, other: _Fact) -> bool:
    """Items of the same title, where neither has a case number: they come by the calendar, not by the matter."""
    return one.title == other.title and not one.has_case and not other.has_case


def _shared(one: _Vector, other: _Vector) -> tuple[str, ...]:
    """The words that weigh most in both, as the first item writes them."""
    both = {term: weight * other.weights[term] for term, weight in one.weights.items() if term in other.weights}
    return tuple(one.forms[term] for term in sorted(both, key=lambda term: (-both[term], term))[:_TOLD])


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
    """The items of each case, as links of the kind join them; the smaller part goes into the larger."""
    case_of: dict[str, set[str]] = {}
    for link in links:
        if link.kind is LinkKind.SAME_CASE:
            ends = [case_of.setdefault(end, {end}) for end in (_item_of(link.source), _item_of(link.target))]
            small, large = sorted(ends, key=len)
            if small is not large:
                large |= small
                case_of.update(dict.fromkeys(small, large))
    return list({id(case): case for case in case_of.values()}.values())


def _item_of(thing: str) -> str:
    """`<body>/<date>/<number>` of an item or its attachment."""
    return "/".join(thing.split("/")[:3])
