"""When a body meets next, as far as the archive holds its meetings."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from generator.openness import Archive

# word of the papers → what the body's id or name must hold
_BODIES = {"udvalg": "udvalg", "byråd": "byråd", "rådmand": "rådmand", "magistrat": "magistrat"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The archive's meeting dates by body, seen from one meeting. `asked` holds each word asked for with its answer."""

    body: str
    date: str
    dates: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    asked: dict[str, str | None] = field(default_factory=dict, compare=False)

    def next_meeting(self, word: str) -> str | None:
        """The next meeting after this one. `word` is as written: "møde", "udvalgsmøde", "rådmandsmøde".

        None where the archive holds no later meeting, or where the word names a body it does not surely know.
        """
        if word not in self.asked:
            body = self._body(word.lower())
            self.asked[word] = next(iter(self._next(body or "")), None)
        return self.asked[word]

    def _next(self, body: str) -> tuple[str, ...]:
        days = self.dates.get(body, ())
        at = bisect_right(days, self.date)
        return days[at : at + 1]

    def for_a_meeting(self) -> Calendar:
        """The same calendar, of which nothing has been asked."""
        return replace(self, asked={})

    def __reduce__(self) -> tuple[Callable[..., Calendar], tuple[object, ...]]:
        """What another process is sent: of each body the next meeting only, for nothing else can be asked."""
        return _sent, (self.body, self.date, {body: self._next(body) for body in self.dates}, self.names)

    def _body(self, word: str) -> str | None:
        kind = next((part for stem, part in _BODIES.items() if stem in word), None)
        if kind is None or kind in self.names[self.body]:
            return self.body
        fitting = [body for body, name in self.names.items() if kind in name]
        return fitting[0] if len(fitting) == 1 else None


def _sent(body: str, date: str, dates: Mapping[str, tuple[str, ...]], names: Mapping[str, str]) -> Calendar:
    return Calendar(body=body, date=date, dates=dates, names=names)


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
