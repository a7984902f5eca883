"""Puts a finished site in the place of the published one, whole or not at all.

On Linux the two folders trade places in one step of the system (`renameat2`), so that a visitor, and a machine that
stops at any moment, meets the old site or the new one. Systems and file systems without that step get two renames:
between them, for some microseconds, there is no site; a build killed just there is put right by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.findings import BuildError

_AT_FDCWD = -100  # paths are as they are given (linux/fcntl.h)
_RENAME_EXCHANGE = 2  # linux/fs.h
_CANNOT = frozenset((errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM))


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """A folder beside `site` to build in; it takes the place of `site` when the block ends without an error.

    An error leaves `site` untouched and the half-built folder gone. What an interrupted run left behind is
    put right first. The caller sees to it that nobody else does the same (`alone.py`). Raises BuildError where `site`
    is no plain folder, else OSError.
    """
    put_right(site)
    fresh, old = _fresh(site), _old(site)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield fresh
        os.sync()  # the pages are on the disk before the name leads to them, also when the power goes
        _replace(site, fresh, old)
        with suppress(OSError):  # the site is published already
            _keep(site.parent)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def put_right(site: Path) -> None:
    """End what an interrupted run left: a missing `site` is the copy that was being replaced; other copies go.

    Also before a build that will fail: such a copy may hold what has been taken down. Raises as `beside` does.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise BuildError("the site's folder is not a plain folder", file=site.name)
    fresh, old = _fresh(site), _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
    for leftover in (fresh, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def _fresh(site: Path) -> Path:
    return site.with_name(f"{site.name}.next")


def _old(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")


def _replace(site: Path, fresh: Path, old: Path) -> None:
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        site.rename(old)
        fresh.rename(site)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders trade places in one step. False where this system cannot; OSError where it may not."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _keep(folder: Path) -> None:
    """The folder's names are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
