"""Whether a file is open as a whole: nothing of it is withheld, and every word of it is published.

Default deny. A part that was closed, a private note, a name left out, a number that may be personal, a line without a
place: each is enough. Last, every single word of the file must stand in what the archive publishes of the meeting, so
that whatever the other rules do not know of (a front page's absentees, a caseworker's telephone) keeps the file in too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.audit.fingerprints import Patterns
from generator.audit.folding import normal, stream_of
from generator.audit.readings import strings_of
from generator.audit.secrets import secrets_of
from generator.findings import Finding, Severity
from generator.openness import Archive, PublicMeeting, Withheld
from generator.reading import LineCount
from generator.segment.patterns import PRIVATE

_WORD = re.compile(r"[^\W_]+")
_OF_MEETING = re.compile(r"([^/ ]+/[^/ ]+)/")  # of the id of an item or attachment
_LINE_END_HYPHEN = re.compile("[\u0002\ufffe]\\s*|\u00ad")
_SHORT = 4  # letters: a shorter word stands in every longer text, so it must stand there as a word
# What is told of a file for the record, and hides nothing.
_HARMLESS = frozenset(("pdf-blank-page", "date-differs", "placed-by-position"))
# What papers print around their words, and the archive shows in its own way: such words betray nothing.
_LABELS = (
    "dato mødedato mødested tid sted referat dagsorden åben åbent punkt punktet punktnummer bilag sagsnr udvalg",
    "beslutning beslutninger beslutningspunkter sagsforløb indstilling indstilles indstiller indholdsfortegnelse",
    "indhold side af nr kl d den det at min minutter mandag tirsdag onsdag torsdag fredag lørdag søndag",
)
_NO_SITE = Path("/nonexistent")  # the built site is not there yet, and must not decide


@dataclass(frozen=True)
class Known:
    """What reading and deciding has told of all papers."""

    archive: Archive
    withheld: Sequence[Withheld]
    findings: Sequence[Finding]
    counts: Sequence[LineCount]

    @cached_property
    def meetings(self) -> frozenset[str]:
        """The ids of the meetings that are published."""
        return frozenset(entry.id for entry in self.archive.meetings)

    @cached_property
    def parts(self) -> dict[str, list[Withheld]]:
        """What is withheld of a meeting, by the meeting's id; the meeting itself is no part of it."""
        parts: defaultdict[str, list[Withheld]] = defaultdict(list)
        for entry in self.withheld:
            if match := _OF_MEETING.match(entry.id):
                parts[match[1]].append(entry)
        return parts

    @cached_property
    def first_counts(self) -> dict[str, LineCount]:
        """The lines of a file, by its name."""
        return {count.file: count for count in reversed(self.counts)}

    @cached_property
    def told(self) -> dict[str, list[Finding]]:
        """What was noticed, by file."""
        told: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            told[finding.file].append(finding)
        return told

    @cached_property
    def secrets(self) -> Patterns:
        """The fingerprints that the audit will look for."""
        from generator.connections import Connections

        found = secrets_of(_NO_SITE, archive=self.archive, connections=Connections(), withheld=self.withheld)
        return found.patterns


def closed_parts(file: str, meeting: str, known: Known) -> Iterator[str]:
    """The codes of what speaks against `file` before it is opened; nothing where it is open as a whole."""
    if meeting not in known.meetings:
        yield "meeting-closed"
    own = (file, f"{meeting}/meeting.md", "")
    if any(entry.place.file in own for entry in known.parts.get(meeting, ())):
        yield "part-closed"
    count = known.first_counts.get(file)
    if count is None or count.unplaced:
        yield "not-all-read"
    if count and count.private:
        yield "private-notes"
    told = [found for found in known.told.get(file, ()) if found.code not in _HARMLESS]
    if any(found.severity is not Severity.INFO or not found.code.startswith("withheld-") for found in told):
        yield "findings"


def strange_words(text: str, meeting: PublicMeeting, known: Known) -> Iterator[str]:
    """The codes of what speaks against a file with this text: words that are withheld, or not published."""
    if any(PRIVATE.search(line.strip()) for line in text.splitlines()):
        yield "private-notes"
    if len(known.secrets.find(normal(text))):
        yield "withheld-words"
    body = (body for body in known.archive.bodies if body.id == meeting.body)
    published = "\n".join((*strings_of(meeting), *strings_of(tuple(body)), *_LABELS))
    stream, words = stream_of(published), set(_WORD.findall(normal(published)))
    pages = max((source.pages or 0 for source in meeting.sources), default=0)
    words |= {str(number) for number in range(1, pages + 1)}  # of a contents list
    for word in _WORD.findall(normal(_LINE_END_HYPHEN.sub("", text))):
        if word not in words and (len(word) < _SHORT or word not in stream):
            yield "unpublished-words"
            return
