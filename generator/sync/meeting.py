"""Fetches one meeting: its answers, what of them is open, and the attachments that it names."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from generator.findings import Finding, Severity
from generator.sources.danish_time import local_time
from generator.sources.firstagenda import entries, entry, item_number, parse, text
from generator.sync import store
from generator.sync.carrying import Carried, carry
from generator.sync.client import Client, FetchError, Seen
from generator.sync.keeping import Kept, keep
from generator.sync.listing import Row
from generator.sync.state import Known

_ANSWER = "/api/agenda/dagsorden/{}"
_PDF = "/vis/pdf/bilag/{}?redirectDirectlyToPdf=true"
_END = 4096  # bytes at a PDF's end, where it must say that it ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What to fetch. `thorough`: ask for attachments again, too."""

    id: str
    folder: Path
    rows: tuple[Row, ...]
    known: Known | None
    today: str
    thorough: bool


@dataclass(slots=True, kw_only=True)
class Done:
    """What came of it. `known` None: nothing was kept of the meeting, and the next run asks again."""

    known: Known | None = None
    events: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def fetch_meeting(client: Client, meeting: Meeting) -> Done:
    """Fetch `meeting` and write what changed: answers first, so that what has closed goes at once, then attachments.

    Raises FetchError when an answer cannot be had; nothing is then written. An attachment that cannot be had is a
    finding, and the next run asks for it again.
    """
    before = store.saved(meeting.folder)
    known = meeting.known or Known()
    fetched = _answers(client, meeting, known, again=not before)
    if fetched is None:
        seen = dict(known.seen)
        done = Done(known=Known(rows=list(meeting.rows), seen=seen))
        _fetch_papers(client, meeting, before, seen, done)
        return done
    kept, seen = fetched
    carried = carry(before, kept, known.gone, today=meeting.today)
    if not any(entries(answer, "Dagsordenpunkter") for answer in carried.answers) and not any(k.closed for k in kept):
        return Done()  # nothing is on the agenda yet
    done = Done(known=Known(rows=list(meeting.rows), seen=seen, gone=carried.gone))
    _write(meeting, carried)
    told = _difference(before, carried)
    seen |= {name: one for name, one in known.seen.items() if name in store.wanted(carried.answers).values()}
    papers = _fetch_papers(client, meeting, carried.answers, seen, done)
    _tell(meeting, carried, done, new=not before, told=[*told, *([f"{papers} attachments"] if papers else [])])
    return done


# --- answers -----------------------------------------------------------------------------------------


def _answers(
    client: Client, meeting: Meeting, known: Known, *, again: bool
) -> tuple[list[Kept], dict[str, Seen]] | None:
    """The open parts of the meeting's answers; None where the server says that none has changed."""
    same = not again and not known.gone and not known.missing and list(meeting.rows) == known.rows
    unchanged, got = 0, []
    for row in meeting.rows:
        got.append(_answer(client, row, known.seen.get(row.id) if same else None))
        unchanged += got[-1] is None
    if unchanged == len(got):
        return None
    if unchanged:  # one of several has changed: they are read together
        got = [_answer(client, row, None) if one is None else one for row, one in zip(meeting.rows, got, strict=True)]
    numbers = _attachment_numbers(store.saved(meeting.folder))
    found = [one for one in got if one is not None]
    seen = {row.id: one[1] for row, one in zip(meeting.rows, found, strict=True) if one[1]}
    return [keep(answer, numbers) for answer, _ in found], seen


def _answer(client: Client, row: Row, known: Seen | None) -> tuple[dict[str, Any], Seen] | None:
    sink = io.BytesIO()
    seen = client.fetch(
        _ANSWER.format(row.id),
        sink,
        limit=client.manners.max_answer,
        whole=lambda stream: parse(_all(stream)) is not None,
        seen=known,
    )
    if seen is None:
        return None
    answer = parse(sink.getvalue()) or {}
    named, begin = text(answer, "Id"), text(entry(answer, "Moede"), "MeetingBeginUtc", "Dato")
    if named.casefold() != row.id.casefold() or (begin and local_time(begin)[0] != row.date):
        raise FetchError("the server answered with another meeting than was asked for")
    return answer, seen


