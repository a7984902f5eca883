"""What is remembered of the files of a folder, and whether the folder is still so."""

from __future__ import annotations

import gc
import marshal
import os
import stat
from contextlib import suppress
from hashlib import blake2b
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

_FORMAT = b"moedearkiv records 2\n"
_SEAL = 32
_MARSHAL = 2  # later ones look for values that are the same, which takes longer than writing them
_BETWEEN = "\0"  # paths; no path holds it

Facts = tuple[str | None, str | None]  # whether robots may have a page, and when it changed


class Record(NamedTuple):
    """One file: what it was made of, the SHA-256 of its content, and what the system says of it."""

    source: bytes
    digest: bytes
    size: int
    mtime: int  # nanoseconds
    inode: int
    facts: Facts | None = None  # of a page, for the list of all pages


class Tree:
    """A folder: its own number, its files, and when names in each of its folders last changed."""

    def __init__(self, inode: int, files: dict[str, Record] | None = None, folders: dict[str, int] | None = None):
        self.inode, self.files, self.folders = inode, files or {}, folders or {}


def load(file: Path) -> Tree | None:
    """What was saved; None where there is nothing, or not what was saved."""
    try:
        written = file.read_bytes()
    except OSError:
        return None
    start = len(_FORMAT) + _SEAL
    payload = memoryview(written)[start:]
    if written[:start] != _FORMAT + blake2b(payload, digest_size=_SEAL).digest():
        return None
    collecting = gc.isenabled()
    gc.disable()  # it would go through everything again and again, as so much is made here at once
    try:
        return _tree(*marshal.loads(payload))
    finally:
        if collecting:
            gc.enable()


def save(file: Path, tree: Tree) -> None:
    """Remember it, on the disk also when the power goes: the old records stand, or the new."""
    payload = marshal.dumps(_columns(tree), _MARSHAL)
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f"{file.name}.new")
    try:
        with temporary.open("wb") as written:
            written.write(_FORMAT + blake2b(payload, digest_size=_SEAL).digest())
            written.write(payload)
            written.flush()
            os.fsync(written.fileno())
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _columns(tree: Tree) -> Any:
    """All that a tree says, one kind of thing after the other: that is read and written several times as fast."""
    seen = tree.files.values()
    columns = [[record[place] for record in seen] for place in range(len(Record._fields))]
    files, folders = (_BETWEEN.join((*paths, "")) for paths in (tree.files, tree.folders))
    return tree.inode, files, columns, folders, [*tree.folders.values()]


def _tree(inode: int, paths: str, columns: list[list[Any]], folders: str, times: list[int]) -> Tree:
    seen = starmap(Record, zip(*columns, strict=True))
    files = dict(zip(paths.split(_BETWEEN)[:-1], seen, strict=True))
    return Tree(inode, files, dict(zip(folders.split(_BETWEEN)[:-1], times, strict=True)))


def inode_of(folder: Path) -> int | None:
    """The number of a real folder; None where there is none."""
    try:
        seen = folder.lstat()
    except OSError:
        return None
    return seen.st_ino if stat.S_ISDIR(seen.st_mode) else None


def is_as_recorded(file: str, record: Record) -> bool:
    """Whether a file is, by what the system says of it, the one that was recorded."""
    try:
        seen = os.lstat(file)
    except OSError:
        return False
    _, _, size, time, inode, _ = record
    same = seen.st_ino == inode and seen.st_mtime_ns == time and seen.st_size == size
    return same and stat.S_ISREG(seen.st_mode)


def strange_folders(root: str, folders: dict[str, int]) -> list[str]:
    """The folders in which names have come or gone since they were recorded, or that are none now."""
    return [path for path, time in folders.items() if folder_time(f"{root}/{path}") != time]


def folder_time(folder: str) -> int | None:
    """When names in a folder last changed; None where it is no real folder."""
    try:
        seen = os.lstat(folder)
    except OSError:
        return None
    return seen.st_mtime_ns if stat.S_ISDIR(seen.st_mode) else None
