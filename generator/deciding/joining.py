"""All meetings together: what is published, what not, and what a clerk is told, in the order of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator import copies, personal, takedown
from generator.connections import Settlement
from generator.content import Walked
from generator.deciding.single import Cleansed, Single
from generator.findings import Finding
from generator.fingerprints import NOTHING, Fingerprints
from generator.meeting_folder import MeetingPlace
from generator.notes import name_of
from generator.openness import Archive, Withheld
from generator.originals import Wanted
from generator.personal import Protected
from generator.privacy.clearing import Clearing, Clearings
from generator.privacy.contacts import Shown
from generator.privacy.whereabouts import Whereabouts
from generator.reading import LineCount
from generator.takedown import Takedown

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The archive after openness has been decided: what may be shown, what not, what a clerk should know.

    `was_public` holds the ids that could be shown were it not for the takedowns.
    """

    archive: Archive
    fingerprints: Fingerprints  # of `archive`
    withheld: tuple[Withheld, ...]
    takedowns: tuple[Takedown, ...]
    was_public: tuple[str, ...]
    settlements: tuple[Settlement, ...]
    findings: tuple[Finding, ...]
    counts: tuple[LineCount, ...]
    private: tuple[Withheld, ...]  # the same of private notes, for the audit
    originals: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """The content folder as it was found: bodies, meetings by id, and takedowns with what was noticed of them."""

    root: Path
    walked: Walked
    singles: Mapping[str, Single]
    takedowns: tuple[Takedown, ...]
    told_of_takedowns: tuple[Finding, ...]
    shown: Shown

    def each(self, part: Callable[[Single], Sequence[_T]]) -> tuple[_T, ...]:
        """A part of all meetings, in their order."""
        return tuple(entry for single in self.singles.values() for entry in part(single))


def joined(found: Gathering) -> Decided:
    """The archive of all that was found."""
    safe = _protected(found)
    withheld = tuple(entry for entry, _ in _withheld(found))
    told = personal.told(safe, withheld, found.each(lambda single: single.warned))
    differing = found.each(lambda single: single.differing)
    return Decided(
        archive=Archive(bodies=safe.bodies, meetings=_present(single.meeting for single in found.singles.values())),
        fingerprints=NOTHING.updated(_present(single.fingerprints for single in found.singles.values())),
        withheld=(*withheld, *safe.withheld),
        takedowns=found.takedowns,
        was_public=found.each(lambda single: single.was_public),
        settlements=safe.settlements,
        findings=personal.masked(
            (
                *_told_of_folders(found),
                *found.each(lambda single: single.told_of_papers),
                *found.told_of_takedowns,
                *told,
                *takedown.unknown(found.takedowns, set(found.each(lambda single: single.taken))),
                *(finding for _, finding in _withheld(found)),
                *copies.told(differing, {entry.id for entry in withheld}),
            )
        ),
        counts=found.each(lambda single: single.counts),
        private=found.each(lambda single: single.private),
        originals=tuple(_wanted(found)),
    )


def _present(things: Iterator[_T | None]) -> tuple[_T, ...]:
    return tuple(thing for thing in things if thing is not None)


def _protected(found: Gathering) -> Protected:
    """What `personal.protect` would say of everything together: of meetings, then of bodies, then of settlements."""
    used = set(found.each(lambda single: single.used))
    clearings = Clearings(tuple(_clearings(found)), used)
    known = Whereabouts(found.root)
    bodies = personal.protect([], bodies=found.walked.bodies, clearings=clearings, shown=found.shown, whereabouts=known)

    def parts(part: Callable[[Cleansed | Protected], Sequence[_T]]) -> tuple[_T, ...]:
        meetings = found.each(lambda single: part(single.of_meeting))
        return (*meetings, *part(bodies), *found.each(lambda single: part(single.of_settlements)))

    return Protected(
        meetings=(),
        bodies=bodies.bodies,
        settlements=found.each(lambda single: single.settlements),
        left_out=parts(lambda one: one.left_out),
        dropped=parts(lambda one: one.dropped),
        findings=parts(lambda one: one.findings),
        clearings=clearings,
        whereabouts=known,
    )


def _clearings(found: Gathering) -> Iterator[Clearing]:
    for step in found.walked.steps:
        if isinstance(step, Clearing):
            yield step
        elif isinstance(step, MeetingPlace):
            yield from found.singles[step.id].cleared


def _told_of_folders(found: Gathering) -> Iterator[Finding]:
    for step in found.walked.steps:
        if isinstance(step, Finding):
            yield step
        elif isinstance(step, MeetingPlace):
            yield from found.singles[step.id].told_of_folder


def _withheld(found: Gathering) -> Iterator[tuple[Withheld, Finding]]:
    """What is not published: meetings first, then items, then what of open items is not."""
    for kinds in ({"meeting"}, {"item"}, None):
        for single in found.singles.values():
            for entry, finding in zip(single.withheld, single.told_of_withheld, strict=True):
                if entry.kind in kinds if kinds else entry.kind not in ("meeting", "item"):
                    yield entry, finding


def _wanted(found: Gathering) -> Iterator[Wanted]:
    """The papers of every meeting whose meeting.md says `originals: ja`."""
    for meeting, single in found.singles.items():
        for name in single.originals:
            path = found.root / meeting / name
            yield Wanted(meeting=meeting, file=name_of(found.root, path), path=path)
