"""The terms of a segment: in which documents each stands, with which weight, and where.

A document is known by its meeting's number in the segment and its own in the meeting; both are steps in the files, so
that an item more or less in a meeting changes what is written of that meeting only.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.search.meeting_terms import MeetingTerms
from generator.search.weights import LEVELS, PART, TITLE_PART, levels, worth

_PLACE_BITS = 32
_PLACE = (1 << _PLACE_BITS) - 1
_SIGNS = bytes.maketrans(bytes(range(len(LEVELS))), LEVELS.encode("ascii"))


@dataclass(frozen=True, slots=True)
class _Held:
    """The terms of a meeting with the parts of its compounds: its own first, then those that are parts only."""

    ends: array[int]
    documents: array[int]
    levels: bytes


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where the terms of a meeting stand, as `MeetingTerms` has it."""

    ends: array[int]
    holders: array[int]
    places: str
    place_ends: array[int]


class Segment:
    """The terms of the meetings of one segment. `parts` are those of the compounds of its vocabulary.

    Nothing is kept of the meetings that is not asked for again: there may be ten thousand.
    """

    def __init__(self, meetings: Iterable[MeetingTerms], parts: Mapping[str, tuple[str, ...]]) -> None:
        self._standing: list[_Standing] = []
        self._held: list[_Held] = []
        self._numbers: dict[str, int] = {}
        self._holders: list[array[int]] = []  # of each term: the meetings, and its number in each
        self.forms: defaultdict[str, list[str]] = defaultdict(list)
        seen: set[str] = set()
        for number, meeting in enumerate(meetings):
            names = meeting.terms.split("\n") if meeting.terms else []
            words = meeting.words.split("\n") if meeting.words else []
            for word, term in zip(words, meeting.word_terms, strict=True):
                if word not in seen:
                    seen.add(word)
                    self.forms[names[term]].append(word)
            self._take(number, meeting, names, _inside(meeting, words, parts))
            self._standing.append(_Standing(meeting.ends, meeting.holders, meeting.places, meeting.place_ends))
        self.terms = sorted(self._numbers)

    def _take(
        self, number: int, meeting: MeetingTerms, names: Sequence[str], inside: Mapping[str, Mapping[int, float]]
    ) -> None:
        """Add up the weights of a meeting's terms and of the parts of its compounds."""
        place = {term: at for at, term in enumerate(names)}
        plain = levels(meeting.weights)
        ends, documents, signs = array("I", (0,)), array("I"), bytearray()
        done = copied = 0  # terms and documents
        for at in sorted(place[term] for term in inside if term in place):
            start, end = meeting.ends[at - 1] if at else 0, meeting.ends[at]
            more = len(documents) - copied
            ends.extend([known + more for known in meeting.ends[done:at]])
            documents.extend(meeting.holders[copied:start].tolist())
            signs += plain[copied:start]
            weights = dict(zip(meeting.holders[start:end], meeting.weights[start:end], strict=True))
            for document, weight in inside[names[at]].items():
                weights[document] = weights.get(document, 0.0) + weight
            _add(weights, ends, documents, signs)
            done, copied = at + 1, end
        more = len(documents) - copied
        ends.extend([known + more for known in meeting.ends[done:]])
        documents.extend(meeting.holders[copied:].tolist())
        signs += plain[copied:]
        others = [term for term in inside if term not in place]
        for term in others:
            _add(inside[term], ends, documents, signs)
        self._held.append(_Held(ends, documents, bytes(signs)))
        self._note(number, (*names, *others))

    def _note(self, meeting: int, names: Sequence[str]) -> None:
        """Note that a meeting has these terms."""
        numbers, holders = self._numbers, self._holders
        start = meeting << _PLACE_BITS
        for place, term in enumerate(names, start):
            number = numbers.get(term)
            if number is None:
                numbers[term] = len(holders)
                holders.append(array("Q", (place,)))
            else:
                holders[number].append(place)

    def _fragments(self, term: str) -> Iterator[tuple[int, Sequence[int], bytes]]:
        """Of each meeting that has the term: its number, the documents, their levels."""
        for told in self._holders[self._numbers[term]]:
            meeting, place = told >> _PLACE_BITS, told & _PLACE
            held = self._held[meeting]
            start, end = held.ends[place], held.ends[place + 1]
            yield meeting, held.documents[start:end], held.levels[start:end]

    def posting(self, term: str) -> tuple[str, str]:
        """The documents that have a term or have it inside a compound, and their weights, as they are written."""
        documents: list[str] = []
        signs: list[bytes] = []
        last = 0
        for meeting, found, ranks in self._fragments(term):
            documents.append(f"{meeting - last}.{found[0]}" if len(found) == 1 else of_meeting(meeting - last, found))
            signs.append(ranks)
            last = meeting
        return ",".join(documents), b"".join(signs).translate(_SIGNS).decode("ascii")

    def best(self, term: str, found: dict[tuple[int, int], int]) -> None:
        """Note in `found` the level of each of a term's documents, where it is higher than what stands there."""
        for meeting, documents, ranks in self._fragments(term):
            for document, rank in zip(documents, ranks, strict=True):
                if found.get((meeting, document), -1) < rank:
                    found[meeting, document] = rank

    def places(self, term: str) -> list[tuple[int, Sequence[int], str]]:
        """Of each meeting where the term itself stands: its number, the documents, the places in each."""
        found: list[tuple[int, Sequence[int], str]] = []
        for told in self._holders[self._numbers[term]]:
            number, place = told >> _PLACE_BITS, told & _PLACE
            meeting = self._standing[number]
            if place >= len(meeting.ends):
                continue
            start, end = meeting.place_ends[place - 1] if place else 0, meeting.place_ends[place]
            if end > start:
                first, last = meeting.ends[place - 1] if place else 0, meeting.ends[place]
                found.append((number, meeting.holders[first:last], meeting.places[start:end]))
        return found


