"""What a clerk has taken down: `content/takedowns.yml`, and the markers by which it closes (DESIGN.md, promise 4).

The file is a list of `{id, date, reason}`. The reason is the clerk's own and goes no further than that file:
only ids and dates (`Removed`) are passed on. A file that cannot be read as it stands stops the build, for what
should be down may not be published by mistake.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from generator.clean.steps import clean
from generator.findings import ContentError, Finding, Severity
from generator.model import AgendaItem, Attachment, Marker, Meeting, Openness, Place
from generator.shared_yaml import read_shared
from generator.sources.written import date_text

FILE = "takedowns.yml"

# byraadet/2025-01-29   byraadet/2025-01-29-2/3a   byraadet/2025-01-29/3/bilag-2
_ID = re.compile(
    r"[a-z0-9]+(?:-[a-z0-9]+)*/\d{4}-\d{2}-\d{2}(?:-[2-9])?(?:/[0-9A-Za-z.-]{1,8}(?:/bilag-[0-9A-Za-z.-]{1,20})?)?"
)
_FIELDS = {"id", "date", "reason", "papers_deleted"}
_Markers = dict[str, tuple[Marker, ...]]  # by id
_EXAMPLE = "- {id: byraadet/2025-01-29/3, date: 2025-02-03, reason: …}"
_HEAD = (
    "# What has been taken down. Written by 'moedearkiv takedown'; may be edited by hand.\n"
    "# The reason is never published, but write nothing here that this file's readers may not see.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """A meeting, item or attachment that the clerk has taken down.

    `papers_deleted` says that its papers are gone from the content folder too, so that its id is not looked for.
    """

    id: str
    date: str  # ISO
    reason: str = ""
    papers_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """All that is published of a takedown: that it was, and when."""

    id: str
    date: str  # ISO


def read_takedowns(root: Path) -> tuple[tuple[Takedown, ...], tuple[Finding, ...]]:
    """What `takedowns.yml` in `root` says, by id. Raises ContentError where any of it is not understood."""
    _refuse_lookalikes(root)
    shared = read_shared(root, FILE)
    for finding in shared.findings:
        raise ContentError(
            f"{finding.message}; nothing is built, so that nothing taken down is published",
            file=FILE,
            place=finding.place,
            remedy=finding.remedy,
        )
    entries = shared.data if shared.data is not None else []
    if not isinstance(entries, list):
        raise _not_understood("the file", "it is not a list", f"write {_EXAMPLE}")
    found: dict[str, Takedown] = {}
    findings: list[Finding] = []
    for number, entry in enumerate(entries, start=1):
        takedown = _takedown(entry, f"entry {number}", findings)
        if takedown.id in found:
            findings.append(_finding("takedown-twice", Severity.INFO, takedown.id, "is listed twice", "remove one"))
        found.setdefault(takedown.id, takedown)
    return tuple(found[name] for name in sorted(found)), tuple(findings)


def write_takedowns(root: Path, takedowns: Sequence[Takedown]) -> None:
    """Replace `takedowns.yml` in `root`. Comments that stood in it are not kept."""
    entries = [_entry(takedown) for takedown in takedowns]
    text = _HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10_000)
    fresh = root / f".{FILE}.new"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(root / FILE)


def closed(meeting: Meeting, takedowns: Sequence[Takedown]) -> Meeting:
    """The meeting with closing markers on what was taken down of it."""
    markers: _Markers = {entry.id: (_marker(entry),) for entry in takedowns}
    return _meeting(meeting, markers) if markers else meeting


def unknown(takedowns: Sequence[Takedown], known: Set[str]) -> tuple[Finding, ...]:
    """An id that nothing has is an error: somebody thinks it is down. `known` are the ids that something has."""
    names = {entry.id for entry in takedowns if not entry.papers_deleted} - known
    return tuple(
        _finding(
            "takedown-unknown",
            Severity.ERROR,
            name,
            "nothing in the papers has this id, so nothing is taken down by it",
            "correct the id; if its papers have been deleted, add 'papers_deleted: true'",
        )
        for name in sorted(names)
    )


def ids_of(meeting: Meeting) -> Iterator[str]:
    """The ids of a meeting, its items and their attachments."""
    yield meeting.id
    for item in meeting.items:
        yield item.id
        yield from (attachment.id for attachment in item.attachments)


def is_under(name: str, other: str) -> bool:
    """Whether `name` is `other`, or a part of it: an item of the meeting, an attachment of the item."""
    return name == other or name.startswith(f"{other}/")


# --- reading an entry ---------------------------------------------------------------------------------


def _refuse_lookalikes(root: Path) -> None:
    """`takedown.yml`, `Takedowns.yaml`: somebody thinks that it counts."""
    for path in sorted(root.glob("[Tt]akedown*")):
        if path.name != FILE:
            raise ContentError(
                "this file looks like a list of takedowns, and is not read", file=path.name, remedy=f"name it {FILE}"
            )


def _takedown(entry: Any, place: str, findings: list[Finding]) -> Takedown:
    if not isinstance(entry, dict):
        raise _not_understood(place, "it is not a list of fields", f"write {_EXAMPLE}")
    name, day, reason = entry.get("id"), date_text(entry.get("date")), entry.get("reason")
    if not isinstance(name, str) or not _ID.fullmatch(name.strip()):
        raise _not_understood(place, "it has no id, or one that is none", "write the id as 'moedearkiv check' does")
    if not _is_day(day):
        raise _not_understood(place, "it has no date, or one that is none", "write it as date: 2025-02-03")
    if entry.get("papers_deleted") not in (None, True, False):
        raise _not_understood(place, "'papers_deleted' is neither true nor false", "write true, or leave it out")
    for field in sorted(str(field) for field in entry if field not in _FIELDS):
        message, remedy = f"{clean(field)!r} is not a field of a takedown; it was ignored", "check the spelling"
        findings.append(_finding("unknown-field", Severity.WARNING, name.strip(), message, remedy))
    return Takedown(
        id=name.strip(),
        date=day,
        reason=clean(reason) if isinstance(reason, str) else "",
        papers_deleted=entry.get("papers_deleted") is True,
    )


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _not_understood(place: str, what: str, remedy: str) -> ContentError:
    told = f"{what}; nothing is built, so that nothing taken down is published"
    return ContentError(told, file=FILE, place=place, remedy=remedy)


def _finding(code: str, severity: Severity, name: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, severity=severity, file=FILE, place=name, message=message, remedy=remedy)


def _entry(takedown: Takedown) -> dict[str, Any]:
    kept: dict[str, Any] = {"id": takedown.id, "date": datetime.date.fromisoformat(takedown.date)}
    if takedown.reason:
        kept["reason"] = takedown.reason
    if takedown.papers_deleted:
        kept["papers_deleted"] = True
    return kept


# --- closing ------------------------------------------------------------------------------------------


def _marker(takedown: Takedown) -> Marker:
    return Marker(openness=Openness.CLOSED, words=f"takedown of {takedown.date}", place=Place(file=FILE))


def _meeting(meeting: Meeting, markers: _Markers) -> Meeting:
    return replace(
        meeting,
        items=tuple(_item(item, markers) for item in meeting.items),
        markers=(*markers.get(meeting.id, ()), *meeting.markers),
    )


def _item(item: AgendaItem, markers: _Markers) -> AgendaItem:
    return replace(
        item,
        attachments=tuple(_attachment(attachment, markers) for attachment in item.attachments),
        markers=(*markers.get(item.id, ()), *item.markers),
    )


def _attachment(attachment: Attachment, markers: _Markers) -> Attachment:
    return replace(attachment, markers=(*markers.get(attachment.id, ()), *attachment.markers))
