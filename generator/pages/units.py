"""The responsible units: the list of all, and a page for each with what it has promised and its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.lookup import Lookup
from generator.pages.document import Links, Page, facts, lines
from generator.pages.followups import waiting_entry
from generator.pages.letters import title_key
from generator.pages.outcome import item_chip
from generator.pages.register import waiting, without_answer
from generator.pages.things import entry
from generator.pages.years import ByYear
from generator.responsible import Unit
from generator.words import connected, ways

_MOST_WAITING = 50


def units_page(lookup: Lookup) -> Page:
    """All units from A to Å, with how many items and commitments each has."""
    links = Links(urls.UNITS)
    in_order = sorted(lookup.units.values(), key=lambda unit: title_key(unit.name))
    return Page(
        url=urls.UNITS,
        title=ways.UNITS,
        description=ways.UNITS_INTRO,
        parts=(
            ways.UNITS_INTRO,
            md.bullets(f"{links.to(urls.unit(unit.slug), unit.name)} {md.small(_counted(unit))}" for unit in in_order)
            or ways.NO_UNITS,
        ),
    )


def _counted(unit: Unit) -> str:
    told = (
        words.items(len(unit.items)) if unit.items else "",
        connected.follow_ups(len(unit.followups)) if unit.followups else "",
    )
    return ", ".join(part for part in told if part)


def unit_pages(unit: Unit, lookup: Lookup) -> Iterator[Page]:
    """The unit's page, and where it has many items a page for each year."""
    items = _items(unit, lookup)
    yield Page(
        url=urls.unit(unit.slug),
        title=unit.name,
        description=f"{unit.name}: {_counted(unit)}.",
        trail=((urls.UNITS, ways.UNITS),),
        parts=(
            facts(((words.ITEMS, str(len(unit.items))), (connected.FOLLOW_UP, _followup_fact(unit)))),
            *_followups(unit, lookup),
            *((md.heading(words.ITEMS, 2), *items.sections(level=3)) if unit.items else ()),
        ),
    )
    yield from items.pages((urls.UNITS, ways.UNITS))


def _items(unit: Unit, lookup: Lookup) -> ByYear[str]:
    newest_first = sorted(unit.items, key=lambda item: lookup.meeting_of(item).date, reverse=True)
    return ByYear(
        url=urls.unit(unit.slug),
        title=unit.name,
        things=newest_first,
        date=lambda item: lookup.meeting_of(item).date,
        entry=lambda item, links: lines(entry(item, lookup, links), item_chip(lookup.items[item])),
        counted=words.items,
    )


def _followup_fact(unit: Unit) -> str | None:
    if not unit.followups:
        return None
    return f"{len(unit.followups)} {md.small(connected.waiting(*waiting(unit.followups)))}"


def _followups(unit: Unit, lookup: Lookup) -> Iterator[str]:
    """Those without an answer by their date; of the others the number, and the way to the register."""
    if not unit.followups:
        return
    links = Links(urls.unit(unit.slug))
    yield md.heading(ways.UNIT_FOLLOW_UPS, 2)
    yield md.bullets(waiting_entry(found, lookup, links) for found in without_answer(unit.followups)[:_MOST_WAITING])
    counts = Counter(found.status for found in unit.followups)
    yield " · ".join(
        f"{links.to(urls.state(status.value), word)}: {counts[status]}"
        for status, word in connected.STATUSES.items()
        if counts[status]
    )
