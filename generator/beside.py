"""One piece of work in a process of its own, while this one goes on: what reads and writes files and needs no more.

The process is a copy of this one, so it has everything at hand; what it gives comes back pickled.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, Self, TypeVar

from generator import cores
from generator.findings import BuildError

T = TypeVar("T")


class Beside(Generic[T]):
    """Begins at once. With one core, or where processes cannot be copied, it is done when somebody waits for it."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._process = None
        if cores.count() > 1 and sys.platform == "linux":
            context = multiprocessing.get_context("fork")
            self._answer, answer = context.Pipe(duplex=False)
            self._process = context.Process(target=_do, args=(work, answer), daemon=True)
            self._process.start()
            answer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def end(self) -> None:
        """Nobody waits for it any more: it must not go on holding what this process had open, locks among it."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()

    @property
    def is_apart(self) -> bool:
        """Whether it is done in another process, which has opened files of its own."""
        return self._process is not None

    def result(self) -> T:
        """Wait for it. Raises what the work raised, or BuildError where the process was ended from outside."""
        if self._process is None:
            return self._work()
        try:
            found: T | Exception = self._answer.recv()
        except EOFError:
            raise BuildError("a process of the build was ended", remedy="see to memory and build again") from None
        finally:
            self._process.join()
            self._answer.close()
        if isinstance(found, Exception):
            raise found
        return found


def _do(work: Callable[[], T], answer: Connection) -> None:
    cores.begin_work()
    os.environ[cores.VARIABLE] = "1"  # it is itself what another core does
    gc.disable()  # it would write in all memory that is shared, to count what is not its own
    try:
        answer.send(work())
    except Exception as failure:  # told where the result is wanted
        answer.send(failure)
