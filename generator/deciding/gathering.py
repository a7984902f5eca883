"""Everything in the content folder, each meeting with what decides of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from generator import takedown
from generator.cache import Cache
from generator.content import Walked, walk
from generator.deciding.joining import Gathering
from generator.deciding.remembered import singles
from generator.deciding.single import Around
from generator.meeting_folder import MeetingPlace
from generator.privacy.contacts import Shown
from generator.takedown import Takedown


def gathering(root: Path, *, shown: Shown, cache: Cache, progress: Callable[[str], None]) -> Gathering:
    """The content folder `root`. Raises ContentError where it is not there, or its takedowns are not understood."""
    walked = walk(root)
    takedowns, told = takedown.read_takedowns(root)
    around = _around(walked, takedowns, shown)
    found = singles(root, around, cache, progress)
    return Gathering(
        root=root,
        walked=walked,
        singles={place.id: single for (place, _), single in zip(around, found, strict=True)},
        takedowns=takedowns,
        told_of_takedowns=told,
        shown=shown,
    )


def read_ahead(
    root: Path, bodies: Collection[str], *, shown: Shown, cache: Cache, progress: Callable[[str], None]
) -> tuple[int, set[str]]:
    """Have the cache remember the meetings of some bodies, for a build elsewhere (docs/performance.md).

    How many meetings there are, and which of `bodies` are none. Raises as `gathering`.
    """
    walked = walk(root)
    takedowns, _ = takedown.read_takedowns(root)
    around = [(place, facts) for place, facts in _around(walked, takedowns, shown) if place.body in bodies]
    singles(root, around, cache, progress)
    return len(around), set(bodies) - {body.id for body in walked.bodies}


def _around(walked: Walked, takedowns: Sequence[Takedown], shown: Shown) -> list[tuple[MeetingPlace, Around]]:
    """Every meeting with what is said of it outside its folder."""
    taken = _by_meeting(takedowns)
    return [
        (place, Around(cleared=walked.cleared[place.body], shown=shown, takedowns=tuple(taken[place.id])))
        for place in walked.steps
        if isinstance(place, MeetingPlace)
    ]


def _by_meeting(takedowns: Sequence[Takedown]) -> defaultdict[str, list[Takedown]]:
    found: defaultdict[str, list[Takedown]] = defaultdict(list)
    for entry in takedowns:
        found["/".join(entry.id.split("/")[:2])].append(entry)
    return found
