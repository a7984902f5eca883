"""Opens the files of the content folder: only plain ones, never through a symbolic link, never more than a limit."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooLarge(OSError):
    """The file is larger than its reader takes."""


@contextmanager
def opened(path: Path | str, limit: int) -> Iterator[BufferedReader]:
    """The file for reading. Raises TooLarge before a byte is read, and OSError with a reason otherwise.

    A pipe or a device would hang the build or fill the memory; a link could lead to any file of the machine.
    """
    with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
        known = os.fstat(stream.fileno())
        if not stat.S_ISREG(known.st_mode):
            raise OSError(0, "it is not a plain file")
        if known.st_size > limit:
            raise TooLarge(0, "it is too large")
        yield stream


def read_whole(path: Path, limit: int) -> bytes:
    """All bytes of a file of at most `limit`. Raises as `opened` does, also where the file grows meanwhile."""
    with opened(path, limit) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(0, "it is too large")
    return data
