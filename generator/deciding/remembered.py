"""For every meeting what is remembered of it, or what is found out now, on all cores. No result is used for another.

A meeting that holds copies of minutes is remembered twice: under its own key what it holds copies of, and under a key
with the fingerprints of those meetings the whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import copies
from generator.cache import Cache, digest, fingerprint
from generator.copies import Original
from generator.cores import Workers
from generator.cycles import looked_for_seldom
from generator.deciding.papers import Papers, read_papers, unread
from generator.deciding.single import Around, Half, Single, begun, finished, without_meeting
from generator.deciding.snapshot import snapshot
from generator.meeting_folder import MeetingPlace

_PAPERS, _OWN, _WHOLE = "papers", "meeting", "meeting with copies"
_WORTH = 4  # meetings to read that are worth starting processes for
_KILLED = "its process was ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """What is remembered under a meeting's own key. `original` is the fingerprint of what copies of it elsewhere need
    to know, None where there is no meeting; `single` is None where it holds copies itself.
    """

    original: bytes | None
    copied: tuple[str, ...] = ()
    single: Single | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A meeting that is not remembered. `papers` is there where only its surroundings have changed."""

    root: Path
    place: MeetingPlace
    around: Around
    folder: bytes
    papers: Papers | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """What became of a task. `papers` is there where they were read; `half` where the meeting waits for others."""

    own: _Own
    papers: Papers | None
    original: Original | None
    half: Half | None
    sure: bool


@dataclass(slots=True, kw_only=True)
class _Known:
    """A meeting on its way. With `sure` False nothing of it may be remembered: its papers changed, or a fault."""

    place: MeetingPlace
    around: Around
    folder: bytes
    own: _Own | None
    sure: bool = True

    @property
    def papers_key(self) -> bytes:
        return digest(self.place.id, self.place.fetched, self.folder)

    @property
    def own_key(self) -> bytes:
        return digest(self.papers_key, self.around.key)


@dataclass(slots=True)
class _Body:
    """The meetings of a body so far, in the order of their dates, and what copies of them need."""

    id: str = ""
    dates: list[tuple[str, str]] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)
    originals: dict[str, Original] = field(default_factory=dict)
    known: dict[str, _Known] = field(default_factory=dict)


def singles(
    root: Path,
    places: Sequence[tuple[MeetingPlace, Around]],
    cache: Cache,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Single]:
    """What is decided of each meeting of the content folder `root`, in the order of `places`, which is that of ids.

    `progress` is told each meeting's id.
    """
    found = _Remembering(root, cache, progress)
    with looked_for_seldom():
        return found.all([found.look_up(place, around) for place, around in places])


