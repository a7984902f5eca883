"""What of some patterns and terms stands in the open papers of meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.audit.fingerprints import Patterns, Rows
from generator.audit.letters import ManyLetters, Numbers
from generator.audit.sources import Source, packed, texts_of, unpacked
from generator.audit.terms import Terms
from generator.openness import PublicMeeting

Has = tuple[Numbers, Rows]  # of each of some patterns, or terms: the number of a source that has it, and its own
_Text = tuple[Source, str, str]  # a source with its text and its terms


@dataclass(frozen=True, slots=True)
class Open:
    """A meeting to look through: its texts where they are known, and its sources, each whether it is new."""

    meeting: PublicMeeting
    kept: bytes
    sources: tuple[tuple[Source, bool], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is looked for in sources that are new, and in others; `theirs` are the numbers that a copy does not open."""

    fresh: tuple[Patterns, Terms]
    other: tuple[Patterns, Terms]
    theirs: dict[str, Numbers]
    lone: NDArray[np.bool_]
    remembers: bool


def look_through(meetings: Sequence[Open], task: Task) -> tuple[list[tuple[Has, Has]], list[bytes]]:
    """What the sources of some meetings have, and what is to be remembered of those of which nothing is known yet."""
    own: list[_Text] = []
    copies: list[_Text] = []
    is_new: set[int] = set()
    fresh: list[bytes] = []
    for entry in meetings:
        texts = unpacked(entry.kept) if entry.kept else texts_of(entry.meeting)
        fresh.append(packed(texts) if task.remembers and not entry.kept else b"")
        for source, new in entry.sources:
            (copies if source.minutes_of else own).append((source, *texts[source.place]))
            is_new |= {source.key} if new else set()
    seen = np.zeros(len(task.fresh[0]), np.bool_)  # in one of these sources, which is enough
    found = []
    for some in (own, copies):
        found += [_found([one], task.fresh, seen, task) for one in some if one[0].key in is_new]
        # little is looked for in the others, so that it costs least in all at once
        found.append(_found([one for one in some if one[0].key not in is_new], task.other, seen, task))
    return found, fresh


def _found(
    texts: Sequence[_Text], wanted: tuple[Patterns, Terms], seen: NDArray[np.bool_], task: Task
) -> tuple[Has, Has]:
    """What of patterns that were not yet `seen`, which is noted there, and of terms some texts have."""
    patterns, terms = wanted
    numbers: Numbers = np.array([source.key for source, _, _ in texts], "<u8")
    rows, places = _opened(texts, patterns, seen, task) if texts else (np.zeros(0, np.intp), np.zeros(0, np.intp))
    seen[rows] = True
    own = [np.zeros(0, np.intp), *(terms.find(own_terms) for _, _, own_terms in texts)]
    return (numbers[places], rows), (np.repeat(numbers, [len(one) for one in own[1:]]), np.concatenate(own))


def _opened(texts: Sequence[_Text], patterns: Patterns, seen: NDArray[np.bool_], task: Task) -> tuple[Rows, Rows]:
    """The patterns that texts have and open, and in which of the texts each is."""
    letters = ManyLetters([text for _, text, _ in texts])
    rows, words = patterns.places_in(letters, but=seen)
    places = letters.text_of(words)
    is_closed = np.zeros(len(rows), np.bool_)
    for place, (source, _, _) in enumerate(texts):
        if source.minutes_of:  # whole phrases of what those minutes close are not opened
            here = np.flatnonzero(places == place)
            closed = patterns.have_numbers(rows[here], task.theirs[source.minutes_of])
            is_closed[here] = closed & ~task.lone[rows[here]]
    opened = [(rows[~is_closed], places[~is_closed])]
    if len(texts) > 1 and is_closed.any():
        opened += _each_opened(texts, patterns, rows[is_closed], task)
    return np.concatenate([found for found, _ in opened]), np.concatenate([found for _, found in opened])


def _each_opened(texts: Sequence[_Text], patterns: Patterns, rows: Rows, task: Task) -> Iterator[tuple[Rows, Rows]]:
    """The same of patterns that one of the texts has and does not open: perhaps another does."""
    seen = np.ones(len(patterns), np.bool_)
    seen[rows] = False
    for place, text in enumerate(texts):
        found, _ = _opened([text], patterns.only(~seen), seen, task)
        seen[found] = True
        yield found, np.full(len(found), place, np.intp)
