"""How much of each meeting's papers the archive has been able to read. Numbers only: no withheld word, no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby

from generator import markdown_text as md
from generator import urls, words
from generator.lookup import Lookup
from generator.openness import PublicMeeting
from generator.pages.document import Links, Page
from generator.reading import LineCount
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


def quality_page(lookup: Lookup, counts: Sequence[LineCount]) -> Page:
    """A table for each year with a row for each meeting, newest first, and the sum of all."""
    links = Links(urls.QUALITY)
    of_file = {count.file: count for count in counts}
    newest_first = sorted(lookup.archive.meetings, key=lambda meeting: (meeting.date, meeting.id), reverse=True)
    rows = [(meeting, _numbers(meeting, of_file, lookup)) for meeting in newest_first]
    parts = [said.QUALITY_INTRO]
    if rows:
        total = sum((numbers for _, numbers in rows), _Numbers())
        parts += [md.heading(said.TOTALS, 2), md.table(_COLUMNS, [_cells(total)])]
    for year, group in groupby(rows, key=lambda row: row[0].date[:4]):
        parts.append(md.heading(year, 2))
        parts.append(
            md.table((words.MEETING, *_COLUMNS), [(_link(one, lookup, links), *_cells(n)) for one, n in group])
        )
    explained = ((column, told) for column, told in said.COLUMNS_EXPLAINED.items())
    return Page(
        url=urls.QUALITY,
        title=said.QUALITY,
        description=said.QUALITY_INTRO,
        parts=(
            *parts,
            *(() if rows else (said.NO_MEETINGS_READ,)),
            md.heading(said.COLUMNS, 2),
            md.definitions(explained),
        ),
    )


def _numbers(meeting: PublicMeeting, of_file: Mapping[str, LineCount], lookup: Lookup) -> _Numbers:
    read = [of_file[source.file] for source in meeting.sources if source.file in of_file]
    attachments = [attachment for item in meeting.items for attachment in item.attachments]
    own = (meeting.id, *(item.id for item in meeting.items), *(attachment.id for attachment in attachments))
    not_held = [reference for one in own for reference in lookup.references_of(one) if reference.missing is not None]
    return _Numbers(
        pages=sum(source.pages or 0 for source in meeting.sources),
        lines=sum(count.lines for count in read),
        without_place=sum(count.unplaced for count in read),
        not_held=len(not_held),
        name_only=sum(not attachment.blocks and not attachment.is_recommendation for attachment in attachments),
        withheld=meeting.withheld,
    )


def _cells(numbers: _Numbers) -> tuple[str, ...]:
    """The numbers; a meeting without pages or lines to count has a dash there."""
    told = (str(number or said.NOT_COUNTED) for number in (numbers.pages, numbers.lines))
    return (*told, *(str(number) for number in astuple(numbers)[2:]))


def _link(meeting: PublicMeeting, lookup: Lookup, links: Links) -> str:
    name = md.small(lookup.bodies[meeting.body].name)
    return f"{links.to(urls.meeting(meeting.id), words.date(meeting.date))} {name}"
