"""A feed as an Atom file (RFC 4287), written by `feedgenerator`."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

from feedgenerator import Atom1Feed

from generator.feeds.channels import Channel
from generator.feeds.entry import Entry, tag
from generator.markdown_text import clean
from generator.modified import UNKNOWN_DAY
from generator.settings import SiteSettings
from generator.sources.danish_time import DENMARK


def written(channel: Channel, entries: Sequence[Entry], settings: SiteSettings, *, newest: str) -> str:
    """The file of `channel`. `newest` is the archive's newest day, for a feed that holds nothing yet."""
    feed = Atom1Feed(
        title=f"{clean(channel.title)} – {settings.site_name}",
        link=settings.address(channel.page),
        description=None,
        language="da",
        author_name=settings.organisation,
        feed_url=settings.address(channel.path),
        feed_guid=tag(channel.path, settings),
    )
    updated = max((entry.updated for entry in entries), default=newest or UNKNOWN_DAY)
    feed.latest_post_date = lambda: _moment(updated)  # it would ask the clock where there are no entries
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=settings.address(entry.url),
            description=None,
            content=entry.content,
            unique_id=entry.id,
            pubdate=_moment(entry.published) if entry.published else None,
            updateddate=_moment(entry.updated),
            author_name=entry.author or None,
            categories=entry.categories,
        )
    out = io.StringIO()
    feed.write(out, "utf-8")
    return f"{out.getvalue()}\n"


def _moment(day: str) -> datetime.datetime:
    """The day's first moment in Denmark: the archive knows days, Atom wants moments."""
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), DENMARK)
