"""What the last audit looked for, and where it found nothing: only what is looked for since is looked for there again.

It is kept under the fingerprint of each withheld thing, so that who has not the thing can read nothing of it. A pattern
that an open paper excused the last time was not looked for, and counts as new where no paper excuses it any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.audit.letters import Numbers
from generator.audit.published import Left
from generator.audit.things import Thing
from generator.cache import Cache, digest

_THING, _NIGHT = "audit-thing", "audit-night"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Of each of some patterns (or terms): the number of the source that has it too, 0 where none has it; and whether
    it is looked for.
    """

    source: Numbers
    wanted: NDArray[np.bool_]

    @classmethod
    def none(cls, count: int) -> Verdicts:
        """Nothing is known, and nothing was looked for."""
        return cls(np.zeros(count, "<u8"), np.zeros(count, np.bool_))

    def part(self, start: int, end: int) -> tuple[bytes, bytes]:
        """Some of them, to be remembered."""
        return self.source[start:end].tobytes(), self.wanted[start:end].tobytes()

    @classmethod
    def of(cls, parts: Sequence[tuple[bytes, bytes]]) -> Verdicts:
        """The same again."""
        return cls(
            np.frombuffer(b"".join(source for source, _ in parts), "<u8"),
            np.frombuffer(b"".join(wanted for _, wanted in parts), np.bool_),
        )


@dataclass(frozen=True, slots=True)
class Night:
    """What is known of the last audit. `is_new` tells of each thing whether that knew nothing of it; `sources` are the
    numbers of the open texts that it searched, `left` the bunches in which it found nothing.
    """

    patterns: Verdicts
    terms: Verdicts
    is_new: tuple[bool, ...]
    sources: Numbers
    left: Left


@dataclass(frozen=True, slots=True)
class Looked:
    """What is remembered of a thing."""

    night: bytes
    patterns: tuple[bytes, bytes]
    terms: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Ended:
    """What is remembered of a night."""

    sources: bytes
    left: Left


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the next audit is to know: what was looked for, and the numbers of the open texts that excuse."""

    things: Sequence[Thing]
    patterns: Verdicts
    terms: Verdicts
    sources: Numbers


def last_night(things: Sequence[Thing], cache: Cache) -> Night:
    """What the last audit can spare this one; nothing where it is not known."""
    looked: list[Looked | None] = [cache.get(_THING, thing.key) for thing in things]
    nights = Counter(one.night for one in looked if one is not None)
    night = max(sorted(nights), key=nights.__getitem__, default=b"")
    ended: Ended | None = cache.get(_NIGHT, night) if night else None
    known = [one if one is not None and one.night == night and ended is not None else None for one in looked]
    nothing = [Looked(b"", *(Verdicts.none(n).part(0, n) for n in _counts(thing))) for thing in things]
    found = [one or other for one, other in zip(known, nothing, strict=True)]
    return Night(
        Verdicts.of([one.patterns for one in found]),
        Verdicts.of([one.terms for one in found]),
        tuple(one is None for one in known),
        np.frombuffer(ended.sources if ended else b"", "<u8"),
        ended.left if ended else {},
    )


def end(learnt: Learnt, left: Left, cache: Cache) -> None:
    """Remember that nothing of what was looked for stands in these bunches."""
    things, sources = learnt.things, learnt.sources.tobytes()
    if not things:
        return
    night = digest(*sorted(thing.key for thing in things), sources, *sorted(bygone.key for bygone in left.values()))
    counts = np.cumsum([(0, 0), *map(_counts, things)], axis=0).tolist()
    for thing, (before, after) in zip(things, pairwise(counts), strict=True):
        looked = Looked(night, learnt.patterns.part(before[0], after[0]), learnt.terms.part(before[1], after[1]))
        cache.put(_THING, thing.key, looked)
    cache.put(_NIGHT, night, Ended(sources, left))


def _counts(thing: Thing) -> tuple[int, int]:
    return len(thing.marks), len(thing.terms)
