"""Starts the child process that writes one PDF anew, and reads its answer."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generator.sources.pdf import DEFAULT_LIMITS

_TIMES = 8.0  # a file is drawn four times where the reader draws it never


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file written anew, and all its text; or what speaks against it as (code, page)."""

    data: bytes = b""
    sha256: str = ""  # of the file that was read
    text: str = ""
    blocked: tuple[tuple[str, int | None], ...] = ()


def make(path: Path) -> Made:
    """Write the PDF in `path` anew and look for what it hides. Never raises for what stands in the file."""
    try:
        size = path.stat().st_size
        done = subprocess.run(
            [sys.executable, "-I", "-m", "generator.originals.child", str(path.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # may hold words of the paper
            env={"LC_ALL": "C.UTF-8"},
            timeout=DEFAULT_LIMITS.clock(size) * _TIMES,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return _failed()
    head, _, data = done.stdout.partition(b"\n")
    try:
        answer = json.loads(head) if done.returncode == 0 else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        return _failed()
    blocked = tuple((str(code), page) for code, page in answer["blocked"])
    if not blocked and not data.startswith(b"%PDF-"):
        return _failed()
    return Made(data=data, sha256=answer["sha256"], text=answer["text"], blocked=blocked)


def _failed() -> Made:
    return Made(blocked=(("resource-limit", None),))
