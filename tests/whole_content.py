"""The whole content folder read at once, where the generator takes one meeting after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.connections import Settlement
from generator.content import walk
from generator.findings import Finding
from generator.meeting_folder import MeetingFolder, read_folder
from generator.model import Body
from generator.privacy.clearing import Clearing
from generator.reading import ReadMeeting, read_meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content folder. Bodies and meetings are in the order of their ids."""

    root: Path
    bodies: tuple[Body, ...]
    meetings: tuple[MeetingFolder, ...]
    findings: tuple[Finding, ...]
    cleared: tuple[Clearing, ...] = ()  # what the bodies' and the meetings' clerks say may be shown after all

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """What the clerks have said of commitments, meeting by meeting."""
        return tuple(settlement for meeting in self.meetings for settlement in meeting.settlements)


def read_content(root: Path) -> Content:
    """Everything under `root`, papers apart. Raises ContentError only when the folder itself is not there."""
    walked = walk(root)
    meetings: list[MeetingFolder] = []
    findings: list[Finding] = []
    cleared: list[Clearing] = []
    for step in walked.steps:
        if isinstance(step, Finding):
            findings.append(step)
        elif isinstance(step, Clearing):
            cleared.append(step)
        else:
            read = read_folder(root, step)
            meetings += [read.folder] if read.folder else []
            findings += read.findings
            cleared += read.cleared
    return Content(
        root=root,
        bodies=walked.bodies,
        meetings=tuple(meetings),
        findings=tuple(findings),
        cleared=tuple(cleared),
    )


def read_meetings(content: Content) -> Iterator[ReadMeeting]:
    """Every meeting of `content`. One bad file never stops the others."""
    return (read_meeting(content.root, folder) for folder in content.meetings)
