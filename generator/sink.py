"""Where rendered files go, one at a time, so that nobody holds all of them in memory.

A sink is told of each path once: `put` with its content, or `keep` where the content is that of the last build. What
is told neither way is gone from the site. Afterwards a `Manifest` says what there is.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from generator.findings import BuildError

Content = str | bytes


class Stamp(NamedTuple):
    """What is remembered of a file: the SHA-256 of its content, which the data package tells too, and its bytes."""

    digest: bytes
    size: int


Manifest = Mapping[str, Stamp]  # by the path in the docs folder


class Told(NamedTuple):
    """What a sink was told of: its files, and what the sink that it belongs to must know besides."""

    manifest: dict[str, Stamp]
    known: Any


def stamp_of(content: Content) -> Stamp:
    """The stamp of a content; a text is written in UTF-8."""
    written = content.encode("utf-8") if isinstance(content, str) else content
    return Stamp(hashlib.sha256(written).digest(), len(written))


def stamp_of_file(file: Path) -> Stamp:
    """The stamp of what a file holds, which may be too large for memory."""
    with file.open("rb") as opened:
        return Stamp(hashlib.file_digest(opened, "sha256").digest(), opened.tell())


class Sink(Protocol):
    """Takes files by their paths in the docs folder, with `/`."""

    def put(self, path: str, content: Content, stamp: Stamp | None = None) -> Stamp:
        """The file is to hold `content`. Gives its stamp, which is found only where the caller has not found it."""

    def keep(self, files: Manifest) -> bool:
        """Keep these files of the last build, all of them or none.

        False where one of them is not there, or is not as its stamp says (somebody deleted the folder, or a build was
        killed half-way): then all of them will be put.
        """

    def adopt(self, path: str, file: Path, stamp: Stamp) -> None:
        """The file is to hold what `file` holds, which is the caller's no more. For what is too large for memory.

        `stamp` is that of its content.
        """

    def last(self, path: str, stamp: Stamp) -> BinaryIO | None:
        """The file as the last build left it, to copy parts of; None where it is not there or not as its stamp says."""


class Shared(Sink, Protocol):
    """A sink that a process beside this one can put files into, too."""

    def apart(self) -> Shared:
        """A sink of the same files, for that process: what it puts is where it belongs at once."""

    def told(self) -> Told:
        """What a sink that is `apart` was told of, for `join`; it can be sent to another process."""

    def join(self, told: Told) -> None:
        """This one was told of it, too."""


class Memory:
    """A sink that holds its files, for small sites and tests. `before` is what the last build left."""

    def __init__(self, before: Mapping[str, Content] | None = None) -> None:
        self._before = before or {}
        self.files: dict[str, Content] = {}
        self.kept: set[str] = set()

    def put(self, path: str, content: Content, stamp: Stamp | None = None) -> Stamp:
        """Hold it."""
        self.files[path] = content
        return stamp or stamp_of(content)

    def keep(self, files: Manifest) -> bool:
        """Take them over from `before`."""
        if any(path not in self._before or stamp_of(self._before[path]) != stamp for path, stamp in files.items()):
            return False
        self.files |= {path: self._before[path] for path in files}
        self.kept |= files.keys()
        return True

    def adopt(self, path: str, file: Path, stamp: Stamp) -> None:
        """Read it."""
        self.files[path] = file.read_bytes()
        file.unlink()

    def last(self, path: str, stamp: Stamp) -> BinaryIO | None:
        """From `before`."""
        content = self._before.get(path)
        if content is None or stamp_of(content) != stamp:
            return None
        return io.BytesIO(content.encode("utf-8") if isinstance(content, str) else content)

    def apart(self) -> Memory:
        """With the same before it."""
        return Memory(self._before)

    def told(self) -> Told:
        """With the contents."""
        return Told({path: stamp_of(content) for path, content in self.files.items()}, (self.files, self.kept))

    def join(self, told: Told) -> None:
        """Hold the contents."""
        files, kept = told.known
        self.files |= files
        self.kept |= kept


class Listed:
    """A sink that passes everything on to another, and lists it in `manifest`."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.manifest: dict[str, Stamp] = {}

    def put(self, path: str, content: Content, stamp: Stamp | None = None) -> Stamp:
        """Raises BuildError where something else has the path already."""
        self._list(path, stamp or stamp_of(content))
        return self._sink.put(path, content, self.manifest[path])

    def keep(self, files: Manifest) -> bool:
        """Raises BuildError where something else has one of the paths already."""
        if not self._sink.keep(files):
            return False
        for path in files.keys() & self.manifest.keys():
            self._list(path, files[path])
        self.manifest |= files
        return True

    def adopt(self, path: str, file: Path, stamp: Stamp) -> None:
        """Raises BuildError where something else has the path already."""
        self._list(path, stamp)
        self._sink.adopt(path, file, stamp)

    def last(self, path: str, stamp: Stamp) -> BinaryIO | None:
        """As the other sink has it."""
        return self._sink.last(path, stamp)

    def join(self, manifest: Manifest) -> None:
        """List what the other sink was told by a process beside. Raises BuildError where it has one of the paths."""
        for path in manifest.keys() & self.manifest.keys():
            self._list(path, manifest[path])
        self.manifest |= manifest

    def _list(self, path: str, stamp: Stamp) -> None:
        if path in self.manifest:
            raise BuildError(
                f"two pages or files want the path {path}",
                remedy="two items of a meeting have the same number, or a body is named as a page of the site",
            )
        self.manifest[path] = stamp
