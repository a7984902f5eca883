"""The archive as data: JSON and CSV with the same rows, their schemas, a database, and a package that describes them.

1. `rows`      what a row of each table says
2. `forms`     how rows are written
3. `parts`     which rows change together
4. `growing`   large files made of parts
5. `writing`   all of it into a sink
6. `package`   what the files are

The rows come from the same objects as the pages.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator import exports
from generator.cache import NO_CACHE
from generator.connections import Connections
from generator.datafiles.schemas import TABLES, schema_text
from generator.datafiles.writing import Underway, begin
from generator.lookup import look_up
from generator.openness import Archive
from generator.settings import SiteSettings
from generator.sink import Memory
from generator.takedown import Removed
from generator.units import Answers, Workshop

__all__ = ["TABLES", "Underway", "begin", "render", "schema_text"]

_UNCONNECTED = Connections()


def render(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    settings: SiteSettings,
    takedowns: Sequence[Removed] = (),
) -> dict[str, str | bytes]:
    """Every data file by its path in the docs folder, for small archives."""
    sink = Memory()
    with tempfile.TemporaryDirectory() as room:
        workshop = Workshop(Answers(look_up(archive, connections)), NO_CACHE)
        begin(workshop, sink, Path(room), settings=settings, takedowns=takedowns).finish()
    return {
        path: content.decode() if isinstance(content, bytes) and path != exports.DATABASE else content
        for path, content in sink.files.items()
    }
