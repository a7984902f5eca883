"""What of the withheld stands in the meetings' open papers too: it betrays nothing, and is not looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from generator.audit.fingerprints import Patterns
from generator.audit.gangs import in_gangs
from generator.audit.letters import Numbers
from generator.audit.nights import Night, Verdicts
from generator.audit.seams import OpenSentences
from generator.audit.sources import Source, sources_of, texts_of, unpacked
from generator.audit.standing import Has, Open, Task, look_through
from generator.audit.terms import Terms
from generator.audit.things import Thing
from generator.audit.withheld_patterns import LONE_WORD
from generator.cache import Cache, digest
from generator.memory import Memory
from generator.openness import Archive, PublicMeeting

_TOGETHER = 25  # meetings that one process looks through
_KIND = "audit-open"


@dataclass(frozen=True, slots=True)
class _Excuses:
    """Of each of some patterns, or terms: the number of a source that has it, or 0, and whether it must be looked for
    in all sources, also in those that are as they were.
    """

    source: Numbers
    unknown: NDArray[np.bool_]

    @classmethod
    def of(cls, known: Verdicts, is_new: NDArray[np.bool_], sources: Numbers) -> _Excuses:
        """What the last audit left, of which some is new."""
        gone = (known.source != 0) & ~np.isin(known.source, sources)
        return cls(np.where(gone, np.uint64(0), known.source), gone | is_new)

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
    closed = _by_meeting(things)
    prints = [memory.of_meeting(meeting) or str(n).encode() for n, meeting in enumerate(archive.meetings)]
    sources = [sources_of(*known, closed) for known in zip(archive.meetings, prints, strict=True)]
    numbers: Numbers = np.array(sorted({source.key for some in sources for source in some}), "<u8")
    is_new = np.array(night.is_new, np.bool_)
    of_patterns = _Excuses.of(night.patterns, np.repeat(is_new, [len(thing.marks) for thing in things]), numbers)
    of_terms = _Excuses.of(night.terms, np.repeat(is_new, [len(thing.terms) for thing in things]), numbers)
    of_terms = of_terms.of_each(term_of, len(terms))
    found, found_terms = of_patterns.source, of_terms.source
    task = Task(
        (patterns.only(found == 0), Terms(terms, found_terms == 0)),
        (patterns.only(of_patterns.unknown), Terms(terms, of_terms.unknown)),
        _numbers_of_closed(things, closed, sources),
        patterns.are_of(LONE_WORD),
        cache.remembers,
    )
    is_all = bool(task.other[0] or task.other[1])
    before = set(night.sources.tolist())
    some = []
    for meeting, key, own in zip(archive.meetings, prints, sources, strict=True):
        marked = tuple((source, source.key not in before) for source in own)
        if things and (is_all or any(is_new for _, is_new in marked)):
            some.append((key, Open(meeting, cache.get(_KIND, key) or b"", marked)))
        else:
            cache.keep(_KIND, key)
    for (in_patterns, rows), (in_terms, term_rows) in _looked_through(some, task, cache):
        found[rows], found_terms[term_rows] = in_patterns, in_terms
    return found, found_terms, numbers


def _by_meeting(things: Iterable[Thing]) -> dict[str, list[bytes]]:
    """The keys of withheld things by the meetings that they are of."""
    found: dict[str, list[bytes]] = {}
    for thing in things:
        for meeting_id in thing.meetings:
            found.setdefault(meeting_id, []).append(thing.key)
    return found


def _looked_through(some: Sequence[tuple[bytes, Open]], task: Task, cache: Cache) -> Iterator[tuple[Has, Has]]:
    """What meetings have, which are given with their keys; their texts are remembered."""
    parts = [[entry for _, entry in some[at : at + _TOGETHER]] for at in range(0, len(some), _TOGETHER)]
    for patterns, _ in (task.fresh, task.other) if parts else ():
        patterns.get_ready()
    made: list[bytes] = []
    for found, fresh in in_gangs(look_through, parts, task):
        made += fresh
        yield from found
    for (key, _), kept in zip(some, made, strict=True):
        if kept:
            cache.put(_KIND, key, kept)


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


def open_sentences(archive: Archive, own: str, memory: Memory, cache: Cache) -> OpenSentences:
    """What is open, and what the site says of its `own`."""
    of_site = digest("own", own)

    def there() -> set[bytes]:
        return {of_site, *map(memory.of_meeting, archive.meetings)}

    def texts() -> list[Callable[[], Iterable[tuple[bytes, str]]]]:
        keys = list(map(memory.of_meeting, archive.meetings))
        known = [(key, one, cache.get(_KIND, key) or b"") for key, one in zip(keys, archive.meetings, strict=True)]
        some = [known[at : at + _TOGETHER] for at in range(0, len(known), _TOGETHER)]
        return [lambda: [(of_site, own)], *(partial(_texts, entries) for entries in some)]

    return OpenSentences(texts, there, cache)


def _texts(meetings: Iterable[tuple[bytes, PublicMeeting, bytes]]) -> Iterator[tuple[bytes, str]]:
    for key, meeting, kept in meetings:
        yield from ((key, text) for text, _ in (unpacked(kept) if kept else texts_of(meeting)))
