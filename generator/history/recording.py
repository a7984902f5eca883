"""`moedearkiv record`: see what is public today, and keep what is different from last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.connections import Change
from generator.findings import ContentError, Finding, Severity
from generator.history import storing
from generator.history.comparing import compare
from generator.history.showing import carried, fit
from generator.history.states import state_of
from generator.history.storing import Kept
from generator.openness import Archive, PublicMeeting, Withheld
from generator.write import write_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """`changes` are today's; `written` the files that are different now; `findings` what a clerk should look at."""

    changes: tuple[Change, ...]
    written: tuple[str, ...]
    findings: tuple[Finding, ...]


def record(content_root: Path, archive: Archive, withheld: Sequence[Withheld], *, day: str) -> Recorded:
    """Bring every meeting's history.json up to the ISO day `day`. A meeting that is not public keeps none."""
    changes: list[Change] = []
    written: list[str] = []
    findings: list[Finding] = []
    for meeting in archive.meetings:
        try:
            before = storing.read(content_root, meeting.id)
        except ContentError as error:
            findings.append(error.finding("history-unreadable"))
            continue
        kept, fresh, doubts = _next(before, meeting, withheld, day)
        changes += fresh
        findings += doubts
        if kept != before:
            write_file(content_root / meeting.id / storing.NAME, storing.text(kept).encode())
            written.append(f"{meeting.id}/{storing.NAME}")
    written += _purge(content_root, archive)
    return Recorded(changes=tuple(changes), written=tuple(written), findings=tuple(findings))


def _next(
    before: Kept | None, meeting: PublicMeeting, withheld: Sequence[Withheld], day: str
) -> tuple[Kept, list[Change], list[Finding]]:
    today = state_of(meeting, seen=day)
    if before is None:
        return Kept(state=today), [], []
    compared = compare(before.state, today)
    earlier = carried(before.changes, compared, meeting)
    fresh = fit(compared.changes, meeting, withheld)
    kept = Kept(
        state=replace(today, seen=day if compared.changes else before.state.seen),
        changes=(*fit(earlier, meeting, withheld), *fresh),
    )
    return kept, fresh, [_doubt(meeting.id, number) for number in compared.doubtful]


def _doubt(meeting: str, number: str) -> Finding:
    return Finding(
        code="history-doubtful",
        severity=Severity.WARNING,
        file=f"{meeting}/{storing.NAME}",
        place=f"punkt {number}",
        message="the item under this number has another title than last time and no case number in common",
        remedy="it is taken for a new item; if it is the same, its history begins anew today",
    )


def _purge(content_root: Path, archive: Archive) -> list[str]:
    """Delete the histories of meetings that are not public any more."""
    public = {meeting.id for meeting in archive.meetings}
    gone: list[str] = []
    for path in sorted(content_root.glob(f"*/*/{storing.NAME}")):
        meeting = path.parent.relative_to(content_root).as_posix()
        if meeting not in public:
            path.unlink()
            gone.append(f"{meeting}/{storing.NAME}")
    return gone


def forget(content_root: Path, item: str) -> int:
    """Delete the changes kept of one item (id `<meeting>/<number>`); how many they were.

    For what a correction took away and the history must not show. Raises ContentError as `storing.read` does.
    """
    meeting = item.rpartition("/")[0]
    kept = storing.read(content_root, meeting)
    if kept is None:
        return 0
    left = tuple(change for change in kept.changes if change.item != item)
    if left != kept.changes:
        write_file(content_root / meeting / storing.NAME, storing.text(replace(kept, changes=left)).encode())
    return len(kept.changes) - len(left)
