"""The parts that the tables are made of: what of them changes together.

A meeting and its items are a part each of two tables. Those of the other tables end where a row says so, and nowhere by
count: what is new in the middle then moves no other end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

from generator import exports, urls
from generator.cache import digest, fingerprint
from generator.datafiles import rows
from generator.datafiles.forms import Row, json_file, written
from generator.lookup import Lookup
from generator.settings import SiteSettings
from generator.sink import Stamp, stamp_of
from generator.takedown import Removed
from generator.together import together
from generator.units import Answers

T = TypeVar("T")

_LONG = 64  # about so many rows make a part
Columns = Mapping[str, Sequence[str]]
Part = tuple[bytes, Callable[[], tuple[bytes, ...]]]  # what it is known as, and what writes it in each of FORMS


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingData:
    """All data of a meeting: the files beside its items, and by table its rows, written in each of FORMS."""

    files: tuple[tuple[str, str], ...]
    tables: Mapping[str, tuple[bytes, ...]]
    words: Mapping[str, int]  # of each item's row

    def told(self) -> Told:
        """What of it is remembered."""
        return Told(
            keys={name: digest(*pieces) for name, pieces in self.tables.items()},
            files={path: stamp_of(text) for path, text in self.files},
            words=dict(self.words),
        )


class Told(NamedTuple):
    """Of a meeting's data: by table what its rows are known as, the stamps of its files, and the words of each item."""

    keys: dict[str, bytes]
    files: dict[str, Stamp]
    words: dict[str, int]


def of_meeting(meeting_id: str, lookup: Lookup, settings: SiteSettings, columns: Columns) -> MeetingData:
    """The data of a meeting and its items."""
    meeting = lookup.meetings[meeting_id]
    own = rows.meeting_row(meeting, lookup, settings)
    found = [rows.item_row(item, lookup, settings) for item in meeting.items]
    texts = [json_file(row) for row in found]
    files = [(urls.item_data(item.id), text) for item, text in zip(meeting.items, texts, strict=True)]
    files += [(urls.item_text(item.id), exports.text_twin(item, lookup, settings)) for item in meeting.items]
    return MeetingData(
        files=tuple(files),
        tables={
            "meetings": written([own], [json_file(own)], columns["meetings"]),
            "items": written(found, texts, columns["items"]),
        },
        words={item.id: len(text.split()) for item, text in zip(meeting.items, texts, strict=True)},
    )


def of_the_rest(
    answers: Answers, settings: SiteSettings, takedowns: Sequence[Removed], columns: Columns
) -> Iterator[tuple[str, Part]]:
    """The parts of all other tables, each with the name of its table, table by table."""
    lookup = answers.lookup
    told, found = fingerprint(settings), lookup.connections
    tagged = [(topic, lookup.tagged(topic.slug)) for topic in found.topics]

    def parts(
        table: str, things: Sequence[T], name: Callable[[T], str], row: Callable[[T], Row]
    ) -> Iterator[tuple[str, Part]]:
        for some in together(things, about=_LONG, name=name):
            yield table, (digest(told, answers.of(tuple(some))), partial(_written, row, some, columns[table]))

    yield from parts("followups", found.followups, lambda one: one.id, lambda one: rows.followup_row(one, settings))
    yield from parts("links", found.links, lambda one: one.source + one.target, rows.link_row)
    yield from parts("threads", found.threads, lambda one: one.id, lambda one: rows.thread_row(one, settings))
    yield from parts("topics", tagged, lambda one: one[0].slug, lambda one: rows.topic_row(*one, settings))
    yield from parts("abbreviations", found.abbreviations, lambda one: one.short, rows.abbreviation_row)
    yield from parts("changes", found.changes, lambda one: one.item, rows.change_row)
    yield from parts("bodies", lookup.archive.bodies, lambda one: one.id, lambda one: rows.body_row(one, settings))
    yield from parts("takedowns", takedowns, lambda one: one.id, rows.takedown_row)


def _written(row: Callable[[T], Row], some: Iterable[T], columns: Sequence[str]) -> tuple[bytes, ...]:
    found = list(map(row, some))
    return written(found, map(json_file, found), columns)
