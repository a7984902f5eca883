"""How much of each meeting's papers the archive has been able to read. Numbers only: no withheld word, no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from typing import NamedTuple

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.cards import MeetingCard
from generator.lists import meetings
from generator.lookup import Lookup
from generator.pages.document import Links, Page, line_of_links
from generator.pages.years import MOST_ON_ONE_PAGE
from generator.reading import LineCount
from generator.words import connected, ways
from generator.words import manners as said

_COLUMNS = (*said.COLUMNS_EXPLAINED,)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A row of the table, in the order of its columns."""

    pages: int = 0
    lines: int = 0
    without_place: int = 0
    not_held: int = 0
    name_only: int = 0
    withheld: int = 0

    def __add__(self, other: _Numbers) -> _Numbers:
        return _Numbers(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


_Row = tuple[MeetingCard, _Numbers]


class Papers(NamedTuple):
    """What the archive knows of how a meeting's papers were read; the lines of its `files` are counted elsewhere."""

    meeting: MeetingCard
    files: tuple[str, ...]
    pages: int
    not_held: int
    name_only: int


def quality_pages(lookup: Lookup, counts: Sequence[LineCount]) -> Iterator[Page]:
    """A row for each meeting, newest first, and sums; where meetings are many, the years' sums and a page for each."""
    links = Links(urls.QUALITY)
    years = _by_year(lookup, counts)
    total = sum((numbers for rows in years.values() for _, numbers in rows), _Numbers())
    long = sum(len(rows) for rows in years.values()) > MOST_ON_ONE_PAGE
    yield Page(
        url=urls.QUALITY,
        title=said.QUALITY,
        description=said.QUALITY_INTRO,
        parts=(
            said.QUALITY_INTRO,
            *((md.heading(said.TOTALS, 2), md.table(_COLUMNS, [_cells(total)])) if years else (said.NO_MEETINGS_READ,)),
            *(_sums(years, links) if long else _in_full(years, lookup, links)),
            md.heading(said.COLUMNS, 2),
            md.definitions((column, told) for column, told in said.COLUMNS_EXPLAINED.items()),
        ),
    )
    for year, rows in years.items() if long else ():
        yield _year_page(year, rows, list(years), lookup)


def _by_year(lookup: Lookup, counts: Sequence[LineCount]) -> dict[str, list[_Row]]:
    of_file = {count.file: count for count in counts}
    rows = [(each.meeting, _numbers(each, of_file)) for each in papers(lookup)]
    return {year: list(group) for year, group in groupby(rows, key=lambda row: row[0].date[:4])}


def _in_full(years: Mapping[str, Sequence[_Row]], lookup: Lookup, links: Links) -> Iterator[str]:
    for year, rows in years.items():
        yield md.heading(year, 2)
        yield _table(rows, lookup, links)


def _sums(years: Mapping[str, Sequence[_Row]], links: Links) -> Iterator[str]:
    yield md.heading(ways.ALL_YEARS, 2)
    sums = {year: sum((numbers for _, numbers in rows), _Numbers()) for year, rows in years.items()}
    yield md.table(
        (connected.YEAR, *_COLUMNS),
        [(links.to(urls.year(urls.QUALITY, year), year), *_cells(numbers)) for year, numbers in sums.items()],
    )


def _year_page(year: str, rows: Sequence[_Row], years: Sequence[str], lookup: Lookup) -> Page:
    url = urls.year(urls.QUALITY, year)
    links = Links(url)
    title = ways.years_of(said.QUALITY, year)
    return Page(
        url=url,
        title=title,
        description=f"{title}. {words.meetings(len(rows))}.",
        trail=((urls.QUALITY, said.QUALITY),),
        here=year,
        parts=(
            line_of_links(years, lambda one: urls.year(urls.QUALITY, one), links, here=year),
            _table(rows, lookup, links),
        ),
    )


def _table(rows: Sequence[_Row], lookup: Lookup, links: Links) -> str:
    return md.table(
        (words.MEETING, *_COLUMNS), [(_link(one, lookup, links), *_cells(numbers)) for one, numbers in rows]
    )


@question
def papers(lookup: Lookup) -> tuple[Papers, ...]:
    """The papers of each meeting, newest first."""
    return tuple(_papers(card, lookup) for card in reversed(meetings(lookup)))


def _papers(card: MeetingCard, lookup: Lookup) -> Papers:
    meeting = lookup.meetings[card.id]
    attachments = [attachment for item in meeting.items for attachment in item.attachments]
    own = (meeting.id, *(item.id for item in meeting.items), *(attachment.id for attachment in attachments))
    not_held = [reference for one in own for reference in lookup.references_of(one) if reference.missing is not None]
    return Papers(
        meeting=card,
        files=tuple(source.file for source in meeting.sources),
        pages=sum(source.pages or 0 for source in meeting.sources),
        not_held=len(not_held),
        name_only=sum(not attachment.blocks and not attachment.is_recommendation for attachment in attachments),
    )


def _numbers(read: Papers, of_file: Mapping[str, LineCount]) -> _Numbers:
    counts = [of_file[file] for file in read.files if file in of_file]
    return _Numbers(
        pages=read.pages,
        lines=sum(count.lines for count in counts),
        without_place=sum(count.unplaced for count in counts),
        not_held=read.not_held,
        name_only=read.name_only,
        withheld=read.meeting.withheld,
    )


def _cells(numbers: _Numbers) -> tuple[str, ...]:
    """The numbers; a meeting without pages or lines to count has a dash there."""
    told = (str(number or said.NOT_COUNTED) for number in (numbers.pages, numbers.lines))
    return (*told, *(str(number) for number in astuple(numbers)[2:]))


def _link(meeting: MeetingCard, lookup: Lookup, links: Links) -> str:
    name = md.small(lookup.bodies[meeting.body].name)
    return f"{links.to(urls.meeting(meeting.id), words.date(meeting.date))} {name}"
