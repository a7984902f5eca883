"""The terms of a segment: in which documents each stands, with which weight, and where.

A document is known by its meeting's number in the segment, which is a step in the files, and its slot in the meeting.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from generator.search.fragments import Fragment, Told
from generator.search.meeting_terms import MeetingTerms, lines, small
from generator.search.weights import PART, TITLE_PART, signs, worth

_PLACE_BITS = 32
_PLACE = (1 << _PLACE_BITS) - 1


@dataclass(frozen=True, slots=True)
class _Texts:
    """Short texts in a row as one: a Python object for each would fill the memory."""

    joined: str
    ends: Sequence[int]

    def __getitem__(self, number: int) -> str:
        return self.joined[self.ends[number - 1] if number else 0 : self.ends[number]]

    def __len__(self) -> int:
        return len(self.ends)


@dataclass(frozen=True, slots=True)
class _Held:
    """The terms of a meeting with the parts of its compounds: its own first, then those that are parts only."""

    own: _Texts  # the slots where each of its own terms stands as such
    places: _Texts
    told: _Texts  # the slots
    signs: _Texts  # the weights


class SegmentTerms:
    """The terms of the meetings of one segment. `parts` are those of the compounds of its vocabulary.

    Nothing is kept of the meetings that is not asked for again: there may be ten thousand.
    """

    def __init__(self, meetings: Iterable[MeetingTerms], parts: Mapping[str, str]) -> None:
        self._held: list[_Held] = []
        self._numbers: dict[str, int] = {}
        self._holders: list[array[int]] = []  # of each term: the meetings, and its number in each
        self.forms: defaultdict[str, list[str]] = defaultdict(list)
        seen: set[str] = set()
        for number, meeting in enumerate(meetings):
            names = lines(meeting.terms)
            words = lines(meeting.words)
            for word, term in zip(words, meeting.word_terms, strict=True):
                if word not in seen:
                    seen.add(word)
                    self.forms[names[term]].append(word)
            held, others = _held(meeting, names, _inside(meeting, words, parts))
            self._held.append(held)
            self._note(number, (*names, *others))
        self.terms = sorted(self._numbers)

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

    def fragments(self, term: str) -> list[Fragment]:
        """Where a term stands, also inside compounds, and what it weighs there."""
        found: list[Fragment] = []
        for told in self._holders[self._numbers[term]]:
            held = self._held[told >> _PLACE_BITS]
            place = told & _PLACE
            found.append((told >> _PLACE_BITS, held.told[place], held.signs[place]))
        return found

    def places(self, term: str) -> list[Fragment]:
        """Where the term itself stands, and the places in each document."""
        found: list[Fragment] = []
        for told in self._holders[self._numbers[term]]:
            place = told & _PLACE
            held = self._held[told >> _PLACE_BITS]
            if place < len(held.places) and (standing := held.places[place]):
                found.append((told >> _PLACE_BITS, held.own[place], standing))
        return found


def _held(
    meeting: MeetingTerms, names: Sequence[str], inside: Mapping[str, Mapping[int, float]]
) -> tuple[_Held, list[str]]:
    """Add up the weights of a meeting's terms and of the parts of its compounds; and the terms that are parts only."""
    own = _Texts(meeting.told, meeting.told_ends)
    signs_ = _Texts(meeting.signs, meeting.ends)
    behind = [f".{slot}" for slot in meeting.slots]
    told: list[str] = []
    weighed: list[str] = []
    start = 0
    for at, (term, end) in enumerate(zip(names, meeting.ends, strict=True)):
        found = inside.get(term)
        if found is None:
            told.append(own[at])
            weighed.append(signs_[at])
        else:
            weights = dict(zip(meeting.holders[start:end], meeting.weights[start:end], strict=True))
            for document, weight in found.items():
                weights[document] = weights.get(document, 0.0) + weight
            _tell(weights, behind, told, weighed)
        start = end
    others = sorted(inside.keys() - set(names))
    for term in others:
        _tell(inside[term], behind, told, weighed)
    held = _Held(own, _Texts(meeting.places, meeting.place_ends), _texts(told), _texts(weighed))
    return held, others


Contribution = dict[str, Told]


def contribution(meeting: MeetingTerms, parts: Mapping[str, str], only: Set[str] | None = None) -> Contribution:
    """What a meeting tells of each term, or of `only` these."""
    names = lines(meeting.terms)
    words = lines(meeting.words)
    held, others = _held(meeting, names, _inside(meeting, words, parts))
    every = enumerate((*names, *others))
    return {term: (held.told[at], held.signs[at]) for at, term in every if only is None or term in only}


def _texts(texts: Sequence[str]) -> _Texts:
    return _Texts("".join(texts), small(list(accumulate(map(len, texts)))))


def _tell(weights: Mapping[int, float], behind: Sequence[str], told: list[str], weighed: list[str]) -> None:
    """Add a term with its documents, as they are written."""
    found = sorted(weights)
    told.append("".join([behind[document] for document in found]))
    weighed.append(signs([weights[document] for document in found]))


def _inside(meeting: MeetingTerms, words: Sequence[str], parts: Mapping[str, str]) -> dict[str, dict[int, float]]:
    """What the parts of compounds weigh: by term and document."""
    times: dict[tuple[str, int], list[int]] = {}
    apart = [parts.get(word, "").split(" ") if parts.get(word) else () for word in words]
    told = iter(meeting.long_words)
    for word, document, title, elsewhere in zip(told, told, told, told, strict=True):
        for part in apart[word]:
            found = times.get((part, document))
            if found is None:
                times[part, document] = [title, elsewhere]
            else:
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