def _all(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read()


def _attachment_numbers(answers: Sequence[dict[str, Any]]) -> dict[str, int]:
    """The numbers that saved attachments have, by the server's id: addresses are made of them."""
    return {
        text(attachment, "Id"): attachment["Order"]
        for answer in answers
        for item in entries(answer, "Dagsordenpunkter")
        for attachment in entries(item, "Bilag")
        if isinstance(attachment.get("Order"), int)
    }


def _write(meeting: Meeting, carried: Carried) -> None:
    for position, answer in enumerate(carried.answers):
        store.write(meeting.folder / store.agenda_name(position), store.to_bytes(answer))
    store.drop_answers(meeting.folder, beyond=len(carried.answers))
    store.sweep(meeting.folder, carried.answers)


# --- attachments -------------------------------------------------------------------------------------


def _fetch_papers(
    client: Client, meeting: Meeting, answers: Sequence[dict[str, Any]], seen: dict[str, Seen], done: Done
) -> int:
    """Fetch the attachments that are not there, and ask again for the others where that is due; how many are new."""
    changed = meeting.thorough or meeting.known is None or list(meeting.rows) != meeting.known.rows
    new = 0
    for name, known_id in store.wanted(list(answers)).items():
        path = meeting.folder / name
        here = path.is_file() and not path.is_symlink()
        before = seen.get(known_id, Seen())
        if here and not (meeting.thorough or (changed and before)):
            continue
        try:
            got = _paper(client, path, known_id, before if here else None)
        except FetchError as error:
            done.findings.append(_failed(meeting, name, str(error)))
            continue
        if got is not None:
            seen[known_id] = got.seen
            new += got.changed
    return new


@dataclass(frozen=True, slots=True)
class _Got:
    seen: Seen
    changed: bool


def _paper(client: Client, path: Path, known_id: str, before: Seen | None) -> _Got | None:
    with store.new(path) as part:
        url, limit = _PDF.format(known_id), client.manners.max_file
        seen = client.fetch(url, part.stream, limit=limit, whole=_is_whole_pdf, seen=before)
        return None if seen is None else _Got(seen, part.keep())


def _is_whole_pdf(stream: BinaryIO) -> bool:
    """It says at its head that it is a PDF and at its end that it ends: a cut one does not."""
    stream.seek(0)
    head = stream.read(1024)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END))
    return b"%PDF-" in head and b"%%EOF" in stream.read()


def _failed(meeting: Meeting, name: str, why: str) -> Finding:
    return Finding(
        code="sync-attachment",
        severity=Severity.ERROR,
        file=f"{meeting.id}/{name}",
        message=f"an attachment cannot be had: {why}",
        remedy="the next run tries again; its name is published, its text is not",
    )


# --- what is told ------------------------------------------------------------------------------------


def _difference(before: Sequence[dict[str, Any]], carried: Carried) -> list[str]:
    """Which items are new or changed, by number: titles stay out of logs that anyone may read."""
    old = {item_number(item): item for answer in before for item in entries(answer, "Dagsordenpunkter")}
    now = {item_number(item): item for answer in carried.answers for item in entries(answer, "Dagsordenpunkter")}
    added = [number for number in now if number not in old]
    changed = [number for number in now if number in old and now[number] != old[number]]
    closed = list(carried.closed)
    named = (("new item", added), ("changed item", changed), ("closed item", closed))
    told = [f"{what} {', '.join(numbers)}" for what, numbers in named if numbers]
    frame = before and {**before[0], "Dagsordenpunkter": 0} != {**carried.answers[0], "Dagsordenpunkter": 0}
    return [*told, *(["meeting's own facts"] if frame else [])]


def _tell(meeting: Meeting, carried: Carried, done: Done, *, new: bool, told: Sequence[str]) -> None:
    if told:
        done.events.append(f"{'new    ' if new else 'changed'}  {meeting.id}: {'; '.join(told)}")
    for number in carried.withdrawn:
        done.events.append(f"gone     {meeting.id}/{number}: withdrawn")
    if carried.outage:
        done.findings.append(
            Finding(
                code="sync-outage",
                severity=Severity.ERROR,
                file=meeting.id,
                message=f"{carried.outage} items are not in the server's answer any more; none was removed",
                remedy="look at the server's own site; to take items down, close them in meeting.md",
            )
        )
