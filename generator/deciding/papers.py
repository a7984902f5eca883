"""A meeting as its papers say, and what its clerk has written of it: what does not depend on any other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.connections import Settlement
from generator.copies import UNREAD
from generator.findings import Finding, Severity
from generator.meeting_folder import MeetingPlace, read_folder
from generator.model import Marker, Meeting, Openness, Place
from generator.privacy.clearing import Clearing
from generator.reading import ReadMeeting, read_meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What lies in a meeting's folder. `read` is None where meeting.md cannot be used.

    `told` is what was noticed before the papers themselves were opened; `originals` the names of files that are to be
    published as they are. `sure` is False where a fault stopped the reading: another time it may go well.
    """

    read: ReadMeeting | None
    told: tuple[Finding, ...] = ()
    cleared: tuple[Clearing, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    originals: tuple[str, ...] = ()
    sure: bool = True


def read_papers(root: Path, place: MeetingPlace) -> Papers:
    """The meeting at `place` in the content folder `root`. A fault of a reader costs this meeting alone."""
    try:
        return _read(root, place)
    except Exception as fault:
        return unread(place, type(fault).__name__)


def unread(place: MeetingPlace, why: str) -> Papers:
    """A meeting of which nobody knows what it holds: nothing is published, nor what may be a copy of it.

    `why` is the name of what happened. Words of an error may be a paper's, and are not repeated.
    """
    file = f"{place.id}/meeting.md"
    marker = Marker(openness=Openness.UNKNOWN, words=UNREAD, place=Place(file=file))
    finding = Finding(
        code="meeting-unread",
        severity=Severity.ERROR,
        file=file,
        message=f"a fault of the program stopped the reading of this meeting's papers ({why}); nothing of it is shown",
        remedy="build again; if it stays, take its files out one by one to find the one, and tell the program's makers",
    )
    meeting = Meeting(id=place.id, body=place.body, date=place.date, markers=(marker,))
    return Papers(read=ReadMeeting(meeting=meeting, findings=(finding,)), sure=False)


def _read(root: Path, place: MeetingPlace) -> Papers:
    found = read_folder(root, place)
    folder = found.folder
    if folder is None:
        return Papers(read=None, told=found.findings, cleared=found.cleared)
    return Papers(
        read=read_meeting(root, folder),
        told=found.findings,
        cleared=found.cleared,
        settlements=folder.settlements,
        originals=tuple(path.name for path in (*folder.bundles, *folder.written)) if folder.originals else (),
    )
