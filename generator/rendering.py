"""Stage 7: everything that the site holds, by its path in the docs folder. Pure: published objects in, files out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from generator import calendars, datafiles, feeds, oparl, pages, permalinks, search
from generator.connections import Connections
from generator.lookup import look_up
from generator.openness import Archive
from generator.reading import LineCount
from generator.settings import SiteSettings

_UNCONNECTED = Connections()


def render(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    counts: Sequence[LineCount] = (),
    synonyms: Iterable[Sequence[str]] = (),
) -> dict[str, str | bytes]:
    """Everything, and the list of all addresses. `counts` says how much of the papers could be read."""
    data = datafiles.render(archive, connections=connections, settings=settings)
    sizes = {
        path: len(content.encode()) if isinstance(content, str) else len(content) for path, content in data.items()
    }
    files: dict[str, str | bytes] = {
        **pages.render(archive, connections=connections, as_of=as_of, settings=settings, counts=counts, sizes=sizes),
        **data,
        **feeds.render(archive, connections=connections, as_of=as_of, settings=settings),
        **calendars.render(archive, connections=connections, as_of=as_of, settings=settings),
        **oparl.render(archive, connections=connections, as_of=as_of, settings=settings),
        **search.render(archive, connections=connections, groups=synonyms),
    }
    files[permalinks.PATH] = permalinks.permalinks(files, look_up(archive, connections))
    return files


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content
