"""A run that dies: `python -m tests.firstagenda_double.killed CONTENT N`, at its N-th request or file operation.

It dies as by SIGKILL or a power cut: no handler runs, nothing is flushed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from tests.firstagenda_double.following import run

DIED = 137


def main() -> None:
    """Count operations, die at the N-th; exit code 0 when the run came to its end before."""
    content, last = Path(sys.argv[1]), int(sys.argv[2])
    left = [last]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] > 0:
                return real(*args, **options)
            if last % 2:  # at odd numbers just after the operation, at even ones just before
                real(*args, **options)
            os._exit(DIED)

        return operation

    for owner, names in ((Path, ("replace", "unlink", "mkdir", "rmdir", "open")), (httpx.Client, ("stream",))):
        for name in names:
            setattr(owner, name, counted(getattr(owner, name)))
    os.fsync = counted(os.fsync)
    run(content)


if __name__ == "__main__":
    main()
