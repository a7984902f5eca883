"""Reads a server's list: which meetings it has of a body (FORMATS.md section 3)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from generator.clean.steps import clean
from generator.sources.danish_time import local_time
from generator.sources.firstagenda import entries, is_closed_kind, text

PATH = "/api/agenda/udvalgsliste"
ID = re.compile(r"[0-9A-Za-z-]{8,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One set of papers of a meeting, as the list names it. `begin` and `released` are the server's own words."""

    id: str
    begin: str
    kind: str  # "Dagsorden", "Tillægsdagsorden", "Referat" …
    finished: bool
    released: str

    @property
    def date(self) -> str:
        """The day in Denmark, ISO; "" where `begin` is no moment."""
        return local_time(self.begin)[0] or ""

    @property
    def minute(self) -> int:
        """The minute of the day at which the meeting begins, in Denmark."""
        hours, minutes = (local_time(self.begin)[1] or "0:0").split(":")
        return 60 * int(hours) + int(minutes)

    @property
    def closed(self) -> bool:
        """Whether nothing of it is open: `Lukket referat`."""
        return is_closed_kind(self.kind)

    @property
    def supplement(self) -> bool:
        """Whether it adds to an agenda; the server's own flag cannot be trusted."""
        return "tillæg" in self.kind.casefold()

    def packed(self) -> dict[str, Any]:
        """For the state file."""
        return asdict(self)


def parse_list(data: bytes) -> dict[str, Any] | None:
    """The list, None where the bytes are none."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) and isinstance(answer.get("Udvalg"), dict) else None


def rows_of(listing: dict[str, Any], names: tuple[str, ...], since: str) -> list[Row] | None:
    """The papers of the bodies called `names` (names or ids) from the day `since` on; None for a body it has not."""
    wanted = {name.casefold() for name in names}
    found = [body for body in _bodies(listing) if {text(body, "Navn").casefold(), text(body, "Id").casefold()} & wanted]
    if not found:
        return None
    rows = {row.id: row for body in found for meeting in entries(body, "Moeder") if (row := _row(meeting))}
    return sorted((row for row in rows.values() if row.date >= since), key=lambda row: (row.date, row.begin, row.id))


def names_of(listing: dict[str, Any]) -> list[str]:
    """What bodies the server has."""
    return sorted({text(body, "Navn") for body in _bodies(listing)} - {""})


def unpacked(value: object) -> Row | None:
    """A row of the state file; None where it is none."""
    fields = value if isinstance(value, dict) else {}
    strings = {name: one for name in ("id", "begin", "kind", "released") if isinstance(one := fields.get(name), str)}
    return Row(finished=fields.get("finished") is True, **strings) if len(strings) == len(fields) - 1 == 4 else None


def _bodies(listing: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The bodies of all periods: the same committee may have one entry in each."""
    for period in listing["Udvalg"]:
        yield from entries(listing["Udvalg"], period)


def _row(meeting: dict[str, Any]) -> Row | None:
    """The row, None where it has no id that can be asked for or no day."""
    row = Row(
        id=text(meeting, "Id"),
        begin=text(meeting, "MeetingBeginUtc", "Dato"),
        kind=clean(text(meeting, "Navn"))[:80],
        finished=meeting.get("Afsluttet") is True,
        released=text(meeting, "ReleasedDate"),
    )
    return row if ID.fullmatch(row.id) and row.date else None
