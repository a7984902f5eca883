"""Sealed results one after the other in a file, and beside it a list of where each is.

Each result is sealed, so whatever was changed in the file is noticed when it is read; only the list has a sum of its
own. A result is never changed in place: until the list names it, nobody knows it, and a build that is killed leaves
the list of the last one. What is no longer wanted is overwritten, and its room is used again.
"""

from __future__ import annotations

import marshal
import os
from bisect import bisect_left, insort
from collections.abc import Collection, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

FILE, LIST = "results.bin", "results.list"
_FORMAT = b"moedearkiv results 1\n"
_SUM = 32
_MARSHAL = 4
_WORTH = 1 << 20  # bytes of unused room that are worth a new file, if they are more than those in use

Place = tuple[int, int]  # where it begins, and how long it is


class Drawer:
    """The results in a folder, by names of bytes. All methods raise OSError, where the disk does."""

    def __init__(self, folder: Path) -> None:
        """What the last build left; nothing where there is nothing, or nothing whole."""
        self._folder = folder
        known = _listed(folder)
        _forget(folder, but=() if known is None else (FILE, LIST))
        self._places, self._end = known or ({}, 0)
        self._file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o644)
        self._free: list[Place] | None = None  # length first
        self._new: set[bytes] = set()

    def __contains__(self, name: bytes) -> bool:
        return name in self._places

    def get(self, name: bytes) -> bytes | None:
        """What lies under a name, as long as it was when it was put there."""
        place = self._places.get(name)
        return os.pread(self._file, place[1], place[0]) if place else None

    def put(self, name: bytes, sealed: bytes) -> None:
        """Have it under this name in the place of what was."""
        start = self._room(len(sealed))
        self._write(start, sealed)
        if name in self._places:
            self._wipe(self._places[name])
        self._places[name] = (start, len(sealed))

    def take_in(self, folder: Path, *, anew: bool = False) -> bool:
        """Have also what another has left in its folder, and with `anew` in the place of what is here.

        False where that is not whole.
        """
        known = _listed(folder)
        if known is None:
            return False
        with (folder / FILE).open("rb") as theirs:
            for name, (start, size) in known[0].items():
                if anew or name not in self._places:
                    theirs.seek(start)
                    self.put(name, theirs.read(size))
        return True

    def close(self, wanted: Collection[bytes] | None) -> None:
        """Write the list. With `wanted`, what has another name is gone."""
        for name in [] if wanted is None else [name for name in self._places if name not in wanted]:
            self._wipe(self._places.pop(name))
        used = sum(size for _, size in self._places.values())
        self._end = max((start + size for start, size in self._places.values()), default=0)
        if self._end - used > max(used, _WORTH):
            self._press_together()
        os.ftruncate(self._file, self._end)
        self._shut()
        payload = marshal.dumps((self._places, self._end), _MARSHAL)
        new = self._folder / f"{LIST}.new"
        new.write_bytes(_FORMAT + blake2b(payload, digest_size=_SUM).digest() + payload)
        new.replace(self._folder / LIST)

    def give_up(self) -> None:
        """Nothing more is remembered, nor is what was."""
        with suppress(OSError):
            self._shut()
        _forget(self._folder)

    def _shut(self) -> None:
        file, self._file = self._file, -1
        os.close(file)

    def _room(self, size: int) -> int:
        """Where so many bytes can go: the smallest room that is large enough, among those the last build left."""
        if self._free is None:
            self._free = sorted(_between(self._places.values(), self._end))
        at = bisect_left(self._free, (size, 0))
        if at < len(self._free):
            room, start = self._free.pop(at)
            if room > size:
                insort(self._free, (room - size, start + size))
            return start
        start, self._end = self._end, self._end + size
        return start

    def _wipe(self, place: Place) -> None:
        """Before the list tells that it is gone: what a list names and is not there counts as unknown."""
        start, size = place
        self._write(start, bytes(size))

    def _write(self, start: int, content: bytes) -> None:
        left = memoryview(content)
        while left:
            written = os.pwrite(self._file, left, start)
            left, start = left[written:], start + written

    def _press_together(self) -> None:
        """All results one after the other, in a new file."""
        new = self._folder / f"{FILE}.new"
        places: dict[bytes, Place] = {}
        with new.open("wb") as out:
            for name, (start, size) in self._places.items():
                places[name] = (out.tell(), size)
                out.write(os.pread(self._file, size, start))
            self._end = out.tell()
        new.replace(self._folder / FILE)
        self._shut()
        self._file = os.open(self._folder / FILE, os.O_RDWR)
        self._places = places


class Branch:
    """What another drawer has, and what is new in a folder of its own: for a process beside that of the other."""

    def __init__(self, known: Drawer, folder: Path) -> None:
        self._known, self._own = known, Drawer(folder)

    def __contains__(self, name: bytes) -> bool:
        return name in self._own or name in self._known

    def get(self, name: bytes) -> bytes | None:
        """What lies under a name here or there."""
        return self._own.get(name) or self._known.get(name)

    def put(self, name: bytes, sealed: bytes) -> None:
        """Have it here."""
        self._own.put(name, sealed)

    def close(self, wanted: Collection[bytes] | None) -> None:
        """Write the list of what is here."""
        self._own.close(wanted)

    def give_up(self) -> None:
        """Nothing is left here."""
        self._own.give_up()


def _listed(folder: Path) -> tuple[dict[bytes, Place], int] | None:
    """Where each result is, and where they end; None where there is no whole list, or less than it tells of."""
    try:
        content = (folder / LIST).read_bytes()
        length = (folder / FILE).stat().st_size
    except OSError:
        return None
    start = len(_FORMAT) + _SUM
    payload = content[start:]
    if content[:start] != _FORMAT + blake2b(payload, digest_size=_SUM).digest():
        return None
    places, end = marshal.loads(payload)
    return (places, end) if end <= length else None


def _between(places: Collection[Place], end: int) -> Iterator[Place]:
    """The rooms that no result is in, each with its length first."""
    reached = 0
    for start, size in sorted(places):
        if start > reached:
            yield start - reached, reached
        reached = start + size
    if end > reached:
        yield end - reached, reached


def _forget(folder: Path, but: Collection[str] = ()) -> None:
    """Delete what lies here, also what another version of the program left."""
    for path in folder.iterdir():
        if path.name not in but:
            with suppress(OSError):
                path.unlink()
