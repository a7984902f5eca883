"""Work that remembers things, in a process beside this one: what it found out is known here at its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Generic, Self, TypeVar

from generator.beside import Beside
from generator.cache import Cache

T = TypeVar("T")


class Apart(Generic[T]):
    """Begins at once, as `Beside`. `folder` is one that is not there yet, for what the work remembers."""

    def __init__(self, work: Callable[[Cache], T], cache: Cache, folder: Path) -> None:
        self._cache, self._folder = cache, folder
        self._beside = Beside(partial(_done, work, cache, folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def end(self) -> None:
        """Nobody waits for it any more."""
        self._beside.end()

    def result(self) -> T:
        """Wait for it, and know what it found out. Raises what it raised."""
        found, used = self._beside.result()
        self._cache.join(self._folder, used)
        return found


def _done(work: Callable[[Cache], T], cache: Cache, folder: Path) -> tuple[T, set[bytes]]:
    """The result, and the names of the remembered results that are wanted."""
    apart = cache.apart(folder)
    found, used = work(apart), apart.used
    apart.close(sweep=False)
    return found, used
