"""How many of the machine's cores a build may use, and work spread over them with its results in order.

`MOEDEARKIV_CORES` says how many (1: everything in this process); else it is what the system gives this process.
Workers are processes: the readers hold Python's lock all the time. They are forked where the system can do it safely,
and end with the process that started them. They must not touch the cache, nor anything else that is open.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

VARIABLE = "MOEDEARKIV_CORES"
_AHEAD = 4  # tasks for each worker that wait for it: more would only fill the memory


def count() -> int:
    """The number of cores to use, at least one. What is no number in the environment is not asked."""
    told = os.environ.get(VARIABLE, "")
    if told.isascii() and told.isdigit() and int(told) > 0:
        return int(told)
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class Workers:
    """Processes that do one thing after the other. They are started with the first task."""

    def __init__(self, tasks: int, *, worth: int) -> None:
        """`tasks` is how many there may be; with fewer than `worth` all is done in this process."""
        self._number = min(count(), tasks) if tasks >= worth else 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def each(
        self,
        function: Callable[[_Task], _Result],
        tasks: Iterable[_Task],
        *,
        lost: Callable[[_Task], _Result],
    ) -> Iterator[_Result]:
        """`function` of every task, in their order. `tasks` may wait for results of another `each` of these workers.

        `lost` gives the result of a task whose worker was killed, also when it was alone. An exception of `function`
        is raised here.
        """
        if self._number == 1:
            yield from map(function, tasks)
            return
        begun: deque[_Begun[_Task, _Result]] = deque()
        for task in tasks:
            begun.append(self._begin(function, task))
            if len(begun) >= self._number * _AHEAD:
                yield self._result(function, begun.popleft(), lost)
        while begun:
            yield self._result(function, begun.popleft(), lost)

    def _begin(self, function: Callable[[_Task], _Result], task: _Task) -> _Begun[_Task, _Result]:
        pool = self._started()
        try:
            return _Begun(task, pool.submit(function, task), pool)
        except BrokenProcessPool:
            self._end(pool)
        pool = self._started()
        return _Begun(task, pool.submit(function, task), pool)

    def _result(
        self,
        function: Callable[[_Task], _Result],
        begun: _Begun[_Task, _Result],
        lost: Callable[[_Task], _Result],
    ) -> _Result:
        """The result; where a worker was killed, nobody knows over which task, and this one is done alone."""
        try:
            return begun.result.result()
        except BrokenProcessPool:
            self._end(begun.pool)
        with _pool(1) as alone:
            try:
                return alone.submit(function, begun.task).result()
            except BrokenProcessPool:
                return lost(begun.task)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self._number)
        return self._pool

    def _end(self, broken: ProcessPoolExecutor) -> None:
        """Put broken workers away; those that were started since go on."""
        if self._pool is broken:
            self._pool = None
            broken.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Begun(Generic[_Task, _Result]):
    task: _Task
    result: Future[_Result]
    pool: ProcessPoolExecutor


def _pool(workers: int) -> ProcessPoolExecutor:
    way = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(way), initializer=begin_work)


def begin_work() -> None:
    """In a worker, first: an interruption is the parent's to tell of, and nobody works for a parent that is gone.

    What the parent holds is not looked through for garbage: the looking alone would give every worker a copy of it.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
