"""When an item last changed, as far as the archive knows; never when the site was built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import urls
from generator.asking import table
from generator.lookup import Lookup
from generator.openness import PublicItem

UNKNOWN_DAY = "2025-01-01"  # for formats that want a day where the archive knows none: the same in every build


def last_modified(item: PublicItem, lookup: Lookup) -> str | None:
    """ISO day of the newest of: the meeting, the item's corrections, the changes its history tells of.

    A meeting to come does not count. Its items changed when their papers were first seen as they are (`history`);
    where nobody recorded that, the day is not known: None.
    """
    _, held = lookup.sitting(item.meeting)
    days = [correction.date for correction in item.corrections]
    days += [change.date for change in lookup.changes_of(item.id)]
    if lookup.has_come(held):
        days.append(held)
    elif (seen := lookup.seen(item.meeting)) is not None:
        days.append(seen)
    return max(days, default=None)


@table
def modified_at(lookup: Lookup) -> dict[str, str]:
    """When what a page is about last changed, by address, where that is known.

    That of an item is told on its page and its attachments'; that of the newest item on the pages of its meeting,
    body, case, topics and unit.
    """
    days: dict[str, str] = {}
    units = {item: urls.unit(unit.slug) for unit in lookup.units.values() for item in unit.items}

    for item in lookup.items.values():
        day = last_modified(item, lookup)
        if day is None:
            continue
        for page in _pages(item, units, lookup):
            if day > days.get(page, ""):
                days[page] = day
    return days


def _pages(item: PublicItem, units: Mapping[str, str], lookup: Lookup) -> Iterator[str]:
    yield urls.item(item.id)
    yield urls.meeting(item.meeting)
    yield urls.body(lookup.sitting(item.meeting)[0])
    for attachment in item.attachments:
        yield urls.attachment(attachment.id)
    for tag in lookup.tags_of(item.id):
        yield urls.topic(tag.topic)
    thread = lookup.thread_of(item.id)
    if thread:
        yield urls.case(thread.id)
    if item.id in units:
        yield units[item.id]
