"""Reads a meeting's folder into a `Meeting`: the right reader and segmenter for each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.assemble import assemble
from generator.assemble.fetched import assemble_fetched
from generator.assemble.written import written_item
from generator.corrections import corrected
from generator.findings import ContentError, Finding, Severity
from generator.meeting_folder import MeetingFolder
from generator.model import AgendaItem, Meeting, Place
from generator.notes import name_of
from generator.openness import Withheld
from generator.privacy.whereabouts import Spot, Whereabouts
from generator.segment.bundle import segment_bundle
from generator.segment.minutes import segment_minutes
from generator.segment.parts import PartKind, Segments
from generator.segment.units import is_blank
from generator.sources.bundle import Bundle
from generator.sources.firstagenda import FetchedAgenda, read_agenda
from generator.sources.pdf import read_pdf
from generator.sources.text import read_text
from generator.sources.written import read_item


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCount:
    """Where a bundle's non-blank lines ended: on a page, as furniture, as private notes, or in a finding."""

    file: str
    lines: int
    on_pages: int
    furniture: int
    private: int
    unplaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMeeting:
    """A meeting as its papers say, nothing decided yet, and what was noticed.

    `private` are notes that never leave the bundle, for the audit alone; `lines` where numbers stand (`whereabouts`).
    """

    meeting: Meeting
    findings: tuple[Finding, ...] = ()
    counts: tuple[LineCount, ...] = ()
    private: tuple[Withheld, ...] = ()
    lines: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Reading:
    root: Path
    folder: MeetingFolder
    findings: list[Finding] = field(default_factory=list)
    counts: list[LineCount] = field(default_factory=list)
    private: list[Withheld] = field(default_factory=list)
    whereabouts: Whereabouts = field(default_factory=Whereabouts)

    def name(self, path: Path) -> str:
        return name_of(self.root, path)


def read_meeting(root: Path, folder: MeetingFolder) -> ReadMeeting:
    """The meeting in `folder` of the content folder `root`."""
    read = _Reading(root=root, folder=folder)
    written = _written(read)
    agendas = _agendas(read)
    if agendas:
        assembled = assemble_fetched(folder.facts, agendas, _papers(read, agendas), written)
    else:
        segments = [_segments(read, path) for path in folder.bundles]
        assembled = assemble(folder.facts, [part for part in segments if part], written)
    meeting, unfit = corrected(assembled.meeting, folder.corrections)
    return ReadMeeting(
        meeting=meeting,
        findings=(*read.findings, *assembled.findings, *unfit),
        counts=tuple(read.counts),
        private=tuple(read.private),
        lines=read.whereabouts.lines,
    )


def read_bundle(path: Path, file: str) -> Bundle:
    """The bundle in `path`, by the reader for its format."""
    return read_pdf(path, file) if path.suffix == ".pdf" else read_text(path, file)


def segment(bundle: Bundle) -> Segments:
    """Stand-alone minutes of a known system, else a *rådmandsmøde* bundle."""
    return segment_minutes(bundle) or segment_bundle(bundle)


def _segments(read: _Reading, path: Path) -> Segments | None:
    file = read.name(path)
    try:
        bundle = read_bundle(path, file)
    except OSError as error:
        read.findings.append(
            Finding(
                code="unreadable",
                severity=Severity.ERROR,
                file=file,
                message=f"the file cannot be opened ({error.strerror})",
                remedy="check that it is there and may be read",
            )
        )
        return None
    read.findings += bundle.findings
    read.whereabouts.add(bundle)
    segments = segment(bundle)
    read.counts.append(_count(segments))
    read.private += _private(segments)
    return segments


def _private(segments: Segments) -> Iterator[Withheld]:
    """The private notes of a bundle (DESIGN.md, promise 2), which no meeting holds."""
    for part in segments.parts:
        if part.kind is PartKind.PRIVATE:
            file = segments.source.file
            text = "\n".join(line.text for line in part.lines)
            yield Withheld(kind="private note", id=file, reason="notes", place=Place(file=file), secrets=(text,))


def _count(segments: Segments) -> LineCount:
    by_kind: dict[PartKind, int] = {}
    for part in segments.parts:
        written = sum(not is_blank(line) for line in part.lines)
        by_kind[part.kind] = by_kind.get(part.kind, 0) + written
    total = sum(by_kind.values())
    aside = {PartKind.FURNITURE, PartKind.PRIVATE, PartKind.ORPHAN}
    return LineCount(
        file=segments.source.file,
        lines=total,
        on_pages=sum(count for kind, count in by_kind.items() if kind not in aside),
        furniture=by_kind.get(PartKind.FURNITURE, 0),
        private=by_kind.get(PartKind.PRIVATE, 0),
        unplaced=by_kind.get(PartKind.ORPHAN, 0),
    )


def _agendas(read: _Reading) -> list[FetchedAgenda]:
    agendas: list[FetchedAgenda] = []
    for path in read.folder.agendas:
        try:
            agendas.append(read_agenda(path, read.name(path)))
        except ContentError as error:
            read.findings.append(error.finding("agenda-unreadable"))
    return agendas


def _papers(read: _Reading, agendas: Sequence[FetchedAgenda]) -> dict[str, Bundle]:
    """The PDFs of the attachments that open items name, by file name. Others are not even opened."""
    named = [attachment.file for agenda in agendas for item in agenda.items for attachment in item.attachments]
    papers: dict[str, Bundle] = {}
    for name in dict.fromkeys(named):
        path = read.folder.path / name
        if not name or path.is_symlink() or not path.is_file():
            continue
        bundle = read_pdf(path, read.name(path))
        read.findings += bundle.findings
        papers[name] = bundle
    return papers


def _written(read: _Reading) -> Sequence[AgendaItem]:
    folder = read.folder
    items: list[AgendaItem] = []
    for path in folder.written:
        try:
            item, findings = read_item(path, read.name(path))
        except ContentError as error:
            read.findings.append(error.finding("written-item"))
            continue
        read.findings += findings
        items.append(written_item(folder.facts.id, item, folder.facts.item_markers.get(item.number, ())))
    return items
