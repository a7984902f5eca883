"""Runs a command and says what it cost: seconds, seconds of all cores, and the most memory of it and its children."""

from __future__ import annotations

import os
import platform
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.2  # seconds between looks at the memory
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took. `memory` is in MB, counted once where processes share it; None where nobody can say."""

    seconds: float
    cpu: float
    memory: float | None


def measured(command: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run it in `folder`. Raises RuntimeError with the end of what it said where it fails."""
    start = time.perf_counter()
    running = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    looked, done = _Look(running.pid), threading.Event()
    looking = threading.Thread(target=_watch, args=(looked, done), daemon=True)
    looking.start()
    before = os.times()
    said = running.communicate()[1]
    code = running.returncode
    seconds, after = time.perf_counter() - start, os.times()
    done.set()
    looking.join()
    if code:
        raise RuntimeError(f"{' '.join(command[:4])} … ended with {code}: {said[-2000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds=seconds, cpu=cpu, memory=looked.most)


class _Look:
    """The most memory that a process and its descendants have been seen to hold."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.most: float | None = None

    def look(self) -> None:
        """Look now."""
        held = sum(_proportional(pid) for pid in _family(self._pid))
        if held:
            self.most = max(self.most or 0.0, held / 1024)


def _watch(looked: _Look, done: threading.Event) -> None:
    while not done.wait(_EVERY):
        looked.look()


def _family(pid: int) -> Iterator[int]:
    """A process and its descendants."""
    yield pid
    for listed in _PROC.glob(f"{pid}/task/*/children"):
        try:
            children = listed.read_text().split()
        except OSError:  # it has ended meanwhile
            continue
        for child in children:
            yield from _family(int(child))


def _proportional(pid: int) -> int:
    """kB of a process; of what several share, its share. 0 where it has ended, or the system does not say."""
    try:
        told = (_PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)


def machine() -> str:
    """The class of the machine: no names, no paths."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    python = platform.python_version()
    return f"{os.cpu_count()} cores {platform.machine()}, {memory:.0f} GB, {platform.system()}, Python {python}"
