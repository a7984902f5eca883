"""The files of the index into a sink: of each meeting and each segment, made anew or kept as the last build left them.

Whatever is made is made of the documents of its meetings alone, and, for a segment, of those that are older. Their
fingerprints are what it is remembered under, so a build with a cache gives what one without would give.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
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
from generator.search import cutting, making, store
from generator.search.analysis import browser_tables
from generator.search.documents import Document, Sitting, documents, kind_words, sittings
from generator.search.making import State
from generator.search.meeting_terms import MeetingTerms, meeting_terms
from generator.search.patching import Before, Lost, Meetings, patched
from generator.search.recompounding import recompounded
from generator.search.segments import Segment, segments
from generator.search.synonyms import synonyms
from generator.search.vocabulary import Learned, Vocabulary, counts_from
from generator.search.weights import LEAST, LEVELS, STEP, rarity
from generator.sink import Memory, Sink, Stamp, stamp_of
from generator.words import search as said

FOLDER = "soeg/index"
RULES = "assets/search/rules.json"  # words of no paper's
_MEETING, _TERMS = "search-meeting", "search-terms"
_SEGMENT, _WORDS, _STATE, _LAST = "search-segment", "search-words", "search-state", "search-last"
_WORTH = 60  # meetings to be read that are worth more processes
_FEW = 40  # changed meetings of a segment that are worked into its files
_MANY = 400  # words that are taken apart otherwise, for which a segment is made whole
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
    """What is remembered of a segment: the first keys of its files by kind, its filters' numbers, its files, and the
    fingerprint of the words that it adds."""

    keys: dict[str, list[str]]
    numbers: dict[tuple[str, str], int]
    files: dict[str, Stamp]
    words: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """What a segment was made of in the last build, for `patching`: its key, its meetings and what their terms were
    made of, and the keys of older segments.

    It is the one result whose key anybody can make. What it opens was published by the last build, all of it.
    """

    key: bytes
    meetings: tuple[str, ...]
    made_of: tuple[bytes, ...]
    older: tuple[bytes, ...]


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
        self._older: list[tuple[Segment, bytes]] = []  # those that are done, with their keys
        self._read_before: set[tuple[str, bytes]] = set()

    def build(self, groups: Iterable[Sequence[str]]) -> None:
        """Everything, the oldest segment first."""
        self._show()
        found: list[tuple[Segment, _Segment]] = []
        words_before = b""
        for segment in segments(list(self._sittings)):
            key = digest(words_before, segment.name, *self._made_of(segment))
            done = self._segment(segment, key)
            found.append((segment, done))
            self._older.append((segment, key))
            words_before = digest(words_before, done.words)
        self._start(found, groups)
        self._release()

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

    def _made_of(self, segment: Segment) -> tuple[bytes, ...]:
        return tuple(self._meetings[id_].made_of for id_ in segment.meetings)

    def _segment(self, segment: Segment, key: bytes) -> _Segment:
        known: _Segment | None = self._cache.get(_SEGMENT, key)
        if known is not None and self._sink.keep(known.files):
            for kind in (_WORDS, _STATE):
                self._cache.keep(kind, key)
            for made_of in self._made_of(segment):
                self._cache.keep(_TERMS, made_of)
            self._remember(segment, key)
            return known
        done = self._patched(segment, key) or self._whole(segment, key)
        self._cache.put(_SEGMENT, key, done)
        self._remember(segment, key)
        return done

    def _remember(self, segment: Segment, key: bytes) -> None:
        """What the segment is made of, for the next build."""
        now = _Last(
            key=key,
            meetings=segment.meetings,
            made_of=self._made_of(segment),
            older=tuple(older for _, older in self._older),
        )
        if self._cache.get(_LAST, digest(segment.name)) != now:
            self._cache.put(_LAST, digest(segment.name), now)

    def _whole(self, segment: Segment, key: bytes) -> _Segment:
        self._catch_up()
        meetings = self._terms(segment)
        learned = self._cache.memo(_WORDS, key, lambda: self._learn(meetings))
        self._add(learned)
        made = making.made(segment.name, meetings, learned, self._vocabulary.parts, FOLDER)
        self._cache.put(_STATE, key, made.state)
        return _Segment(
            keys=made.keys, numbers=made.numbers, files=self._put_some(made.files), words=_words_of(learned)
        )

    def _catch_up(self) -> None:
        """Take the words of all older segments into the vocabulary."""
        for segment, key in self._older[self._learned :]:
            self._add(self._cache.memo(_WORDS, key, partial(self._learn_again, segment)))

    def _learn_again(self, segment: Segment) -> Learned:
        return self._learn(self._terms(segment))

    def _learn(self, meetings: Sequence[MeetingTerms]) -> Learned:
        return self._vocabulary.learn(word for meeting in meetings for word in meeting.words.split("\n"))

    def _add(self, learned: Learned) -> None:
        self._vocabulary.add(learned)
        self._learned += 1

    # --- changes in few meetings ------------------------------------------------------------------------

    def _patched(self, segment: Segment, key: bytes) -> _Segment | None:
        """The segment from the files of the last build; None where that cannot be, or is not worth it."""
        last: _Last | None = self._cache.get(_LAST, digest(segment.name))
        if last is None or last.meetings != segment.meetings:
            return None
        both = enumerate(zip(last.made_of, self._made_of(segment), strict=True))
        changed = {number: old for number, (old, new) in both if old != new}
        known: _Segment | None = self._before(_SEGMENT, last.key)
        state: State | None = self._before(_STATE, last.key)
        learned: Learned | None = self._before(_WORDS, last.key)
        older = self._vocabulary_before(last)
        if len(changed) > _FEW or known is None or state is None or learned is None or older is None:
            return None
        meetings: dict[int, tuple[MeetingTerms, MeetingTerms]] = {}
        counts = counts_from(state.counts)
        now = counts.copy()
        for number, made_of in changed.items():
            old: MeetingTerms | None = self._before(_TERMS, made_of)
            if old is None:
                return None
            meetings[number] = (old, self._terms_of(segment.meetings[number]))
            now.take(old, -1)
            now.take(meetings[number][1])
        words_ = recompounded(older, learned, self._vocabulary, counts, now)
        if len(words_.recompounded) > _MANY:
            return None
        before = Before(
            name=segment.name,
            folder=FOLDER,
            keys=known.keys,
            numbers=known.numbers,
            paths=frozenset(known.files),
            state=state,
            file=partial(self._last_file, known.files),
        )
        every = Meetings(changed=meetings, every=lambda number: self._terms_of(segment.meetings[number]))
        try:
            made = patched(before, every, words_, now)
        except Lost:
            return None
        kept = {path: known.files[path] for path, content in made.files.items() if content is None}
        if not self._sink.keep(kept):
            return None
        for id_ in segment.meetings:
            self._cache.keep(_TERMS, self._meetings[id_].made_of)
        self._cache.put(_STATE, key, made.state)
        self._cache.put(_WORDS, key, words_.learned)
        self._add(words_.learned)
        files = kept | self._put_some({path: content for path, content in made.files.items() if path not in kept})
        return _Segment(keys=made.keys, numbers=made.numbers, files=files, words=_words_of(words_.learned))

    def _vocabulary_before(self, last: _Last) -> Vocabulary | None:
        """The words of older segments as they were, while those of now are taken in."""
        self._catch_up()
        if last.older == tuple(key for _, key in self._older):
            return self._vocabulary
        found = Vocabulary()
        for key in last.older:
            learned: Learned | None = self._before(_WORDS, key)
            if learned is None:
                return None
            found.add(learned)
        return found

    def _before(self, kind: str, key: bytes) -> Any:
        """A result of the last build, which is not wanted after this one, if it is not also this one's."""
        self._read_before.add((kind, key))
        return self._cache.get(kind, key)

    def _release(self) -> None:
        wanted = {key for _, key in self._older} | {meeting.made_of for meeting in self._meetings.values()}
        for kind, key in self._read_before:
            if key not in wanted:
                self._cache.release(kind, key)

    def _last_file(self, files: Mapping[str, Stamp], path: str) -> bytes:
        opened = self._sink.last(path, files[path]) if path in files else None
        if opened is None:
            raise Lost
        with opened:
            return opened.read()

    # --- what every search needs ------------------------------------------------------------------------

    def _start(self, found: Sequence[tuple[Segment, _Segment]], groups: Iterable[Sequence[str]]) -> None:
        counts = [(segment.name, made.numbers) for segment, made in found]
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
                (f"{FOLDER}/filtre.pak", cutting.packed(store.described(counts, self._lookup))),
                (f"{FOLDER}/start.pak", cutting.packed(start)),
            ]
        )
        self._sink.put(RULES, json.dumps(browser_tables(), ensure_ascii=False, separators=(",", ":")) + "\n")

    def _told(self, segment: Segment, made: _Segment) -> dict[str, Any]:
        """A segment as the browser is told of it, apart from the keys that few searches need."""
        meetings = store.meetings(segment.meetings, [body.id for body in self._lookup.archive.bodies])
        held = ",".join(self._meetings[id_].held for id_ in segment.meetings)
        return {"name": segment.name, **meetings, "documents": held, "ord": made.keys[making.TERMS]}

    def _put_some(self, files: Mapping[str, bytes | None]) -> dict[str, Stamp]:
        return self._put((path, content) for path, content in files.items() if content is not None)

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


def _words_of(learned: Learned) -> bytes:
    return digest(learned.words, learned.stems)


def _said() -> dict[str, Any]:
    """What the browser says."""
    outcomes = {outcome.value: word for outcome, word in words.OUTCOMES.items() if word}
    return {**said.BROWSER, "kinds": kind_words(), "outcomes": outcomes}
