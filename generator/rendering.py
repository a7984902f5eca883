"""Stage 7: everything that the site holds, by its path in the docs folder. Pure: published objects in, files out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from generator import calendars, datafiles, feeds, pages, search
from generator.connections import Connections
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
    """Pages, data, feeds, calendars and search index. `counts` says how much of the papers could be read."""
    return {
        **pages.render(archive, connections=connections, as_of=as_of, settings=settings, counts=counts),
        **datafiles.render(archive, connections=connections, settings=settings),
        **feeds.render(archive, connections=connections, as_of=as_of, settings=settings),
        **calendars.render(archive, connections=connections, as_of=as_of, settings=settings),
        **search.render(archive, connections=connections, groups=synonyms),
    }
