"""A change in few meetings of a segment, worked into the files that the last build left of it. One that came, or went,
at the segment's end is a change from nothing, or to nothing.

The result is what `making` gives for the meetings as they are now, to the byte: each entry that a meeting has, or had,
a say in is read, is told anew of that meeting, and is written as `shards` writes it; where files are cut is found again
from the sizes of all entries. A word that is new, or gone, may also take compounds of other meetings apart in another
way: these are looked for by their letters (`recompounding`). Where the last build left nothing to work on, or too
much is another's, there is no patch, and the segment is made whole.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.search import cutting, shards, store
from generator.search.cutting import Index
from generator.search.entries import Before, Entries
from generator.search.fragments import Best, Fragment, Told, changed, documents, of_best, parsed, raise_to, strong
from generator.search.making import (
    BACKWARDS,
    FORWARDS,
    PLACES,
    TERMS,
    Made,
    State,
    cases_path,
    size_of,
    spelling_entry,
    start_of,
    told_of,
)
from generator.search.meeting_terms import MeetingTerms, lines
from generator.search.merging import Contribution, contribution
from generator.search.recompounding import Recompounded
from generator.search.vocabulary import Counts, spellings
from generator.search.weights import STRONG, indexed

Changes = defaultdict[str, dict[int, Told | None]]  # by term and meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The meetings that are changed, by their numbers in the segment: before and now. `every` gives any, as it is."""

    changed: Mapping[int, tuple[MeetingTerms, MeetingTerms]]
    every: Callable[[int], MeetingTerms]

    @property
    def words(self) -> set[str]:
        """All words of the changed meetings, before and now."""
        return {word for both in self.changed.values() for meeting in both for word in lines(meeting.words)}


def patched(before: Before, meetings: Meetings, words: Recompounded, counts: Counts) -> Made:
    """The segment as it is now. `counts` are those of now. Raises Lost."""
    return _Patch(before, meetings, words, counts).made()


