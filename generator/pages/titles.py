"""The titles of all items from A to Å: a way in for those without JavaScript, a page for each letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator import markdown_text as md
from generator import urls, words
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.document import Links, Page
from generator.pages.letters import by_letter, letter_links, title_key
from generator.pages.things import entry, item_title
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
        yield _letter_page(letter, items, list(groups), lookup)


def _letter_page(letter: str, items: Sequence[PublicItem], letters: Sequence[str], lookup: Lookup) -> Page:
    url = urls.titles(letter)
    links = Links(url)
    return Page(
        url=url,
        title=said.titles_on(letter),
        description=f"{said.titles_on(letter)}: {words.items(len(items))}.",
        trail=((urls.TITLES, said.TITLES_SHORT),),
        here=letter,
        parts=(
            letter_links(letters, urls.titles, links, here=letter),
            md.bullets(
                _entry(list(group), lookup, links)
                for _, group in groupby(items, lambda item: md.clean(item_title(item)))
            ),
        ),
    )


def _newest_first(lookup: Lookup) -> list[PublicItem]:
    items = sorted(lookup.items.values(), key=lambda item: lookup.meeting_of(item.id).date, reverse=True)
    return sorted(items, key=lambda item: (title_key(item_title(item)), md.clean(item_title(item))))


def _entry(items: Sequence[PublicItem], lookup: Lookup, links: Links) -> str:
    """A title with its place; one that many items have ("Godkendelse af dagsorden") once, with all its dates."""
    if len(items) == 1:
        return entry(items[0].id, lookup, links)
    dates = (links.to(urls.item(item.id), _dated(item, lookup)) for item in items)
    return f"{md.inline(item_title(items[0]))} {md.small_links(' · '.join(dates))}"


def _dated(item: PublicItem, lookup: Lookup) -> str:
    meeting = lookup.meeting_of(item.id)
    return f"{words.date(meeting.date)}, {lookup.bodies[meeting.body].name}"
