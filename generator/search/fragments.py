"""Which documents of a segment something tells of, meeting by meeting, and as it is written in the files.

A document is known by its meeting's number in the segment, which is a step in the files, and its slot in the meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from generator.search.weights import LEVELS, STRONG

Fragment = tuple[int, str, str]  # a meeting's number; its slots, each behind a point; what is told of each
Told = tuple[str, str]  # the same of a known meeting
Best = dict[tuple[int, int], str]  # the greatest weight by meeting and slot
_RANK = {sign: rank for rank, sign in enumerate(LEVELS)}


def documents(fragments: Iterable[Fragment]) -> str:
    """Documents by meetings as they are written: "3.0.5,1.2"."""
    told: list[str] = []
    last = 0
    for meeting, slots, _ in fragments:
        told.append(f"{meeting - last}{slots}")
        last = meeting
    return ",".join(told)


def written(found: Iterable[tuple[int, int]]) -> str:
    """The same of the meetings' numbers and slots, by meeting."""
    meetings: dict[int, list[str]] = {}
    for meeting, slot in found:
        meetings.setdefault(meeting, []).append(f".{slot}")
    return documents([(meeting, "".join(slots), "") for meeting, slots in meetings.items()])


def parsed(documents_: str, told: str = "", *, apart: str = "") -> Iterator[Fragment]:
    """The fragments of documents as they are written. `told` has a sign of each, or a text between signs `apart`."""
    every = told.split(apart) if apart else told
    meeting = start = 0
    for part in documents_.split(",") if documents_ else ():
        step, point, slots = part.partition(".")
        meeting += int(step)
        end = start + slots.count(".") + 1
        some = every[start:end]
        yield meeting, point + slots, some if isinstance(some, str) else apart.join(some)
        start = end


def changed(fragments: Iterable[Fragment], changes: Mapping[int, Told | None]) -> list[Fragment]:
    """With what is now told of some meetings; None for nothing."""
    kept = [fragment for fragment in fragments if fragment[0] not in changes]
    return sorted([*kept, *((meeting, *told) for meeting, told in changes.items() if told is not None)])


def strong(fragments: Iterable[Fragment]) -> Iterator[tuple[int, int, str]]:
    """The meeting, slot and weight of each document in which a term weighs much."""
    for meeting, told, weights in fragments:
        if STRONG.isdisjoint(weights):
            continue
        for slot, sign in zip(told[1:].split("."), weights, strict=True):
            if sign in STRONG:
                yield meeting, int(slot), sign


def raise_to(best: Best, others: Iterable[tuple[tuple[int, int], str]]) -> None:
    """Note weights in `best` where they are greater than what stands there."""
    for document, sign in others:
        known = best.get(document)
        if known is None or _RANK[known] < _RANK[sign]:
            best[document] = sign


def of_best(best: Best) -> list[Fragment]:
    """The fragments of these, by meeting and slot."""
    return [
        (meeting, "".join([f".{slot}" for _, slot in some]), "".join([best[document] for document in some]))
        for meeting, group in groupby(sorted(best), key=lambda document: document[0])
        for some in [list(group)]
    ]
