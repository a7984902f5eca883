"""Writes what was fetched: a file is there whole or not at all, and only when it changed."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from generator.history import storing
from generator.sources.firstagenda import attachment_file, entries, has_pdf, parse

_PART = ".sync-part"  # hidden: no reader looks at it
_FETCHED = re.compile(r"bilag-[0-9a-f]{12}\.pdf")
_AGENDAS = ("agenda.json", *(f"agenda-{n}.json" for n in range(2, 10)))


def agenda_name(position: int) -> str:
    """The file of a meeting's n-th answer, from 0: `agenda.json`, `agenda-2.json` … Raises IndexError above eight."""
    return _AGENDAS[position]


def to_bytes(value: dict[str, Any]) -> bytes:
    """JSON that makes small differences in git: one field a line, keys in order, letters as they are."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", errors="replace")


def load(path: Path) -> dict[str, Any] | None:
    """A saved answer; None where there is none that can be read."""
    if path.is_symlink() or not path.is_file():
        return None
    return parse(path.read_bytes())


def saved(folder: Path) -> list[dict[str, Any]]:
    """The saved answers of a meeting, `agenda.json` first."""
    return [answer for name in _AGENDAS if (answer := load(folder / name)) is not None]


def write(path: Path, data: bytes) -> bool:
    """Put `data` at `path` if something else is there; whether it was."""
    with new(path) as part:
        part.stream.write(data)
        return part.keep()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file being written beside the place where it will stand."""

    path: Path
    stream: BinaryIO

    def keep(self) -> bool:
        """Put the file in its place, at once and whole; whether something else was there."""
        self.stream.flush()
        part = self.path.parent / _PART
        if self.path.is_file() and not self.path.is_symlink() and filecmp.cmp(part, self.path, shallow=False):
            return False
        os.fsync(self.stream.fileno())
        part.replace(self.path)
        return True


@contextlib.contextmanager
def new(path: Path) -> Iterator[Part]:
    """A new file for `path`; nothing is left of it unless it is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.parent / _PART
    part.unlink(missing_ok=True)
    try:
        with part.open("xb+") as stream:
            yield Part(path=path, stream=stream)
    finally:
        part.unlink(missing_ok=True)


def wanted(answers: list[dict[str, Any]]) -> dict[str, str]:
    """The attachments that the answers' items name and the server has as PDF: file name → the server's id."""
    return {
        attachment_file(attachment["Id"]): attachment["Id"]
        for answer in answers
        for item in entries(answer, "Dagsordenpunkter")
        for attachment in entries(item, "Bilag")
        if isinstance(attachment.get("Id"), str) and has_pdf(attachment)
    }


def is_by_hand(folder: Path) -> bool:
    """Whether a clerk has put a meeting's papers into the folder, and nothing was fetched into it."""
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".") and not _FETCHED.match(path.name)}
    return _AGENDAS[0] not in names and bool(names - {"meeting.md", storing.NAME})


def sweep(folder: Path, answers: list[dict[str, Any]]) -> None:
    """Delete half files, and fetched PDFs that none of the saved `answers` names."""
    named = wanted(answers)
    (folder / _PART).unlink(missing_ok=True)
    for path in sorted(folder.iterdir()):
        if _FETCHED.fullmatch(path.name) and path.name not in named:
            path.unlink()


def drop_answers(folder: Path, *, beyond: int) -> None:
    """Delete the saved answers after the first `beyond`."""
    for name in _AGENDAS[beyond:]:
        (folder / name).unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Delete everything fetched of a meeting, and what was recorded of it; what a clerk has put there stays."""
    drop_answers(folder, beyond=0)
    (folder / storing.NAME).unlink(missing_ok=True)
    if folder.is_dir():
        sweep(folder, [])
        with contextlib.suppress(OSError):  # a clerk's files are in it
            folder.rmdir()
