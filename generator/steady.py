"""Reads a folder as it is at one moment: papers that change while they are read are read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.findings import BuildError

_Read = TypeVar("_Read")
_TRIES = 3
_DEPTH = 2  # <body>/<date>/: nothing is read from folders in there


def steady(root: Path, read: Callable[[], _Read]) -> _Read:
    """What `read` gives, from a time in which nothing under `root` changed.

    A bundle half copied would be read as a short one; a meeting.md that said "åben" of the bundle before would open the
    one that has taken its place. Raises BuildError where the folder never stands still.
    """
    changed: list[str] = []
    for _ in range(_TRIES):
        before = _stamps(root)
        found = read()
        after = _stamps(root)
        changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        if not changed:
            return found
    raise BuildError(
        "the papers changed each time they were read", file=changed[0], remedy="wait until they are copied; build again"
    )


def _stamps(root: Path) -> dict[str, tuple[int, ...]]:
    """Every file and folder with what the system changes when they do. No clock is asked, only what differs."""
    stamps: dict[str, tuple[int, ...]] = {}
    waiting = [(str(root), "", 0)] if root.is_dir() else []
    while waiting:
        folder, above, depth = waiting.pop()
        try:
            listed = os.scandir(folder)
        except OSError:
            continue  # forbidden, or gone: whoever reads the papers tells
        with listed as entries:
            for entry in entries:
                try:
                    known = entry.stat(follow_symlinks=False)
                except OSError:
                    continue  # forbidden, or gone since; the next look will differ if it was there before
                name = f"{above}{entry.name}"
                stamps[name] = (known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns)
                if depth < _DEPTH and entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{name}/", depth + 1))
    return stamps
