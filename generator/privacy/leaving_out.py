"""Leaves e-mail addresses and telephone numbers of people out of every text, before anything is decided.

What is left out is marked where it stood, told to the clerk masked, and counted among what is not published, so
that the audit looks for it in every byte of the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.findings import Finding, Severity
from generator.model import AgendaItem, Attachment, Meeting, Place
from generator.openness import Withheld
from generator.privacy.clearing import Clearings, compact
from generator.privacy.contacts import Contact, Kind, Shown, find
from generator.privacy.walking import rewritten
from generator.privacy.whereabouts import Whereabouts, told
from generator.words.privacy import EMAIL_LEFT_OUT, TELEPHONE_LEFT_OUT

_T = TypeVar("_T")
_NOTES = {Kind.EMAIL: EMAIL_LEFT_OUT, Kind.TELEPHONE: TELEPHONE_LEFT_OUT}
_CODES = {Kind.EMAIL: "e-mail", Kind.TELEPHONE: "telephone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An address or number that was found at `where` (an id); `written` is how it stands there."""

    where: str
    place: Place
    contact: Contact
    written: str
    cleared: str | None  # the clerk's reason why it is shown after all
    at: Place  # the page and line, where they are known


@dataclass(slots=True)
class ContactFilter:
    """Changes texts thing by thing, and remembers what it has left out."""

    shown: Shown
    clearings: Clearings
    whereabouts: Whereabouts
    left_out: list[LeftOut] = field(default_factory=list)

    def meeting(self, meeting: Meeting) -> Meeting:
        """The meeting, all its items, attachments and copied minutes without private addresses and numbers."""
        bare = self.thing(meeting, meeting.id, Place(file=f"{meeting.id}/meeting.md"))
        return replace(bare, items=tuple(self._item(item) for item in meeting.items))

    def thing(self, thing: _T, where: str, place: Place) -> _T:
        """`thing` itself, not what is decided on its own below it."""
        return rewritten(thing, self._changer(where, place))

    def _item(self, item: AgendaItem) -> AgendaItem:
        bare = self.thing(item, item.id, next(iter(item.places), Place(file="")))
        return replace(bare, attachments=tuple(self._attachment(attachment) for attachment in item.attachments))

    def _attachment(self, attachment: Attachment) -> Attachment:
        bare = self.thing(attachment, attachment.id, attachment.place)
        entries = (
            self.thing(entry, f"{attachment.id} punkt {entry.number}", attachment.place) for entry in attachment.entries
        )
        return replace(bare, entries=tuple(entries))

    def _changer(self, where: str, place: Place) -> Callable[[str], str]:
        def change(text: str) -> str:
            kept, at = [], 0
            for contact in find(text, self.shown):
                written = text[contact.start : contact.end]
                reason = self.clearings.reason(where, (compact(contact.key), compact(written)))
                found = self.whereabouts.find(place, (compact(written), compact(contact.key)))
                self.left_out.append(
                    LeftOut(where=where, place=place, contact=contact, written=written, cleared=reason, at=found)
                )
                if reason is None:
                    kept += [text[at : contact.start], _NOTES[contact.kind]]
                    at = contact.end
            return "".join((*kept, text[at:])) if at else text

        return change


def withheld(left_out: Sequence[LeftOut]) -> Iterator[Withheld]:
    """What was left out, for the report and the audit: one for each address or number at a place."""
    told_of = {(one.where, one.contact.kind, one.written): one for one in left_out if one.cleared is None}
    for one in told_of.values():
        reason = f"{one.contact.kind.value} of {'a caseworker' if one.contact.of_staff else 'a person'} left out"
        yield Withheld(kind="contact", id=one.where, reason=reason, place=one.place, secrets=_secrets(one))


def _secrets(one: LeftOut) -> tuple[str, ...]:
    """As it was written; an e-mail address in two words, too: the audit looks for numbers, and for phrases of words."""
    return tuple(dict.fromkeys((one.written, one.written.replace("@", " @ "))))


def findings(left_out: Sequence[LeftOut]) -> Iterator[Finding]:
    """Each address or number at a place once, masked, with page and line; a caseworker's is only for the record."""
    times = Counter((one.where, one.contact.key) for one in left_out)
    for one in {(one.where, one.contact.key): one for one in reversed(left_out)}.values():
        number = times[(one.where, one.contact.key)]
        yield _finding(one, f", {number} times" if number > 1 else "")


def _finding(one: LeftOut, times: str) -> Finding:
    code, what = _CODES[one.contact.kind], f"{one.contact.masked}: {one.contact.kind.value}"
    place = one.at
    where = f"{one.where}{told(place)}"
    if one.cleared is not None:
        message = f"{what} is shown{times}; the clerk says: {one.cleared}"
        return Finding(
            code=f"{code}-cleared", severity=Severity.INFO, file=place.file, place=where, message=message
        )  # fmt: skip
    whose = "a caseworker" if one.contact.of_staff else "a person"
    return Finding(
        code=code,
        severity=Severity.INFO if one.contact.of_staff else Severity.WARNING,
        file=place.file,
        place=where,
        message=f"{what} of {whose} is left out{times}",
        remedy=""
        if one.contact.of_staff
        else "look whether more there is private; if it may be shown, write in "
        'meeting.md cleared: [{text: "it", reason: why}]',
    )
