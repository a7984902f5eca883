"""Which folder each listed meeting is, and which meetings to ask for in this run."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from generator.findings import Finding, Severity
from generator.sync.listing import Row
from generator.sync.state import Known, State

RECENT = 30  # days: so long a meeting is asked for in every run, whatever the list says
ROUND = 14  # days: older meetings are all asked for once in so many …
OLD = 365  # … and those that are older than this once in
OLD_ROUND = 56
_SECOND = range(2, 10)
_APART = 120  # minutes between what must be two meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A meeting of the list: its folder, and the answers that make it, the main one first. None: it is closed."""

    folder: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the list says: `meetings` to have, `closed` folders to empty, `gone` ones that it does not name."""

    meetings: tuple[Planned, ...]
    closed: tuple[str, ...]
    gone: tuple[str, ...]
    findings: tuple[Finding, ...]


def plan(body: str, rows: Sequence[Row], state: State, by_hand: Collection[str]) -> Plan:
    """Match the listed rows to folders. `by_hand` are folders of meetings that a clerk has filed.

    The server's ids change when minutes replace an agenda, our folders do not: a meeting is known by an id it
    had, else by its day and (nearly) its hour, else by its day where nothing else can be meant.
    """
    meetings: list[Planned] = []
    findings: list[Finding] = []
    claimed: set[str] = set()
    open_rows = [row for row in rows if not row.closed]
    guessable = _guessable(rows, state)
    for day, papers in groupby(open_rows, key=lambda row: row.date):
        groups = _meetings_of(list(papers))
        for group in groups:
            folder = _folder(day, group, state, claimed, by_hand, guessable=guessable, alone=len(groups) == 1)
            if folder is None:
                findings.append(_filed_by_hand(f"{body}/{day}"))
                continue
            claimed.add(folder)
            if sum(row.finished for row in group) > 1:
                findings.append(_doubtful(f"{body}/{folder}"))
            meetings.append(Planned(folder=folder, rows=_chosen(group)))
    left = [folder for folder in state.meetings if folder not in claimed]
    closed = [folder for folder in left if _is_closed(state.meetings[folder], rows)]
    since = str(state.source.get("from", ""))
    return Plan(
        meetings=tuple(meetings),
        closed=tuple(closed),
        gone=tuple(folder for folder in left if folder not in closed and folder[:10] >= since),
        findings=tuple(findings),
    )


def due(planned: Planned, known: Known | None, *, today: datetime.date, complete: bool) -> bool:
    """Whether to ask for the meeting in this run: it is new, changed, missed, not complete, recent, or its turn.

    An item can close without the list telling. Which day is an old meeting's turn depends on its name alone, so
    that a run without news changes no file.
    """
    if known is None or not complete or known.missing or list(planned.rows) != known.rows:
        return True
    day = datetime.date.fromisoformat(planned.folder[:10])
    age = (today - day).days
    turn = zlib.crc32(planned.folder.encode()) + today.toordinal()
    return age <= RECENT or turn % (OLD_ROUND if age > OLD else ROUND) == 0


def _meetings_of(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of one day, by meeting.

    There are as many meetings as the minutes (or the agendas, if these are more) name different hours; other papers
    belong to the nearest, unless they are hours away. Minutes may say 14:05 where the agenda said 14:00.
    """
    mains = [row for row in rows if not row.supplement] or list(rows)
    of_minutes = {row.minute for row in mains if row.finished}
    of_agendas = {row.minute for row in mains if not row.finished}
    hours = max(of_minutes, of_agendas, key=len)
    hours |= {row.minute for row in mains if all(abs(row.minute - hour) > _APART for hour in hours)}
    groups: dict[int, list[Row]] = {hour: [] for hour in sorted(hours)}
    for row in rows:
        groups[_nearest(row.minute, groups)].append(row)
    return list(groups.values())


def _nearest(minute: int, hours: Iterable[int]) -> int:
    return min(hours, key=lambda hour: (abs(minute - hour), hour))


def _chosen(group: Sequence[Row]) -> tuple[Row, ...]:
    """The minutes alone, once they are there; else the agenda, then its supplements. Of two alike, the newer."""
    newest = sorted(group, key=lambda row: (row.released, row.id), reverse=True)
    minutes = [row for row in newest if row.finished]
    if minutes:
        return tuple(minutes[:1])
    agendas = [row for row in newest if not row.supplement]
    supplements = sorted((row for row in newest if row.supplement), key=lambda row: (row.released, row.id))
    return (*agendas[:1], *supplements)[:9]


def _folder(
    day: str,
    group: Sequence[Row],
    state: State,
    claimed: set[str],
    by_hand: Collection[str],
    *,
    guessable: Set[str],
    alone: bool,
) -> str | None:
    """The meeting's folder; None where a clerk has filed a meeting of that day, which may be this one.

    Without an id that it had, only a `guessable` folder can be meant.
    """
    free = {name: known for name, known in state.meetings.items() if name not in claimed and name[:10] == day}
    ids = {row.id for row in group}
    by_id = [name for name, known in free.items() if ids & _ids(known)]
    unsure = {name: known for name, known in free.items() if name in guessable}
    near = sorted((away, name) for name, known in unsure.items() if (away := _away(known, group)) <= _APART)
    by_day = [name for name in unsure if alone and len(free) == 1]
    for name in (*by_id, *(name for _, name in near), *by_day):
        return name
    names: Iterator[str] = iter((day, *(f"{day}-{n}" for n in _SECOND)))
    new = next((name for name in names if name not in claimed and name not in state.meetings), None)
    return None if new is None or new in by_hand else new


def _guessable(rows: Sequence[Row], state: State) -> set[str]:
    """Folders that no listed paper names by its id, and no closed one by its hour: what is closed goes to nobody."""
    listed = {row.id for row in rows}
    return {name for name, known in state.meetings.items() if not listed & _ids(known) and not _is_closed(known, rows)}


def _ids(known: Known) -> set[str]:
    return {row.id for row in known.rows}


def _away(known: Known, group: Sequence[Row]) -> int:
    """How many minutes lie between what is known of a meeting and these papers; a day where nothing is known."""
    return min((abs(old.minute - row.minute) for old in known.rows for row in group), default=24 * 60)


def _is_closed(known: Known, rows: Sequence[Row]) -> bool:
    """Whether the list names the meeting as a closed one: by its id, or by its day and (nearly) its hour."""
    closed = [row for row in rows if row.closed]
    days = {row.date for row in known.rows}
    return any(row.id in _ids(known) or (row.date in days and _away(known, [row]) <= _APART) for row in closed)


def moved(gone: Sequence[str], state: State, rows: Sequence[Row]) -> Mapping[str, str]:
    """Which of the meetings that left their day stand on another one now: folder → that day."""
    days = {row.id: row.date for row in rows}
    return {
        folder: day
        for folder in gone
        if (day := next((days[row.id] for row in state.meetings[folder].rows if row.id in days), ""))
    }


def _filed_by_hand(place: str) -> Finding:
    return Finding(
        code="sync-by-hand",
        severity=Severity.WARNING,
        file=place,
        message="the server has a meeting of this day, and a clerk has filed one; the server's was not fetched",
        remedy="move the folder away to have the server's, or leave it as it is",
    )


def _doubtful(place: str) -> Finding:
    return Finding(
        code="sync-two-minutes",
        severity=Severity.WARNING,
        file=place,
        message="the server has two sets of minutes of this meeting; the newer was taken",
        remedy="check which of them was approved",
    )
