"""What is installed beside the program, as a fingerprint: quickly found, and another after anything was installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.cache import digest

_FILES = (("METADATA", ".dist-info"), ("PKG-INFO", ".egg-info"))


def fingerprint() -> bytes:
    """Of what each installed distribution tells of itself: where it is, and its size and time."""
    return digest(*_descriptions())


def _descriptions() -> Iterator[str]:
    for place in sys.path:
        with suppress(OSError):
            for entry in sorted(os.scandir(place or "."), key=lambda entry: entry.name):
                for name, ending in _FILES:
                    if entry.name.endswith(ending):
                        seen = Path(entry.path, name).stat()
                        yield f"{entry.path} {seen.st_size} {seen.st_mtime_ns}"
