"""The files of the index into a sink: of each meeting and each segment, made anew or kept as the last build left them.

Whatever is made is made of the documents of its meetings alone, and, for a segment, of those that are older. Their
fingerprints are what it is remembered under, so a build with a cache gives what one without would give.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator import words
from generator.cache import NO_CACHE, Cache, digest, fingerprint
from generator.connections import Connections
from generator.cores import Workers
from generator.fingerprints import Fingerprints, of_archive
from generator.lookup import Lookup, look_up
from generator.openness import Archive
from generator.search import shards, store
from generator.search.analysis import browser_tables
from generator.search.documents import Document, Sitting, documents, kind_words, sittings
from generator.search.meeting_terms import MeetingTerms, meeting_terms
from generator.search.merging import Segment as Merged
from generator.search.segments import Segment, segments
from generator.search.synonyms import synonyms
from generator.search.vocabulary import Learned, Vocabulary, spellings
from generator.search.weights import LEAST, LEVELS, STEP, rarity
from generator.sink import Memory, Sink, Stamp, stamp_of
from generator.words import search as said

FOLDER = "soeg/index"
RULES = "assets/search/rules.json"  # words of no paper's
_MEETING, _TERMS, _SEGMENT, _WORDS = "search-meeting", "search-terms", "search-segment", "search-words"
_SELDOM = ("steder", "forfra", "bagfra")  # kinds whose keys few searches need
_WORTH = 60  # meetings to be read that are worth more processes
_UNCONNECTED = Connections()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    """What is remembered of a meeting: what its terms are made of, how many documents it has and in which slots, its
    files."""

    made_of: bytes
    documents: int
    held: str
    files: dict[str, Stamp]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    """What is remembered of a segment: the first keys of its files by kind, its filters' numbers, its files."""

    keys: dict[str, list[str]]
    counts: dict[tuple[str, str], int]
    files: dict[str, Stamp]


def render(
    archive: Archive, *, connections: Connections = _UNCONNECTED, groups: Iterable[Sequence[str]] = ()
) -> dict[str, str | bytes]:
    """Every file of the index by its path in the docs folder, for a small archive. `groups` as for `deliver`."""
    sink = Memory()
    deliver(look_up(archive, connections), sink, groups=groups)
    return sink.files


def deliver(
    lookup: Lookup,
    sink: Sink,
    *,
    groups: Iterable[Sequence[str]] = (),
    fingerprints: Fingerprints | None = None,
    cache: Cache = NO_CACHE,
) -> None:
    """Give a sink every file of the index, made anew or to be kept. `groups` are the synonyms of glossary.yml,
    `fingerprints` those of the archive, where somebody has them."""
    _Builder(sink, lookup, fingerprints or of_archive(lookup.archive), cache).build(groups)


