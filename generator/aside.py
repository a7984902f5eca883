"""A part of the site that is made in a process beside this one: what it keeps and writes is settled at its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from generator.apart import Apart
from generator.cache import Cache
from generator.findings import BuildError
from generator.sink import Content, Manifest, Sink, Stamp, stamp_of

Deliver = Callable[[Sink, Cache], None]


class _Made(NamedTuple):
    """The files that stay, and those that were written with their places."""

    kept: dict[str, Stamp]
    new: dict[str, tuple[Path, Stamp]]


class Aside:
    """Begins at once; nobody else may deliver the same files. `room` is an empty folder of its own."""

    def __init__(self, deliver: Deliver, sink: Sink, cache: Cache, room: Path) -> None:
        room.mkdir()
        self._apart = Apart(partial(_make, deliver, sink, room), cache, room / "results")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nobody waits for it any more."""
        self._apart.end()

    def settle(self, sink: Sink) -> None:
        """Wait for it, and have the sink keep and take what it made. Raises what it raised."""
        made = self._apart.result()
        if not sink.keep(made.kept):
            raise BuildError("somebody changed the docs folder while the site was built", remedy="build again")
        for path, (file, stamp) in made.new.items():
            sink.adopt(path, file, stamp)


def _make(deliver: Deliver, sink: Sink, room: Path, cache: Cache) -> _Made:
    held = _Held(sink, room)
    deliver(held, cache)
    return _Made(held.kept, held.new)


class _Held:
    """A sink that asks another what it has, and puts nothing into it."""

    def __init__(self, sink: Sink, room: Path) -> None:
        self._sink, self._room = sink, room
        self.kept: dict[str, Stamp] = {}
        self.new: dict[str, tuple[Path, Stamp]] = {}

    def put(self, path: str, content: Content, stamp: Stamp | None = None) -> Stamp:
        """Keep the file where it holds that already, else write it in the room."""
        stamp = stamp or stamp_of(content)
        if not self.keep({path: stamp}):
            file = self._room / str(len(self.new))
            file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
            self.new[path] = (file, stamp)
        return stamp

    def keep(self, files: Manifest) -> bool:
        """As the other sink has it."""
        if not self._sink.keep(files):
            return False
        self.kept |= files
        return True

    def adopt(self, path: str, file: Path, stamp: Stamp) -> None:
        """The file must be one that stays where it is until `settle`."""
        self.new[path] = (file, stamp)

    def last(self, path: str, stamp: Stamp) -> BinaryIO | None:
        """As the other sink has it."""
        return self._sink.last(path, stamp)
