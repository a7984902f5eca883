"""What is known of private people, kept back: stage 3, before anything is decided, and a look at what is published.

`protect` closes what holds a personal number and leaves addresses and numbers of people out of all texts;
`look_over` warns, after the decision, of what a clerk should read again. Rules: QUALITY.md, "Openness and personal
data"; issue 5, point 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TypeVar

from generator.connections import Settlement
from generator.cpr import mask
from generator.findings import Finding
from generator.model import Body, Meeting, Place
from generator.openness import Published, Withheld
from generator.privacy import leaving_out
from generator.privacy.clearing import Clearings
from generator.privacy.closing import NumberGate
from generator.privacy.contacts import Shown
from generator.privacy.leaving_out import ContactFilter, LeftOut
from generator.privacy.sensitive import warnings
from generator.privacy.whereabouts import Whereabouts

_T = TypeVar("_T")
NOTHING_SHOWN = Shown()
_PART_BEGINS = re.compile("[/ ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """All that was read, with personal numbers closed and private addresses and numbers left out.

    `left_out` is `leaving_out`'s list, of what is published and what is not.
    """

    meetings: tuple[Meeting, ...]
    bodies: tuple[Body, ...]
    settlements: tuple[Settlement, ...]
    left_out: tuple[LeftOut, ...]
    dropped: tuple[Withheld, ...]
    findings: tuple[Finding, ...]
    clearings: Clearings
    whereabouts: Whereabouts

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """What was left out of texts, for the report and the audit."""
        return (*self.dropped, *leaving_out.withheld(self.left_out))


def protect(
    meetings: Sequence[Meeting],
    *,
    bodies: Sequence[Body] = (),
    settlements: Sequence[Settlement] = (),
    clearings: Clearings,
    shown: Shown = NOTHING_SHOWN,
    whereabouts: Whereabouts | None = None,
) -> Protected:
    """Close every item, attachment and copied minute with a personal number; leave contacts out of everything else.

    `clearings` is what clerks have said of false alarms; findings show a number masked.
    """
    known = whereabouts or Whereabouts()
    gate = NumberGate(clearings, known)
    contacts = ContactFilter(shown, clearings, known)
    return Protected(
        meetings=tuple(contacts.meeting(gate.meeting(meeting)) for meeting in meetings),
        bodies=tuple(contacts.thing(gate.body(body), body.id, Place(file=f"{body.id}/body.md")) for body in bodies),
        settlements=tuple(
            contacts.thing(entry, entry.meeting, Place(file=f"{entry.meeting}/meeting.md"))
            for entry in gate.settlements(settlements)
        ),
        left_out=tuple(contacts.left_out),
        dropped=tuple(gate.dropped),
        findings=tuple(gate.findings),
        clearings=clearings,
        whereabouts=known,
    )


def protect_shared(
    entries: Sequence[_T], file: str, shown: Shown = NOTHING_SHOWN
) -> tuple[tuple[_T, ...], list[Finding]]:
    """The entries of topics.yml or glossary.yml without those that hold a personal number, and without contacts."""
    gate = NumberGate(Clearings(), Whereabouts())
    contacts = ContactFilter(shown, Clearings(), Whereabouts())
    kept = tuple(contacts.thing(entry, file, Place(file=file)) for entry in gate.entries(entries, file))
    return kept, [*gate.findings, *leaving_out.findings(contacts.left_out)]


def look_over(protected: Protected, published: Published) -> Iterator[Finding]:
    """What a clerk should know of private people in the papers, and the clearings that cleared nothing."""
    warned = warnings(published.meetings, protected.clearings, protected.whereabouts)
    return told(protected, published.withheld, warned)


def told(protected: Protected, withheld: Sequence[Withheld], warned: Iterable[Finding]) -> Iterator[Finding]:
    """The same where the warnings of what is published are there already.

    Of contacts only what concerns published things is told: the others are withheld with all around them.
    """
    closed = {entry.id for entry in withheld if entry.kind != "name"}
    yield from protected.findings
    yield from leaving_out.findings([one for one in protected.left_out if not _is_within(one.where, closed)])
    yield from warned
    yield from protected.clearings.stale()


def masked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of any stage with every personal number masked: names of files and titles may hold one."""
    hide = cache(mask)  # thousands of findings say the same of other places
    return tuple(_masked(finding, hide) for finding in findings)


def _masked(finding: Finding, hide: Callable[[str], str]) -> Finding:
    hidden = {name: told for name, text in _texts(finding) if (told := hide(text)) != text}
    return replace(finding, **hidden) if hidden else finding  # type: ignore[arg-type]


def _texts(finding: Finding) -> Iterator[tuple[str, str]]:
    for field in fields(finding):
        if isinstance(value := getattr(finding, field.name), str):
            yield field.name, value


def _is_within(where: str, closed: Set[str]) -> bool:
    """Whether it is one of `closed`, or a part of one: `<item>/bilag-2` of the item, `<attachment> punkt 3` of that."""
    return where in closed or any(where[: end.start()] in closed for end in _PART_BEGINS.finditer(where))
