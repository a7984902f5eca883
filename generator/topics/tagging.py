"""Tags items with topics by the words of their papers, each with a reason that names the words.

A word in the title weighs most, then in decision and recommendations, then in the sections; names of
attachments weigh least. What falls a little short counts where the topic is one that the body often treats.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.connections import Topic, TopicTag
from generator.danish import stem, words
from generator.openness import Archive, PublicItem
from generator.routine import routine_items
from generator.topics.matching import Match, Matcher

AT_MOST = 4  # tags of one item
_ENOUGH = 4.0  # one word in the title; or one in the recommendation and one more elsewhere
_NEARLY = 2.0  # enough where the body treats the topic often
_SHARE_OF_BEST = 0.3  # a topic far weaker than the item's best is said in passing
_OFTEN_ITEMS, _OFTEN_SHARE = 3, 0.2  # when a topic is one of a body's usual ones

# where a word stands, how a reader calls it, what one word there weighs, and how much it can weigh in all
_TITLE, _DECISION, _ASKED, _TEXT, _NAMES = (
    ("titlen", 5.0, 5.0),
    ("beslutningen", 2.5, 3.0),
    ("indstillingen", 2.5, 3.0),
    ("sagsfremstillingen", 0.5, 2.0),
    ("et bilags navn", 1.0, 1.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagResult:
    """The tags, and the ids of items that got none although they are about something."""

    tags: tuple[TopicTag, ...]
    untagged: tuple[str, ...]


@dataclass(slots=True)
class _Score:
    """How much an item speaks of a topic. `met` has the topic's words, each as written and where it weighs most."""

    weight: float = 0.0
    met: dict[str, tuple[str, str]] = field(default_factory=dict)


def tag(archive: Archive, topics: Sequence[Topic]) -> TagResult:
    """The tags in the order of the archive, an item's strongest first."""
    matcher = Matcher(topics)
    routine = routine_items(archive)
    scores: dict[str, dict[str, _Score]] = {}
    bodies: dict[str, str] = {}
    for meeting in archive.meetings:
        for item in meeting.items:
            if item.id not in routine:
                scores[item.id] = _score(item, matcher)
                bodies[item.id] = meeting.body
    usual = _usual(scores, bodies)
    order = {topic.slug: place for place, topic in enumerate(topics)}
    tags: list[TopicTag] = []
    for item_id, found in scores.items():
        tags += _tags(item_id, found, usual[bodies[item_id]], order)
    tagged = {entry.item for entry in tags}
    return TagResult(tags=tuple(tags), untagged=tuple(item for item in scores if item not in tagged))


def _usual(scores: Mapping[str, Mapping[str, _Score]], bodies: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The topics that each body treats often, by the items that are surely about them."""
    items: Counter[str] = Counter()
    about: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, found in scores.items():
        items[bodies[item]] += 1
        about[bodies[item]].update(topic for topic, score in found.items() if score.weight >= _ENOUGH)
    return {
        body: frozenset(
            topic for topic, times in about[body].items() if times >= max(_OFTEN_ITEMS, _OFTEN_SHARE * items[body])
        )
        for body in items
    }


def _tags(
    item: str, found: Mapping[str, _Score], usual: frozenset[str], order: Mapping[str, int]
) -> Iterator[TopicTag]:
    best = max((score.weight for score in found.values()), default=0.0)
    kept = [
        (topic, score)
        for topic, score in found.items()
        if score.weight >= (_NEARLY if topic in usual else _ENOUGH) and score.weight >= _SHARE_OF_BEST * best
    ]
    kept.sort(key=lambda pair: (-pair[1].weight, order[pair[0]]))
    for topic, score in kept[:AT_MOST]:
        yield TopicTag(item=item, topic=topic, reason=_reason(score, by_habit=score.weight < _ENOUGH))


def _reason(score: _Score, *, by_habit: bool) -> str:
    """`Ordet »skolevej« står i titlen, og »trafik« i beslutningen.`"""
    by_place: defaultdict[str, list[str]] = defaultdict(list)
    for word, place in score.met.values():
        by_place[place].append(word)
    told = [(_listed([f"»{word}«" for word in found[:3]]), place) for place, found in by_place.items()]
    several = len(next(iter(by_place.values()))[:3]) > 1
    first = f"{'Ordene' if several else 'Ordet'} {told[0][0]} står i {told[0][1]}"
    more = [f"{names} i {place}" for names, place in told[1:]]
    habit = ". Emnet er et af dem, som organet ofte behandler" if by_habit else ""
    return f"{_listed([first, *more], ', og ')}{habit}."


def _listed(texts: Sequence[str], last: str = " og ") -> str:
    """`a`, `a og b`, `a, b og c`."""
    return last.join((", ".join(texts[:-1]), texts[-1])) if len(texts) > 1 else "".join(texts)


# --- one item ----------------------------------------------------------------------------------------


def _score(item: PublicItem, matcher: Matcher) -> dict[str, _Score]:
    found: defaultdict[str, _Score] = defaultdict(_Score)
    for (place, each, at_most), texts in _places(item):
        weights: Counter[Match] = Counter()
        for match, as_written in _met(texts, matcher):
            weights[match] += 1
            found[match.topic].met.setdefault(match.word, (as_written, place))
        for match, times in weights.items():
            found[match.topic].weight += min(each * times, at_most)
    return dict(found)


def _places(item: PublicItem) -> Iterator[tuple[tuple[str, float, float], Iterable[str]]]:
    """The texts of an item, weightiest first."""
    yield _TITLE, (item.title,)
    if item.decision:
        yield _DECISION, (item.decision.text,)
    yield _ASKED, (entry.text for entry in item.recommendations)
    yield _TEXT, (section.text for section in item.sections)
    yield _NAMES, (attachment.title for attachment in item.attachments)


def _met(texts: Iterable[str], matcher: Matcher) -> Iterator[tuple[Match, str]]:
    """Every word of the texts that speaks of a topic, as it stands there in lower case."""
    for text in texts:
        found = words(text)
        for word in found:
            for match in matcher.matches(word):
                yield match, word
        if matcher.has_phrases:
            for start, length, match in matcher.phrases([stem(word) for word in found]):
                yield match, " ".join(found[start : start + length])
