"""The only module that touches the output tree: it writes what changed and deletes what it no longer owns."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.findings import BuildError
from generator.trees.files import refuse_unsafe


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """What `sync_tree` did; paths relative to the tree's root, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]


def sync_tree(root: Path, files: Mapping[str, str | bytes]) -> WriteReport:
    """Make the tree at `root` hold exactly `files` (by path relative to it, with `/`), touching only what differs.

    Nothing is written before every path has been found to be safe: inside the tree, and reached through no
    symbolic link. A symbolic link in the tree is deleted like any file that is not ours.
    """
    contents = {path: text.encode("utf-8") if isinstance(text, str) else text for path, text in files.items()}
    for path in contents:
        refuse_unsafe(path)
    _refuse_overlaps(contents)
    deleted = delete_others(root, contents)
    written: list[str] = []
    unchanged: list[str] = []
    for path in sorted(contents):
        (written if write_file(root / path, contents[path]) else unchanged).append(path)
    return WriteReport(written=tuple(written), unchanged=tuple(unchanged), deleted=tuple(sorted(deleted)))


def _refuse_overlaps(contents: Mapping[str, bytes]) -> None:
    for path in contents:
        for parent in PurePosixPath(path).parents:
            if str(parent) in contents:
                raise BuildError("a file is wanted where there must be a folder", file=str(parent))


def delete_others(root: Path, kept: Container[str]) -> list[str]:
    """Delete every file, link and empty folder of the tree that is not among `kept`; the paths of files and links.

    Links are removed, never followed. Raises BuildError where `root` itself is one.
    """
    if root.is_symlink():
        raise BuildError("the output folder is a symbolic link", file=root.name)
    deleted: list[str] = []
    for folder, folders, names in os.walk(root, topdown=False, followlinks=False):
        here = Path(folder)
        for name in (*names, *folders):
            entry = here / name
            path = entry.relative_to(root).as_posix()
            if entry.is_dir() and not entry.is_symlink():
                if not any(entry.iterdir()):
                    entry.rmdir()
            elif path not in kept or not stat.S_ISREG(entry.lstat().st_mode):
                entry.unlink()
                deleted.append(path)
    return deleted


def write_file(target: Path, content: bytes) -> bool:
    """Write `content` unless the file holds it already; True if written. A reader sees the old file or the new."""
    if target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".ny-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True
