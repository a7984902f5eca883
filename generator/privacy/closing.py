"""Closes whatever holds a personal number (CPR), before anything is decided (DESIGN.md, promise 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator import cpr
from generator.connections import Settlement
from generator.cpr import Cpr
from generator.findings import Finding, Severity
from generator.model import AgendaItem, Attachment, Body, Marker, Meeting, Openness, Place
from generator.openness import Withheld
from generator.privacy.clearing import Clearings
from generator.privacy.walking import texts
from generator.privacy.whereabouts import Whereabouts, told

_T = TypeVar("_T")


@dataclass(slots=True)
class NumberGate:
    """Looks for personal numbers thing by thing; `findings` tells of each, masked."""

    clearings: Clearings
    whereabouts: Whereabouts
    findings: list[Finding] = field(default_factory=list)
    dropped: list[Withheld] = field(default_factory=list)  # notes and other small texts that are not shown

    def meeting(self, meeting: Meeting) -> Meeting:
        """The meeting with closing markers where a number stands, and without its note or place if they hold one.

        The name of a source file stands on every page: a number there closes the meeting.
        """
        place = Place(file=f"{meeting.id}/meeting.md")
        named = self._marks(
            meeting.id, (source.file for source in meeting.sources), place, "nothing of the meeting is published", False
        )
        notes = {"note": meeting.note, "place": meeting.place, "start": meeting.start, "end": meeting.end}
        for name, value in notes.items():
            if self._drops(meeting.id, (value or "",), place):
                meeting = replace(meeting, **{name: () if name == "note" else None})  # type: ignore[arg-type]
        hidden = meeting.declared is not Openness.OPEN or _is_closed(meeting.markers)
        items = tuple(self._item(item, hidden) for item in meeting.items)
        return replace(meeting, items=items, markers=(*meeting.markers, *named))

    def body(self, body: Body) -> Body:
        """The body without those of its texts that hold a number; its folder's name stands in for its own."""
        place = Place(file=f"{body.id}/body.md")
        for name, instead in (("name", body.id), ("organisation", ""), ("note", ())):
            if self._drops(body.id, (getattr(body, name),), place):
                body = replace(body, **{name: instead})  # type: ignore[arg-type]
        return body

    def settlements(self, settlements: Sequence[Settlement]) -> tuple[Settlement, ...]:
        """Those of the clerk's words on commitments that hold no number: their reasons are shown."""
        return tuple(
            entry
            for entry in settlements
            if not self._drops(entry.meeting, entry, Place(file=f"{entry.meeting}/meeting.md"))
        )

    def entries(self, entries: Sequence[_T], file: str) -> tuple[_T, ...]:
        """Those of a shared file's entries (topics, abbreviations, synonyms) that hold no number, slugs included."""
        return tuple(
            entry
            for entry in entries
            if not self.holds(
                file, (*texts(entry), getattr(entry, "slug", "")), Place(file=file), "that entry is not used"
            )
        )  # fmt: skip

    def holds(self, where: str, strings: Iterable[str], place: Place, what: str, *, hidden: bool = False) -> bool:
        """Whether a number stands in `strings` that nobody has cleared; told of either way.

        In what is `hidden` anyway it is told for the record only: nobody has to do anything.
        """
        found = {number.digits: number for text in strings for number in cpr.find(text)}
        reasons = {digits: self.clearings.reason(where, (digits,), cpr=True) for digits in found}
        for digits, number in found.items():
            at = self.whereabouts.find(place, (digits,))
            self.findings.append(_finding(number, where, at, reasons[digits], what, hidden=hidden))
        return any(reason is None for reason in reasons.values())

    def _drops(self, where: str, thing: object, place: Place) -> bool:
        """Whether `thing`, a small text of a clerk, must not be shown; then it is kept for the audit."""
        strings = tuple(texts(thing))
        if not self.holds(where, strings, place, "that text is not shown"):
            return False
        self.dropped.append(Withheld(kind="text", id=where, reason="holds a CPR number", place=place, secrets=strings))
        return True

    def _item(self, item: AgendaItem, hidden: bool) -> AgendaItem:
        place = next(iter(item.places), Place(file=""))
        strings = (*texts(item), item.number)
        places = item.places or (place,)
        marks = self._marks(
            item.id, strings, _whole(places), "nothing of the item is published", hidden or _is_closed(item.markers)
        )
        hidden = hidden or _is_closed((*item.markers, *marks))
        return replace(
            item,
            attachments=tuple(self._attachment(attachment, hidden) for attachment in item.attachments),
            markers=(*item.markers, *marks),
        )

    def _attachment(self, attachment: Attachment, hidden: bool) -> Attachment:
        hidden = hidden or _is_closed(attachment.markers)
        entries = []
        for entry in attachment.entries:
            where = f"{attachment.id} punkt {entry.number}"
            found = self._marks(where, texts(entry), attachment.place, "nothing of that item is published", hidden)
            entries.append(replace(entry, markers=(*entry.markers, *found)))
        marks = self._marks(
            attachment.id, texts(attachment), attachment.place, "nothing of the attachment is published", hidden
        )
        return replace(attachment, entries=tuple(entries), markers=(*attachment.markers, *marks))

    def _marks(self, where: str, strings: Iterable[str], place: Place, what: str, hidden: bool) -> tuple[Marker, ...]:
        if not self.holds(where, strings, place, what, hidden=hidden):
            return ()
        return (Marker(openness=Openness.CLOSED, words="personnummer", place=place),)


def _is_closed(markers: Sequence[Marker]) -> bool:
    return any(marker.openness is not Openness.OPEN for marker in markers)


def _whole(places: Sequence[Place]) -> Place:
    """The first file that an item was read from, with all its pages there."""
    same = [place for place in places if place.file == places[0].file and place.page]
    if not same:
        return places[0]
    first, last = min(place.page or 0 for place in same), max(place.last_page or place.page or 0 for place in same)
    return replace(places[0], page=first, last_page=last)


def _finding(number: Cpr, where: str, place: Place, reason: str | None, what: str, *, hidden: bool) -> Finding:
    severity, remedy = Severity.INFO, ""
    if reason:
        code, said = "cpr-cleared", f"looks like a CPR number; the clerk says it is none: {reason}"
    elif hidden:
        code, said = "cpr-withheld", "stands in what is not published anyway"
    else:
        code, severity = "cpr", Severity.ERROR
        said = f"{'is a CPR number' if number.sure else 'may be a CPR number (the date is valid)'}; {what}"
        remedy = (
            "take it out of the source; if it is another kind of number, write in meeting.md "
            'cleared: [{text: "the number", reason: what it is}]'
        )
    return Finding(
        code=code,
        severity=severity,
        file=place.file,
        place=f"{where}{told(place)}",
        message=f"{number.masked} {said}",
        remedy=remedy,
    )
