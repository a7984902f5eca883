"""Reads a saved answer of a FirstAgenda Publication server: `agenda.json` (FORMATS.md section 3).

Both what `moedearkiv sync` writes and an answer saved by hand are read. The file is not trusted: a field of
another kind than expected counts as missing, and only `"IsOpen": true` is open.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from generator.clean.steps import clean
from generator.findings import ContentError, Finding, Severity
from generator.model import Participant, SourceFile
from generator.sources.danish_time import local_time

MAX_BYTES = 32 * 1024 * 1024
ARCHIVE = "Arkiv"  # the field of a saved answer that holds what `sync` adds; a server's own is never kept
_CLOSED_KIND = re.compile(r"\blukke(?:t|de)\b|\bfortrolig", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}[a-z]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedAttachment:
    """An attachment as the answer names it. `file` is where `sync` puts its PDF, "" where the server has none."""

    number: str
    title: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedItem:
    """An item of the answer. A closed one has its number, title and case number, and nothing else."""

    number: str
    title: str
    is_open: bool
    case_numbers: tuple[str, ...] = ()
    html: str = ""
    attachments: tuple[FetchedAttachment, ...] = ()
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedAgenda:
    """One answer. `start` and `end` are Danish local time; `left_out` counts the items that `sync` did not keep."""

    source: SourceFile
    body: str
    kind: str  # "Dagsorden", "Referat" …, as the server says
    date: str | None
    start: str | None
    end: str | None
    place: str | None
    finished: bool  # these are minutes
    participants: tuple[Participant, ...]
    items: tuple[FetchedItem, ...]
    left_out: int | None = None
    withdrawn: str | None = None
    findings: tuple[Finding, ...] = ()


def attachment_file(attachment_id: str) -> str:
    """Where the PDF with the server's `attachment_id` lies beside agenda.json: nothing of a title is in the name."""
    return f"bilag-{hashlib.sha256(attachment_id.encode()).hexdigest()[:12]}.pdf"


def read_agenda(path: Path, file: str) -> FetchedAgenda:
    """The answer in `path`. Raises ContentError when it is not one."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ContentError(f"the file cannot be opened ({error.strerror})", file=file) from error
    if len(data) > MAX_BYTES:
        raise ContentError("the file is larger than 32 MiB", file=file, remedy="fetch it again with 'moedearkiv sync'")
    answer = parse(data)
    if answer is None:
        raise ContentError(
            "this is not an answer of a FirstAgenda server", file=file, remedy="fetch it again with 'moedearkiv sync'"
        )
    findings: list[Finding] = []
    meeting, archive = entry(answer, "Moede"), entry(answer, ARCHIVE)
    date, start = local_time(text(meeting, "MeetingBeginUtc", "Dato"))
    return FetchedAgenda(
        source=SourceFile(file=file, sha256=hashlib.sha256(data).hexdigest()),
        body=text(entry(answer, "Udvalg"), "Navn"),
        kind=text(meeting, "Navn"),
        date=date,
        start=start,
        end=local_time(text(meeting, "MeetingEndUtc"))[1],
        place=text(meeting, "Sted") or None,
        finished=meeting.get("Afsluttet") is True,
        participants=tuple(_participants(meeting)),
        items=tuple(_items(answer, file, findings)),
        left_out=count(archive, "Lukkede") + count(archive, "Huller") if "Lukkede" in archive else None,
        withdrawn=text(archive, "Trukket") or None,
        findings=tuple(findings),
    )


# --- the shape of an answer: shared with `sync` -------------------------------------------------------


def parse(data: bytes) -> dict[str, Any] | None:
    """The answer, or None where the bytes are no JSON object with a list of items."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) and isinstance(answer.get("Dagsordenpunkter"), list) else None


