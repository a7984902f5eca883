"""What became of a commitment: does a later open item of the archive answer it?

Only strong evidence counts, and only one unambiguous item. A later item answers where it belongs to the same
case or says that it follows up, and besides tells of the promise, uses its words or comes at its time; or,
without a link, where it names the meeting and the promise in one sentence.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.connections import Link, LinkKind
from generator.dates import find_dates
from generator.followups.commitment import Commitment
from generator.followups.content_words import all_stems, content_stems, shared
from generator.followups.periods import first_day, last_day
from generator.model import Outcome, block_strings
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


class Answers:
    """The archive's items, ready to be asked. Items of meetings after `as_of` are not yet known."""

    def __init__(self, archive: Archive, links: Sequence[Link], as_of: datetime.date) -> None:
        self._items: dict[str, tuple[PublicItem, PublicMeeting]] = {}
        for meeting in archive.meetings:
            if meeting.date <= as_of.isoformat():
                self._items |= {item.id: (item, meeting) for item in meeting.items}
        self._texts = {id: tuple(_texts(item)) for id, (item, _) in self._items.items()}
        self._stems = {id: all_stems(texts) for id, texts in self._texts.items()}
        self._sentences = {id: [s for text in texts for s in sentences(text)] for id, texts in self._texts.items()}
        self._linked = _links_by_item(links)
        self._naming: dict[str, dict[str, list[int]]] = {}  # date → item → its sentences that name the date
        for id, said in self._sentences.items():
            for at, sentence in enumerate(said):
                for date in set(find_dates(sentence)):
                    self._naming.setdefault(date, {}).setdefault(id, []).append(at)

    def of(self, commitment: Commitment, date: str) -> Answer | None:
        """The answer to a commitment made on `date`, if the archive holds one."""
        wanted = content_stems(commitment.text, without=(*commitment.responsible, commitment.due.words))
        near = {*self._linked.get(commitment.item, ()), *self._naming.get(date, ())}
        found = [
            later
            for id in sorted(near & self._items.keys())
            if self._may_answer(id, date)
            if (later := self._later(commitment, date, id, wanted)) and _answers(later, commitment, wanted)
        ]
        if not found:
            return None
        first = min(later.date for later in found)
        same_day = sorted((later for later in found if later.date == first), key=lambda one: one.strength)
        if len(same_day) > 1 and same_day[-1].strength == same_day[-2].strength:
            return Answer(item=None, reason=promised.SEVERAL)
        return _answer(same_day[-1])

    def _may_answer(self, id: str, date: str) -> bool:
        item, meeting = self._items[id]
        return meeting.date > date and not (item.decision and item.decision.outcome in _NO_ANSWER)

    def _later(self, commitment: Commitment, date: str, id: str, wanted: frozenset[str]) -> _Later | None:
        item, meeting = self._items[id]
        linked = self._linked.get(commitment.item, {}).get(id)
        return _Later(
            item=item,
            date=meeting.date,
            linked=linked,
            told=date if self._tells(id, date, wanted) else None,
            in_time=_in_time(commitment.due.value, meeting.date),
            words=shared(wanted, self._stems[id]),
        )

    def _tells(self, id: str, date: str, wanted: frozenset[str]) -> bool:
        """Whether the item names the meeting's date and, there or just after, most of what was promised."""
        said = self._sentences[id]
        near = (all_stems(said[at : at + 2]) for at in self._naming.get(date, {}).get(id, ()))
        return any(len(shared(wanted, stems)) >= max(2, len(wanted) / 2) for stems in near)


def _texts(item: PublicItem) -> Iterator[str]:
    yield item.title
    yield from (entry.text for entry in item.recommendations)
    for section in item.sections:
        yield from (text for block in section.blocks for text in block_strings(block))
    if item.decision:
        yield from (text for block in item.decision.blocks for text in block_strings(block))
    yield from (attachment.title for attachment in item.attachments)


def _item_of(id: str) -> str:
    """The item that an item's or attachment's id belongs to."""
    return re.sub(r"/bilag-[^/]*$", "", id)


def _links_by_item(links: Sequence[Link]) -> dict[str, dict[str, LinkKind]]:
    """For each item the items linked to it as same case or as its follow-up; the surer kind wins."""
    found: dict[str, dict[str, LinkKind]] = {}
    for link in links:
        source, target = _item_of(link.source), _item_of(link.target)
        if link.kind is LinkKind.FOLLOWS_UP:
            found.setdefault(target, {})[source] = link.kind
        elif link.kind is LinkKind.SAME_CASE:
            for one, other in ((source, target), (target, source)):
                found.setdefault(one, {}).setdefault(other, link.kind)
    return found


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
    return next((match[0].lower() for text in _texts(item) if (match := pattern.search(text))), word)
