"""The archive by age in a few segments, so that a change in a recent meeting rewrites little of the index.

The newest segment reaches back to the meeting with the highest lot among the newest 12, the next to that among the
newest 144, and so on; what is older than all of these is the last. A meeting's lot is drawn from its id. So the
segments follow from which meetings there are, and from nothing else: no build before this one has a say. A meeting
more or less that is older than such a window does not move its end, and one within it seldom does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from generator.cache import digest

NEWEST = 12  # meetings of the first window, and how many times larger each next one is


@dataclass(frozen=True, slots=True)
class Segment:
    """Meetings one after the other, oldest first. `name` is a digit: 0 is the newest."""

    name: str
    meetings: tuple[str, ...]


def segments(meetings: Sequence[str]) -> list[Segment]:
    """The segments of the meetings' ids, which are given oldest first; the oldest segment first."""
    ends = [len(meetings), *_starts(meetings)]
    found = [
        Segment(str(number), tuple(meetings[start:end]))
        for number, (end, start) in enumerate(zip(ends, [*ends[1:], 0], strict=True))
    ]
    return [segment for segment in reversed(found) if segment.meetings]


def _starts(meetings: Sequence[str]) -> Iterator[int]:
    """Where each segment but the oldest begins, the newest first."""
    for power in count(1):
        window = NEWEST**power
        if window >= len(meetings):
            return
        yield max(range(len(meetings) - window, len(meetings)), key=lambda number: digest(meetings[number]))
