"""Copies of minutes: which meeting they are of, whether they agree with it, and what of them is closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from generator.findings import Finding, Severity
from generator.model import AgendaItem, Attachment, Meeting, MinutesEntry, Openness, plain_text

_SAME_WORDS = 90  # likeness (0 to 100) of two decisions' words
_SAME_TITLES = 0.8  # share of a copy's titles that the meeting must have …
_SAME_DECISIONS = 0.5  # … and of its decisions, word for word: titles like "Dagsorden" are every meeting's


UNREAD = "papers that could not be read"  # the words of a meeting's marker where nobody knows what it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """As much of a meeting as its copies elsewhere need: titles and decisions, and the ids of what is withheld."""

    meeting: Meeting
    not_public: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A decision in `item` of `meeting` that reads otherwise in the meeting `original`, in one of its items `alike`."""

    meeting: str
    item: str
    original: str
    alike: tuple[str, ...]
    finding: Finding


class CopyRule:
    """Decides the items of copied minutes: closed where they say so, or where the original is not public."""

    def __init__(self, meetings: Iterable[Meeting], not_public: Set[str]) -> None:
        """`not_public` holds the ids of withheld meetings and items."""
        self._by_body: dict[str, dict[str, Meeting]] = {}
        for meeting in meetings:
            self._by_body.setdefault(meeting.body, {})[meeting.id] = meeting
        self._not_public = not_public

    def meeting_of(self, attachment: Attachment) -> str | None:
        """The id of the archive's meeting that the copy is of, if it holds exactly one such."""
        meeting = self.original(attachment)
        return meeting.id if meeting and meeting.id not in self._not_public else None

    def closed(self, attachment: Attachment, entry: MinutesEntry) -> str | None:
        """Why the copied item may not be shown, None where it may."""
        if any(marker.openness is Openness.CLOSED for marker in entry.markers):
            return "the minutes mark the item closed"
        meeting = self.original(attachment)
        if meeting is None:
            return None
        if meeting.id in self._not_public:
            return f"the archive withholds meeting {meeting.id}"
        original = next(
            (item for item in meeting.items if item.id in self._not_public and same_item(item, entry)), None
        )
        return f"the archive withholds {original.id}" if original else None

    def original(self, attachment: Attachment) -> Meeting | None:
        """The meeting that the copy is of, public or not."""
        if not _is_copy(attachment):
            return None
        body, date = attachment.id.split("/")[:2]
        earlier = [m for m in self._by_body.get(body, {}).values() if m.date < date[:10]]
        if attachment.minutes_of:
            dated = [m for m in earlier if m.date == attachment.minutes_of]
            return dated[0] if len(dated) == 1 else None
        if not earlier:
            return None
        latest = max(earlier, key=lambda meeting: meeting.id)
        return latest if _is_unread(latest) or _is_copy_of(latest, attachment) else None


def original(meeting: Meeting, not_public: Iterable[str]) -> Original:
    """What copies elsewhere need of `meeting`."""
    items = tuple(
        AgendaItem(id=item.id, meeting=item.meeting, number=item.number, title=item.title, decision=item.decision)
        for item in meeting.items
    )
    markers = tuple(marker for marker in meeting.markers if marker.words == UNREAD)
    bare = Meeting(id=meeting.id, body=meeting.body, date=meeting.date, items=items, markers=markers)
    return Original(meeting=bare, not_public=tuple(not_public))


def copied(meeting: Meeting) -> tuple[str, ...]:
    """The dates of the meetings whose minutes it holds copies of; "" where only the copy itself can tell which."""
    held = (attachment for item in meeting.items for attachment in item.attachments if _is_copy(attachment))
    return tuple(dict.fromkeys(attachment.minutes_of or "" for attachment in held))


def asked(wanted: str, date: str, others: Sequence[tuple[str, str]]) -> list[str]:
    """The ids of the meetings that a copy in a meeting of `date` may be of. `wanted` is of `copied`, and `others` the
    ids and dates of the body's meetings.
    """
    earlier = [(name, held) for name, held in others if held < date]
    if wanted:
        return [name for name, held in earlier if held == wanted]
    return [max(name for name, _ in earlier)] if earlier else []


def _is_copy(attachment: Attachment) -> bool:
    return bool(attachment.minutes_of or attachment.entries)


def _is_unread(meeting: Meeting) -> bool:
    return any(marker.words == UNREAD for marker in meeting.markers)


def _is_copy_of(meeting: Meeting, attachment: Attachment) -> bool:
    titles = sum(any(same_item(item, entry) for item in meeting.items) for entry in attachment.entries)
    decisions = sum(not _unlike(meeting, entry) for entry in attachment.entries)
    entries = len(attachment.entries)
    return titles >= _SAME_TITLES * entries and decisions >= _SAME_DECISIONS * entries


def same_item(item: AgendaItem, entry: MinutesEntry) -> bool:
    """Number and title agree, or the title alone where it is long enough to be one item's."""
    alike = fuzz.ratio(_words(item.title), _words(entry.title)) >= _SAME_WORDS
    return alike and (item.number == entry.number or len(entry.title) > 25)


def told(differing: Iterable[Differing], not_public: Set[str]) -> Iterator[Finding]:
    """A finding for each of `differing` that is public on both sides, as a bundle may hold the open part alone.

    `not_public` holds the ids of all that is withheld.
    """
    for entry in differing:
        if not_public.isdisjoint((entry.meeting, entry.item, entry.original, *entry.alike)):
            yield entry.finding


def compared(meetings: Sequence[Meeting], others: Sequence[Original] = ()) -> Iterator[Differing]:
    """Every copied decision in `meetings` that reads otherwise than its original's, public or not.

    The originals are looked for among `meetings` and `others`.
    """
    known = (*(other.meeting for other in others), *meetings)
    rule = CopyRule(known, frozenset())
    for meeting in meetings:
        for item in meeting.items:
            for attachment in item.attachments:
                of = rule.original(attachment) if attachment.entries else None
                if of:
                    yield from _compared(meeting, item, attachment, of)


def _compared(meeting: Meeting, item: AgendaItem, attachment: Attachment, of: Meeting) -> Iterator[Differing]:
    for entry in attachment.entries:
        closed = any(marker.openness is Openness.CLOSED for marker in entry.markers)
        if not closed and _unlike(of, entry):
            yield Differing(
                meeting=meeting.id,
                item=item.id,
                original=of.id,
                alike=tuple(other.id for other in of.items if same_item(other, entry)),
                finding=_differs(attachment, entry, of),
            )


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


@lru_cache(maxsize=1024)  # every title is held to every other
def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
