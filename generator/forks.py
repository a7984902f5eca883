"""One function on many parts, spread over forks of this process: they have all it holds, and are sent numbers only.

For what is large, or cannot be sent (closures). Where the system cannot fork safely, all is done in this process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from generator.cores import Workers
from generator.findings import BuildError, GeneratorError

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")

# What the forks find in their memory, by a number: there may be several at a time, one within another.
_jobs: dict[int, tuple[Callable[[Any], Any], Sequence[Any]]] = {}


def each(
    function: Callable[[_Part], _Result], parts: Sequence[_Part], *, worth: int, lost: GeneratorError
) -> Iterator[_Result]:
    """`function` of each part, in their order; with fewer than `worth` in this process.

    What `function` changes in memory may be lost. Its exceptions are raised here, and `lost` where a fork was killed.
    """
    job = max(_jobs, default=0) + 1
    _jobs[job] = (function, parts)

    def killed(_: tuple[int, int]) -> _Result:
        raise lost

    try:
        forking = sys.platform == "linux"  # as in `cores`
        with Workers(len(parts) if forking else 1, worth=worth) as workers:
            yield from workers.each(_do, [(job, number) for number in range(len(parts))], lost=killed)
    finally:
        del _jobs[job]


def ended(doing: str) -> GeneratorError:
    """What to raise where the system ended a process that was doing something: "builds pages"."""
    return BuildError(
        f"a process that {doing} was ended by the system",
        remedy="make room in memory, or set MOEDEARKIV_CORES=1, and build again",
    )


def _do(task: tuple[int, int]) -> Any:
    function, parts = _jobs[task[0]]
    return function(parts[task[1]])
