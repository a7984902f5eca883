"""What must not stand in the site: the fingerprints of all that is withheld and stands nowhere in what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from generator import words
from generator.audit.fingerprints import Patterns
from generator.audit.folding import BREAK, normal
from generator.audit.formats import own_words
from generator.audit.gangs import in_gangs
from generator.audit.letters import Letters, Numbers
from generator.audit.nights import Learnt, Night, Rows, last_night
from generator.audit.readings import readings, strings_of
from generator.audit.sources import Source, packed, sources_of, terms_in, texts_of, unpacked
from generator.audit.things import Thing, things_of
from generator.audit.withheld_patterns import LONE_WORD, patterns_of
from generator.cache import NO_CACHE, Cache
from generator.connections import Connections
from generator.fingerprints import NOTHING, Fingerprints
from generator.memory import Memory
from generator.openness import Archive, PublicMeeting, Withheld

__all__ = ["LONE_WORD", "Search", "Secrets", "patterns_of", "search_for", "secrets_of"]

# Files that hold the site's own words and nothing of any meeting: a lone word in two of them betrays nothing.
_CHROME = (
    "404.html",
    "om/index.html",
    "soeg/index.html",
    "data/index.html",
    "data/spoergsmaal/index.html",
    "data/datapackage.json",
    "tilgaengelighed/index.html",
    "privatliv/index.html",
)
_TOGETHER = 25  # meetings that one process looks through
_KIND = "audit-open"
_Found = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What to look for: `patterns` anywhere, `phrases`, which are those that are no lone words, also where the site's
    formats have words of their own, `terms` among the keys of the search index.
    """

    patterns: Patterns
    phrases: Patterns
    terms: frozenset[str]

    @classmethod
    def of(cls, patterns: Patterns, terms: frozenset[str]) -> Secrets:
        """Patterns and terms."""
        return cls(patterns, patterns.only(~patterns.are_of(LONE_WORD)), terms)

    def __bool__(self) -> bool:
        return bool(self.patterns or self.terms)

    def has_secret_term(self, keys: Iterable[str]) -> bool:
        """Whether a key of the search index is a word, or a stem, that no open paper holds even as part of a word."""
        return not self.terms.isdisjoint(keys)

    def get_ready(self) -> None:
        """Make what a search needs: once, and not in each of many processes."""
        self.patterns.get_ready()
        self.phrases.get_ready()


@dataclass(frozen=True, slots=True)
class Search:
    """What an audit is to look for: `all` of it, and only what is `new` in the bunches with the keys that are `clean`:
    in them the last audit found nothing. `learnt` is what the next one is to know.
    """

    all: Secrets
    new: Secrets
    clean: frozenset[bytes]
    learnt: Learnt


