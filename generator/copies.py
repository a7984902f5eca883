"""Copies of minutes: which meeting they are of, whether they agree with it, and what of them is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rapidfuzz import fuzz

from generator.findings import Finding, Severity
from generator.model import AgendaItem, Attachment, Meeting, MinutesEntry, Openness, plain_text

_SAME_WORDS = 90  # likeness (0 to 100) of two decisions' words
_SAME_TITLES = 0.8  # share of a copy's titles that the meeting must have …
_SAME_DECISIONS = 0.5  # … and of its decisions, word for word: titles like "Dagsorden" are every meeting's


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
        return latest if _is_copy_of(latest, attachment) else None


def _is_copy_of(meeting: Meeting, attachment: Attachment) -> bool:
    titles = sum(any(same_item(item, entry) for item in meeting.items) for entry in attachment.entries)
    decisions = sum(not _unlike(meeting, entry) for entry in attachment.entries)
    entries = len(attachment.entries)
    return titles >= _SAME_TITLES * entries and decisions >= _SAME_DECISIONS * entries


def same_item(item: AgendaItem, entry: MinutesEntry) -> bool:
    """Number and title agree, or the title alone where it is long enough to be one item's."""
    alike = fuzz.ratio(_words(item.title), _words(entry.title)) >= _SAME_WORDS
    return alike and (item.number == entry.number or len(entry.title) > 25)


def disagreements(meetings: Sequence[Meeting], not_public: Set[str]) -> list[Finding]:
    """A finding for each item whose decision in the copy reads otherwise than in the meeting's own minutes.

    Only public items that both have are compared: a bundle may hold the open part of the minutes alone.
    """
    rule = CopyRule(meetings, not_public)
    by_id = {meeting.id: meeting for meeting in meetings}
    return [
        _differs(attachment, entry, by_id[original])
        for meeting in meetings
        if meeting.id not in not_public
        for item in meeting.items
        if item.id not in not_public
        for attachment in item.attachments
        if attachment.entries and (original := rule.meeting_of(attachment)) is not None
        for entry in attachment.entries
        if not rule.closed(attachment, entry) and _unlike(by_id[original], entry)
    ]


def _unlike(meeting: Meeting, entry: MinutesEntry) -> bool:
    item = _numbered(meeting, entry.number)
    if item is None:
        return True
    return _words(item.decision.text if item.decision else "") != _words(plain_text(entry.blocks))


def _numbered(meeting: Meeting, number: str) -> AgendaItem | None:
    return next((item for item in meeting.items if item.number == number), None)


def _differs(attachment: Attachment, entry: MinutesEntry, original: Meeting) -> Finding:
    item = _numbered(original, entry.number)
    how = _first_difference(item.decision.text if item and item.decision else "", plain_text(entry.blocks))
    told = f"the minutes attached here differ from the archive's own minutes of {original.id}: {how}"
    return Finding(
        code="minutes-copy-differs",
        severity=Severity.WARNING,
        file=attachment.place.file,
        place=f"{attachment.id}, punkt {entry.number}",
        message=told if item else f"the minutes attached here have an item that {original.id} does not have",
        remedy="both are shown; check which one was approved",
    )


def _first_difference(own: str, copy: str) -> str:
    """`own minutes "… i maj 2024", copy "… i juni 2024"`: some words around the first place they part."""
    ours, theirs = _words(own).split(), _words(copy).split()
    at = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    start = max(at - 2, 0)
    shown = [" ".join(words[start : at + 4]) or "nothing" for words in (ours, theirs)]
    return f'the minutes say "{shown[0]}", the copy "{shown[1]}"'


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
