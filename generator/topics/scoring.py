"""What one meeting's items are about by the words of their papers, each topic with a reason that names the words.

A word in the title weighs most, then in decision and recommendations, then in the sections; names of attachments
weigh least. Nothing here looks at any other meeting, so it is remembered until the meeting or the words change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.openness import PublicItem, PublicMeeting
from generator.routine import is_routine, plain_title
from generator.topics.matching import Entries, Match, Matcher, matcher

ENOUGH = 4.0  # one word in the title; or one in the recommendation and one more elsewhere
NEARLY = 2.0  # enough where the body treats the topic often
_SHARE_OF_BEST = 0.3  # a topic far weaker than the item's best is said in passing

# where a word stands, how a reader calls it, what one word there weighs, and how much it can weigh in all
_TITLE, _DECISION, _ASKED, _TEXT, _NAMES = (
    ("titlen", 5.0, 5.0),
    ("beslutningen", 2.5, 3.0),
    ("indstillingen", 2.5, 3.0),
    ("sagsfremstillingen", 0.5, 2.0),
    ("et bilags navn", 1.0, 1.0),
)


class About(NamedTuple):
    """A topic by its place in topics.yml, how much the item speaks of it, and the words, in a Danish clause.

    `reason` is "" where the topic is only said in passing.
    """

    topic: int
    weight: float
    reason: str


class ScoredItem(NamedTuple):
    """An item's title as it is compared, whether it is routine by it, and what it may be about, strongest first."""

    title: str
    routine: bool
    about: tuple[About, ...]


@dataclass(slots=True)
class _Score:
    """How much an item speaks of a topic. `met` has the topic's words, each as written and where it weighs most."""

    weight: float = 0.0
    met: dict[str, tuple[str, str]] = field(default_factory=dict)


def score_meeting(meeting: PublicMeeting, entries: Entries) -> tuple[ScoredItem, ...]:
    """The items of a meeting in their order. It reads the meeting and the topics' words."""
    return tuple(_scored(item, matcher(entries)) for item in meeting.items)


def _scored(item: PublicItem, matcher: Matcher) -> ScoredItem:
    routine = is_routine(item.title)
    found = {} if routine else _scores(item, matcher)
    best = max((score.weight for score in found.values()), default=0.0)
    ordered = sorted(found.items(), key=lambda pair: (-pair[1].weight, pair[0]))
    return ScoredItem(
        title=plain_title(item.title),
        routine=routine,
        about=tuple(
            About(topic, score.weight, _reason(score) if score.weight >= _SHARE_OF_BEST * best else "")
            for topic, score in ordered
            if score.weight >= NEARLY
        ),
    )


def _scores(item: PublicItem, matcher: Matcher) -> dict[int, _Score]:
    found: defaultdict[int, _Score] = defaultdict(_Score)
    for (place, each, at_most), texts in _places(item):
        weights: Counter[Match] = Counter()
        for text in texts:
            for match, as_written in matcher.met(text):
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


def _reason(score: _Score) -> str:
    """`Ordet »skolevej« står i titlen, og »trafik« i beslutningen`"""
    by_place: defaultdict[str, list[str]] = defaultdict(list)
    for word, place in score.met.values():
        by_place[place].append(word)
    told = [(_listed([f"»{word}«" for word in found[:3]]), place) for place, found in by_place.items()]
    several = len(next(iter(by_place.values()))[:3]) > 1
    first = f"{'Ordene' if several else 'Ordet'} {told[0][0]} står i {told[0][1]}"
    more = [f"{names} i {place}" for names, place in told[1:]]
    return _listed([first, *more], ", og ")


def _listed(texts: Sequence[str], last: str = " og ") -> str:
    """`a`, `a og b`, `a, b og c`."""
    return last.join((", ".join(texts[:-1]), texts[-1])) if len(texts) > 1 else "".join(texts)
