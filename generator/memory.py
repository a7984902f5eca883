"""What is read from one meeting at a time: results that earlier builds remember, and new ones on all cores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeVar

from generator import forks
from generator.cache import NO_CACHE, Cache, digest, fingerprint
from generator.fingerprints import NOTHING, Fingerprints, of_meeting
from generator.openness import PublicItem, PublicMeeting

T = TypeVar("T")
Task = TypeVar("Task")

_TOGETHER = 8  # meetings that are read by one process, one after the other
_WORTH = 5  # times so many; fewer are read before other processes have begun
_LOST = forks.ended("reads what papers say")


class Memory:
    """A cache, and the fingerprints of what results are made of. Without a cache it remembers nothing."""

    def __init__(self, cache: Cache = NO_CACHE, fingerprints: Fingerprints = NOTHING) -> None:
        self._cache = cache if cache.remembers else None
        self._meetings = dict(fingerprints.meetings)
        self._items = dict(fingerprints.items)

    def of_meeting(self, meeting: PublicMeeting) -> bytes:
        """The fingerprint of everything that is published of a meeting; nothing where nothing is remembered."""
        if self._cache is None:
            return b""
        if meeting.id not in self._meetings:
            self._meetings |= of_meeting(meeting).meetings
        return self._meetings[meeting.id]

    def of_item(self, item: PublicItem) -> bytes:
        """The same of an item."""
        if self._cache is None:
            return b""
        if item.id not in self._items:
            self._items[item.id] = fingerprint(item)
        return self._items[item.id]

    def each(
        self,
        kind: str,
        tasks: Sequence[Task],
        make: Callable[[Task], T],
        *,
        key: Callable[[Task], bytes],
        holds: Callable[[Task, T], bool] = lambda _task, _found: True,
    ) -> list[T]:
        """`make(task)` for each task, in their order. Other processes may do it, so results must be what can be sent.

        `key` is the fingerprint of what `make` reads. What it reads besides, it tells in its result: what is remembered
        counts where that still `holds`. No result must be None.
        """
        if self._cache is None:
            return list(_done(tasks, make))
        keys = [key(task) for task in tasks]
        found: list[T | None] = [self._known(kind, *known, holds) for known in zip(keys, tasks, strict=True)]
        missing = [place for place, result in enumerate(found) if result is None]
        for place, result in zip(missing, _done([tasks[place] for place in missing], make), strict=True):
            self._cache.put(kind, keys[place], result)
            found[place] = result
        return [result for result in found if result is not None]

    def _known(self, kind: str, key: bytes, task: Task, holds: Callable[[Task, T], bool]) -> T | None:
        found: T | None = self._cache.get(kind, key) if self._cache else None
        return found if found is not None and holds(task, found) else None

    def once(self, kind: str, make: Callable[[], T], *made_of: bytes | str) -> T:
        """What `make` gives, which reads nothing but what `made_of` stands for. The result must not be None."""
        return self._cache.memo(kind, digest(*made_of), make) if self._cache else make()


def _done(tasks: Sequence[Task], make: Callable[[Task], T]) -> list[T]:
    some = [tasks[start : start + _TOGETHER] for start in range(0, len(tasks), _TOGETHER)]
    return list(chain(*forks.each(lambda few: [make(task) for task in few], some, worth=_WORTH, lost=_LOST)))


NO_MEMORY = Memory()
