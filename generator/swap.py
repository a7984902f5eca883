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
from contextlib import suppress
from pathlib import Path

from generator.findings import BuildError

_AT_FDCWD = -100  # paths are as they are given (linux/fcntl.h)
_RENAME_EXCHANGE = 2  # linux/fs.h
_CANNOT = frozenset((errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM))


def replace(site: Path, fresh: Path) -> Path | None:
    """Let `fresh` be the site. Says where the site lies that it replaces: where `fresh` was; None: there was none."""
    old = _old(site)
    try:
        if not site.exists():
            fresh.rename(site)
            return None
        if not _exchange(fresh, site):
            site.rename(old)
            fresh.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    with suppress(OSError):  # the site is published already
        for folder in {site.parent, fresh.parent}:
            _keep(folder)
        if old.exists():
            old.rename(fresh)
    return old if old.exists() else fresh


def sync(folder: Path) -> None:
    """Everything that was written to the folder's file system is on the disk."""
    every = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if os.name == "posix" else None
    if every is None:
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if every(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), folder.name)
    finally:
        os.close(handle)


def put_right(site: Path) -> None:
    """End what an interrupted run left: a missing `site` is the copy that was being replaced; other copies go.

    Also before a build that will fail: such a copy may hold what has been taken down. Raises BuildError where `site`
    is no plain folder, else OSError.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise BuildError("the site's folder is not a plain folder", file=site.name)
    fresh, old = beside(site), _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
    for leftover in (fresh, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def beside(site: Path) -> Path:
    """Where the next site is made, if it is made beside the published one."""
    return site.with_name(f"{site.name}.next")


def _old(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")


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
