"""Stage 7: everything that the site holds, by its path in the docs folder. Pure: published objects in, files out."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence

from generator import calendars, datafiles, feeds, headers, oparl, pages, permalinks, search, security_txt
from generator.connections import Connections
from generator.lookup import look_up
from generator.moved import Moved
from generator.openness import Archive
from generator.reading import LineCount
from generator.settings import SiteSettings
from generator.takedown import Removed
from generator.tombstones import Tombstone
from generator.words import removed

_UNCONNECTED = Connections()
_NO_FILES: Mapping[str, bytes] = {}


def render(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    counts: Sequence[LineCount] = (),
    synonyms: Iterable[Sequence[str]] = (),
    takedowns: Sequence[Removed] = (),
    tombstones: Sequence[Tombstone] = (),
    moves: Sequence[Moved] = (),
    originals: Mapping[str, bytes] = _NO_FILES,
) -> dict[str, str | bytes]:
    """Everything, and the list of all addresses. `counts` says how much of the papers could be read, `originals` are
    the papers that are published as files; the rest is what stands where something has been.
    """
    data = datafiles.render(archive, connections=connections, settings=settings, takedowns=takedowns)
    sizes = {
        path: len(content.encode()) if isinstance(content, str) else len(content) for path, content in data.items()
    }
    shown = pages.render(
        archive, connections=connections, as_of=as_of, settings=settings, counts=counts, sizes=sizes, moves=moves
    )
    standing = [stone for stone in tombstones if f"{stone.address}index.md" not in shown]
    files: dict[str, str | bytes] = {
        **shown,
        **dict(pages.render_gone(standing, look_up(archive, connections, as_of), settings=settings)),
        **data,
        **feeds.render(archive, connections=connections, as_of=as_of, settings=settings, takedowns=takedowns),
        **calendars.render(archive, connections=connections, as_of=as_of, settings=settings),
        **oparl.render(archive, connections=connections, as_of=as_of, settings=settings),
        **search.render(archive, connections=connections, groups=synonyms),
        **_beside(standing),
        **originals,
        **security_txt.render(settings, as_of),
        "_headers": headers.rendered(),
    }
    files[permalinks.PATH] = permalinks.permalinks(
        files, look_up(archive, connections), [stone.address for stone in standing]
    )
    return files


def standing(tombstones: Sequence[Tombstone], files: Mapping[str, str | bytes]) -> tuple[Tombstone, ...]:
    """Those of the tombstones that are among the rendered files: a list that is there again needs none."""
    gone = permalinks.gone(files[permalinks.PATH])
    return tuple(stone for stone in tombstones if stone.address in gone)


def _beside(tombstones: Sequence[Tombstone]) -> dict[str, str]:
    """The files that lay beside an item's page: they say what its tombstone says."""
    files: dict[str, str] = {}
    for stone in tombstones:
        if stone.kind == "item":
            files[f"{stone.address}data.json"] = json.dumps({"public": False, "removed": stone.date}) + "\n"
            files[f"{stone.address}tekst.txt"] = (
                f"{removed.title(stone.kind, stone.date)}. {removed.told(stone.date)}\n"
            )
    return files
