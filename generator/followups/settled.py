"""The clerk's word: `followups:` in meeting.md settles single commitments by hand, with a reason that is shown.

followups:
  - {item: 3, words: notat om naboer, status: followed-up, reason: Sendt den 4. maj., by: byraadet/2025-01-29/3}
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.clean.steps import clean, shown
from generator.connections import FollowUp, FollowUpStatus, Settlement
from generator.findings import Finding, Severity

_FIELDS = ("item", "words", "status", "reason", "by")
_EXAMPLE = "write {item: 3, words: some words of it, status: followed-up, reason: why, by: id of the item that answers}"
_STATUSES = {status.value: status for status in FollowUpStatus}


def read_settlements(value: object, meeting: str, file: str) -> tuple[list[Settlement], list[Finding]]:
    """What `followups:` of the front matter says. What cannot be used is a finding, and settles nothing."""
    if value is None:
        return [], []
    if not isinstance(value, list):
        return [], [_wrong(file, "", "'followups' is not a list", _EXAMPLE)]
    settlements: list[Settlement] = []
    findings: list[Finding] = []
    for number, entry in enumerate(value, 1):
        read = _read(entry, meeting, file, f"followups, entry {number}")
        if isinstance(read, Settlement):
            settlements.append(read)
        else:
            findings.append(read)
    return settlements, findings


def _read(entry: object, meeting: str, file: str, place: str) -> Settlement | Finding:
    if not isinstance(entry, Mapping):
        return _wrong(file, place, "the entry has no fields", _EXAMPLE)
    unknown = [shown(key) for key in entry if key not in _FIELDS]
    if unknown:
        return _wrong(file, place, f"unknown field '{unknown[0]}'", _EXAMPLE)
    item, words, status, reason, by = (clean(str(entry.get(key) or "")) for key in _FIELDS)
    if not item:
        return _wrong(file, place, "the entry names no item", _EXAMPLE)
    if status not in _STATUSES:
        return _wrong(file, place, f"status '{shown(status)}' is none", f"write one of {', '.join(_STATUSES)}")
    if not reason:
        return _wrong(file, place, "the entry has no reason", "write 'reason:'; it is shown on the page")
    number = item.removeprefix(f"{meeting}/")
    return Settlement(meeting=meeting, item=number, words=words, status=_STATUSES[status], reason=reason, by=by or None)


def settle(
    followups: Sequence[FollowUp], settlements: Sequence[Settlement], published: Collection[str]
) -> tuple[list[FollowUp], list[Finding]]:
    """The follow-ups with the clerk's word. An entry that fits none, or several, is a finding and changes nothing."""
    settled = list(followups)
    findings: list[Finding] = []
    for entry in settlements:
        fitting = [at for at, followup in enumerate(settled) if _fits(followup, entry)]
        if len(fitting) != 1:
            findings.append(_unfit(entry, len(fitting)))
            continue
        if entry.by and entry.by not in published:
            findings.append(_unknown_answer(entry))
        by = entry.by if entry.by in published else None
        settled[fitting[0]] = replace(settled[fitting[0]], status=entry.status, reason=entry.reason, followed_up_by=by)
    return settled, findings


def _fits(followup: FollowUp, entry: Settlement) -> bool:
    words = _plain(entry.words)
    return followup.item == f"{entry.meeting}/{entry.item}" and (
        words in _plain(followup.text) or words in _plain(followup.evidence)
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _unfit(entry: Settlement, number: int) -> Finding:
    seen = "no follow-up" if number == 0 else f"{number} follow-ups"
    return _wrong(
        f"{entry.meeting}/meeting.md",
        f"punkt {entry.item}",
        f"{seen} of the item fit the words of 'followups'",
        "write some words that stand in one follow-up of the item, as its page shows it",
    )


def _unknown_answer(entry: Settlement) -> Finding:
    return _wrong(
        f"{entry.meeting}/meeting.md",
        f"punkt {entry.item}",
        "'by' names no published item",
        "write the id of an open item, for example byraadet/2025-01-29/3",
    )


def _wrong(file: str, place: str, message: str, remedy: str) -> Finding:
    return Finding(
        code="followups-in-meeting-md",
        severity=Severity.WARNING,
        file=file,
        place=place,
        message=message,
        remedy=remedy,
    )
