"""Work of the audit spread over the cores: one function, many parts, and what all of them share.

What is shared (patterns, the archive) is large and is not sent anywhere: workers are forks of this process and have it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from generator.cores import Workers
from generator.findings import AuditError

_Part = TypeVar("_Part")
_Shared = TypeVar("_Shared")
_Result = TypeVar("_Result")

_WORTH = 8  # parts: fewer are done sooner than workers are there
_jobs: dict[int, tuple[Callable[..., Any], Sequence[Any], Any]] = {}


def in_gangs(
    function: Callable[[_Part, _Shared], _Result], parts: Sequence[_Part], shared: _Shared, *, worth: int = _WORTH
) -> Iterator[_Result]:
    """`function(part, shared)` of each part, in their order; with fewer than `worth` in this process.

    Raises AuditError where a worker was killed.
    """
    forks = sys.platform == "linux"  # as in `cores`
    job = max(_jobs, default=0) + 1
    _jobs[job] = (function, parts, shared)
    try:
        with Workers(len(parts) if forks else 1, worth=worth) as workers:
            yield from workers.each(_do, [(job, number) for number in range(len(parts))], lost=_lost)
    finally:
        del _jobs[job]


def _do(task: tuple[int, int]) -> Any:
    function, parts, shared = _jobs[task[0]]
    return function(parts[task[1]], shared)


def _lost(task: tuple[int, int]) -> Any:
    raise AuditError("a process of the audit was ended from outside", remedy="see whether the machine has memory left")
