"""The files of the index into a sink: of each meeting, made anew or kept as the last build left them; of each segment
(`remaking`); and what every search needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator import words
from generator.cache import NO_CACHE, Cache, digest, fingerprint
from generator.cores import Workers
from generator.fingerprints import Fingerprints, of_archive
from generator.lookup import Lookup
from generator.search import cutting, making, store
from generator.search.analysis import browser_tables
from generator.search.documents import Document, Sitting, documents, kind_words, sittings
from generator.search.meeting_terms import MeetingTerms, meeting_terms
from generator.search.remaking import MEETING_TERMS, Held, Remade, Terms
from generator.search.segments import Segment, segments
from generator.search.synonyms import synonyms
from generator.search.weights import LEAST, LEVELS, STEP, rarity
from generator.sink import Sink, Stamp
from generator.words import search as said

FOLDER = "soeg/index"
RULES = "assets/search/rules.json"  # words of no paper's
_MEETING = "search-meeting"
_WORTH = 60  # meetings to be read that are worth more processes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    """What is remembered of a meeting: what its terms are made of, how many documents it has and in which slots, its
    files."""

    made_of: bytes
    documents: int
    held: str
    files: dict[str, Stamp]


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

    def build(self, groups: Iterable[Sequence[str]]) -> None:
        """Everything, the oldest segment first."""
        self._show()
        terms = Terms(of=self._terms_of, made_of={id_: meeting.made_of for id_, meeting in self._meetings.items()})
        remade = Remade(FOLDER, self._sink, self._cache, terms)
        self._start([(segment, remade.segment(segment)) for segment in segments(list(self._sittings))], groups)
        remade.release()

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
                self._cache.put(MEETING_TERMS, read.made_of, read.terms)
                self._meetings[sitting.meeting.id] = made

    def _key_of(self, sitting: Sitting) -> bytes:
        around = fingerprint((sitting.body, sitting.around))
        return digest(self._fingerprints.meetings[sitting.meeting.id], around)

    def _terms_of(self, id_: str) -> MeetingTerms:
        return self._cache.memo(
            MEETING_TERMS, self._meetings[id_].made_of, lambda: meeting_terms(documents(self._sittings[id_]))
        )

    # --- what every search needs ------------------------------------------------------------------------

    def _start(self, found: Sequence[tuple[Segment, Held]], groups: Iterable[Sequence[str]]) -> None:
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

    def _told(self, segment: Segment, made: Held) -> dict[str, Any]:
        """A segment as the browser is told of it, apart from the keys that few searches need."""
        meetings = store.meetings(segment.meetings, [body.id for body in self._lookup.archive.bodies])
        held = ",".join(self._meetings[id_].held for id_ in segment.meetings)
        return {"name": segment.name, **meetings, "documents": held, "ord": made.keys[making.TERMS]}

    def _put(self, files: Iterable[tuple[str, bytes]]) -> dict[str, Stamp]:
        return {path: self._sink.put(path, content) for path, content in files}


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


def _said() -> dict[str, Any]:
    """What the browser says."""
    outcomes = {outcome.value: word for outcome, word in words.OUTCOMES.items() if word}
    return {**said.BROWSER, "kinds": kind_words(), "outcomes": outcomes}