class _Patch:
    def __init__(self, before: Before, meetings: Meetings, words: Recompounded, counts: Counts) -> None:
        self._before, self._meetings, self._words, self._counts = before, meetings, words, counts
        self._old_counts = words.counts
        self._kinds = {kind: Entries(before, kind, index) for kind, index in before.state.entries.items()}
        self._whole: dict[int, Contribution] = {}

    def made(self) -> Made:
        """Everything."""
        self._terms()
        self._places()
        self._spellings()
        files: dict[str, bytes | None] = {}
        keys: dict[str, list[str]] = {}
        entries: dict[str, Index] = {}
        name, folder = self._before.name, self._before.folder
        for kind, some in self._kinds.items():
            start, size = start_of(folder, kind, name), size_of(kind, name)
            cut = cutting.recut(some.old, self._before.keys[kind], some.changes, start, size, some.held)
            entries[kind], keys[kind] = cut.index, cut.keys
            files |= cut.files
        numbers = self._filters(files)
        files.update([told_of(folder, name, keys)])
        state = State(entries=entries, counts=self._counts.kept())
        return Made(keys=keys, numbers=numbers, state=state, files=files)

    # --- terms ------------------------------------------------------------------------------------------

    def _terms(self) -> None:
        """Entries of terms, and of the beginnings that many share."""
        changes = self._changed_terms()
        forms = self._changed_forms()
        entries = self._kinds[TERMS]
        size = size_of(TERMS, self._before.name)
        now: dict[str, list[Fragment]] = {}
        for term in sorted({*changes, *forms}):
            now[term] = changed(self._fragments(term), changes.get(term, {}))
            told = self._forms(term, forms.get(term, {}))
            entries.replace(term, shards.term_entry(term, now[term], told, size) if now[term] else ())
        self._beginnings(changes, now, size)

    def _changed_terms(self) -> Changes:
        found: Changes = defaultdict(dict)
        for number, (old, new) in self._meetings.changed.items():
            _differences(number, contribution(old, self._words.before), contribution(new, self._words.now), found)
        for number, words in self._recompounded().items():
            meeting = self._meetings.every(number)
            parts = {part for word in words for part in self._words.parts_of(word)}
            before, now = (contribution(meeting, every, parts) for every in (self._words.before, self._words.now))
            _differences(number, before, now, found)
        return found

    def _recompounded(self) -> dict[int, set[str]]:
        """Of meetings that are as they were, the words that are taken apart otherwise now."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for word in self._words.recompounded:
            term = indexed(word)
            for number, *_ in self._fragments(term) if term else ():
                if number not in self._meetings.changed:
                    found[number].add(word)
        return found

    def _fragments(self, term: str) -> list[Fragment]:
        """Those of a term before."""
        entries = self._kinds[TERMS]
        values = (entries.value(key) for key in entries.parts(term))
        return [fragment for told, signs, _ in values for fragment in parsed(told, signs)]

    def _changed_forms(self) -> dict[str, dict[str, bool]]:
        """The words that the segment has got, or has no more, by their terms."""
        found: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for word in self._meetings.words:
            is_now = self._counts.held[word] > 0
            if is_now != (self._old_counts.held[word] > 0) and (term := indexed(word)):
                found[term][word] = is_now
        return found

    def _forms(self, term: str, changes: Mapping[str, bool]) -> set[str]:
        entries = self._kinds[TERMS]
        told = entries.value(term) if entries.has(term) else ("", "", "")
        kept = {form for form in told[2].split(" ") if form and changes.get(form, True)}
        return kept | {form for form, is_now in changes.items() if is_now}

    # --- beginnings -------------------------------------------------------------------------------------

    def _beginnings(self, changes: Changes, now: Mapping[str, list[Fragment]], size: int) -> None:
        entries = self._kinds[TERMS]
        plain = entries.old.changed(entries.changes)
        groups = {key.partition("#")[0][: shards.SHORTEST_PREFIX] for key in entries.changes}
        every = [told for told in _of_groups(plain, groups) if "*" not in told[0]]
        shared = shards.shared(every, size)
        known = {key[:-1] for key in entries.keys if key.endswith("*") and key[: shards.SHORTEST_PREFIX] in groups}
        for prefix in known - shared:
            entries.replace(f"{prefix}*", ())
        terms = [key for key, _ in every if "#" not in key]
        for prefix in sorted(shared - known):
            entries.replace(f"{prefix}*", shards.term_entry(f"{prefix}*", self._all(prefix, terms, now), (), size))
        touched = self._touched(changes, now, shared & known)
        for prefix in sorted(touched):
            told = {number: self._best_of(number, prefix) for number in touched[prefix]}
            fragments = changed(self._fragments(f"{prefix}*"), told)
            entries.replace(f"{prefix}*", shards.term_entry(f"{prefix}*", fragments, (), size))

    def _all(self, prefix: str, terms: Sequence[str], now: Mapping[str, list[Fragment]]) -> list[Fragment]:
        """What a beginning has where it had nothing."""
        best: Best = {}
        for term in terms[bisect_left(terms, prefix) : bisect_left(terms, f"{prefix}\U0010ffff")]:
            found = now[term] if term in now else self._fragments(term)
            raise_to(best, (((meeting, slot), sign) for meeting, slot, sign in strong(found)))
        return of_best(best)

    def _touched(self, changes: Changes, now: Mapping[str, list[Fragment]], shared: set[str]) -> dict[str, set[int]]:
        """The meetings of which a beginning may tell otherwise."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for term, some in changes.items():
            prefixes = [term[:length] for length in range(1, len(term) + 1) if term[:length] in shared]
            if prefixes:
                before = {number: signs for number, _, signs in self._fragments(term)}
                for number, told in some.items():
                    if not STRONG.isdisjoint(before.get(number, "") + (told[1] if told else "")):
                        for prefix in prefixes:
                            found[prefix].add(number)
        return found

    def _best_of(self, number: int, prefix: str) -> Told | None:
        """What a beginning tells of one meeting."""
        if number not in self._whole:
            self._whole[number] = contribution(self._meetings.every(number), self._words.now)
        best: Best = {}
        for term, (slots, signs) in self._whole[number].items():
            if term.startswith(prefix):
                raise_to(best, (((0, slot), sign) for _, slot, sign in strong([(0, slots, signs)])))
        return next(((slots, signs) for _, slots, signs in of_best(best)), None)

    # --- places, spellings, filters -----------------------------------------------------------------------

    def _places(self) -> None:
        changes: Changes = defaultdict(dict)
        for number, (old, new) in self._meetings.changed.items():
            _differences(number, _places_of(old), _places_of(new), changes)
        entries = self._kinds[PLACES]
        for term, some in changes.items():
            values = (entries.value(key) for key in entries.parts(term))
            before = [
                fragment for value in values if len(value) > 1 for fragment in parsed(value[0], value[1], apart=";")
            ]
            entries.replace(term, shards.place_entry(term, changed(before, some), size_of(PLACES, self._before.name)))

    def _spellings(self) -> None:
        """Entries of the words that are counted otherwise now, and of those that came and went."""
        touched = self._meetings.words | self._words.came | self._words.went
        told = spellings(sorted(word for word in touched if word in self._words.own), self._counts)
        for word in touched:
            value = spelling_entry(word, told[word])[1] if word in told else None
            for kind, key in ((FORWARDS, word), (BACKWARDS, word[::-1])):
                self._kinds[kind].replace(key, [(key, value)] if value is not None else ())

    def _filters(self, files: dict[str, bytes | None]) -> dict[tuple[str, str], int]:
        """The documents of each value of a filter, and of each case; and the numbers of the values."""
        numbers = dict(self._before.numbers)
        files.update({path: None for path in self._before.paths if path.startswith(self._filter_start)})
        values = self._documents(store.values)
        for (facet, value), some in sorted(values.items()):
            gone = sum(_count(old) for old, _ in some.values())
            numbers[facet, value] = numbers.get((facet, value), 0) - gone + sum(_count(new) for _, new in some.values())
        paths = {value: store.filter_path(self._filter_start, *value) for value in values if value[0] != "organ"}
        for path in set(paths.values()):
            here = {value[1]: values[value] for value, other in paths.items() if other == path}
            files[path] = self._told(path, here)
            if files[path] is None:
                del files[path]
        cases = self._documents(store.case_values)
        path = cases_path(self._before.folder, self._before.name)
        files[path] = (self._told(path, cases) or cutting.packed({})) if cases else None
        return {value: number for value, number in numbers.items() if number}

    @property
    def _filter_start(self) -> str:
        return start_of(self._before.folder, "filtre", self._before.name)

    def _documents(self, values: Callable[[Sequence[MeetingTerms]], Mapping[Any, Iterable[tuple[int, int]]]]) -> Any:
        """By value and meeting: the slots that had it, and those that have."""
        found: defaultdict[Any, dict[int, tuple[str, str]]] = defaultdict(dict)
        for number, both in self._meetings.changed.items():
            old, new = ({value: _slots(some) for value, some in values([meeting]).items()} for meeting in both)
            for value in {*old, *new}:
                if old.get(value) != new.get(value):
                    found[value][number] = (old.get(value, ""), new.get(value, ""))
        return found

    def _told(self, path: str, values: Mapping[str, Mapping[int, tuple[str, str]]]) -> bytes | None:
        """A file of values with their documents; None where none is left."""
        held: dict[str, str] = (
            json.loads(gzip.decompress(self._before.file(path))) if path in self._before.paths else {}
        )
        for value, some in values.items():
            now = {number: (new, "") if new else None for number, (_, new) in some.items()}
            held[value] = documents(changed(parsed(held.get(value, "")), now))
        told = {value: written for value, written in sorted(held.items()) if written}
        return cutting.packed(told) if told else None


def _of_groups(index: Index, groups: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The keys with one of these beginnings, and their bytes."""
    keys = index.keys
    for group in sorted(group for group in groups if len(group) == shards.SHORTEST_PREFIX):
        for at in range(bisect_left(keys, group), bisect_left(keys, f"{group}\U0010ffff")):
            yield keys[at], index.sizes[at]


def _differences(number: int, old: Mapping[str, Told], new: Mapping[str, Told], found: Changes) -> None:
    for term in {*old, *new}:
        if old.get(term) != new.get(term):
            found[term][number] = new.get(term)


def _places_of(meeting: MeetingTerms) -> dict[str, Told]:
    """Of each term that stands in a meeting: the slots, and the places in each."""
    found: dict[str, Told] = {}
    told = places = 0
    names = lines(meeting.terms)
    for term, told_end, place_end in zip(names, meeting.told_ends, meeting.place_ends, strict=True):
        if place_end > places:
            found[term] = (meeting.told[told:told_end], meeting.places[places:place_end])
        told, places = told_end, place_end
    return found


def _slots(found: Iterable[tuple[int, int]]) -> str:
    return "".join([f".{slot}" for _, slot in found])


def _count(slots: str) -> int:
    return slots.count(".")