def entries(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects in the list `name`; anything else in it is no entry."""
    found = answer.get(name)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def entry(answer: dict[str, Any], name: str) -> dict[str, Any]:
    """The object under `name`, empty where there is none."""
    found = answer.get(name)
    return found if isinstance(found, dict) else {}


def text(answer: dict[str, Any], *names: str) -> str:
    """The first of `names` that holds words, cleaned; "" where none does."""
    return next((words for name in names if isinstance(answer.get(name), str) and (words := clean(answer[name]))), "")


def count(answer: dict[str, Any], name: str) -> int:
    """The number under `name`, 0 where it is none."""
    found = answer.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 1000 else 0


def is_open(item: dict[str, Any]) -> bool:
    """Only the JSON value true is open: "true", 1 and nothing at all are closed (issue 6, point 1)."""
    return item.get("IsOpen") is True


def is_closed_kind(kind: str) -> bool:
    """Whether papers of this kind are closed as a whole: `Lukket referat`, `Fortrolig dagsorden`."""
    return bool(_CLOSED_KIND.search(kind))


def item_number(item: dict[str, Any]) -> str:
    """The item's number as our addresses write it (`12`, `12a`), "" where it has none that can be used."""
    number = text(item, "Number", "Punktnummer").lower().replace(" ", "").rstrip(".")
    return (number.lstrip("0") or "0") if _NUMBER.fullmatch(number) else ""


def title(item: dict[str, Any]) -> str:
    """The item's title."""
    return text(item, "Caption", "Navn")


def case_number(item: dict[str, Any]) -> str:
    """The item's case number, "" without one."""
    return text(item, "CaseNumber", "SagsNummer")


def has_pdf(attachment: dict[str, Any]) -> bool:
    """`HarPdfVersion` is the word "true", not the JSON value."""
    return attachment.get("HarPdfVersion") in ("true", "True", True)


# --- reading -----------------------------------------------------------------------------------------


def _participants(meeting: dict[str, Any]) -> Iterator[Participant]:
    for person in entries(meeting, "Moededeltagere"):
        name = text(person, "Name")
        if name:
            absent = person.get("Absent") is True or person.get("ParticipationCancelled") is True
            yield Participant(name=name, absent=absent)


def _items(answer: dict[str, Any], file: str, findings: list[Finding]) -> Iterator[FetchedItem]:
    seen: set[str] = set()
    for item in entries(answer, "Dagsordenpunkter"):
        number = item_number(item)
        if not number or number in seen:
            findings.append(_unnumbered(file, number))
            number = number or next((f"0{letter}" for letter in ascii_lowercase if f"0{letter}" not in seen), "0z")
        seen.add(number)
        yield _item(number, item)


def _item(number: str, item: dict[str, Any]) -> FetchedItem:
    case = case_number(item)
    cases = (case,) if case else ()
    if not is_open(item):
        return FetchedItem(number=number, title=title(item), is_open=False, case_numbers=cases)
    return FetchedItem(
        number=number,
        title=title(item) or f"Punkt {number}",
        is_open=True,
        case_numbers=cases,
        html="\n".join(_html(item)),
        attachments=tuple(_attachments(item)),
        withdrawn=text(entry(item, ARCHIVE), "Trukket") or None,
    )


def _html(item: dict[str, Any]) -> Iterator[str]:
    for part in entries(item, "Felter"):
        source = part.get("Html")
        if isinstance(source, str):
            yield source


def _attachments(item: dict[str, Any]) -> Iterator[FetchedAttachment]:
    for position, attachment in enumerate(entries(item, "Bilag"), start=1):
        number = count(attachment, "Order") or position  # the server's is always 0; `sync` keeps numbers steady
        known = attachment.get("Id")
        yield FetchedAttachment(
            number=str(number),
            title=text(attachment, "Navn") or f"Bilag {number}",
            file=attachment_file(known) if isinstance(known, str) and has_pdf(attachment) else "",
        )


def _unnumbered(file: str, number: str) -> Finding:
    return Finding(
        code="item-number",
        severity=Severity.ERROR if number else Severity.WARNING,
        file=file,
        place=f"item {number}" if number else "",
        message="two items have the same number" if number else "an item has no number; one was given to it",
        remedy="ask whoever publishes the agenda to number it",
    )
