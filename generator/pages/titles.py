"""The titles of all items from A to Å: a way in for those without JavaScript, a page for each letter.

A letter with many titles has a page for each year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.cards import ItemCard
from generator.lookup import Lookup
from generator.pages.document import Links, Page
from generator.pages.letters import by_letter, letter_pages, title_key
from generator.pages.things import entry_of, item_title
from generator.pages.years import ByYear
from generator.words import ways as said


@question
def title_letters(lookup: Lookup) -> tuple[tuple[str, int], ...]:
    """The letters that titles begin with, and with how many items each."""
    return tuple((letter, len(items)) for letter, items in lookup.kept("titles by letter", _by_letter).items())


@question
def titles_on(lookup: Lookup, letter: str) -> tuple[ItemCard, ...]:
    """The items whose title begins with a letter, in Danish order, those with one title newest first."""
    return tuple(lookup.kept("titles by letter", _by_letter).get(letter, ()))


def titles_page(lookup: Lookup) -> Page:
    """The list of letters."""
    letters = title_letters(lookup)
    links = Links(urls.TITLES)
    return Page(
        url=urls.TITLES,
        title=said.TITLES,
        description=said.TITLES_INTRO,
        here=said.TITLES_SHORT,
        parts=(
            said.TITLES_INTRO,
            md.heading(said.LETTERS, 2) if letters else "",
            md.bullets(
                f"{links.to(urls.titles(letter), letter)} {md.small(words.items(number))}" for letter, number in letters
            )
            or said.NO_TITLES,
        ),
    )


def title_pages(letter: str, lookup: Lookup) -> Iterator[Page]:
    """The page of a letter, and where it has many titles a page for each year."""
    items = titles_on(lookup, letter)
    return letter_pages(
        letter,
        title_letters(lookup),
        _by_year(letter, items, lookup),
        above=(urls.TITLES, said.TITLES_SHORT),
        address=urls.titles,
        counted=words.items(len(items)),
        short=lambda links: md.bullets(_entry(group, lookup, links) for group in _alike(items, _title)),
    )


def _by_year(letter: str, items: Sequence[ItemCard], lookup: Lookup) -> ByYear[list[ItemCard]]:
    """The letter's titles, each once a year with all its items of that year; in Danish order, the newest as head."""

    def date(group: Sequence[ItemCard]) -> str:
        return group[0].date

    groups = list(_alike(items, lambda item: (_title(item), item.date[:4])))
    return ByYear(
        url=urls.titles(letter),
        title=said.titles_on(letter),
        things=groups,
        date=date,
        entry=lambda group, links: _entry(group, lookup, links),
        counted=said.titles,
        head=sorted(groups, key=date, reverse=True),
    )


def _alike(items: Sequence[ItemCard], key: Callable[[ItemCard], object]) -> Iterator[list[ItemCard]]:
    return (list(group) for _, group in groupby(items, key))


def _title(item: ItemCard) -> str:
    return md.clean(item_title(item))


def _by_letter(lookup: Lookup) -> dict[str, list[ItemCard]]:
    cards = sorted(map(lookup.item_card, lookup.items), key=lambda item: item.date, reverse=True)
    return by_letter(sorted(cards, key=lambda item: (title_key(item_title(item)), _title(item))), item_title)


def _entry(items: Sequence[ItemCard], lookup: Lookup, links: Links) -> str:
    """A title with its place; one that many items have ("Godkendelse af dagsorden") once, with all its dates."""
    if len(items) == 1:
        return entry_of(items[0], lookup, links)
    dates = (links.to(urls.item(item.id), _dated(item, lookup)) for item in items)
    return f"{md.inline(item_title(items[0]))} {md.small_links(' · '.join(dates))}"


def _dated(item: ItemCard, lookup: Lookup) -> str:
    return f"{words.date(item.date)}, {lookup.bodies[item.body].name}"