class _Builder:
    def __init__(self, sink: Sink, lookup: Lookup, fingerprints: Fingerprints, cache: Cache) -> None:
        self._sink, self._lookup, self._cache = sink, lookup, cache
        self._fingerprints = fingerprints
        self._sittings = {sitting.meeting.id: sitting for sitting in sittings(lookup)}
        self._meetings: dict[str, _Meeting] = {}
        self._vocabulary = Vocabulary()
        self._learned = 0  # how many segments' words are in it

    def build(self, groups: Iterable[Sequence[str]]) -> None:
        """Everything, the oldest segment first."""
        self._show()
        found: list[tuple[Segment, _Segment]] = []
        older: list[tuple[Segment, bytes]] = []
        for segment in segments(list(self._sittings)):
            key = self._key(segment, older)
            older.append((segment, key))
            found.append((segment, self._segment(older)))
        self._start(found, groups)

    # --- meetings ---------------------------------------------------------------------------------------

    def _show(self) -> None:
        """What the results of each meeting show; the words of those that are not known are read on all cores."""
        keys = {id_: self._key_of(sitting) for id_, sitting in self._sittings.items()}
        unknown: list[Sitting] = []
        for id_, sitting in self._sittings.items():
            known: _Meeting | None = self._cache.get(_MEETING, keys[id_])
            if known is not None and self._sink.keep(known.files):
                self._meetings[id_] = known
            else:
                unknown.append(sitting)
        with Workers(len(unknown), worth=_WORTH) as workers:
            for sitting, read in zip(unknown, workers.each(_read, unknown, lost=_read), strict=True):
                made = _Meeting(
                    made_of=read.made_of, documents=read.documents, held=read.held, files=self._put(read.files)
                )
                self._cache.put(_MEETING, keys[sitting.meeting.id], made)
                self._cache.put(_TERMS, read.made_of, read.terms)
                self._meetings[sitting.meeting.id] = made

    def _key_of(self, sitting: Sitting) -> bytes:
        around = fingerprint((sitting.body, sitting.around))
        return digest(self._fingerprints.meetings[sitting.meeting.id], around)

    def _terms(self, segment: Segment) -> list[MeetingTerms]:
        """The terms of a segment's meetings."""
        return [self._terms_of(id_) for id_ in segment.meetings]

    def _terms_of(self, id_: str) -> MeetingTerms:
        return self._cache.memo(
            _TERMS, self._meetings[id_].made_of, lambda: meeting_terms(documents(self._sittings[id_]))
        )

    # --- segments ---------------------------------------------------------------------------------------

    def _key(self, segment: Segment, older: Sequence[tuple[Segment, bytes]]) -> bytes:
        """What a segment is made of: its documents, and the words of older ones."""
        before = older[-1][1] if older else b""
        return digest(before, segment.name, *(self._meetings[id_].made_of for id_ in segment.meetings))

    def _segment(self, segments_: Sequence[tuple[Segment, bytes]]) -> _Segment:
        """The last of the segments."""
        *older, (segment, key) = segments_
        known: _Segment | None = self._cache.get(_SEGMENT, key)
        if known is not None and self._sink.keep(known.files):
            self._cache.keep(_WORDS, key)
            for id_ in segment.meetings:
                self._cache.keep(_TERMS, self._meetings[id_].made_of)
            return known
        made = self._made(segment, key, older)
        self._cache.put(_SEGMENT, key, made)
        return made

    def _made(self, segment: Segment, key: bytes, older: Sequence[tuple[Segment, bytes]]) -> _Segment:
        for before, made_of in older[self._learned :]:
            self._learn(made_of, partial(self._terms, before))
        meetings = self._terms(segment)
        learned = self._learn(key, lambda: meetings)
        spelt = spellings(learned, meetings)
        values = store.values(meetings)
        files = self._put(store.filters(values, f"{FOLDER}/filtre/{segment.name}-"))
        files |= self._put([(f"{FOLDER}/sager/{segment.name}.pak", store.cases(meetings))])
        keys: dict[str, list[str]] = {}
        merged = Merged(_let_go(meetings), self._vocabulary.parts)
        for name, entries, size in _entries(segment.name, merged, spelt):
            cut = shards.cut(entries, f"{FOLDER}/{name}/{segment.name}-", size)
            keys[name] = []
            for first, path, content in cut:
                keys[name].append(first)
                files |= self._put([(path, content)])
        told = {name: keys[name] for name in _SELDOM}
        files |= self._put([(f"{FOLDER}/noegler/{segment.name}.pak", shards.packed(told))])
        return _Segment(keys=keys, counts={value: len(held) for value, held in values.items()}, files=files)

    def _learn(self, key: bytes, meetings: Callable[[], list[MeetingTerms]]) -> Learned:
        """Take the words of the next segment into the vocabulary."""
        learned = self._cache.memo(_WORDS, key, lambda: self._vocabulary.learn(meetings()))
        self._vocabulary.add(learned)
        self._learned += 1
        return learned

    # --- what every search needs ------------------------------------------------------------------------

    def _start(self, found: Sequence[tuple[Segment, _Segment]], groups: Iterable[Sequence[str]]) -> None:
        counts = [(segment.name, made.counts) for segment, made in found]
        number = sum(meeting.documents for meeting in self._meetings.values())
        start: dict[str, Any] = {
            "documents": number,
            "segments": [self._told(segment, made) for segment, made in found],
            "bodies": [[body.id, body.name] for body in self._lookup.archive.bodies],
            "synonyms": synonyms(self._lookup.connections.abbreviations, groups),
            "levels": [LEVELS, LEAST, STEP],
            "rarity": rarity(number),
            "cards": store.CARDS,
            "said": _said(),
        }
        self._put(
            [
                (f"{FOLDER}/filtre.pak", shards.packed(store.described(counts, self._lookup))),
                (f"{FOLDER}/start.pak", shards.packed(start)),
            ]
        )
        self._sink.put(RULES, json.dumps(browser_tables(), ensure_ascii=False, separators=(",", ":")) + "\n")

    def _told(self, segment: Segment, made: _Segment) -> dict[str, Any]:
        """A segment as the browser is told of it, apart from the keys that few searches need."""
        meetings = store.meetings(segment.meetings, [body.id for body in self._lookup.archive.bodies])
        held = ",".join(self._meetings[id_].held for id_ in segment.meetings)
        return {"name": segment.name, **meetings, "documents": held, "ord": made.keys["ord"]}

    def _put(self, files: Iterable[tuple[str, bytes]]) -> dict[str, Stamp]:
        stamps: dict[str, Stamp] = {}
        for path, content in files:
            self._sink.put(path, content)
            stamps[path] = stamp_of(content)
        return stamps


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What is made of a meeting alone."""

    made_of: bytes
    documents: int
    held: str
    files: list[tuple[str, bytes]]
    terms: MeetingTerms


def _read(sitting: Sitting) -> _Read:
    """Make it, in a process of its own where there are many."""
    found = documents(sitting)
    return _Read(
        made_of=fingerprint([found.slots, *map(_indexed, found.every)]),
        documents=len(found.every),
        held=found.held,
        files=list(store.shown(found.every, FOLDER)),
        terms=meeting_terms(found),
    )


def _indexed(document: Document) -> tuple[object, ...]:
    """What of a document stands in the files of its segment."""
    return (document.fields, document.facets, document.case)


def _let_go(meetings: list[MeetingTerms]) -> Iterator[MeetingTerms]:
    """The meetings, each gone from the list when it is given."""
    meetings.reverse()
    while meetings:
        yield meetings.pop()


def _entries(
    name: str, merged: Merged, spelt: Mapping[str, tuple[int, str]]
) -> Iterator[tuple[str, Sequence[shards.Entry], int]]:
    """The entries of the segment of that name by kind, with the size of their files."""
    terms, places, words_ = (shards.size_in(name, size) for size in shards.SIZES)
    yield "ord", shards.term_entries(merged, terms), terms
    yield "steder", list(shards.place_entries(merged, places)), places
    forwards, backwards = shards.spelling_entries(spelt)
    yield "forfra", forwards, words_
    yield "bagfra", backwards, words_


def _said() -> dict[str, Any]:
    """What the browser says."""
    outcomes = {outcome.value: word for outcome, word in words.OUTCOMES.items() if word}
    return {**said.BROWSER, "kinds": kind_words(), "outcomes": outcomes}
