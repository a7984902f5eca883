"""Work of the audit spread over the cores: one function, many parts, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator import forks
from generator.findings import AuditError

_Part = TypeVar("_Part")
_Shared = TypeVar("_Shared")
_Result = TypeVar("_Result")

_WORTH = 8  # parts: fewer are done sooner than workers are there


def in_gangs(
    function: Callable[[_Part, _Shared], _Result], parts: Sequence[_Part], shared: _Shared, *, worth: int = _WORTH
) -> Iterator[_Result]:
    """`function(part, shared)` of each part, in their order; with fewer than `worth` in this process.

    Raises AuditError where a worker was killed.
    """
    lost = AuditError("a process of the audit was ended from outside", remedy="see whether the machine has memory left")
    return forks.each(lambda part: function(part, shared), parts, worth=worth, lost=lost)
