"""Each segment of the index, oldest first: kept as the last build left it, or with few meetings changed, or made whole.

Whatever is made is remembered under the fingerprint of all that it was made of: the segment's own documents, and the
words of older ones. So a build with a cache gives what one without would give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile, zip_longest
from typing import Any

from generator.cache import Cache, digest
from generator.search import making
from generator.search.entries import Before, Lost
from generator.search.making import Made, State
from generator.search.meeting_terms import NOTHING, MeetingTerms, lines
from generator.search.patching import Meetings, patched
from generator.search.recompounding import recompounded
from generator.search.segments import Segment
from generator.search.vocabulary import Learned, Vocabulary, counts_from
from generator.sink import Sink, Stamp

_SEGMENT, _WORDS, _STATE, _LAST = "search-segment", "search-words", "search-state", "search-last"
MEETING_TERMS = "search-terms"
_FEW = 40  # changed meetings of a segment that are worked into its files
_MANY = 400  # words that are taken apart otherwise, for which a segment is made whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of meetings by their ids, and the fingerprints of what they are made of."""

    of: Callable[[str], MeetingTerms]
    made_of: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """The same with all that is remembered of it. `older` are the words of older segments."""

    made_of: tuple[bytes, ...]
    held: Held
    state: State
    learned: Learned
    older: Vocabulary


