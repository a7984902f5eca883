"""Stages 1 to 5 done plainly: everything read, all meetings at once, nothing remembered. What `deciding` must equal."""

from __future__ import annotations

from pathlib import Path

from generator import copies, openness, personal, takedown, tombstones
from generator.deciding.joining import Decided
from generator.fingerprints import of_archive
from generator.notes import name_of
from generator.openness import Archive
from generator.originals import Wanted
from generator.personal import NOTHING_SHOWN
from generator.privacy.clearing import Clearings
from generator.privacy.contacts import Shown
from generator.privacy.whereabouts import Whereabouts
from tests.whole_content import read_content, read_meetings


def decided_plainly(root: Path, shown: Shown = NOTHING_SHOWN) -> Decided:
    """What is decided of the content folder `root`."""
    content = read_content(root)
    takedowns, told_of_takedowns = takedown.read_takedowns(root)
    read = list(read_meetings(content))
    safe = personal.protect(
        [one.meeting for one in read],
        bodies=content.bodies,
        settlements=content.settlements,
        clearings=Clearings(content.cleared),
        shown=shown,
        whereabouts=Whereabouts(root, {file: spots for one in read for file, spots in one.lines.items()}),
    )
    closed = [takedown.closed(meeting, takedowns) for meeting in safe.meetings]
    published = openness.publish(closed)
    told = tuple(personal.look_over(safe, published))
    known = {name for meeting in closed for name in takedown.ids_of(meeting)}
    archive = Archive(bodies=safe.bodies, meetings=published.meetings)
    return Decided(
        archive=archive,
        fingerprints=of_archive(archive),
        withheld=(*published.withheld, *safe.withheld),
        takedowns=takedowns,
        was_public=tombstones.public_without(safe.meetings, takedowns),
        settlements=safe.settlements,
        findings=personal.masked(
            (
                *content.findings,
                *(finding for one in read for finding in one.findings),
                *told_of_takedowns,
                *told,
                *takedown.unknown(takedowns, known),
                *published.findings,
                *copies.told(copies.compared(closed), {entry.id for entry in published.withheld}),
            )
        ),
        counts=tuple(count for one in read for count in one.counts),
        private=tuple(note for one in read for note in one.private),
        originals=tuple(
            Wanted(meeting=folder.facts.id, file=name_of(root, path), path=path)
            for folder in content.meetings
            if folder.originals
            for path in (*folder.bundles, *folder.written)
        ),
    )
