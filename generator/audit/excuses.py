"""What of the withheld stands in the meetings' open papers too: it betrays nothing, and is not looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from generator.audit.fingerprints import Patterns
from generator.audit.gangs import in_gangs
from generator.audit.letters import Letters, Numbers
from generator.audit.nights import Night, Rows
from generator.audit.sources import Source, packed, sources_of, texts_of, unpacked
from generator.audit.things import Thing
from generator.audit.withheld_patterns import LONE_WORD
from generator.cache import Cache
from generator.memory import Memory
from generator.openness import Archive, PublicMeeting

_TOGETHER = 25  # meetings that one process looks through
_KIND = "audit-open"
Found = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Open:
    """A meeting to look through: its texts where they are known, and its sources, each whether it is new."""

    meeting: PublicMeeting
    kept: bytes
    sources: tuple[tuple[Source, bool], ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """What is looked for in sources that are new, and in others; `theirs` are the numbers that a copy does not open."""

    fresh: tuple[Patterns, Terms]
    other: tuple[Patterns, Terms]
    theirs: dict[str, Numbers]
    lone: NDArray[np.bool_]
    remembers: bool


class Terms:
    """Terms, each with a number, that are looked for in words and as parts of them.

    Whole words also read backwards: the index's lists by endings hold "råd" as "dår".
    """

    def __init__(self, terms: Sequence[str], wanted: NDArray[np.bool_]) -> None:
        self.count = len(terms)
        self._automaton = ahocorasick.Automaton()
        self._numbers = {terms[number]: number for number in np.flatnonzero(wanted).tolist()}
        for term, number in self._numbers.items():
            self._automaton.add_word(term, number)
        if len(self._automaton):
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        return len(self._automaton) > 0

    def find(self, text: str) -> Found:
        """The numbers of those that stand in a text."""
        found = {number for _, number in self._automaton.iter(text)} if self else set()
        found.update(self._numbers[word] for word in (word[::-1] for word in text.split()) if word in self._numbers)
        return np.array(sorted(found), np.intp)


@dataclass(frozen=True, slots=True)
class _Excuses:
    """Of each of some patterns, or terms: the number of a source that has it, or 0, and whether it must be looked for
    in all sources, also in those that are as they were.
    """

    source: Numbers
    unknown: NDArray[np.bool_]

    @classmethod
    def of(cls, rows: Rows, is_new: NDArray[np.bool_], sources: Numbers) -> _Excuses:
        """What is known of rows, of which some are new."""
        gone = (rows.source != 0) & ~np.isin(rows.source, sources)
        return cls(np.where(gone, np.uint64(0), rows.source), gone | is_new)

    def of_each(self, inverse: NDArray[np.intp], count: int) -> _Excuses:
        """The same of things of which each has some rows, by the number of the thing that a row is of."""
        source: Numbers = np.zeros(count, "<u8")
        np.maximum.at(source, inverse, self.source)
        unknown = np.ones(count, np.bool_)
        unknown[inverse[~self.unknown]] = False
        return _Excuses(source, unknown & (source == 0))


def in_meetings(
    archive: Archive,
    things: Sequence[Thing],
    patterns: Patterns,
    terms: Sequence[str],
    term_of: NDArray[np.intp],
    night: Night,
    memory: Memory,
    cache: Cache,
) -> tuple[Numbers, Numbers, Numbers]:
    """Of each pattern and term, the number of a source that has it, or 0; and the numbers of all sources.

    A source that has what it had the last time has nothing new of what was looked for then.
    """
    closed: dict[str, list[bytes]] = {}
    for thing in things:
        for meeting_id in thing.meetings:
            closed.setdefault(meeting_id, []).append(thing.key)
    prints = [memory.of_meeting(meeting) or str(n).encode() for n, meeting in enumerate(archive.meetings)]
    sources = [sources_of(*known, closed) for known in zip(archive.meetings, prints, strict=True)]
    numbers: Numbers = np.array(sorted({source.key for some in sources for source in some}), "<u8")
    is_new = np.array(night.is_new, np.bool_)
    of_patterns = _Excuses.of(night.patterns, np.repeat(is_new, [len(thing.marks) for thing in things]), numbers)
    of_terms = _Excuses.of(night.terms, np.repeat(is_new, [len(thing.terms) for thing in things]), numbers)
    of_terms = of_terms.of_each(term_of, len(terms))
    found, found_terms = of_patterns.source, of_terms.source
    task = _Task(
        (patterns.only(found == 0), Terms(terms, found_terms == 0)),
        (patterns.only(of_patterns.unknown), Terms(terms, of_terms.unknown)),
        _numbers_of_closed(things, closed, sources),
        patterns.are_of(LONE_WORD),
        cache.remembers,
    )
    before = set(night.sources.tolist())
    is_all = bool(task.other[0] or task.other[1])
    some = []
    for meeting, key, own in zip(archive.meetings, prints, sources, strict=True):
        marked = tuple((source, source.key not in before) for source in own)
        if things and (is_all or any(is_new for _, is_new in marked)):
            some.append((key, _Open(meeting, cache.get(_KIND, key) or b"", marked)))
        else:
            cache.keep(_KIND, key)
    parts = [[entry for _, entry in some[at : at + _TOGETHER]] for at in range(0, len(some), _TOGETHER)]
    for patterns_, _ in (task.fresh, task.other) if parts else ():
        patterns_.get_ready()
    made: list[bytes] = []
    for results, fresh in in_gangs(_look_through, parts, task):
        made += fresh
        for number, rows, terms_here in results:
            found[rows], found_terms[terms_here] = number, number
    for (key, _), kept in zip(some, made, strict=True):
        if kept:
            cache.put(_KIND, key, kept)
    return found, found_terms, numbers


def _numbers_of_closed(
    things: Sequence[Thing], closed: dict[str, list[bytes]], sources: Iterable[Iterable[Source]]
) -> dict[str, Numbers]:
    """What each meeting closes of which copies of minutes are in the papers."""
    copied = {source.minutes_of for some in sources for source in some if source.minutes_of}
    wanted = {key for meeting_id in copied for key in closed.get(meeting_id, ())}
    by_key = {thing.key: np.frombuffer(thing.marks.numbers, "<u8") for thing in things if thing.key in wanted}
    nothing: Numbers = np.zeros(0, "<u8")
    return {
        meeting_id: np.concatenate([nothing, *(by_key[key] for key in closed.get(meeting_id, ()))])
        for meeting_id in sorted(copied)
    }


def _look_through(meetings: Sequence[_Open], task: _Task) -> tuple[list[tuple[int, Found, Found]], list[bytes]]:
    """What the sources of some meetings have, and what is to be remembered of those of which nothing is known yet."""
    results: list[tuple[int, Found, Found]] = []
    fresh: list[bytes] = []
    seen = np.zeros(len(task.fresh[0]), np.bool_)  # in one of these sources, which is enough
    for entry in meetings:
        texts = unpacked(entry.kept) if entry.kept else texts_of(entry.meeting)
        fresh.append(packed(texts) if task.remembers and not entry.kept else b"")
        for source, is_new in entry.sources:
            patterns, terms = task.fresh if is_new else task.other
            text, own_terms = texts[source.place]
            rows = patterns.find_in(Letters(text), but=seen)
            if source.minutes_of:  # whole phrases of what those minutes close are not opened
                rows = rows[task.lone[rows] | ~patterns.have_numbers(rows, task.theirs[source.minutes_of])]
            seen[rows] = True
            results.append((source.key, rows, terms.find(own_terms)))
    return results, fresh


def open_texts(archive: Archive, own: str, memory: Memory, cache: Cache) -> list[Callable[[], Iterable[str]]]:
    """What is open, some meetings at a time, and what the site says of its `own`."""
    known = [(meeting, cache.get(_KIND, memory.of_meeting(meeting)) or b"") for meeting in archive.meetings]
    some = [known[at : at + _TOGETHER] for at in range(0, len(known), _TOGETHER)]
    return [lambda: [own], *(partial(_texts, entries) for entries in some)]


def _texts(meetings: Iterable[tuple[PublicMeeting, bytes]]) -> Iterator[str]:
    for meeting, kept in meetings:
        yield from (text for text, _ in (unpacked(kept) if kept else texts_of(meeting)))
