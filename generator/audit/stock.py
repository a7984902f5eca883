"""Every file of the site, and a number for what it holds: as the build noted it, where the file is still so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator.audit.gangs import in_gangs
from generator.sink import stamp_of_file
from generator.trees.files import folders
from generator.trees.records import Record, is_as_recorded

Noted = Mapping[str, Record]

_UNKNOWN = b""
_TOGETHER = 500  # folders that one process looks at before it tells


def stock(site: Path, noted: Noted | None) -> dict[str, bytes]:
    """The SHA-256 of each file by its path, in their order; b"" where nobody `noted` anything.

    A file that is not as it was noted (its size, its time or its number in the file system is another) is read.
    """
    if noted is None:
        return dict.fromkeys(sorted(_below(site, "")), _UNKNOWN)
    known = folders(noted)
    ordered = sorted(known)
    parts = [ordered[at : at + _TOGETHER] for at in range(0, len(ordered), _TOGETHER)]
    found = {path: record.digest for path, record in noted.items()}
    as_noted, read = 0, dict[str, bytes]()
    for same, others in in_gangs(_of_folders, parts, (site, noted, known)):
        as_noted += same
        read |= others
    present = found.keys() | read.keys()
    if as_noted + len(read.keys() & noted.keys()) < len(noted):  # some are gone
        present &= set(_below(site, ""))
    found |= read
    return {path: found[path] for path in sorted(present)}


def _of_folders(some: Sequence[str], task: tuple[Path, Noted, set[str]]) -> tuple[int, dict[str, bytes]]:
    """How many files of these folders are as they were noted, and what the others hold: also what lies in folders below
    them that are not known.
    """
    site, noted, known = task
    same, others = 0, dict[str, bytes]()
    for folder in some:
        files, below = _in_folder(site, folder)
        strays = [path for inner in below if inner not in known for path in _below(site, inner)]
        for path in (*files, *strays):
            record = noted.get(path)
            if record is not None and is_as_recorded(f"{site}/{path}", record):
                same += 1
            else:
                others[path] = stamp_of_file(site / path).digest
    return same, others


def _below(site: Path, folder: str) -> Iterator[str]:
    """The paths of all files under a folder of the site."""
    files, below = _in_folder(site, folder)
    yield from files
    for inner in below:
        yield from _below(site, inner)


def _in_folder(site: Path, folder: str) -> tuple[list[str], list[str]]:
    """The paths of the files in a folder of the site, and of the folders in it; none where it is gone."""
    files: list[str] = []
    below: list[str] = []
    start = f"{folder}/" if folder else ""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(f"{site}/{folder}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below.append(f"{start}{entry.name}")
            elif not entry.is_dir():
                files.append(f"{start}{entry.name}")
    return files, below
