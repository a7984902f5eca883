"""What became of a commitment: does a later open item of the archive answer it?

Only strong evidence counts, and only one unambiguous item. A later item answers where it belongs to the same
case or says that it follows up, and besides tells of the promise, uses its words or comes at its time; or,
without a link, where it names the meeting and the promise in one sentence.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.cache import digest
from generator.connections import Link, LinkKind
from generator.dates import find_dates
from generator.followups.commitment import Commitment
from generator.followups.content_words import all_stems, content_stems, shared
from generator.followups.periods import first_day, last_day
from generator.followups.reading import ReadPromises, texts_of
from generator.memory import Memory
from generator.model import Outcome
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.sentences import sentences
from generator.words import promised

_MOST_WORDS = 0.6  # share of the promise's words that speaks for itself
_SOME_WORDS = 0.3  # share that is enough where the time fits
_LATE = datetime.timedelta(days=100)  # so long after its time an answer still comes "at" it
_EARLY = datetime.timedelta(days=92)  # "i 4. kvartal" is kept in October too
_NO_ANSWER = (Outcome.POSTPONED, Outcome.NOT_DISCUSSED)
_SHOWN_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The item that answers, or None, and the Danish sentence that says how this is known."""

    item: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later:
    """A later item and what speaks for its being the answer."""

    item: PublicItem
    date: str
    linked: LinkKind | None
    told: str | None
    in_time: bool
    words: frozenset[str]

    @property
    def strength(self) -> tuple[bool, bool, int]:
        return (self.linked is not None, self.told is not None, len(self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """A later item that may be the answer, and its link to the item of the promise."""

    item: PublicItem
    date: str
    linked: LinkKind | None


class Asked(NamedTuple):
    """Commitments made at a meeting, and what they were read from."""

    meeting: PublicMeeting
    promises: ReadPromises
    commitments: Sequence[Commitment]


class _Task(NamedTuple):
    """A meeting's commitments with the items that may answer each."""

    asked: Asked
    near: Sequence[Sequence[_Near]]


class Answers:
    """The archive's items, ready to be asked. Items of meetings after `as_of` are not yet known.

    `read` is what was read of each meeting, in the order of the archive. Only the few items that may be the answer
    to something are looked at, and what they answered is remembered.
    """

    def __init__(
        self,
        archive: Archive,
        read: Sequence[ReadPromises],
        links: Sequence[Link],
        as_of: datetime.date,
        memory: Memory,
    ) -> None:
        self._memory = memory
        self._linked = _links_by_item(links)
        self._items: dict[str, tuple[PublicItem, str]] = {}
        self._naming: defaultdict[str, list[str]] = defaultdict(list)  # the day of promises → items that name it
        promised = {
            meeting.date
            for meeting, its in zip(archive.meetings, read, strict=True)
            if any(item.commitments for item in its.items)
        }
        for meeting, its in zip(archive.meetings, read, strict=True):
            for item, known in zip(meeting.items, its.items, strict=True):
                self._items[item.id] = (item, meeting.date)
                for day in known.days:
                    if day in promised:
                        self._naming[day].append(item.id)
        self._until = as_of.isoformat()
        self._words: dict[str, _Words] = {}  # an item of a long case is asked about by all that was before

    @property
    def published(self) -> Collection[str]:
        """The ids of the archive's items."""
        return self._items.keys()

    def of(self, asked: Sequence[Asked]) -> list[Sequence[Answer | None]]:
        """The answers to the commitments made at each of some meetings, for each the one that the archive holds."""
        tasks = [
            _Task(its, [self._near(commitment.item, its.meeting.date) for commitment in its.commitments])
            for its in asked
        ]
        answered = self._memory.each(
            "answers", [task for task in tasks if any(task.near)], self._answers_to, key=self._key
        )
        found = iter(answered)
        return [next(found) if any(task.near) else [None] * len(task.near) for task in tasks]

    def _answers_to(self, task: _Task) -> tuple[Answer | None, ...]:
        """The answers to a meeting's commitments, for each if one of the items near to it is."""
        date = task.asked.meeting.date
        return tuple(
            _answer_to(commitment, its, date, [self._words_of(one.item) for one in its])
            for commitment, its in zip(task.asked.commitments, task.near, strict=True)
        )

    def _words_of(self, item: PublicItem) -> _Words:
        if item.id not in self._words:
            self._words[item.id] = _Words(item)
        return self._words[item.id]

    def _near(self, item: str, date: str) -> list[_Near]:
        linked = self._linked.get(item, {})
        return [
            _Near(item=self._items[id][0], date=self._items[id][1], linked=linked.get(id))
            for id in sorted({*linked, *self._naming.get(date, ())} & self._items.keys())
            if self._may_answer(*self._items[id], date)
        ]

    def _may_answer(self, item: PublicItem, day: str, date: str) -> bool:
        return date < day <= self._until and not (item.decision and item.decision.outcome in _NO_ANSWER)

    def _key(self, task: _Task) -> bytes:
        meeting, promises, commitments = task.asked
        return digest(
            self._memory.of_meeting(meeting),
            repr((promises.next_meetings, promises.units, [commitment.source for commitment in commitments])),
            *(part for its in task.near for part in ("", *(each for one in its for each in self._part_of_key(one)))),
        )

    def _part_of_key(self, near: _Near) -> tuple[bytes | str, ...]:
        return self._memory.of_item(near.item), near.date, near.linked.value if near.linked else "-"


def _links_by_item(links: Sequence[Link]) -> dict[str, dict[str, LinkKind]]:
    """For each item the items linked to it as same case or as its follow-up; the surer kind wins."""
    found: dict[str, dict[str, LinkKind]] = {}
    for link in links:
        if link.kind is LinkKind.FOLLOWS_UP:
            found.setdefault(_item_of(link.target), {})[_item_of(link.source)] = link.kind
        elif link.kind is LinkKind.SAME_CASE:
            for one, other in ((link.source, link.target), (link.target, link.source)):
                found.setdefault(_item_of(one), {}).setdefault(_item_of(other), link.kind)
    return found


def _item_of(id: str) -> str:
    """The item that an item's or attachment's id belongs to."""
    return id.partition("/bilag-")[0]


# --- one promise -------------------------------------------------------------------------------------


class _Words:
    """The words of an item, looked at only if they are asked for."""

    def __init__(self, item: PublicItem) -> None:
        self._item = item

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of every word."""
        return all_stems(texts_of(self._item))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence."""
        return tuple(sentence for text in texts_of(self._item) for sentence in sentences(text))


def _answer_to(commitment: Commitment, near: Sequence[_Near], date: str, words: Sequence[_Words]) -> Answer | None:
    """`words` are those of the items near."""
    wanted = content_stems(commitment.text, without=(*commitment.responsible, commitment.due.words))
    found = [
        later
        for one, its in zip(near, words, strict=True)
        if _answers(later := _later(commitment, date, one, wanted, its), commitment, wanted)
    ]
    if not found:
        return None
    first = min(later.date for later in found)
    same_day = sorted((later for later in found if later.date == first), key=lambda one: one.strength)
    if len(same_day) > 1 and same_day[-1].strength == same_day[-2].strength:
        return Answer(item=None, reason=promised.SEVERAL)
    return _answer(same_day[-1])


def _later(commitment: Commitment, date: str, near: _Near, wanted: frozenset[str], words: _Words) -> _Later:
    return _Later(
        item=near.item,
        date=near.date,
        linked=near.linked,
        told=date if _tells(words.sentences, date, wanted) else None,
        in_time=_in_time(commitment.due.value, near.date),
        words=shared(wanted, words.stems),
    )


def _tells(said: Sequence[str], date: str, wanted: frozenset[str]) -> bool:
    """Whether sentences name the meeting's date and, there or just after, most of what was promised."""
    year = date[2:4]  # stands in the date however it is written
    near = (
        all_stems(said[at : at + 2])
        for at, sentence in enumerate(said)
        if year in sentence and date in find_dates(sentence)
    )
    return any(len(shared(wanted, stems)) >= max(2, len(wanted) / 2) for stems in near)


def _in_time(due: str | None, date: str) -> bool:
    """Whether the meeting is around the due time, and not so late that it answers something else."""
    if due is None:
        return False
    day = datetime.date.fromisoformat(date)
    return day >= first_day(due) - _EARLY and day - last_day(due) <= _LATE


def _on_time(due: str | None, date: str) -> bool:
    return due is not None and date.startswith(due)


def _answers(later: _Later, commitment: Commitment, wanted: frozenset[str]) -> bool:
    share = len(later.words) / len(wanted) if wanted else 0.0
    if later.linked is None:
        return later.told is not None and share >= _MOST_WORDS
    if later.told or (share >= _MOST_WORDS and (len(later.words) > 1 or later.in_time)):
        return True
    if later.in_time and share >= _SOME_WORDS:
        return True
    if not wanted:  # "Rådmanden forelægges et oplæg i april": the case's next item at that time is it
        return later.in_time
    titled = shared(wanted, all_stems([later.item.title]))
    return _on_time(commitment.due.value, later.date) and bool(titled or later.linked is LinkKind.FOLLOWS_UP)


def _answer(later: _Later) -> Answer:
    words = tuple(sorted(later.words, key=lambda word: (-len(word), word))[:_SHOWN_WORDS])
    reason = promised.answered(
        later.item.title,
        later.date,
        linked=later.linked,
        told=later.told,
        in_time=later.in_time,
        words=tuple(sorted(_as_written(word, later.item) for word in words)),
    )
    return Answer(item=later.item.id, reason=reason)


def _as_written(word: str, item: PublicItem) -> str:
    """The first word of the item with this stem, as a reader finds it there."""
    pattern = re.compile(rf"\b{re.escape(word)}[\w-]*", re.IGNORECASE)
    return next((match[0].lower() for text in texts_of(item) if (match := pattern.search(text))), word)
