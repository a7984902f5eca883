"""What was put right or taken away, as entries that hold words only: nothing of what is gone.

A source of notices is a function from the archive to entries; `notices` joins them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import partial

from generator import urls
from generator.connections import ChangeKind
from generator.feeds import markup
from generator.feeds.entry import Entry, Waiting, tag
from generator.lookup import Lookup
from generator.markdown_text import clean
from generator.model import Correction
from generator.named import item_title, meeting_title, where
from generator.openness import PublicItem
from generator.settings import SiteSettings
from generator.takedown import Removed
from generator.tombstones import Tombstone, address_of
from generator.words import changes, follow, removed, ways


def notices(lookup: Lookup, settings: SiteSettings, takedowns: Sequence[Removed] = ()) -> Iterator[Waiting]:
    """Every notice, in no order of time."""
    yield from _corrections(lookup, settings)
    yield from _withdrawn(lookup, settings)
    yield from _gone(lookup, settings)
    for entry in takedowns:
        yield Waiting(entry.date, partial(_taken_down, entry, settings))


def _corrections(lookup: Lookup, settings: SiteSettings) -> Iterator[Waiting]:
    """Corrections: what was put right, and why."""
    for item in lookup.items.values():
        for number, correction in enumerate(item.corrections, 1):
            yield Waiting(correction.date, partial(_correction, item, number, correction, lookup, settings))


def _correction(item: PublicItem, number: int, correction: Correction, lookup: Lookup, settings: SiteSettings) -> Entry:
    return Entry(
        id=tag(f"{item.id}/rettelse-{number}", settings),
        title=f"{ways.CORRECTED}: {clean(item_title(item))}",
        url=urls.item(item.id),
        updated=correction.date,
        author=clean(lookup.body_of(item.id).name),
        content=markup.paragraph(markup.escaped(where(item.id, lookup)))
        + markup.paragraph(markup.escaped(correction.text))
        + markup.paragraph(markup.escaped(f"{ways.WHY_CORRECTED} {correction.reason}")),
    )


def _withdrawn(lookup: Lookup, settings: SiteSettings) -> Iterator[Waiting]:
    """Meetings and items that their source gives no more, and that the archive still shows."""
    for meeting in lookup.archive.meetings:
        for thing, day in ((meeting.id, meeting.withdrawn), *((item.id, item.withdrawn) for item in meeting.items)):
            if day:
                yield Waiting(day, partial(_withdrawal, thing, meeting.body, day, lookup, settings))


def _withdrawal(thing: str, body: str, day: str, lookup: Lookup, settings: SiteSettings) -> Entry:
    return Entry(
        id=tag(f"{thing}/trukket-tilbage", settings),
        title=f"{changes.WITHDRAWN}: {clean(where(thing, lookup) or meeting_title(thing, lookup))}",
        url=urls.item(thing) if thing in lookup.items else urls.meeting(thing),
        updated=day,
        author=clean(lookup.bodies[body].name),
        content=markup.paragraph(changes.withdrawn(day)),
    )


def _gone(lookup: Lookup, settings: SiteSettings) -> Iterator[Waiting]:
    """Meetings of which an item, or items of which an attachment, is public no more; which one is not told."""
    removals = (ChangeKind.REMOVED, ChangeKind.ATTACHMENT_REMOVED)
    gone = [change for change in lookup.connections.changes if change.kind in removals]
    for (thing, day), group in itertools.groupby(gone, key=lambda change: (change.item, change.date)):
        yield Waiting(day, partial(_removal, thing, day, [change.kind for change in group], lookup, settings))


def _removal(thing: str, day: str, kinds: Sequence[ChangeKind], lookup: Lookup, settings: SiteSettings) -> Entry:
    meeting = lookup.meetings[lookup.items[thing].meeting if thing in lookup.items else thing]
    return Entry(
        id=tag(f"{thing}/ikke-offentligt-{day}", settings),
        title=f"{follow.GONE}: {clean(where(thing, lookup) or meeting_title(thing, lookup))}",
        url=urls.item(thing) if thing in lookup.items else urls.meeting(thing),
        updated=day,
        author=clean(lookup.bodies[meeting.body].name),
        content="".join(markup.paragraph(changes.KINDS[kind]) for kind in kinds),
    )


def _taken_down(entry: Removed, settings: SiteSettings) -> Entry:
    """What a clerk took down: that it is gone, and when; its address, which says the same."""
    stone = Tombstone(address=address_of(entry.id), date=entry.date)
    return Entry(
        id=tag(f"{entry.id}/fjernet", settings),
        title=removed.title(stone.kind, stone.date),
        url=stone.address,
        updated=entry.date,
        author=clean(settings.organisation),
        content=markup.paragraph(removed.told(entry.date)),
    )
