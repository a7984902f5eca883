"""What is decided of one meeting: personal numbers and contacts, takedowns, what is public, what a clerk is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import copies, openness, personal, takedown, tombstones
from generator.cache import digest, fingerprint
from generator.connections import Settlement
from generator.copies import Differing, Original
from generator.deciding.papers import Papers
from generator.findings import Finding
from generator.fingerprints import Fingerprints, of_meeting
from generator.model import Meeting
from generator.openness import PublicMeeting, Withheld, original_of
from generator.personal import Protected
from generator.privacy.clearing import Clearing, Clearings
from generator.privacy.contacts import Shown
from generator.privacy.leaving_out import LeftOut
from generator.privacy.sensitive import warnings
from generator.privacy.whereabouts import Whereabouts
from generator.reading import LineCount
from generator.takedown import Takedown


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What decides of a meeting besides its papers and the meetings that it holds copies of.

    `cleared` is what its body's clerk has cleared; `takedowns` those of it and its parts.
    """

    cleared: tuple[Clearing, ...]
    shown: Shown
    takedowns: tuple[Takedown, ...]

    @property
    def key(self) -> bytes:
        """Its fingerprint. The reason of a takedown decides nothing."""
        shown = (sorted(self.shown.keys), sorted(self.shown.domains), self.shown.staff)
        return digest(fingerprint((self.cleared, shown)), *(f"{down.id} {down.date}" for down in self.takedowns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleansed:
    """What was found of private people in a part of a meeting: see `Protected`."""

    findings: tuple[Finding, ...] = ()
    dropped: tuple[Withheld, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """All that later stages need of a meeting's folder. `meeting` is None where nothing of it is published.

    `withheld` and `told_of_withheld` go together. `used` are the clearings that cleared something here; `taken` the ids
    that takedowns found here, `was_public` those that would be public without them.
    """

    meeting: PublicMeeting | None = None
    fingerprints: Fingerprints | None = None
    withheld: tuple[Withheld, ...] = ()
    told_of_withheld: tuple[Finding, ...] = ()
    told_of_folder: tuple[Finding, ...] = ()
    told_of_papers: tuple[Finding, ...] = ()
    warned: tuple[Finding, ...] = ()
    differing: tuple[Differing, ...] = ()
    counts: tuple[LineCount, ...] = ()
    private: tuple[Withheld, ...] = ()
    of_meeting: Cleansed = Cleansed()
    of_settlements: Cleansed = Cleansed()
    settlements: tuple[Settlement, ...] = ()
    cleared: tuple[Clearing, ...] = ()
    used: tuple[Clearing, ...] = ()
    taken: tuple[str, ...] = ()
    was_public: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """A meeting with everything closed that is to be, not yet published: that may have to wait for other meetings.

    `original` is what copies of its minutes elsewhere need to know, `copied` which minutes it holds copies of.
    """

    papers: Papers
    around: Around
    safe: Protected
    of_settlements: Cleansed
    settlements: tuple[Settlement, ...]
    closed: Meeting
    original: Original
    copied: tuple[str, ...]


def begun(root: Path, papers: Papers, around: Around) -> Half | None:
    """The first half; None where the folder holds no meeting. `root` is the content folder."""
    if papers.read is None:
        return None
    clearings = Clearings((*around.cleared, *papers.cleared))
    known = Whereabouts(root, papers.read.lines)
    safe = personal.protect([papers.read.meeting], clearings=clearings, shown=around.shown, whereabouts=known)
    words = personal.protect(
        [], settlements=papers.settlements, clearings=clearings, shown=around.shown, whereabouts=known
    )
    closed = takedown.closed(safe.meetings[0], around.takedowns)
    return Half(
        papers=papers,
        around=around,
        safe=safe,
        of_settlements=_cleansed(words),
        settlements=words.settlements,
        closed=closed,
        original=original_of(closed),
        copied=copies.copied(closed),
    )


def without_meeting(papers: Papers) -> Single:
    """What is known of a folder that holds no meeting."""
    return Single(told_of_folder=papers.told, cleared=papers.cleared)


def finished(half: Half, originals: Sequence[Original] = ()) -> Single:
    """The whole. `originals` are the meetings that its copies of minutes may be copies of."""
    read, closed, safe = half.papers.read, half.closed, half.safe
    assert read is not None
    published = openness.publish([closed], originals)
    public = next(iter(published.meetings), None)
    warned = tuple(warnings(published.meetings, safe.clearings, safe.whereabouts))
    downs = {entry.id for entry in half.around.takedowns}
    return Single(
        meeting=public,
        fingerprints=of_meeting(public) if public else None,
        withheld=published.withheld,
        told_of_withheld=published.findings,
        told_of_folder=half.papers.told,
        told_of_papers=read.findings,
        warned=warned,
        differing=tuple(copies.compared([closed], originals)) if half.copied and public else (),
        counts=read.counts,
        private=read.private,
        of_meeting=_cleansed(safe),
        of_settlements=half.of_settlements,
        settlements=half.settlements,
        cleared=half.papers.cleared,
        used=safe.clearings.used,
        taken=tuple(name for name in takedown.ids_of(closed) if name in downs),
        was_public=tombstones.public_without(safe.meetings, half.around.takedowns),
        originals=half.papers.originals,
    )


def _cleansed(safe: Protected) -> Cleansed:
    return Cleansed(findings=safe.findings, dropped=safe.dropped, left_out=safe.left_out)
