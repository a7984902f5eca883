"""The responsible units: the list of all, and a page for each with what it has promised and its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.cards import ItemCard
from generator.lists import waiting_among, without_answer
from generator.lookup import Lookup
from generator.pages.document import Links, Page, facts, lines
from generator.pages.followups import waiting_entry
from generator.pages.letters import title_key
from generator.pages.outcome import item_chip
from generator.pages.things import entry_of
from generator.pages.years import ByYear
from generator.responsible import Unit
from generator.words import connected, ways

_MOST_WAITING = 50


def units_page(lookup: Lookup) -> Page:
    """All units from A to Å, with how many items and commitments each has."""
    links = Links(urls.UNITS)
    return Page(
        url=urls.UNITS,
        title=ways.UNITS,
        description=ways.UNITS_INTRO,
        parts=(
            ways.UNITS_INTRO,
            md.bullets(
                f"{links.to(urls.unit(slug), name)} {md.small(_counted(*numbers))}"
                for slug, name, *numbers in numbers_of_units(lookup)
            )
            or ways.NO_UNITS,
        ),
    )


@question
def numbers_of_units(lookup: Lookup) -> tuple[tuple[str, str, int, int], ...]:
    """Slug, name and numbers of items and commitments of each unit, from A to Å."""
    in_order = sorted(lookup.units.values(), key=lambda unit: title_key(unit.name))
    return tuple((unit.slug, unit.name, len(unit.items), len(unit.followups)) for unit in in_order)


@question
def cards_of_unit(lookup: Lookup, slug: str) -> tuple[ItemCard, ...]:
    """A unit's items, newest first."""
    return tuple(sorted(map(lookup.item_card, lookup.units[slug].items), key=lambda item: item.date, reverse=True))


def _counted(items: int, followups: int) -> str:
    told = (words.items(items) if items else "", connected.follow_ups(followups) if followups else "")
    return ", ".join(part for part in told if part)


def unit_pages(slug: str, lookup: Lookup) -> Iterator[Page]:
    """The unit's page, and where it has many items a page for each year."""
    unit = lookup.units[slug]
    items = _items(unit, lookup)
    yield Page(
        url=urls.unit(unit.slug),
        title=unit.name,
        description=f"{unit.name}: {_counted(len(unit.items), len(unit.followups))}.",
        trail=((urls.UNITS, ways.UNITS),),
        parts=(
            facts(((words.ITEMS, str(len(unit.items))), (connected.FOLLOW_UP, _followup_fact(unit)))),
            *_followups(unit, lookup),
            *((md.heading(words.ITEMS, 2), *items.sections(level=3)) if unit.items else ()),
        ),
    )
    yield from items.pages((urls.UNITS, ways.UNITS))


def _items(unit: Unit, lookup: Lookup) -> ByYear[ItemCard]:
    return ByYear(
        url=urls.unit(unit.slug),
        title=unit.name,
        things=cards_of_unit(lookup, unit.slug),
        date=lambda item: item.date,
        entry=lambda item, links: lines(entry_of(item, lookup, links), item_chip(item)),
        counted=words.items,
    )


def _followup_fact(unit: Unit) -> str | None:
    if not unit.followups:
        return None
    return f"{len(unit.followups)} {md.small(connected.waiting(*waiting_among(unit.followups)))}"


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
