"""The files of a site in bunches that are audited together: what belongs to one meeting, and parts of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

_MEETING = re.compile(r"(?:^|/)([a-z0-9-]+/\d{4}-\d{2}-\d{2}(?:-[2-9])?)(?:/|\.json$)")
_PARTS = 256  # of each folder of the site that holds no meetings


def in_bunches(files: Iterable[str]) -> dict[str, list[str]]:
    """The files by the name of their bunch, which hangs on nothing but a file's own path. In order."""
    found: dict[str, list[str]] = {}
    for file in sorted(files):
        found.setdefault(_bunch(file), []).append(file)
    return found


def _bunch(file: str) -> str:
    if match := _MEETING.search(file):
        return match[1]
    top, slash, _ = file.partition("/")
    return f"{top}/{crc32(file.encode('utf-8', 'surrogatepass')) % _PARTS}" if slash else file
