"""What is read from one meeting at a time: results that earlier builds remember under the meeting's fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from generator.cache import Cache, digest
from generator.fingerprints import NOTHING, Fingerprints, of_meeting
from generator.openness import PublicMeeting

T = TypeVar("T")

NO_CACHE = Cache()


class Memory:
    """A cache, and the fingerprints of the meetings that results are made of. Without a cache it remembers nothing."""

    def __init__(self, cache: Cache = NO_CACHE, fingerprints: Fingerprints = NOTHING) -> None:
        self.cache = cache
        self._known = dict(fingerprints.meetings)

    def of_meeting(self, meeting: PublicMeeting) -> bytes:
        """The fingerprint of everything that is published of a meeting."""
        if meeting.id not in self._known:
            self._known |= of_meeting(meeting).meetings
        return self._known[meeting.id]

    def each(
        self,
        kind: str,
        meetings: Iterable[PublicMeeting],
        make: Callable[[PublicMeeting], T],
        *,
        also: Callable[[PublicMeeting], bytes] = lambda _: b"",
    ) -> list[T]:
        """`make(meeting)` for each meeting, in their order.

        `also` is the fingerprint of whatever `make` reads besides the meeting. The result must not be None.
        """
        if self.cache is NO_CACHE:
            return [make(meeting) for meeting in meetings]
        return [
            self.cache.memo(kind, digest(self.of_meeting(meeting), also(meeting)), partial(make, meeting))
            for meeting in meetings
        ]

    def once(self, kind: str, make: Callable[[], T], *made_of: bytes | str) -> T:
        """What `make` gives, which reads nothing but what `made_of` stands for. The result must not be None."""
        return make() if self.cache is NO_CACHE else self.cache.memo(kind, digest(*made_of), make)


NO_MEMORY = Memory()
