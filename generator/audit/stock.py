"""Every file of the site, and a number for what it holds: as the build noted it, where the file is still so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.audit.gangs import in_gangs
from generator.sink import stamp_of_file
from generator.trees.records import Record, is_as_recorded

Noted = Mapping[str, Record]

_UNKNOWN = b""


def stock(site: Path, noted: Noted | None) -> dict[str, bytes]:
    """The SHA-256 of each file by its path; b"" where nobody `noted` anything.

    A file that is not as it was noted (its size, its time or its number in the file system is another) is read.
    """
    if noted is None:
        return dict.fromkeys(sorted(_files(site, "")), _UNKNOWN)
    tops = sorted(entry.name for entry in os.scandir(site))
    found: dict[str, bytes] = {}
    for some in in_gangs(_of_top, tops, (site, noted)):
        found |= some
    return {path: found[path] or noted[path].digest for path in sorted(found)}


def _of_top(top: str, task: tuple[Path, Noted]) -> dict[str, bytes]:
    """The files under one folder, or the file itself; those that are as they were noted without a number."""
    site, noted = task
    return {path: _UNKNOWN if _is_noted(site, path, noted) else _read(site, path) for path in _files(site, top)}


def _is_noted(site: Path, path: str, noted: Noted) -> bool:
    record = noted.get(path)
    return record is not None and is_as_recorded(f"{site}/{path}", record)


def _read(site: Path, path: str) -> bytes:
    return stamp_of_file(site / path).digest


def _files(site: Path, top: str) -> Iterator[str]:
    """The paths of all files under a folder of the site."""
    start = f"{site}/{top}" if top else str(site)
    if top and not Path(start).is_dir():
        yield top
        return
    for here, _, names in os.walk(start):
        folder = os.path.relpath(here, site).replace(os.sep, "/")
        yield from (name if folder == "." else f"{folder}/{name}" for name in names)
