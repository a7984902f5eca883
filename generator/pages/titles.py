"""The titles of all items from A to Å: a way in for those without JavaScript, a page for each letter.

A letter with many titles has a page for each year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from generator import markdown_text as md
from generator import urls, words
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.document import Links, Page
from generator.pages.letters import by_letter, letter_links, title_key
from generator.pages.things import entry, item_title
from generator.pages.years import ByYear
from generator.words import ways as said


def titles_pages(lookup: Lookup) -> Iterator[Page]:
    """The list of letters, and a page for each."""
    groups = by_letter(_newest_first(lookup), item_title)
    links = Links(urls.TITLES)
    yield Page(
        url=urls.TITLES,
        title=said.TITLES,
        description=said.TITLES_INTRO,
        here=said.TITLES_SHORT,
        parts=(
            said.TITLES_INTRO,
            md.heading(said.LETTERS, 2) if groups else "",
            md.bullets(
                f"{links.to(urls.titles(letter), letter)} {md.small(words.items(len(items)))}"
                for letter, items in groups.items()
            )
            or said.NO_TITLES,
        ),
    )
    for letter, items in groups.items():
        yield from _letter_pages(letter, items, list(groups), lookup)


def _letter_pages(letter: str, items: Sequence[PublicItem], letters: Sequence[str], lookup: Lookup) -> Iterator[Page]:
    by_year = _by_year(letter, items, lookup)
    links = Links(by_year.url)
    short = md.bullets(_entry(group, lookup, links) for group in _alike(items, _title))
    yield Page(
        url=by_year.url,
        title=by_year.title,
        description=f"{by_year.title}: {words.items(len(items))}.",
        trail=((urls.TITLES, said.TITLES_SHORT),),
        here=letter,
        parts=(
            letter_links(letters, urls.titles, links, here=letter),
            *(by_year.sections(level=2) if by_year.is_long else (short,)),
        ),
    )
    yield from by_year.pages((urls.TITLES, said.TITLES_SHORT))


def _by_year(letter: str, items: Sequence[PublicItem], lookup: Lookup) -> ByYear[list[PublicItem]]:
    """The letter's titles, each once a year with all its items of that year; in Danish order, the newest as head."""

    def date(group: Sequence[PublicItem]) -> str:
        return lookup.meeting_of(group[0].id).date

    groups = list(_alike(items, lambda item: (_title(item), lookup.meeting_of(item.id).date[:4])))
    return ByYear(
        url=urls.titles(letter),
        title=said.titles_on(letter),
        things=groups,
        date=date,
        entry=lambda group, links: _entry(group, lookup, links),
        counted=said.titles,
        head=sorted(groups, key=date, reverse=True),
    )


def _alike(items: Sequence[PublicItem], key: Callable[[PublicItem], object]) -> Iterator[list[PublicItem]]:
    return (list(group) for _, group in groupby(items, key))


def _title(item: PublicItem) -> str:
    return md.clean(item_title(item))


def _newest_first(lookup: Lookup) -> list[PublicItem]:
    items = sorted(lookup.items.values(), key=lambda item: lookup.meeting_of(item.id).date, reverse=True)
    return sorted(items, key=lambda item: (title_key(item_title(item)), _title(item)))


def _entry(items: Sequence[PublicItem], lookup: Lookup, links: Links) -> str:
    """A title with its place; one that many items have ("Godkendelse af dagsorden") once, with all its dates."""
    if len(items) == 1:
        return entry(items[0].id, lookup, links)
    dates = (links.to(urls.item(item.id), _dated(item, lookup)) for item in items)
    return f"{md.inline(item_title(items[0]))} {md.small_links(' · '.join(dates))}"


def _dated(item: PublicItem, lookup: Lookup) -> str:
    meeting = lookup.meeting_of(item.id)
    return f"{words.date(meeting.date)}, {lookup.bodies[meeting.body].name}"
