"""What was put right after the papers were published: `corrections:` in meeting.md, shown with its reason.

corrections:
  - {item: 3, date: 2024-06-10, text: Beslutningens andet led manglede og er sat ind., reason: Fejl i afskriften.}

Each belongs to an item, and is published or withheld with it (openness.py). The archive knows of no other change:
the dates of files are not the same from one computer to the next.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.clean.steps import clean
from generator.dates import find_dates
from generator.findings import Finding, Severity
from generator.model import Correction, Meeting
from generator.openness import Archive, PublicItem
from generator.sources.written import date_text

_NUMBER = re.compile(r"\d{1,3}[a-z]?")
_FIELDS = ("item", "date", "text", "reason")
_EXAMPLE = "write {item: 3, date: 2024-06-10, text: what was put right, reason: why it was wrong}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedItem:
    """An entry of meeting.md: the number of the item, and what was put right in it."""

    item: str
    correction: Correction


def read_corrections(value: object, meeting: str, file: str) -> tuple[list[CorrectedItem], list[Finding]]:
    """What `corrections:` of the front matter says. What cannot be used is a finding that repeats none of it."""
    if value is None:
        return [], []
    if not isinstance(value, list):
        return [], [_wrong(file, "", "'corrections' is not a list", _EXAMPLE)]
    read = [_read(entry, meeting, file, f"corrections, entry {number}") for number, entry in enumerate(value, 1)]
    return (
        [entry for entry in read if isinstance(entry, CorrectedItem)],
        [entry for entry in read if isinstance(entry, Finding)],
    )


def _read(entry: object, meeting: str, file: str, place: str) -> CorrectedItem | Finding:
    if not isinstance(entry, Mapping):
        return _wrong(file, place, "the entry has no fields", _EXAMPLE)
    if any(key not in _FIELDS for key in entry):
        return _wrong(file, place, f"it has another field than {', '.join(_FIELDS)}", _EXAMPLE)
    item, text, reason = (_text(entry.get(name)) for name in ("item", "text", "reason"))
    number, dates = item.removeprefix(f"{meeting}/"), find_dates(date_text(entry.get("date")))
    if not _NUMBER.fullmatch(number):
        return _wrong(file, place, "it names no item", "write 'item: 3'; what is about the meeting goes into the note")
    if len(dates) != 1:
        return _wrong(file, place, "it has no date", "write 'date: 2024-06-10', the day it was put right")
    if not text or not reason:
        return _wrong(file, place, f"it has no '{'reason' if text else 'text'}'", "both are shown on the item's page")
    return CorrectedItem(item=number, correction=Correction(date=dates[0], text=text, reason=reason))


def _text(value: object) -> str:
    return clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def corrected(meeting: Meeting, entries: Sequence[CorrectedItem]) -> tuple[Meeting, list[Finding]]:
    """The meeting with each item's corrections, oldest first; one of an item that is not in the papers is a finding."""
    items = tuple(replace(item, corrections=_of(item.number, entries)) for item in meeting.items)
    held = {item.number for item in items}
    file = f"{meeting.id}/meeting.md"
    findings = [
        _wrong(file, f"punkt {entry.item}", "a correction names an item that is not in the papers", _EXAMPLE)
        for entry in entries
        if entry.item not in held
    ]
    return replace(meeting, items=items), findings


def _of(number: str, entries: Iterable[CorrectedItem]) -> tuple[Correction, ...]:
    found = [entry.correction for entry in entries if entry.item == number]
    return tuple(sorted(found, key=lambda correction: correction.date))


def later_than(as_of: datetime.date, archive: Archive) -> Iterator[Finding]:
    """Corrections dated after today, most likely written wrong. They are shown as they are."""
    for meeting in archive.meetings:
        for item in meeting.items:
            if any(correction.date > as_of.isoformat() for correction in item.corrections):
                message = "a correction's date is later than today"
                yield _wrong(f"{meeting.id}/meeting.md", f"punkt {item.number}", message, "write the day it was made")


def last_changed(date: str, items: Iterable[PublicItem]) -> str:
    """When the items of a meeting held on `date` last changed, as far as is known: ISO date.

    That is the day of their newest correction, and where there is none, or only older ones, the day of the meeting.
    """
    return max((date, *(correction.date for item in items for correction in item.corrections)))


def _wrong(file: str, place: str, message: str, remedy: str) -> Finding:
    return Finding(
        code="corrections-in-meeting-md",
        severity=Severity.WARNING,
        file=file,
        place=place,
        message=message,
        remedy=remedy,
    )
