"""Work on many things in several processes that share what was prepared before. One process where that is not safe.

The processes are forks of this one, made when everything is ready: nothing is sent to them but the numbers of the
things, and each takes the next when it has time. What MkDocs says in them is said here again.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn, TypeVar

from generator.findings import BuildError

In = TypeVar("In")
Out = TypeVar("Out")

FEW = 48  # so many things are sooner done than divided
_AT_ONCE = 8  # things that a process takes at a time; its answers are sent together
_LENGTH = struct.Struct("<I")
_MAX_TURNS = 16_000  # numbers that fit into a pipe


def cores() -> int:
    """How many processes may work at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[In], Out], things: Sequence[In], *, hands: int | None = None) -> Iterator[tuple[In, Out]]:
    """Each thing with what `work` makes of it, in any order. An exception of `work` is raised here.

    `work` may write files; what else it changes is lost.
    """
    count = cores() if hands is None else hands
    if count < 2 or len(things) < FEW or sys.platform != "linux" or threading.active_count() > 1:
        for thing in things:
            yield thing, work(thing)
        return
    size = max(_AT_ONCE, -(-len(things) // _MAX_TURNS))
    parts = [things[start : start + size] for start in range(0, len(things), size)]
    turns, giving = os.pipe()
    os.write(giving, b"".join(_LENGTH.pack(number) for number in range(len(parts))))
    os.close(giving)
    crew: list[tuple[int, int]] = []
    try:
        for _ in range(count):
            answers, answering = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(answers)
                _work(work, parts, turns, answering)
            os.close(answering)
            crew.append((child, answers))
        for number, results in _gather([answers for _, answers in crew]):
            yield from zip(parts[number], results, strict=True)
        for child, _ in crew:
            _see_off(child)
        crew.clear()
    finally:
        os.close(turns)
        for child, answers in crew:
            with contextlib.suppress(OSError):
                os.close(answers)
            with contextlib.suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _work(work: Callable[[Any], Any], parts: Sequence[Sequence[Any]], turns: int, answering: int) -> NoReturn:
    """What a process does: takes turns until there are none. It never returns."""
    code = 1
    try:
        gc.freeze()  # what is shared stays untouched, and so shared
        parent = os.getppid()
        said = _listen()
        while (turn := os.read(turns, _LENGTH.size)) and os.getppid() == parent:
            (number,) = _LENGTH.unpack(turn)
            try:
                answer: Any = (number, [work(thing) for thing in parts[number]], said[:])
            except BaseException as error:
                answer = (number, _sendable(error), said[:])
            said.clear()
            written = pickle.dumps(answer, protocol=5)
            _write(answering, _LENGTH.pack(len(written)) + written)
            if isinstance(answer[1], BaseException):
                break
        code = 0
    finally:
        os._exit(code)


class _Listener(logging.Handler):
    def __init__(self, said: list[tuple[str, int, str]]) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append((record.name, record.levelno, record.getMessage()))


def _listen() -> list[tuple[str, int, str]]:
    """What MkDocs says from here on, and nothing of it anywhere else."""
    said: list[tuple[str, int, str]] = []
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [_Listener(said)]
    logger.propagate = False
    return said


def _sendable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return BuildError(f"{type(error).__name__}: {error}")
    return error


def _write(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _gather(handles: list[int]) -> Iterator[tuple[int, list[Any]]]:
    """Answers as they come, until all have closed."""
    import selectors

    buffers = {handle: bytearray() for handle in handles}
    with selectors.DefaultSelector() as ready:
        for handle in handles:
            ready.register(handle, selectors.EVENT_READ)
        while ready.get_map():
            for key, _ in ready.select():
                handle = key.fd
                data = os.read(handle, 1 << 20)
                if not data:
                    ready.unregister(handle)
                buffers[handle] += data
                yield from _whole(buffers[handle])


def _whole(buffer: bytearray) -> Iterator[tuple[int, list[Any]]]:
    while len(buffer) >= _LENGTH.size:
        (length,) = _LENGTH.unpack_from(buffer)
        if len(buffer) < _LENGTH.size + length:
            return
        number, results, said = pickle.loads(buffer[_LENGTH.size : _LENGTH.size + length])
        del buffer[: _LENGTH.size + length]
        for name, level, message in said:
            logging.getLogger(name).log(level, "%s", message)
        if isinstance(results, BaseException):
            raise results
        yield number, results


def _see_off(child: int) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code != 0:
        raise BuildError(
            f"a process that builds pages was ended ({code})",
            remedy="make room in memory, or let the build use fewer processes, and build again",
        )
