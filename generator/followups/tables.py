"""Tables of tasks in annexes: who does what, how far it is, when it is looked at again. Each row is a commitment."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.followups.actors import people
from generator.followups.calendar import Calendar
from generator.followups.commitment import Commitment, Due
from generator.followups.due import find_due
from generator.followups.periods import last_day
from generator.followups.units import NO_UNITS, Units
from generator.model import Table, TextBlock

# Afsluttes   Udgår fra listen
_CLOSED = re.compile(
    r"\b(?:afslutte(?:s|t|de)|lukkes|lukket|færdig(?:t|gjort|behandlet)?|udført|gennemført|udgår)\b", re.IGNORECASE
)
_HEADINGS = {
    "task": re.compile(r"opgaven?|aktivitet(?:en)?|handling|aftale|tiltag|hvad|opfølgningspunkt|emne", re.IGNORECASE),
    "who": re.compile(r"ansvarlige?|hvem|tovholder|udføres af", re.IGNORECASE),
    "state": re.compile(r"status|stade|tilstand", re.IGNORECASE),
    "due": re.compile(
        r"næste ?opfølgning|opfølgning|tidspunkt|frist|deadline|hvornår|termin|tidsfrist|forventet afsluttet",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task of a table, in the paper's words; "" where the table has no such column."""

    task: str
    who: str
    state: str
    due: str
    words: str  # the whole row


def rows_of(block: Table) -> tuple[Row, ...]:
    """The tasks of a table; none where its columns say that it is about something else."""
    lines = [tuple(map(unwrapped, row)) for row in (block.header, *block.rows)]
    for at, line in enumerate(lines[:3]):
        columns = _columns(line)
        if "task" in columns and "who" in columns and ("state" in columns or "due" in columns):
            return tuple(_rows(lines[at + 1 :], columns))
    return ()


def unwrapped(cell: str) -> str:
    """A cell on one line: `Næste op-⏎følgning` is one word."""
    joined = re.sub(r"(?<=[a-zæøå])-\s*\n\s*(?=[a-zæøå](?!g\b|ller\b))", "", cell)
    return re.sub(r"\s+", " ", joined).strip()


def _columns(line: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(line):
        for name, pattern in _HEADINGS.items():
            if pattern.fullmatch(cell) and name not in found:
                found[name] = number
                break
    return found


def _rows(lines: Iterable[Sequence[str]], columns: dict[str, int]) -> Iterator[Row]:
    for line in lines:
        cells = {name: line[at] for name, at in columns.items() if at < len(line)}
        if cells.get("task") and len(set(filter(None, line))) > 1:
            yield Row(
                task=cells["task"],
                who=cells.get("who", ""),
                state=cells.get("state", ""),
                due=cells.get("due", ""),
                words=" | ".join(filter(None, line)),
            )


def table_commitments(
    blocks: Sequence[TextBlock], *, item: str, source: str, calendar: Calendar, units: Units = NO_UNITS
) -> list[Commitment]:
    """Every row of the tables of tasks among `blocks`."""
    rows = [row for block in blocks if isinstance(block, Table) for row in rows_of(block)]
    return rows_commitments(rows, item=item, source=source, calendar=calendar, units=units)


def rows_commitments(
    rows: Collection[Row], *, item: str, source: str, calendar: Calendar, units: Units = NO_UNITS
) -> list[Commitment]:
    """The rows that still promise something. A plan's row with a time before the meeting tells of what has been."""
    found = [row_commitment(row, item=item, source=source, calendar=calendar, units=units) for row in rows]
    stated = [bool(row.state) for row in rows]
    return [
        commitment
        for commitment, state in zip(found, stated, strict=True)
        if state or not commitment.due.value or last_day(commitment.due.value).isoformat() >= calendar.date
    ]


def row_commitment(row: Row, *, item: str, source: str, calendar: Calendar, units: Units) -> Commitment:
    """A row as a commitment: "Afsluttes" closes it, else its time is the next date."""
    alone = re.fullmatch(r"20\d\d", row.due)
    due = find_due(f"i {row.due}" if alone else row.due, calendar, past=True)
    closed = _CLOSED.search(row.due) or (None if due.value else _CLOSED.search(row.state))
    return Commitment(
        item=item,
        source=source,
        text=row.task,
        evidence=row.words,
        responsible=people(row.who, units) if row.who else (),
        due=Due(value=None if closed else due.value, words=row.due),
        rule=table_row.__name__,
        closed=closed[0] if closed else "",
    )


def table_row() -> None:
    """The rule's name: a row under opgave / ansvarlig / status / næste opfølgning, or tidspunkt / aktivitet."""
