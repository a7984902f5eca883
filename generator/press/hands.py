"""Pages made by several forks of this process (`forks`). What MkDocs says in them is said here again."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator import forks
from generator.findings import BuildError

In = TypeVar("In")
Out = TypeVar("Out")

_WORTH = 6  # parts; less is sooner done than divided
_PART = 8  # things that a process takes at a time
_MOST_PARTS = 2_000


def spread(work: Callable[[In], Out], things: Sequence[In]) -> Iterator[tuple[In, Out]]:
    """Each thing with what `work` makes of it, in their order. An exception of `work` is raised here.

    `work` may write files; what else it changes may be lost.
    """
    size = max(_PART, -(-len(things) // _MOST_PARTS))
    parts = [things[start : start + size] for start in range(0, len(things), size)]
    parent = os.getpid()
    frozen: list[bool] = []  # in each fork: whether it has put aside what it was born with

    def answer(part: Sequence[In]) -> tuple[list[Out], list[tuple[str, int, str]]]:
        """The results of a part, and what MkDocs said meanwhile where nobody could hear it."""
        if os.getpid() == parent:
            return [work(thing) for thing in part], []
        if not frozen:  # asking `gc` itself would take as long as counting all objects
            gc.freeze()  # what is shared stays untouched, and so shared
            frozen.append(True)
        listener = _listener()
        return [work(thing) for thing in part], listener.said

    lost = BuildError(
        "a process that builds pages was ended by the system",
        remedy="make room in memory, or set MOEDEARKIV_CORES=1, and build again",
    )
    for part, (results, said) in zip(parts, forks.each(answer, parts, worth=_WORTH, lost=lost), strict=True):
        for name, level, message in said:
            logging.getLogger(name).log(level, "%s", message)
        yield from zip(part, results, strict=True)


class _Listener(logging.Handler):
    """Keeps what is said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.name, record.levelno, record.getMessage()))


def _listener() -> _Listener:
    logger, listener = logging.getLogger("mkdocs"), _Listener()
    logger.handlers[:], logger.propagate = [listener], False
    return listener