class _Remembering:
    def __init__(self, root: Path, cache: Cache, progress: Callable[[str], None]) -> None:
        self._root = root
        self._cache = cache
        self._progress = progress
        self._body = _Body()

    def look_up(self, place: MeetingPlace, around: Around) -> _Known:
        known = _Known(place=place, around=around, folder=snapshot(self._root / place.id).key, own=None)
        self._cache.keep(_PAPERS, known.papers_key)
        known.own = self._cache.get(_OWN, known.own_key)
        return known

    def all(self, meetings: Sequence[_Known]) -> list[Single]:
        found: dict[str, Single] = {}
        new = [known for known in meetings if known.own is None]
        waiting: deque[tuple[_Known, bytes]] = deque()
        with Workers(len(new), worth=_WORTH) as workers:
            first = workers.each(_first, map(self._task, new), lost=_first_lost)
            tasks = self._with_copies(meetings, first, found, waiting)
            for single in workers.each(_second, tasks, lost=_second_lost):
                known, key = waiting.popleft()
                if known.sure:
                    self._cache.put(_WHOLE, key, single)
                found[known.place.id] = single
        return [found[known.place.id] for known in meetings]

    def _with_copies(
        self,
        meetings: Sequence[_Known],
        first: Iterator[_Begun],
        found: dict[str, Single],
        waiting: deque[tuple[_Known, bytes]],
    ) -> Iterator[tuple[Half, list[Original]]]:
        """Sort out what is there, and give what has to be finished with what it holds copies of."""
        for known in meetings:
            self._progress(known.place.id)
            half = None
            if known.place.body != self._body.id:
                self._body = _Body(known.place.body)
            if known.own is None:
                half = self._take(known, next(first))
            assert known.own is not None
            own = known.own
            if own.single is not None:
                found[known.place.id] = own.single
            else:
                names = self._copied(known.place, own)
                key = digest(known.own_key, *(part for name in names for part in (name, self._body.keys[name])))
                single = self._cache.get(_WHOLE, key) if known.sure else None
                if single is not None:
                    found[known.place.id] = single
                else:
                    waiting.append((known, key))
                    yield half or self._half(known), [self._original(name) for name in names]
            self._note(known, own)

    def _take(self, known: _Known, new: _Begun) -> Half | None:
        known.own, known.sure = new.own, new.sure
        if new.sure:
            if new.papers is not None:
                self._cache.put(_PAPERS, known.papers_key, new.papers)
            self._cache.put(_OWN, known.own_key, new.own)
        if new.original is not None:
            self._body.originals[known.place.id] = new.original
        return new.half

    def _note(self, known: _Known, own: _Own) -> None:
        """From here on later meetings of the body may hold copies of it."""
        if own.original is not None:
            self._body.dates.append((known.place.id, known.place.date))
            self._body.keys[known.place.id] = own.original
            self._body.known[known.place.id] = known

    def _copied(self, place: MeetingPlace, own: _Own) -> list[str]:
        found = (name for wanted in own.copied for name in copies.asked(wanted, place.date, self._body.dates))
        return list(dict.fromkeys(found))

    def _original(self, name: str) -> Original:
        """What copies of a meeting need to know, found out again where it was remembered by its fingerprint alone."""
        found = self._body.originals.get(name)
        if found is None:
            found = self._body.originals[name] = self._half(self._body.known[name]).original
        return found

    def _half(self, known: _Known) -> Half:
        papers = self._cache.get(_PAPERS, known.papers_key) or read_papers(self._root, known.place)
        half = begun(self._root, papers, known.around)
        return half or _half_unread(self._root, known.place, known.around)

    def _task(self, known: _Known) -> _Task:
        papers = self._cache.get(_PAPERS, known.papers_key)
        return _Task(root=self._root, place=known.place, around=known.around, folder=known.folder, papers=papers)


# --- in the workers ------------------------------------------------------------------------------------


def _first(task: _Task) -> _Begun:
    if task.papers is not None:
        return _begin(task, task.papers, new=False, sure=True)
    folder = task.root / task.place.id
    before = snapshot(folder)
    papers = read_papers(task.root, task.place)
    same = before.key == task.folder and snapshot(folder) == before
    return _begin(task, papers, new=True, sure=same and papers.sure)


def _begin(task: _Task, papers: Papers, *, new: bool, sure: bool) -> _Begun:
    half = begun(task.root, papers, task.around)
    if half is None:
        own = _Own(original=None, single=without_meeting(papers))
    else:
        single = None if half.copied else finished(half)
        own = _Own(original=fingerprint(half.original), copied=half.copied, single=single)
    return _Begun(
        own=own,
        papers=papers if new and sure else None,
        original=half.original if half else None,
        half=half if own.single is None else None,
        sure=sure,
    )


def _first_lost(task: _Task) -> _Begun:
    return _begin(task, unread(task.place, _KILLED), new=True, sure=False)


def _second(task: tuple[Half, list[Original]]) -> Single:
    return finished(*task)


def _second_lost(task: tuple[Half, list[Original]]) -> Single:
    half, _ = task
    meeting = half.closed
    place = MeetingPlace(id=meeting.id, body=meeting.body, date=meeting.date, fetched="")
    return finished(_half_unread(Path(), place, half.around))


def _half_unread(root: Path, place: MeetingPlace, around: Around) -> Half:
    half = begun(root, unread(place, _KILLED), replace(around, cleared=()))
    assert half is not None  # there is always a meeting of which nothing is known
    return half
