"""Short numbers for what is published: what later stages ask whether a meeting or an item is what it was.

They are remembered with the meeting (`deciding`), so that nothing of ten thousand unchanged items is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.cache import digest, fingerprint
from generator.openness import Archive, PublicMeeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """By id. A meeting's covers everything of its `PublicMeeting`, an item's everything of its `PublicItem`."""

    meetings: Mapping[str, bytes]
    items: Mapping[str, bytes]

    def updated(self, others: Iterable[Fingerprints]) -> Fingerprints:
        """These, with those of `others` in the place of what has the same id."""
        meetings, items = dict(self.meetings), dict(self.items)
        for other in others:
            meetings.update(other.meetings)
            items.update(other.items)
        return Fingerprints(meetings=meetings, items=items)


NOTHING = Fingerprints(meetings={}, items={})


def of_meeting(meeting: PublicMeeting) -> Fingerprints:
    """The fingerprints of one meeting and its items. Items that have one id together have one fingerprint."""
    items: dict[str, bytes] = {}
    for item in meeting.items:
        known = items.get(item.id)
        own = fingerprint(item)
        items[item.id] = digest(known, own) if known else own
    bare = fingerprint(replace(meeting, items=()))
    order = (part for item in meeting.items for part in (item.id, items[item.id]))
    return Fingerprints(meetings={meeting.id: digest(bare, *order)}, items=items)


def of_archive(archive: Archive) -> Fingerprints:
    """The fingerprints of everything in `archive`, where nobody has them: some seconds for 10,000 items."""
    return NOTHING.updated(map(of_meeting, archive.meetings))
