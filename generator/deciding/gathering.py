"""Everything in the content folder, each meeting with what decides of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import takedown
from generator.cache import Cache
from generator.content import walk
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
    taken = _by_meeting(takedowns)
    around = [
        (place, Around(cleared=walked.cleared[place.body], shown=shown, takedowns=tuple(taken[place.id])))
        for place in walked.steps
        if isinstance(place, MeetingPlace)
    ]
    found = singles(root, around, cache, progress)
    return Gathering(
        root=root,
        walked=walked,
        singles={place.id: single for (place, _), single in zip(around, found, strict=True)},
        takedowns=takedowns,
        told_of_takedowns=told,
        shown=shown,
    )


def _by_meeting(takedowns: Sequence[Takedown]) -> defaultdict[str, list[Takedown]]:
    found: defaultdict[str, list[Takedown]] = defaultdict(list)
    for entry in takedowns:
        found["/".join(entry.id.split("/")[:2])].append(entry)
    return found
