"""A part of the site that is made in a process beside this one: what it keeps and writes is settled at its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

from generator.apart import Apart
from generator.cache import Cache
from generator.sink import Manifest, Shared, Sink, Told

Deliver = Callable[[Sink, Cache], None]


class Aside:
    """Begins at once; nobody else may deliver the same files. `folder` is one that is not there yet."""

    def __init__(self, deliver: Deliver, sink: Shared, cache: Cache, folder: Path) -> None:
        self._sink = sink
        self._apart = Apart(partial(_delivered, deliver, sink), cache, folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nobody waits for it any more."""
        self._apart.end()

    def settle(self) -> Manifest:
        """Wait for it, have the sink know what it delivered, and say what that is. Raises what it raised."""
        told = self._apart.result()
        self._sink.join(told)
        return told.manifest


def _delivered(deliver: Deliver, sink: Shared, cache: Cache) -> Told:
    own = sink.apart()
    deliver(own, cache)
    return own.told()
