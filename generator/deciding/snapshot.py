"""What a meeting's folder holds, as one number: the same as long as no byte that anybody reads has changed."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from generator.cache import digest
from generator.sources.files import opened
from generator.sources.pdf import DEFAULT_LIMITS

_MOST = DEFAULT_LIMITS.max_bytes  # no reader opens a larger file
_NOT_READ = "history.json"  # what the archive itself has written down; read by `history`


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`key` is made of names, kinds and contents; `stamps` of what the system changes when any of them does."""

    key: bytes
    stamps: tuple[tuple[int, ...], ...] = ()


def snapshot(folder: Path) -> Snapshot:
    """The folder as it is now, hidden files and links by name included. Nothing is followed, nothing raised."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        return Snapshot(digest("unreadable", error.strerror or ""))
    parts: list[bytes | str] = []
    stamps: list[tuple[int, ...]] = []
    for entry in entries:
        parts.append(os.fsencode(entry.name))
        try:
            known = entry.stat(follow_symlinks=False)
        except OSError as error:
            parts += ("unreadable", error.strerror or "")
            continue
        parts += (f"{stat.S_IFMT(known.st_mode)}", _content(entry.path, entry.name, known))
        stamps.append((known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns))
    return Snapshot(digest(*parts), tuple(stamps))


def _content(path: str, name: str, known: os.stat_result) -> bytes | str:
    if not stat.S_ISREG(known.st_mode) or name == _NOT_READ:
        return ""
    if known.st_size > _MOST:
        return "too large"
    try:
        with opened(path, _MOST) as stream:
            return hashlib.file_digest(stream, "blake2b").digest()
    except OSError as error:
        return error.strerror or "unreadable"