def _add(weights: Mapping[int, float], ends: array[int], documents: array[int], signs: bytearray) -> None:
    """Add a term with its documents."""
    found = sorted(weights)
    documents.extend(found)
    signs += levels([weights[document] for document in found])
    ends.append(len(documents))


def _inside(
    meeting: MeetingTerms, words: Sequence[str], parts: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[int, float]]:
    """What the parts of compounds weigh: by term and document."""
    times: dict[tuple[str, int], list[int]] = {}
    told = iter(meeting.long_words)
    for word, document, title, elsewhere in zip(told, told, told, told, strict=True):
        for part in parts.get(words[word], ()):
            found = times.setdefault((part, document), [0, 0])
            found[0] += title
            found[1] += elsewhere
    inside: dict[str, dict[int, float]] = {}
    worth_of_title, worth_of_rest = worth(TITLE_PART), worth(PART)
    for (part, document), (title, elsewhere) in times.items():
        weight = 0.0
        if title:
            weight += worth_of_title * title / (meeting.title_flatness[document] + title)
        if elsewhere:
            weight += worth_of_rest * elsewhere / (meeting.flatness[document] + elsewhere)
        inside.setdefault(part, {})[document] = weight
    return inside


def of_meeting(step: int, documents: Iterable[int]) -> str:
    """A meeting as its step from the one before, and its documents behind points: "3.0.5"."""
    return ".".join(map(str, (step, *documents)))


def written(found: Iterable[tuple[int, int]]) -> str:
    """Documents, ascending, each as its meeting's number and its own: "3.0.5,1.2"."""
    meetings: dict[int, list[int]] = {}
    for meeting, document in found:
        meetings.setdefault(meeting, []).append(document)
    last = 0
    told: list[str] = []
    for meeting, documents in meetings.items():
        told.append(of_meeting(meeting - last, documents))
        last = meeting
    return ",".join(told)
