"""Large files made of parts, of which most are as they were: those are copied from the last build's file.

A table of a hundred thousand rows is half a gigabyte, so it is never in memory, and its parts are remembered by key and
size only. Nothing is written where every part is as it was and where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator.datafiles.forms import FORMS, Form, head
from generator.findings import BuildError
from generator.sink import Sink, Stamp

_AT_ONCE = 1 << 20  # bytes that are copied at once


class Part(NamedTuple):
    """Rows that change together: the fingerprint of what they say, and how long they are in each of FORMS."""

    key: bytes
    sizes: tuple[int, ...]


class Remembered(NamedTuple):
    """What the last build remembers of a table: its files, in the order of FORMS, and their parts."""

    stamps: tuple[Stamp, ...]
    parts: tuple[Part, ...]


class Table:
    """A table in all forms, that grows part by part."""

    def __init__(
        self, name: str, columns: Sequence[str], *, room: Path, sink: Sink, before: Remembered | None = None
    ) -> None:
        self.paths = tuple(f"data/{name}.{form.name}" for form in FORMS)
        lent = [sink.last(path, stamp) for path, stamp in zip(self.paths, before.stamps, strict=True)] if before else []
        known = before.parts if before and None not in lent else ()
        heads = [head(form, columns) for form in FORMS]
        self._before = before
        self._parts: list[Part] = []
        self._files = [
            _Growing(form, start, room / f"{name}.{form.name}", last)
            for form, start, last in zip(FORMS, heads, lent or [None] * len(FORMS), strict=True)
        ]
        ends = [list(accumulate((part.sizes[n] for part in known), initial=len(heads[n]))) for n in range(len(FORMS))]
        self._places = {part.key: (part, tuple(end[place] for end in ends)) for place, part in enumerate(known)}

    def add(self, key: bytes, make: Callable[[], Sequence[bytes]]) -> None:
        """The next rows, which `key` is the fingerprint of; `make` writes them, where the last build did not."""
        if key in self._places:
            part, starts = self._places[key]
            for file, start, size in zip(self._files, starts, part.sizes, strict=True):
                file.copy(start, size)
        else:
            made = make()
            part = Part(key, tuple(map(len, made)))
            for file, piece in zip(self._files, made, strict=True):
                file.write(piece)
        self._parts.append(part)

    def close(self) -> tuple[Path, ...] | None:
        """The finished files, in the order of FORMS; None where they are those of the last build."""
        parts = tuple(self._parts)
        if self._before and parts == self._before.parts and not any(file.is_new for file in self._files):
            for file in self._files:
                file.forget()
            return None
        return tuple(file.close() for file in self._files)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What was added."""
        return tuple(self._parts)


class _Growing:
    """One file of a table. What is to be copied waits until something else comes, so that neighbours go at once."""

    def __init__(self, form: Form, start: bytes, file: Path, last: BinaryIO | None) -> None:
        self._form, self._start, self._file, self._last = form, start, file, last
        self._out: BinaryIO | None = None
        self._from = self._to = 0

    @property
    def is_new(self) -> bool:
        """Whether something was written, or has to be, as there is no other."""
        return self._out is not None or self._last is None

    def copy(self, start: int, size: int) -> None:
        """`size` bytes that the last build's file has at `start`."""
        if size == 0:
            return
        if start != self._to:
            self._flush()
            self._from = start
        self._to = start + size

    def write(self, piece: bytes) -> None:
        """Bytes that it does not have."""
        self._flush()
        self._opened().write(piece)

    def close(self) -> Path:
        """The finished file."""
        self._flush()
        out, form = self._opened(), self._form
        if out.tell() == len(self._start):
            out.write(form.empty)
        else:
            out.write(form.tail)
            if form.opening:
                out.seek(0)
                out.write(form.opening)
        out.close()
        self.forget()
        return self._file

    def forget(self) -> None:
        """Give back what was lent."""
        if self._last is not None:
            self._last.close()

    def _opened(self) -> BinaryIO:
        if self._out is None:
            self._out = self._file.open("wb")
            self._out.write(self._start)
        return self._out

    def _flush(self) -> None:
        start, left = self._from, self._to - self._from
        self._from = self._to = 0
        if left == 0:
            return
        assert self._last is not None
        self._last.seek(start)
        out = self._opened()
        while left:
            piece = self._last.read(min(left, _AT_ONCE))
            if not piece:
                raise BuildError(
                    "somebody shortened it while the site was built", file=self._file.name, remedy="build again"
                )
            left -= len(piece)
            if start == 0 and self._form.opening and out.tell():
                piece = self._form.between + piece[len(self._form.opening) :]
            start += len(piece)
            out.write(piece)
