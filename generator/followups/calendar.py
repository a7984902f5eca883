"""When a body meets next, as far as the archive holds its meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.openness import Archive

# word of the papers → what the body's id or name must hold
_BODIES = {"udvalg": "udvalg", "byråd": "byråd", "rådmand": "rådmand", "magistrat": "magistrat"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The archive's meeting dates by body, seen from one meeting."""

    body: str
    date: str
    dates: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]

    def next_meeting(self, word: str) -> str | None:
        """The next meeting after this one. `word` is as written: "møde", "udvalgsmøde", "rådmandsmøde".

        None where the archive holds no later meeting, or where the word names a body it does not surely know.
        """
        body = self._body(word.lower())
        return next((day for day in self.dates.get(body or "", ()) if day > self.date), None)

    def _body(self, word: str) -> str | None:
        kind = next((part for stem, part in _BODIES.items() if stem in word), None)
        if kind is None or kind in self.names[self.body]:
            return self.body
        fitting = [body for body, name in self.names.items() if kind in name]
        return fitting[0] if len(fitting) == 1 else None


def calendars(archive: Archive) -> dict[str, Calendar]:
    """A calendar for every meeting of the archive, by its id."""
    dates: defaultdict[str, set[str]] = defaultdict(set)
    for meeting in archive.meetings:
        dates[meeting.body].add(meeting.date)
    names = {body.id: body.name.lower() for body in archive.bodies}
    names |= {body: body for body in dates if body not in names}
    ordered = {body: tuple(sorted(days)) for body, days in dates.items()}
    return {
        meeting.id: Calendar(body=meeting.body, date=meeting.date, dates=ordered, names=names)
        for meeting in archive.meetings
    }


def lone_calendar(date: str, later: Iterable[str] = ()) -> Calendar:
    """The calendar of a body of its own, for words read apart from an archive."""
    return Calendar(body="", date=date, dates={"": tuple(sorted(later))}, names={"": ""})
