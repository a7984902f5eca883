"""The files of one segment, from the terms of its meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import forks
from generator.search import cutting, shards, store
from generator.search.cutting import Entry, Index
from generator.search.meeting_terms import MeetingTerms
from generator.search.merging import SegmentTerms
from generator.search.vocabulary import Counts, Learned, Spelling, counts_of, spellings

TERMS, PLACES, FORWARDS, BACKWARDS = "ord", "steder", "forfra", "bagfra"
_SELDOM = (PLACES, FORWARDS, BACKWARDS)  # kinds whose keys few searches need
_WORTH = 60  # meetings that are worth more processes
_SIZES = {TERMS: shards.TERMS, PLACES: shards.PLACES, FORWARDS: shards.SPELLINGS, BACKWARDS: shards.SPELLINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of a segment beside its files, so that a change in few meetings can be worked into these:
    the entries of each kind, and how many documents have each word."""

    entries: dict[str, Index]
    counts: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A segment: the first keys of its files by kind, the numbers of its filters, and the content of its files by their
    paths, None where it is that of before."""

    keys: dict[str, list[str]]
    numbers: dict[tuple[str, str], int]
    state: State
    files: dict[str, bytes | None]


@dataclass(frozen=True, slots=True)
class _Kind:
    entries: dict[str, Index]
    keys: dict[str, list[str]]
    files: dict[str, bytes]


def start_of(folder: str, kind: str, segment: str) -> str:
    """What the paths of the files of a kind begin with."""
    return f"{folder}/{kind}/{segment}-"


def size_of(kind: str, segment: str) -> int:
    """How large a file of a kind may be."""
    return shards.size_in(segment, _SIZES[kind])


def made(name: str, meetings: list[MeetingTerms], learned: Learned, parts: Mapping[str, str], folder: str) -> Made:
    """The segment of that name. `parts` are those of all compounds in it. The list of meetings is empty afterwards."""
    counts = counts_of(meetings)
    values = store.values(meetings)
    files: dict[str, bytes | None] = {}
    files.update(store.filters(values, start_of(folder, "filtre", name)))
    files[cases_path(folder, name)] = store.cases(meetings)
    many = len(meetings) >= _WORTH
    work = _Work(name, folder, SegmentTerms(_let_go(meetings), parts), learned, counts)
    entries: dict[str, Index] = {}
    keys: dict[str, list[str]] = {}
    jobs = [work.terms, work.places, work.spellings]
    lost = forks.ended("makes the search index")
    for done in forks.each(lambda job: job(), jobs, worth=1 if many else len(jobs) + 1, lost=lost):
        entries |= done.entries
        keys |= done.keys
        files.update(done.files)
    files.update([told_of(folder, name, keys)])
    state = State(entries=entries, counts=counts.kept())
    return Made(keys=keys, numbers={value: len(held) for value, held in values.items()}, state=state, files=files)


def cases_path(folder: str, segment: str) -> str:
    """Where it stands which documents are of one case."""
    return f"{folder}/sager/{segment}.pak"


def told_of(folder: str, segment: str, keys: Mapping[str, list[str]]) -> tuple[str, bytes]:
    """The file of the keys that few searches need."""
    return f"{folder}/noegler/{segment}.pak", cutting.packed({name: keys[name] for name in _SELDOM})


@dataclass(frozen=True, slots=True)
class _Work:
    """The kinds of files, each of which may be made in a process of its own."""

    name: str
    folder: str
    segment: SegmentTerms
    learned: Learned
    counts: Counts

    def terms(self) -> _Kind:
        return self._kind({TERMS: shards.term_entries(self.segment, size_of(TERMS, self.name))})

    def places(self) -> _Kind:
        return self._kind({PLACES: list(shards.place_entries(self.segment, size_of(PLACES, self.name)))})

    def spellings(self) -> _Kind:
        spelt = spellings(self.learned.parts, self.counts)
        forwards = sorted(spelling_entry(word, told) for word, told in spelt.items())
        return self._kind({FORWARDS: forwards, BACKWARDS: sorted((word[::-1], value) for word, value in forwards)})

    def _kind(self, kinds: Mapping[str, list[Entry]]) -> _Kind:
        found = _Kind({}, {}, {})
        for kind, entries in kinds.items():
            found.entries[kind] = cutting.index_of(entries)
            cut = list(cutting.cut(entries, start_of(self.folder, kind, self.name), size_of(kind, self.name)))
            found.keys[kind] = [key for key, _, _ in cut]
            found.files.update({path: content for _, path, content in cut})
        return found


def spelling_entry(word: str, told: Spelling) -> Entry:
    """A word and how usual it is: one more where twice as many documents have it. It is coarse, so that few words are
    another night's. Where a reader writes the word otherwise than it is folded, that stands beside the number."""
    number, spoken = told
    return word, cutting.as_json(number.bit_length() if spoken == word else [number.bit_length(), spoken])


def _let_go(meetings: list[MeetingTerms]) -> Iterator[MeetingTerms]:
    """The meetings, each gone from the list when it is given."""
    meetings.reverse()
    while meetings:
        yield meetings.pop()
