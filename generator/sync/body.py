"""One body's run: its list, then the meetings that are due, each written before the next is asked for."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from generator.sources.firstagenda import ARCHIVE, entry
from generator.sync import listing, store
from generator.sync import state as states
from generator.sync.carrying import RUNS, counted, is_outage
from generator.sync.client import Client, FetchError, Seen
from generator.sync.following import Followed, Options, Synced
from generator.sync.listing import Row
from generator.sync.meeting import Meeting, fetch_meeting
from generator.sync.planning import Plan, Planned, due, moved, plan
from generator.sync.state import Known, State

_GIVE_UP = 3  # meetings in a row that could not be had: the server is down


@dataclass(slots=True, kw_only=True)
class Server:
    """A session with a server. Its list is asked for once a run; `known` is the version that was seen before."""

    client: Client
    known: Seen
    seen: Seen = field(default_factory=Seen)
    listed: dict[str, Any] | None = None  # None once asked: as it was when `known`
    down: FetchError | None = None
    _asked: bool = False

    def ask_list(self) -> None:
        """Ask for the list, if that was not done yet. Raises FetchError, also when the server went down since."""
        if self.down is None and not self._asked:
            try:
                self._ask()
            except FetchError as error:
                self.down = error
        if self.down is not None:
            raise self.down

    def _ask(self) -> None:
        sink = io.BytesIO()
        limit = self.client.manners.max_answer
        seen = self.client.fetch(listing.PATH, sink, limit=limit, whole=_is_list, seen=self.known)
        self._asked = True
        self.seen = self.known if seen is None else seen
        self.listed = None if seen is None else listing.parse_list(sink.getvalue())


def _is_list(stream: BinaryIO) -> bool:
    stream.seek(0)
    return listing.parse_list(stream.read()) is not None


def sync_body(body: Followed, server: Server, synced: Synced, options: Options) -> None:
    """Bring the body's folder up to date, and tell `synced` of it."""
    state = states.load(body.folder)
    try:
        server.ask_list()
    except FetchError as error:
        synced.fail("sync-list", f"{body.id}/body.md", f"the server cannot be had: {error}", "the next run tries again")
        return
    rows = _rows(body, server, state, synced)
    if rows is None:
        return
    state.source, state.listed = body.asked, Seen()  # only a run that came to its end has seen the whole list
    folders = (path for path in body.folder.iterdir() if path.is_dir() and path.name not in state.meetings)
    by_hand = {path.name for path in folders if store.is_by_hand(path)}
    planned = plan(body.id, rows, state, by_hand)
    synced.findings += planned.findings
    _empty_closed(body, planned, state, synced)
    _count_gone(body, planned, rows, state, synced, options.today)
    states.save(body.folder, state)
    complete = _sweep(body.folder, planned)
    todo = [one for one in planned.meetings if options.everything or _is_due(one, state, complete, options.today)]
    if _fetch_all(body, server, todo, state, synced, options):
        state.listed = server.seen
        states.save(body.folder, state)


def _is_due(planned: Planned, state: State, complete: set[str], today: datetime.date) -> bool:
    return due(planned, state.meetings.get(planned.folder), today=today, complete=planned.folder in complete)


def _rows(body: Followed, server: Server, state: State, synced: Synced) -> list[Row] | None:
    """The listed rows; those of the last run where the list has not changed since; None for an unknown body."""
    if server.listed is None:
        return [row for known in state.meetings.values() if not known.missing for row in known.rows]
    rows = listing.rows_of(server.listed, body.names, body.source.since)
    if rows is None:
        names = listing.names_of(server.listed)
        synced.fail(
            "sync-no-body",
            f"{body.id}/body.md",
            f"the server has no body of this name; it has {', '.join(names[:20]) or 'none'}",
            "write the server's name, or its id, as 'body' under 'source'; nothing was removed",
        )
    return rows


