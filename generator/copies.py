"""Copies of minutes: which meeting they are of, whether they agree with it, and what of them is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rapidfuzz import fuzz

from generator.findings import Finding, Severity
from generator.model import AgendaItem, Attachment, Meeting, MinutesEntry, Openness, plain_text

_SAME_WORDS = 90  # likeness (0 to 100) of two decisions' words
_SAME_TITLES = 0.8  # share of a copy's titles that the meeting must have


class CopyRule:
    """Decides the items of copied minutes: closed where they say so, or where the original is not public."""

    def __init__(self, meetings: Sequence[Meeting], not_public: Set[str]) -> None:
        """`not_public` holds the ids of withheld meetings and items."""
        self._meetings = {meeting.id: meeting for meeting in meetings}
        self._not_public = not_public

    def meeting_of(self, attachment: Attachment) -> str | None:
        """The id of the archive's meeting that the copy is of, if it holds exactly one such."""
        meeting = self._original(attachment)
        return meeting.id if meeting and meeting.id not in self._not_public else None

    def closed(self, attachment: Attachment, entry: MinutesEntry) -> str | None:
        """Why the copied item may not be shown, None where it may."""
        if any(marker.openness is Openness.CLOSED for marker in entry.markers):
            return "the minutes mark the item closed"
        meeting = self._original(attachment)
        if meeting is None:
            return None
        if meeting.id in self._not_public:
            return f"the archive withholds meeting {meeting.id}"
        original = next(
            (item for item in meeting.items if item.id in self._not_public and same_item(item, entry)), None
        )
        return f"the archive withholds {original.id}" if original else None

    def _original(self, attachment: Attachment) -> Meeting | None:
        own = attachment.id.split("/")
        body, date = own[0], own[1]
        earlier = [m for m in self._meetings.values() if m.body == body and m.date < date[:10]]
        if attachment.minutes_of:
            dated = [m for m in earlier if m.date == attachment.minutes_of]
            return dated[0] if len(dated) == 1 else None
        if not earlier or not attachment.entries:
            return None
        latest = max(earlier, key=lambda meeting: meeting.id)
        return latest if _titles_in_common(latest, attachment) >= _SAME_TITLES else None


def _titles_in_common(meeting: Meeting, attachment: Attachment) -> float:
    same = sum(any(same_item(item, entry) for item in meeting.items) for entry in attachment.entries)
    return same / len(attachment.entries)


def same_item(item: AgendaItem, entry: MinutesEntry) -> bool:
    """Number and title agree, or the title alone where it is long enough to be one item's."""
    alike = fuzz.ratio(_words(item.title), _words(entry.title)) >= _SAME_WORDS
    return alike and (item.number == entry.number or len(entry.title) > 25)


def disagreements(meetings: Sequence[Meeting]) -> list[Finding]:
    """A finding for each item whose decision in the copy reads otherwise than in the meeting's own minutes.

    Only items that both have are compared: a bundle may hold the open part of the minutes alone. No word
    of either stands in the finding.
    """
    rule = CopyRule(meetings, frozenset())
    findings: list[Finding] = []
    by_id = {meeting.id: meeting for meeting in meetings}
    for meeting in meetings:
        for item in meeting.items:
            for attachment in item.attachments:
                original = by_id.get(rule.meeting_of(attachment) or "")
                if original and attachment.entries:
                    findings += [
                        _differs(attachment, entry, original)
                        for entry in attachment.entries
                        if _unlike(original, entry)
                    ]
    return findings


def _unlike(meeting: Meeting, entry: MinutesEntry) -> bool:
    item = next((item for item in meeting.items if item.number == entry.number), None)
    if item is None or item.decision is None:
        return False
    return _words(item.decision.text) != _words(plain_text(entry.blocks))


def _differs(attachment: Attachment, entry: MinutesEntry, original: Meeting) -> Finding:
    return Finding(
        code="minutes-copy-differs",
        severity=Severity.WARNING,
        file=attachment.place.file,
        place=f"{attachment.id}, punkt {entry.number}",
        message=f"the minutes attached here differ from the archive's own minutes of {original.id}",
        remedy="both are shown; check which one was approved",
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
