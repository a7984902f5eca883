"""Pages made by several forks of this process (`forks`). What MkDocs says in them is said here again."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator import forks

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

    def answer(part: Sequence[In]) -> tuple[list[Out], list[tuple[str, int, str]]]:
        """The results of a part, and what MkDocs said meanwhile where nobody could hear it."""
        if os.getpid() == parent:
            return [work(thing) for thing in part], []
        listener = _listener()
        return [work(thing) for thing in part], listener.said

    made = forks.each(answer, parts, worth=_WORTH, lost=forks.ended("builds pages"))
    for part, (results, said) in zip(parts, made, strict=True):
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
