"""What lies in a folder of the papers and may be used: plain files and folders that no other can be taken for."""

from __future__ import annotations

import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An entry that is not used. `code`, `message` and `remedy` are those of its finding."""

    path: Path
    code: str
    message: str
    remedy: str


def form(name: str) -> str:
    """A file's name in one form for each letter, as macOS and Linux write them differently."""
    return unicodedata.normalize("NFC", name)


def entries(folder: Path) -> Iterator[Path | Refused]:
    """Every entry by name, hidden ones left out, each usable or refused. A symbolic link is never followed."""
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield Refused(
            path=folder, code="unreadable", message=f"the folder cannot be read ({error.strerror})",
            remedy="let this user read it",
        )  # fmt: skip
        return
    alike = Counter(_alike(entry.name) for entry in found)
    for entry in found:
        if not entry.name.startswith("."):
            yield _judged(entry, twins=alike[_alike(entry.name)] > 1)


def _alike(name: str) -> str:
    """What other machines would take for the same name."""
    return form(form(name).casefold())


def _judged(entry: Path, *, twins: bool) -> Path | Refused:
    try:
        mode = entry.lstat().st_mode
    except OSError as error:
        code, message, remedy = "unreadable", f"it cannot be read ({error.strerror})", "let this user read it"
        return Refused(path=entry, code=code, message=message, remedy=remedy)
    if stat.S_ISLNK(mode):
        code, message, remedy = "symlink", "a symbolic link is not followed", "put the file itself here"
    elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        code, message, remedy = "no-file", "it is neither a file nor a folder", "put a file here, or remove it"
    elif twins:
        code, remedy = "same-name", "rename or remove one; neither is used"
        message = "another name here differs only by capitals, or by how its letters are written"
    else:
        return entry
    return Refused(path=entry, code=code, message=message, remedy=remedy)
