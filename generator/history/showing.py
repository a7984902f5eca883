"""The changes that may be shown: those of items that are public today, without a word of anything that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import cpr
from generator.connections import Change, ChangeKind
from generator.findings import ContentError, Finding
from generator.history import storing
from generator.history.comparing import Compared, compare
from generator.history.states import state_of
from generator.openness import Archive, PublicMeeting, Withheld

_REMOVALS = (ChangeKind.REMOVED, ChangeKind.ATTACHMENT_REMOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`changes` newest first; `findings` tell of histories that cannot be read.

    `seen` says of each meeting that has a history since which ISO day its papers have been as they were last seen.
    """

    changes: tuple[Change, ...]
    seen: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def shown(content_root: Path, archive: Archive, withheld: Sequence[Withheld]) -> Shown:
    """The changes of the published meetings. What is not public today is not in them, whatever the files hold."""
    changes: list[Change] = []
    findings: list[Finding] = []
    seen: list[tuple[str, str]] = []
    for meeting in archive.meetings:
        try:
            kept = storing.read(content_root, meeting.id)
        except ContentError as error:
            findings.append(error.finding("history-unreadable"))
            continue
        if kept is not None:
            seen.append((meeting.id, kept.state.seen))
            today = compare(kept.state, state_of(meeting, seen=kept.state.seen))
            changes += fit(carried(kept.changes, today, meeting), meeting, withheld)
    changes.sort(key=lambda change: change.date, reverse=True)
    return Shown(changes=tuple(changes), seen=tuple(seen), findings=tuple(findings))


def carried(changes: Iterable[Change], today: Compared, meeting: PublicMeeting) -> Iterator[Change]:
    """Each change under its item's id of today; those of items that are not there any more are left out.

    Another item may stand under the number of one that has been closed, and must not inherit its words.
    """
    for change in changes:
        if change.item == meeting.id:
            yield change
        elif number := today.numbers.get(change.item.rpartition("/")[2]):
            yield replace(change, item=f"{meeting.id}/{number}")


def fit(changes: Iterable[Change], meeting: PublicMeeting, withheld: Sequence[Withheld]) -> list[Change]:
    """Those of a meeting's changes that may be shown, or kept, today."""
    titles = {item.id: {attachment.title for attachment in item.attachments} for item in meeting.items}
    secrets = [_plain(text) for entry in withheld for text in entry.secrets if _concerns(entry, meeting)]
    fitting: list[Change] = []
    for change in changes:
        if change.kind in _REMOVALS:
            change = replace(change, before="", after="")
        if change.item != meeting.id and change.item not in titles:
            continue
        if change.kind is ChangeKind.ATTACHMENT_ADDED and change.after not in titles[change.item]:
            continue
        if not _private(f"{change.before}\n{change.after}", secrets):
            fitting.append(change)
    return fitting


def _concerns(entry: Withheld, meeting: PublicMeeting) -> bool:
    return entry.id == meeting.id or entry.id.startswith(f"{meeting.id}/")


def _private(text: str, secrets: Sequence[str]) -> bool:
    spelled = _plain(text)
    return any(secret and secret in spelled for secret in secrets) or any(cpr.find(text))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
