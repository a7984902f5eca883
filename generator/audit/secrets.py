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
from generator.audit.letters import Numbers
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
    """Terms, each with a row, that are looked for in words and as parts of them."""

    def __init__(self, terms: Sequence[str], wanted: NDArray[np.bool_]) -> None:
        self.count = len(terms)
        self._rows: dict[str, list[int]] = {}
        for row in np.flatnonzero(wanted).tolist():
            self._rows.setdefault(terms[row], []).append(row)
        self._automaton = ahocorasick.Automaton()
        for found in self._rows:
            self._automaton.add_word(found, found)
        if self._rows:
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        return bool(self._rows)

    def find(self, text: str) -> _Found:
        """The rows of those that stand in a text."""
        found = {term for _, term in self._automaton.iter(text)} if self._rows else set()
        return np.array(sorted(row for term in found for row in self._rows[term]), np.intp)


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
    terms = [term for thing in things for term in thing.terms]
    in_patterns, in_terms, numbers = _in_meetings(archive, things, patterns, terms, night, Memory(cache, prints), cache)
    excused = in_patterns != 0
    excused_terms = in_terms != 0
    own_patterns, own_terms = _own(site, archive, connections, patterns.only(~excused), _Terms(terms, ~excused_terms))
    wanted, wanted_terms = ~excused & ~own_patterns, ~excused_terms & ~own_terms
    return Search(
        Secrets.of(patterns.only(wanted), _chosen(terms, wanted_terms)),
        Secrets.of(patterns.only(wanted & ~night.patterns.wanted), _chosen(terms, wanted_terms & ~night.terms.wanted)),
        night.clean,
        Learnt(things, Rows(in_patterns, wanted), Rows(in_terms, wanted_terms), numbers),
    )


def _chosen(terms: Sequence[str], wanted: NDArray[np.bool_]) -> frozenset[str]:
    return frozenset(terms[row] for row in np.flatnonzero(wanted).tolist())


# --- what stands in the meetings ----------------------------------------------------------------------


def _in_meetings(
    archive: Archive,
    things: Sequence[Thing],
    patterns: Patterns,
    terms: Sequence[str],
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
    found, found_terms = night.patterns.source.copy(), night.terms.source.copy()
    gone = (found != 0) & ~np.isin(found, numbers)
    gone_terms = (found_terms != 0) & ~np.isin(found_terms, numbers)
    found[gone], found_terms[gone_terms] = 0, 0
    counts = [(len(thing.marks), len(thing.terms)) for thing in things]
    unknown = gone | np.repeat(night.is_new, [count for count, _ in counts]).astype(np.bool_)
    unknown_terms = gone_terms | np.repeat(night.is_new, [count for _, count in counts]).astype(np.bool_)
    task = _Task(
        (patterns.only(found == 0), _Terms(terms, found_terms == 0)),
        (patterns.only(unknown), _Terms(terms, unknown_terms)),
        _numbers_of_closed(things, closed, sources, patterns),
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
    made: list[bytes] = []
    for results, fresh in in_gangs(_look_through, parts, task):
        made += fresh
        for number, rows, term_rows in results:
            found[rows], found_terms[term_rows] = number, number
    for (key, _), kept in zip(some, made, strict=True):
        if kept:
            cache.put(_KIND, key, kept)
    return found, found_terms, numbers


def _numbers_of_closed(
    things: Sequence[Thing], closed: dict[str, list[bytes]], sources: Iterable[Iterable[Source]], patterns: Patterns
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
    for entry in meetings:
        texts = unpacked(entry.kept) if entry.kept else texts_of(entry.meeting)
        fresh.append(packed(texts) if task.remembers and not entry.kept else b"")
        for source, is_new in entry.sources:
            patterns, terms = task.fresh if is_new else task.other
            text, own_terms = texts[source.place]
            rows = patterns.find(text)
            if source.minutes_of:  # whole phrases of what those minutes close are not opened
                rows = rows[task.lone[rows] | ~patterns.have_numbers(rows, task.theirs[source.minutes_of])]
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