@dataclass(frozen=True, slots=True)
class _Open:
    """A meeting to look through: its texts where they are known, and its sources, each whether it is new."""

    meeting: PublicMeeting
    kept: bytes
    sources: tuple[tuple[Source, bool], ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """What is looked for in sources that are new, and in others; `theirs` are the numbers that a copy does not open."""

    fresh: tuple[Patterns, _Terms]
    other: tuple[Patterns, _Terms]
    theirs: dict[str, Numbers]
    lone: NDArray[np.bool_]
    remembers: bool


class _Terms:
    """Terms, each with a number, that are looked for in words and as parts of them."""

    def __init__(self, terms: Sequence[str], wanted: NDArray[np.bool_]) -> None:
        self.count = len(terms)
        self._automaton = ahocorasick.Automaton()
        for number in np.flatnonzero(wanted).tolist():
            self._automaton.add_word(terms[number], number)
        if len(self._automaton):
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        return len(self._automaton) > 0

    def find(self, text: str) -> _Found:
        """The numbers of those that stand in a text."""
        found = {number for _, number in self._automaton.iter(text)} if self else set()
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


def secrets_of(
    site: Path,
    *,
    archive: Archive,
    connections: Connections,
    withheld: Sequence[Withheld],
) -> Secrets:
    """What of `withheld` stands neither in what is open nor among the words that the site says of its own."""
    return search_for(site, archive=archive, connections=connections, withheld=withheld).all


def search_for(
    site: Path,
    *,
    archive: Archive,
    connections: Connections,
    withheld: Sequence[Withheld],
    cache: Cache = NO_CACHE,
    prints: Fingerprints = NOTHING,
) -> Search:
    """The same, and what is new of it since the last audit."""
    things = things_of(withheld, cache)
    night = last_night(things, cache)
    patterns = Patterns([thing.marks for thing in things])
    terms, term_of = np.unique([term for thing in things for term in thing.terms] or [""], return_inverse=True)
    term_of = term_of[: len(night.terms.source)]
    names = terms.tolist()
    in_patterns, in_terms, sources = _in_meetings(
        archive, things, patterns, names, term_of, night, Memory(cache, prints), cache
    )
    own_patterns, own_terms = _own(
        site, archive, connections, patterns.only(in_patterns == 0), _Terms(names, in_terms == 0)
    )
    wanted, wanted_terms = (in_patterns == 0) & ~own_patterns, ((in_terms == 0) & ~own_terms)[term_of]
    return Search(
        Secrets.of(patterns.only(wanted), _chosen(names, term_of[wanted_terms])),
        Secrets.of(
            patterns.only(wanted & ~night.patterns.wanted),
            _chosen(names, term_of[wanted_terms & ~night.terms.wanted]),
        ),
        night.clean,
        Learnt(things, Rows(in_patterns, wanted), Rows(in_terms[term_of], wanted_terms), sources),
    )


def _chosen(terms: Sequence[str], numbers: NDArray[np.intp]) -> frozenset[str]:
    return frozenset(terms[number] for number in np.unique(numbers).tolist())


# --- what stands in the meetings ----------------------------------------------------------------------


def _in_meetings(
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
        (patterns.only(found == 0), _Terms(terms, found_terms == 0)),
        (patterns.only(of_patterns.unknown), _Terms(terms, of_terms.unknown)),
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


def _look_through(meetings: Sequence[_Open], task: _Task) -> tuple[list[tuple[int, _Found, _Found]], list[bytes]]:
    """What the sources of some meetings have, and what is to be remembered of those of which nothing is known yet."""
    results: list[tuple[int, _Found, _Found]] = []
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


# --- what the site says of its own --------------------------------------------------------------------


def _own(
    site: Path, archive: Archive, connections: Connections, patterns: Patterns, terms: _Terms
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each pattern and term, whether the site has it of its own: bodies; topics, which the municipality writes; the
    site's words.
    """
    found = np.zeros(len(patterns), np.bool_)
    found_terms = np.zeros(terms.count, np.bool_)
    if not patterns and not terms:
        return found, found_terms
    own = (*archive.bodies, *connections.topics, *words.all_strings())
    text = normal(BREAK.join("\n".join(strings_of(thing)) for thing in own))
    found[patterns.find(text)] = True
    names = (normal(name) for followup in connections.followups for name in followup.responsible)
    found_terms[terms.find(terms_in("\n".join((text, *names))))] = True
    lone = patterns.are_of(LONE_WORD)
    shown = (*own_words(), *(f"{entry.short} {entry.long}" for entry in connections.abbreviations))
    for rows in (*(patterns.find(normal(text)) for text in shown), _chrome(site, patterns)):
        found[rows[lone[rows]]] = True
    return found, found_terms


def _chrome(site: Path, patterns: Patterns) -> _Found:
    """What two or more of the pages without papers have, or a description of the data."""
    times = np.zeros(len(patterns), np.int64)
    for name in _CHROME:
        times[_in_file(site / name, patterns)] += 1
    for file in sorted((site / "data" / "schemas").glob("*.json")):
        times[_in_file(file, patterns)] += len(_CHROME)
    return np.flatnonzero(times > 1)


def _in_file(file: Path, patterns: Patterns) -> _Found:
    return np.unique(np.concatenate([np.zeros(0, np.intp), *_rows_in(file, patterns)]))


def _rows_in(file: Path, patterns: Patterns) -> Iterator[_Found]:
    return (patterns.find(normal(text)) for text in readings(file))
