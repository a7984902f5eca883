"""Writing, linking and deleting single files below a folder, links in which are never followed."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.findings import BuildError

_NO_LINKS = frozenset((errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EACCES))
_NOT_A_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOT_A_LINK


def refuse_unsafe(path: str) -> None:
    """Raise BuildError where a path is not plainly one inside the folder."""
    parts = path.split("/")
    if "\\" in path or "\0" in path or ":" in parts[0] or any(part in ("", ".", "..") for part in parts):
        raise BuildError("refused to write outside the output folder", file=repr(path))


def write_new(target: str, content: bytes) -> os.stat_result:
    """A new file with this content, in the place of one that may be there. Not for folders that somebody reads."""
    handle = _opened(target)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        return os.fstat(handle)
    finally:
        os.close(handle)


def _opened(target: str) -> int:
    try:
        return os.open(target, _NEW, 0o644)
    except FileExistsError:
        os.unlink(target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
    return os.open(target, _NEW, 0o644)


def link_or_copy(source: str, target: str) -> None:
    """`target` becomes the same file as `source`, or a copy where the file system has no links."""
    if not link(source, target):
        with open(os.open(source, os.O_RDONLY | _NOT_A_LINK), "rb") as read, open(_opened(target), "wb") as written:
            shutil.copyfileobj(read, written)


def link(source: str, target: str) -> bool:
    """`target` becomes the same file as `source`; False where the file system has no links. Folders are made."""
    while True:
        try:
            os.link(source, target, follow_symlinks=False)
        except FileExistsError:
            os.unlink(target)
        except FileNotFoundError:
            os.stat(source)  # else it is the target's folder that is missing
            os.makedirs(os.path.dirname(target), exist_ok=True)
        except OSError as error:
            if error.errno in _NO_LINKS:
                return False
            raise
        else:
            return True


def delete(root: str, paths: list[str]) -> set[str]:
    """Delete files that may be there, and folders that are empty then. The folders that lost something, or are gone."""
    touched: set[str] = set()
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(f"{root}/{path}")
        touched.add(path.rpartition("/")[0])
    for folder in sorted(touched, key=len, reverse=True):
        here = folder
        while here:
            try:
                os.rmdir(f"{root}/{here}")
            except FileNotFoundError:
                pass
            except OSError:
                break
            here = here.rpartition("/")[0]
            touched.add(here)
    return touched


def folders(paths: Iterable[str]) -> set[str]:
    """The folders that the files lie in, and those above them up to the root, which is ""."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def remove_all(folder: Path) -> None:
    """Delete a folder with all that is in it, or a link in its place. Nothing where there is nothing."""
    with suppress(FileNotFoundError):
        if stat.S_ISDIR(folder.lstat().st_mode):
            shutil.rmtree(folder)
        else:
            folder.unlink()