class Remade:
    """The segments of one build."""

    def __init__(self, folder: str, sink: Sink, cache: Cache, terms: Terms) -> None:
        self._folder, self._sink, self._cache, self._terms = folder, sink, cache, terms
        self._vocabulary = Vocabulary()
        self._learned = 0  # how many segments' words are in it
        self._older: list[tuple[Segment, bytes]] = []  # those that are done, with their keys
        self._words = b""  # the fingerprint of their words
        self._read_before: set[tuple[str, bytes]] = set()

    def segment(self, segment: Segment) -> Held:
        """The next segment, in the sink."""
        key = digest(self._words, segment.name, *self._made_of(segment))
        done = self._segment(segment, key)
        self._older.append((segment, key))
        self._words = digest(self._words, done.words)
        return done

    def release(self) -> None:
        """Let the cache forget what was read of the last build, and is not of this one."""
        wanted = {key for _, key in self._older} | set(self._terms.made_of.values())
        for kind, key in self._read_before:
            if key not in wanted:
                self._cache.release(kind, key)

    def _made_of(self, segment: Segment) -> tuple[bytes, ...]:
        return tuple(self._terms.made_of[id_] for id_ in segment.meetings)

    def _meetings_of(self, segment: Segment) -> list[MeetingTerms]:
        return [self._terms.of(id_) for id_ in segment.meetings]

    def _segment(self, segment: Segment, key: bytes) -> Held:
        known: Held | None = self._cache.get(_SEGMENT, key)
        if known is not None and self._sink.keep(known.files):
            for kind in (_WORDS, _STATE):
                self._cache.keep(kind, key)
            for made_of in self._made_of(segment):
                self._cache.keep(MEETING_TERMS, made_of)
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

    def _whole(self, segment: Segment, key: bytes) -> Held:
        self._catch_up()
        meetings = self._meetings_of(segment)
        learned = self._cache.memo(_WORDS, key, lambda: self._learn(meetings))
        self._add(learned)
        made = making.made(segment.name, meetings, learned, self._vocabulary.parts, self._folder)
        self._cache.put(_STATE, key, made.state)
        return Held(keys=made.keys, numbers=made.numbers, files=self._put(made.files), words=_words_of(learned))

    def _catch_up(self) -> None:
        """Take the words of all older segments into the vocabulary."""
        for segment, key in self._older[self._learned :]:
            self._add(self._cache.memo(_WORDS, key, partial(self._learn_again, segment)))

    def _learn_again(self, segment: Segment) -> Learned:
        return self._learn(self._meetings_of(segment))

    def _learn(self, meetings: Sequence[MeetingTerms]) -> Learned:
        return self._vocabulary.learn(word for meeting in meetings for word in lines(meeting.words))

    def _add(self, learned: Learned) -> None:
        self._vocabulary.add(learned)
        self._learned += 1

    # --- changes in few meetings ------------------------------------------------------------------------

    def _patched(self, segment: Segment, key: bytes) -> Held | None:
        """The segment from the files of the last build; None where that cannot be, or is not worth it."""
        past = self._past(segment)
        meetings = self._changed(segment, past) if past is not None else None
        if past is None or meetings is None:
            return None
        counts = counts_from(past.state.counts)
        now = counts.copy()
        for old, new in meetings.values():
            now.take(old, -1)
            now.take(new)
        words = recompounded(past.older, past.learned, self._vocabulary, counts, now)
        if len(words.recompounded) > _MANY:
            return None
        before = Before(
            name=segment.name,
            folder=self._folder,
            keys=past.held.keys,
            numbers=past.held.numbers,
            paths=frozenset(past.held.files),
            state=past.state,
            file=partial(self._last_file, past.held.files),
        )
        every = Meetings(changed=meetings, every=partial(self._terms_at, segment))
        try:
            made = patched(before, every, words, now)
        except Lost:
            return None
        return self._taken(segment, key, made, past.held, words.learned)

    def _taken(self, segment: Segment, key: bytes, made: Made, before: Held, learned: Learned) -> Held | None:
        """A patched segment, in the sink; None where what is to be kept is not there."""
        kept = {path: before.files[path] for path, content in made.files.items() if content is None}
        if not self._sink.keep(kept):
            return None
        for made_of in self._made_of(segment):
            self._cache.keep(MEETING_TERMS, made_of)
        self._cache.put(_STATE, key, made.state)
        self._cache.put(_WORDS, key, learned)
        self._add(learned)
        files = kept | self._put(made.files)
        return Held(keys=made.keys, numbers=made.numbers, files=files, words=_words_of(learned))

    def _past(self, segment: Segment) -> _Past | None:
        """What the last build left of the segment, where its end alone has moved, if that."""
        last: _Last | None = self._cache.get(_LAST, digest(segment.name))
        if last is None or not _begin_alike(last.meetings, segment.meetings):
            return None
        held: Held | None = self._before(_SEGMENT, last.key)
        state: State | None = self._before(_STATE, last.key)
        learned: Learned | None = self._before(_WORDS, last.key)
        older = self._vocabulary_before(last)
        if held is None or state is None or learned is None or older is None:
            return None
        return _Past(made_of=last.made_of, held=held, state=state, learned=learned, older=older)

    def _changed(self, segment: Segment, past: _Past) -> dict[int, tuple[MeetingTerms, MeetingTerms]] | None:
        """The meetings that are changed, by their numbers, before and now; None where they are many, or not known.

        What came, or went, at the end of the segment was nothing, or is.
        """
        both = enumerate(zip_longest(past.made_of, self._made_of(segment)))
        changed = {number: old for number, (old, new) in both if old != new}
        found: dict[int, tuple[MeetingTerms, MeetingTerms]] = {}
        for number, made_of in changed.items() if len(changed) <= _FEW else ():
            old: MeetingTerms | None = self._before(MEETING_TERMS, made_of) if made_of is not None else NOTHING
            if old is not None:
                found[number] = (old, self._terms_at(segment, number))
        return found if len(found) == len(changed) else None

    def _terms_at(self, segment: Segment, number: int) -> MeetingTerms:
        """Those of a meeting, by its number in the segment."""
        return self._terms.of(segment.meetings[number]) if number < len(segment.meetings) else NOTHING

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

    def _last_file(self, files: Mapping[str, Stamp], path: str) -> bytes:
        opened = self._sink.last(path, files[path]) if path in files else None
        if opened is None:
            raise Lost
        with opened:
            return opened.read()

    def _put(self, files: Mapping[str, bytes | None]) -> dict[str, Stamp]:
        return {path: self._sink.put(path, content) for path, content in files.items() if content is not None}


def _begin_alike(before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether the meetings are the same, apart from the last ones, which are fewer than the others."""
    same = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(before, now, strict=False)))
    return same == len(before) == len(now) or 2 * same > max(len(before), len(now))


def _words_of(learned: Learned) -> bytes:
    return digest(learned.words, learned.stems)
