"""Atom feeds, to follow the archive with a feed reader. Pure: published objects in, `{path: text}` out.

1. `channels`   which feeds there are, and what each holds
2. `entries`    what an entry says of an item; `followups` of a commitment; `notices` of what was put right
3. `atom`       the file

An entry's id is a tag URI (RFC 4151) of the site's host and the id in the archive. It stays when the item is put
right, so a reader shows the new text in place of the old. No date comes from a clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from generator.connections import Connections
from generator.feeds.atom import written
from generator.feeds.channels import channels
from generator.lookup import look_up
from generator.openness import Archive
from generator.settings import SiteSettings
from generator.takedown import Removed

__all__ = ["render"]

_UNCONNECTED = Connections()


def render(
    archive: Archive,
    *,
    connections: Connections = _UNCONNECTED,
    as_of: datetime.date,
    settings: SiteSettings,
    takedowns: Sequence[Removed] = (),
) -> dict[str, str]:
    """Every feed by its path in the docs folder."""
    lookup = look_up(archive, connections, as_of)
    held = [meeting.date for meeting in archive.meetings if meeting.date <= as_of.isoformat()]
    return {
        channel.path: written(channel, channel.entries(lookup, settings, as_of), settings, newest=max(held, default=""))
        for channel in channels(lookup, takedowns)
    }
