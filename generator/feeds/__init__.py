"""Atom feeds, to follow the archive with a feed reader.

1. `channels`   which feeds there are, and what each holds
2. `entries`    what an entry says of an item; `followups` of a commitment; `notices` of what was put right
3. `atom`       the file
4. `delivery`   all of them into a sink

An entry's id is a tag URI (RFC 4151) of the site's host and the id in the archive. It stays when the item is put
right, so a reader shows the new text in place of the old. No date comes from a clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from generator.cache import NO_CACHE
from generator.connections import Connections
from generator.feeds.delivery import deliver
from generator.lookup import look_up
from generator.openness import Archive
from generator.settings import SiteSettings
from generator.sink import Content, Memory
from generator.takedown import Removed
from generator.units import Answers, Workshop

__all__ = ["deliver", "render"]

_UNCONNECTED = Connections()


def render(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    takedowns: Sequence[Removed] = (),
) -> dict[str, Content]:
    """Every feed by its path in the docs folder, for small archives."""
    sink = Memory()
    deliver(Workshop(Answers(look_up(archive, connections, as_of)), NO_CACHE), sink, settings, takedowns)
    return sink.files
