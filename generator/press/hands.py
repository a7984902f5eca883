"""Work on many things in several processes that share what was prepared before them: forks of this one.

Nothing is sent to them but numbers of things. What MkDocs says in them is said here again.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from generator.cores import Workers
from generator.findings import BuildError

In = TypeVar("In")
Out = TypeVar("Out")

_WORTH = 6  # parts; less is sooner done than divided
_PART = 8  # things that a process takes at a time
_MOST_PARTS = 2_000

# What the processes find in their memory: the work, the parts of the things, and the process that prepared them.
_shared: tuple[Callable[[Any], Any], Sequence[Sequence[Any]], int] | None = None


def spread(work: Callable[[In], Out], things: Sequence[In]) -> Iterator[tuple[In, Out]]:
    """Each thing with what `work` makes of it, in their order. An exception of `work` is raised here.

    `work` may write files; what else it changes may be lost.
    """
    global _shared  # forks inherit it; a closure could not be sent to them
    size = max(_PART, -(-len(things) // _MOST_PARTS))
    parts = [things[start : start + size] for start in range(0, len(things), size)]
    _shared = (work, parts, os.getpid())
    try:
        with Workers(len(parts), worth=_WORTH) as workers:
            answers = workers.each(_work, range(len(parts)), lost=_lost)
            for part, (results, said) in zip(parts, answers, strict=True):
                for name, level, message in said:
                    logging.getLogger(name).log(level, "%s", message)
                yield from zip(part, results, strict=True)
    finally:
        _shared = None


class _Listener(logging.Handler):
    """Keeps what is said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.name, record.levelno, record.getMessage()))


def _work(number: int) -> tuple[list[Any], list[tuple[str, int, str]]]:
    """The results of a part, and what MkDocs said meanwhile."""
    assert _shared is not None
    work, parts, parent = _shared
    if os.getpid() == parent:
        return [work(thing) for thing in parts[number]], []
    if not gc.get_freeze_count():
        gc.freeze()  # what is shared stays untouched, and so shared
    logger, listener = logging.getLogger("mkdocs"), _Listener()
    logger.handlers[:], logger.propagate = [listener], False
    return [work(thing) for thing in parts[number]], listener.said


def _lost(_: int) -> Any:
    raise BuildError(
        "a process that builds pages was ended by the system",
        remedy="make room in memory, or set MOEDEARKIV_CORES=1, and build again",
    )