def _sweep(folder: Path, planned: Plan) -> set[str]:
    """Tidy up after a run that broke off. Which meetings have all their files."""
    complete = set()
    for one in planned.meetings:
        place = folder / one.folder
        answers = store.saved(place)
        if place.is_dir():
            store.sweep(place, answers)
        if answers and all((place / name).is_file() for name in store.wanted(answers)):
            complete.add(one.folder)
    return complete


def _empty_closed(body: Followed, planned: Plan, state: State, synced: Synced) -> None:
    """What is closed goes at once."""
    for folder in planned.closed:
        store.remove(body.folder / folder)
        del state.meetings[folder]
        synced.events.append(f"gone     {body.id}/{folder}: closed by the server")


def _count_gone(
    body: Followed, planned: Plan, rows: Sequence[Row], state: State, synced: Synced, today: datetime.date
) -> None:
    """Meetings that the list does not name: moved, missing for the n-th time, withdrawn, or an outage."""
    name = body.id
    elsewhere = moved(planned.gone, state, rows)
    for folder, day in elsewhere.items():
        store.remove(body.folder / folder)
        del state.meetings[folder]
        told = f"the server has moved the meeting to {day}"
        synced.warn("sync-moved", f"{name}/{folder}", told, "its address has changed with it")
        synced.events.append(f"gone     {name}/{folder}: moved to {day}")
    gone = [folder for folder in planned.gone if folder not in elsewhere]
    fresh = [folder for folder in gone if not _is_withdrawn(state.meetings[folder])]
    if is_outage(len(fresh), len(state.meetings)):
        synced.fail(
            "sync-outage",
            f"{name}/body.md",
            f"{len(fresh)} of {len(state.meetings)} meetings are not in the server's list any more; none was removed",
            "look at the server's own site; if they are gone for good, delete their folders",
        )
        return
    for folder in fresh:
        known = state.meetings[folder]
        known.missing = counted(known.missing, today.isoformat())
        if _is_withdrawn(known):
            _mark_withdrawn(body.folder / folder, today)
            synced.events.append(f"gone     {name}/{folder}: withdrawn")
            told = f"the server has not had the meeting for {RUNS} runs; it is shown as withdrawn"
            synced.warn("sync-withdrawn", f"{name}/{folder}", told, "delete the folder to take it down")


def _is_withdrawn(known: Known) -> bool:
    return known.missing is not None and known.missing.runs >= RUNS


def _mark_withdrawn(folder: Path, today: datetime.date) -> None:
    for answer in store.saved(folder)[:1]:
        archive = {**entry(answer, ARCHIVE), "Trukket": today.isoformat()}
        store.write(folder / store.agenda_name(0), store.to_bytes({**answer, ARCHIVE: archive}))


def _fetch_all(
    body: Followed, server: Server, todo: Sequence[Planned], state: State, synced: Synced, options: Options
) -> bool:
    """Fetch the meetings one by one; whether all could be had and were kept."""
    all_kept, in_a_row = True, 0
    for planned in options.track(todo, body.id):
        meeting = Meeting(
            id=f"{body.id}/{planned.folder}",
            folder=body.folder / planned.folder,
            rows=planned.rows,
            known=state.meetings.get(planned.folder),
            today=options.today.isoformat(),
            thorough=options.everything,
        )
        try:
            done = fetch_meeting(server.client, meeting)
        except FetchError as error:
            all_kept, in_a_row = False, in_a_row + 1
            synced.fail("sync-meeting", meeting.id, f"the meeting cannot be had: {error}", "the next run tries again")
            if in_a_row == _GIVE_UP:
                server.down = FetchError(f"{_GIVE_UP} meetings in a row could not be had, so no more was asked for")
                synced.fail("sync-gave-up", f"{body.id}/body.md", str(server.down), "the next run goes on from here")
                break
            continue
        in_a_row = 0
        synced.events += done.events
        synced.findings += done.findings
        if done.known is None:
            all_kept = False
        else:
            state.meetings[planned.folder] = done.known
            states.save(body.folder, state)
    return all_kept
