"""The files of a site in bunches that are audited together: what belongs to one meeting, and parts of the rest.

Of a large table, each meeting's rows are in its bunch: they say what its pages say, so they are looked at once, and a
meeting that changes leaves the rest of the table as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from zlib import crc32

from generator.audit import database
from generator.audit.folding import BREAK
from generator.audit.stock import Noted
from generator.audit.unpacking import Unreadable
from generator.cache import digest

_MEETING = re.compile(r"(?:^|/)([a-z0-9-]+/\d{4}-\d{2}-\d{2}(?:-[2-9])?)(?:/|\.json$)")
_PARTS = 256  # of each folder of the site that holds no meetings
_LARGE = 1_000_000  # bytes
_TABLES = (".json", ".ndjson", ".csv")
_DATABASE = ".sqlite"
# Before the line that begins with, or names, the first item of a meeting: most tables go from item to item. And before
# a break, which is between the tables of a database.
_PART_BEGINS = re.compile(rb'\n(?=[^\n]{0,12}?([a-z0-9-]+/\d{4}-\d\d-\d\d(?:-\d)?)/1[" ,;]|\x1f\n)')
_LONG = 100_000  # bytes: a longer part is cut into shorter ones …
_CUT = 32  # … at one of so many lines, wherever that stands, …
_SHORT = 4_000  # … but into none much shorter than this
_OTHERS = 32  # bunches of the parts of a table that are of no meeting
_OVER = 1_000  # bytes of the next part: more than a pattern takes, however its letters are escaped


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a table: from a byte on, so many bytes, and a number for them. Of a database, whose bytes say nothing,
    it is here itself.
    """

    file: str
    start: int
    length: int
    digest: bytes
    rows: bytes = b""

    def text(self, site: Path) -> bytes:
        """What it says."""
        if self.rows:
            return self.rows
        with (site / self.file).open("rb") as read:
            read.seek(self.start)
            return read.read(self.length)


Parted = Mapping[str, Sequence[tuple[str, Part]]]  # by the table's file; each part with the name of its bunch


@dataclass(frozen=True, slots=True)
class Bunch:
    """Files, and parts of tables, under a name. `key` is a number for all that they hold; b"" where that is unknown."""

    name: str
    key: bytes
    files: tuple[str, ...]
    parts: tuple[Part, ...] = ()


def large_tables(noted: Noted) -> tuple[str, ...]:
    """Of the files that the build noted, the tables that are audited in parts."""
    kinds = (*_TABLES, _DATABASE)
    return tuple(file for file in sorted(noted) if noted[file].size >= _LARGE and file.endswith(kinds))


def in_parts(site: Path, tables: Iterable[str]) -> Parted:
    """These tables in parts, with the names of their bunches; without those that are one part."""
    found = ((file, _parts(file, site)) for file in tables)
    return {file: parts for file, parts in found if len(parts) > 1}


def in_bunches(files: Mapping[str, bytes], parted: Parted) -> Iterator[Bunch]:
    """The files, whose numbers are given, in bunches. In which one a file is hangs on nothing but its own path."""
    parts: dict[str, list[Part]] = {}
    for name, part in chain.from_iterable(parted.values()):
        parts.setdefault(name, []).append(part)
    names: dict[str, list[str]] = {name: [] for name in parts}
    for file in sorted(files.keys() - parted.keys()):
        names.setdefault(name_of(file), []).append(file)
    for name, own in names.items():
        here = tuple(parts.get(name, ()))
        numbers = [(file, files[file]) for file in own]
        key = key_of(numbers, ((part.file, part.digest) for part in here)) if all(map(files.get, own)) else b""
        yield Bunch(name, key, tuple(own), here)


def key_of(files: Iterable[tuple[str, bytes]], parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The key of a bunch of files with these numbers, and of parts of tables."""
    numbers: chain[bytes | str] = chain(*files, (b"parts",), *parts)
    return digest("files", *numbers)


def name_of(file: str) -> str:
    """The name of the bunch that a file is in."""
    if match := _MEETING.search(file):
        return match[1]
    top, slash, _ = file.partition("/")
    return f"{top}/{crc32(file.encode('utf-8', 'surrogatepass')) % _PARTS}" if slash else file


def _parts(file: str, site: Path) -> list[tuple[str, Part]]:
    """The parts of a large table, each with the beginning of the next, and the meeting that it is of, or another name
    that hangs on its first line. Nothing where it cannot be read.
    """
    try:
        content, is_database = (site / file).read_bytes(), file.endswith(_DATABASE)
        if is_database:
            content = f"\n{BREAK}\n".join(database.database_texts(content)).encode("utf-8", "surrogatepass")
    except (OSError, Unreadable):
        return []
    begins = list(_PART_BEGINS.finditer(content))
    starts = [0, *(match.start() for match in begins)]
    meetings = ["", *((match[1] or b"").decode() for match in begins)]
    found = []
    for start, end, meeting in zip(starts, [*starts[1:], len(content)], meetings, strict=True):
        for first, last in pairwise((start, *_cuts(content, start, end), end)):
            line = content.find(b"\n", last + _OVER)  # half a word at the end of a part could be another word
            text = content[first : line if line >= 0 else len(content)]
            part = Part(file, first, len(text), digest("part", file, text), text if is_database else b"")
            first_line = text[: text.find(b"\n", 1)]
            found.append((meeting or f"{file}:{crc32(first_line) % _OTHERS}", part))
    return found


def _cuts(content: bytes, start: int, end: int) -> Iterator[int]:
    """Where a long part is cut, so that a change in it leaves most of the shorter ones as they are."""
    line = cut = start
    while end - start > _LONG and (line := content.find(b"\n", max(line + 1, cut + _SHORT), end)) >= 0:
        following = content.find(b"\n", line + 1, end)
        if crc32(content[line : following if following >= 0 else end]) % _CUT == 0:
            yield line
            cut = line
