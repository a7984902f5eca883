"""Danish alphabetical order (æ, ø and å after z, and aa as å), and the pages of the letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from generator import markdown_text as md
from generator.pages.document import Links, Page, line_of_links
from generator.pages.years import ByYear
from generator.words import ways as said

T = TypeVar("T")

_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y"})
_FIRST = re.compile(r"[^\W_]")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"


@lru_cache(maxsize=65536)
def title_key(title: str) -> str:
    """What a title is sorted by, without quotation marks and the like in front of it."""
    text = md.clean(title).lower()
    first = _FIRST.search(text)
    return text[first.start() if first else 0 :].replace("aa", "å").translate(_AFTER_Z)


def letter(title: str) -> str:
    """The letter that a title stands under: A to Å, `0–9`, or what is neither."""
    first = title_key(title)[:1].translate(str.maketrans("{|}", "æøå")).upper()
    if first.isdecimal():
        return said.DIGITS
    return first if first and first in _LETTERS else said.OTHER_LETTER


def by_letter(things: Iterable[T], title: Callable[[T], str]) -> dict[str, list[T]]:
    """The things under their letters, both in Danish order; digits and the rest come last."""
    groups: dict[str, list[T]] = {one: [] for one in (*_LETTERS, said.DIGITS, said.OTHER_LETTER)}
    for thing in sorted(things, key=lambda thing: title_key(title(thing))):
        groups[letter(title(thing))].append(thing)
    return {one: group for one, group in groups.items() if group}


def letter_pages(
    letter: str,
    letters: Sequence[tuple[str, int]],
    by_year: ByYear[T],
    *,
    above: tuple[str, str],
    address: Callable[[str], str],
    counted: str,
    short: Callable[[Links], str],
) -> Iterator[Page]:
    """A letter's page, and where it has many things a page for each year.

    `letters` are all there are, `above` the page that lists them; `short` writes the things where they are few.
    """
    links = Links(by_year.url)
    yield Page(
        url=by_year.url,
        title=by_year.title,
        description=f"{by_year.title}: {counted}.",
        trail=(above,),
        here=letter,
        parts=(
            line_of_links((one for one, _ in letters), address, links, here=letter),
            *(by_year.sections(level=2) if by_year.is_long else (short(links),)),
        ),
    )
    yield from by_year.pages(above)
