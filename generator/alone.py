"""One build at a time, and a machine's refusals in words: what stands around a build as a whole.

The lock is the system's own (`flock`) on the folders themselves: nothing lies about afterwards, and it is gone with
the process that held it, however that ended.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from generator.findings import BuildError

PATIENCE = 900.0  # seconds: a build that waits longer than this for another says so and ends
_PAUSE = 0.2

_FORBIDDEN = ("a file or folder is forbidden to this user", "let this user read content/ and write the rest")
_REFUSALS = {
    errno.ENOSPC: ("the disk is full", "make room and build again"),
    errno.EDQUOT: ("the disk's share for this user is full", "make room and build again"),
    errno.EFBIG: ("a file grew larger than is allowed here", "raise the limit on files' size and build again"),
    errno.EROFS: ("the disk may only be read", "build on a disk that can be written to"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
}


@contextmanager
def alone(*folders: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the folders for one build, made if need be, and turn the system's refusals into BuildError.

    From reading to publishing, since a build that read earlier and ends later would bring back what a takedown in
    between has removed. Another build is waited for; `tell` is told so.
    """
    try:
        with ExitStack() as held:
            known: set[tuple[int, int]] = set()
            for folder in sorted({folder.resolve() for folder in folders}):  # in one order: two never wait in a ring
                folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(folder, os.O_RDONLY)
                held.callback(os.close, handle)
                which = os.fstat(handle)
                if (which.st_dev, which.st_ino) not in known:
                    known.add((which.st_dev, which.st_ino))
                    _lock(handle, tell)
            yield
    except (OSError, BuildError) as error:
        told = in_words(error)
        if told is error:
            raise
        raise told from error


def in_words(error: Exception) -> Exception:
    """A BuildError that says in words what the system refused; `error` itself where that is not what stopped us."""
    if isinstance(error, OSError):
        return _refused(error)
    cause = error.__cause__ if isinstance(error, BuildError) else None
    while cause is not None and not isinstance(cause, OSError):  # MkDocs wraps it more than once
        cause = cause.__cause__ or cause.__context__
    return _refused(cause) if cause is not None and cause.errno in _REFUSALS else error


def _lock(handle: int, tell: Callable[[str], None]) -> None:
    patience = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= patience:
                raise BuildError(
                    "another build works in this folder and does not end",
                    remedy="wait for it, or end it, and build again",
                ) from error
            tell("waiting for another build")
            time.sleep(_PAUSE)
        else:
            return


def _refused(error: OSError) -> BuildError:
    what, remedy = _REFUSALS.get(error.errno or 0, (error.strerror or type(error).__name__, "build again"))
    return BuildError(f"the build could not go on: {what}", remedy=f"the published site is as it was; {remedy}")
