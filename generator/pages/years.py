"""Long lists by year: all on one page while they are short, else the newest there and a page for each year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from generator import markdown_text as md
from generator import urls
from generator.pages.document import Links, Page, line_of_links
from generator.words import ways as said

T = TypeVar("T")

MOST_ON_ONE_PAGE = 100
_NEWEST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class ByYear(Generic[T]):
    """The things of the page at `url`, newest first: `date` says when each was, `entry` writes it for a page.

    `counted` says how many there are of a year ("12 punkter"). `head` holds those that the page itself shows
    where there are too many for it; without it these are the newest.
    """

    url: str
    title: str
    things: Sequence[T]
    date: Callable[[T], str]
    entry: Callable[[T, Links], str]
    counted: Callable[[int], str]
    head: Sequence[T] = ()

    @property
    def is_long(self) -> bool:
        """Whether each year has a page of its own."""
        return len(self.things) > MOST_ON_ONE_PAGE

    def sections(self, *, level: int) -> Iterator[str]:
        """What stands on the page itself, below a heading of the level above."""
        links = Links(self.url)
        if not self.is_long:
            for year, things in self._years():
                yield md.heading(year, level)
                yield md.bullets(self.entry(thing, links) for thing in things)
            return
        yield md.bullets(self.entry(thing, links) for thing in (self.head or self.things)[:_NEWEST])
        yield md.heading(said.ALL_YEARS, level)
        yield md.bullets(
            f"{links.to(urls.year(self.url, year), year)} {md.small(self.counted(len(things)))}"
            for year, things in self._years()
        )

    def pages(self, *trail: tuple[str, str]) -> Iterator[Page]:
        """The pages of the years, where the list is long; `trail` is the way up to the page itself."""
        years = self._years() if self.is_long else []
        for year, things in years:
            url = urls.year(self.url, year)
            links = Links(url)
            yield Page(
                url=url,
                title=said.years_of(self.title, year),
                description=f"{self.title}, {year}: {self.counted(len(things))}.",
                trail=(*trail, (self.url, self.title)),
                here=year,
                parts=(
                    line_of_links([one for one, _ in years], lambda one: urls.year(self.url, one), links, here=year),
                    md.bullets(self.entry(thing, links) for thing in things),
                ),
            )

    def _years(self) -> list[tuple[str, list[T]]]:
        newest_first = sorted(self.things, key=lambda thing: self.date(thing)[:4], reverse=True)
        return [(year, list(group)) for year, group in groupby(newest_first, key=lambda thing: self.date(thing)[:4])]
