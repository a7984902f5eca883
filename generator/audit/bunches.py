"""The files of a site in bunches that are audited together: what belongs to one meeting, and parts of the rest.

A large table is a bunch for each part of it, so that a meeting that changes leaves most of it as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from generator.audit import database
from generator.audit.folding import BREAK
from generator.audit.gangs import in_gangs
from generator.audit.stock import all_of
from generator.audit.unpacking import Unreadable
from generator.cache import digest

_MEETING = re.compile(r"(?:^|/)([a-z0-9-]+/\d{4}-\d{2}-\d{2}(?:-[2-9])?)(?:/|\.json$)")
_PARTS = 256  # of each folder of the site that holds no meetings
_LARGE = 1_000_000  # bytes
_TABLES = frozenset((".json", ".ndjson", ".csv"))
_DATABASE = ".sqlite"
# Before the line that begins with, or names, the first item of a meeting: most tables go from item to item.
_MEETING_BEGINS = re.compile(rb'\n(?=[^\n]{0,12}?([a-z0-9-]+/\d{4}-\d\d-\d\d(?:-\d)?)/1[" ,;])')
_EVERY = 4  # meeting, more or less, begins a part
_OVER = 10_000  # bytes of the next part: more than a pattern takes, however its letters are escaped


@dataclass(frozen=True, slots=True)
class Bunch:
    """Files, or a part of one: from a byte on, so many bytes. `key` is a number for all that they hold; b"" where that
    is not known. Of a database, whose bytes say nothing, the part is here itself. `near` is the meeting that it is of,
    or begins with: what is near to it has the same lines.
    """

    files: tuple[str, ...]
    key: bytes
    part: tuple[int, int] | None = None
    rows: bytes = b""
    near: str = ""

    def text(self, site: Path) -> bytes:
        """The part of the file."""
        if self.rows or self.part is None:
            return self.rows
        with (site / self.files[0]).open("rb") as read:
            read.seek(self.part[0])
            return read.read(self.part[1])


def in_bunches(site: Path, files: Mapping[str, bytes]) -> Iterator[Bunch]:
    """The files, whose numbers are given, in bunches. In which one a file is hangs on nothing but its own path."""
    large = [file for file in sorted(files) if files[file] and _is_large(site / file)]
    parted: set[str] = set()
    for file, parts in zip(large, in_gangs(_parts, large, site, worth=2), strict=True):
        if len(parts) > 1:
            parted.add(file)
            yield from parts
    found: dict[str, list[str]] = {}
    for file in sorted(files.keys() - parted):
        found.setdefault(_bunch(file), []).append(file)
    for near, names in found.items():
        known = all(files[name] for name in names)
        yield Bunch(tuple(names), digest("files", *all_of(files, names)) if known else b"", near=near)


def _bunch(file: str) -> str:
    if match := _MEETING.search(file):
        return match[1]
    top, slash, _ = file.partition("/")
    return f"{top}/{crc32(file.encode('utf-8', 'surrogatepass')) % _PARTS}" if slash else file


def _is_large(path: Path) -> bool:
    return path.suffix in (*_TABLES, _DATABASE) and path.stat().st_size >= _LARGE


def _parts(file: str, site: Path) -> list[Bunch]:
    """The parts of a large table, each with the beginning of the next; none where it cannot be read."""
    content, is_database = (site / file).read_bytes(), file.endswith(_DATABASE)
    if is_database:
        try:
            content = f"\n{BREAK}\n".join(database.database_texts(content)).encode("utf-8", "surrogatepass")
        except Unreadable:
            return []
    begins = [match for match in _MEETING_BEGINS.finditer(content) if crc32(match[1]) % _EVERY == 0]
    starts, near = [0, *(match.start() for match in begins)], ["", *(match[1].decode() for match in begins)]
    found = []
    for start, end, meeting in zip(starts, [*starts[1:], len(content)], near, strict=True):
        line = content.find(b"\n", end + _OVER)  # half a word at the end of a part could be another word
        part = content[start : line if line >= 0 else len(content)]
        key, rows = digest("part", file, part), part if is_database else b""
        found.append(Bunch((file,), key, (start, len(part)), rows, near=meeting))
    return found
