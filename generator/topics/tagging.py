"""Tags items with topics by the words of their papers, each with a reason that names the words.

What an item says of a topic is read item by item (`scoring`). What falls a little short counts where the topic is one
that the body often treats.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.cache import digest
from generator.connections import Topic, TopicTag
from generator.memory import NO_MEMORY, Memory
from generator.openness import Archive
from generator.routine import OFTEN
from generator.topics.scoring import ENOUGH, NEARLY, ScoredItem, score_meeting

AT_MOST = 4  # tags of one item
_OFTEN_ITEMS, _OFTEN_SHARE = 3, 0.2  # when a topic is one of a body's usual ones


@dataclass(frozen=True, slots=True, kw_only=True)
class TagResult:
    """The tags, and the ids of items that got none although they are about something."""

    tags: tuple[TopicTag, ...]
    untagged: tuple[str, ...]


def tag(archive: Archive, topics: Sequence[Topic], memory: Memory = NO_MEMORY) -> TagResult:
    """The tags in the order of the archive, an item's strongest first."""
    entries = tuple(topic.words for topic in topics)
    words = digest(*(part for own in entries for part in (str(len(own)), *own)))
    scored = memory.each(
        "topics",
        archive.meetings,
        partial(score_meeting, entries=entries),
        key=lambda meeting: digest(memory.of_meeting(meeting), words),
    )
    told = list(_told(archive, scored))
    usual = _usual(told)
    tags: list[TopicTag] = []
    untagged: list[str] = []
    for item_id, body, item in told:
        own = list(_tags(item_id, item, usual[body], topics))
        tags += own
        if not own:
            untagged.append(item_id)
    return TagResult(tags=tuple(tags), untagged=tuple(untagged))


_Told = tuple[str, str, ScoredItem]  # id, body, and what was read of it


def _told(archive: Archive, scored: Sequence[Sequence[ScoredItem]]) -> Iterator[_Told]:
    """The items that are about something: those that do not come by themselves (`routine`)."""
    times: Counter[tuple[str, str]] = Counter()
    for meeting, found in zip(archive.meetings, scored, strict=True):
        pairs = zip(meeting.items, found, strict=True)
        times.update({(meeting.body, read.title) for item, read in pairs if not item.case_numbers})
    for meeting, found in zip(archive.meetings, scored, strict=True):
        for item, read in zip(meeting.items, found, strict=True):
            if not read.routine and times[meeting.body, read.title] < OFTEN:
                yield item.id, meeting.body, read


def _usual(told: Sequence[_Told]) -> Mapping[str, frozenset[int]]:
    """The topics that each body treats often, by the items that are surely about them."""
    items: Counter[str] = Counter()
    about: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for _, body, item in told:
        items[body] += 1
        for entry in item.about:
            if entry.weight >= ENOUGH:
                about[body][entry.topic] += 1
    return {
        body: frozenset(
            topic for topic, times in about[body].items() if times >= max(_OFTEN_ITEMS, _OFTEN_SHARE * items[body])
        )
        for body in items
    }


def _tags(id: str, item: ScoredItem, usual: frozenset[int], topics: Sequence[Topic]) -> Iterator[TopicTag]:
    kept = [
        entry
        for entry in item.about
        if entry.reason and (entry.weight >= ENOUGH or (entry.weight >= NEARLY and entry.topic in usual))
    ]
    for topic, weight, reason in kept[:AT_MOST]:
        habit = "" if weight >= ENOUGH else ". Emnet er et af dem, som organet ofte behandler"
        yield TopicTag(item=id, topic=topics[topic].slug, reason=f"{reason}{habit}.")
