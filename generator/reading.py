"""Reads a meeting's folder into a `Meeting`: the right reader and segmenter for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.assemble import assemble
from generator.assemble.fetched import assemble_fetched
from generator.assemble.written import written_item
from generator.content import Content, MeetingFolder
from generator.corrections import corrected
from generator.findings import ContentError, Finding, Severity
from generator.model import AgendaItem, Meeting, Place
from generator.openness import Withheld
from generator.privacy.whereabouts import Whereabouts
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


@dataclass(slots=True, kw_only=True)
class Read:
    """Everything read, nothing decided yet."""

    meetings: list[Meeting] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: list[LineCount] = field(default_factory=list)
    private: list[Withheld] = field(default_factory=list)  # notes that never leave the bundle: for the audit alone
    whereabouts: Whereabouts = field(default_factory=Whereabouts)


def read_meetings(content: Content, progress: Callable[[str], None] = lambda _: None) -> Read:
    """Every meeting of `content`. One bad file never stops the others. `progress` is told each meeting's id."""
    read = Read(findings=list(content.findings), whereabouts=Whereabouts(content.root))
    for folder in content.meetings:
        progress(folder.facts.id)
        written = _written(content, folder, read)
        agendas = _agendas(content, folder, read)
        if agendas:
            papers = _papers(content, folder, agendas, read)
            assembled = assemble_fetched(folder.facts, agendas, papers, written)
        else:
            segments = [_segments(content, path, read) for path in folder.bundles]
            assembled = assemble(folder.facts, [part for part in segments if part], written)
        meeting, unfit = corrected(assembled.meeting, folder.corrections)
        read.meetings.append(meeting)
        read.findings += [*assembled.findings, *unfit]
    return read


def read_bundle(path: Path, file: str) -> Bundle:
    """The bundle in `path`, by the reader for its format."""
    return read_pdf(path, file) if path.suffix == ".pdf" else read_text(path, file)


def segment(bundle: Bundle) -> Segments:
    """Stand-alone minutes of a known system, else a *rådmandsmøde* bundle."""
    return segment_minutes(bundle) or segment_bundle(bundle)


def _segments(content: Content, path: Path, read: Read) -> Segments | None:
    file = content.name(path)
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


def _agendas(content: Content, folder: MeetingFolder, read: Read) -> list[FetchedAgenda]:
    agendas: list[FetchedAgenda] = []
    for path in folder.agendas:
        try:
            agendas.append(read_agenda(path, content.name(path)))
        except ContentError as error:
            read.findings.append(error.finding("agenda-unreadable"))
    return agendas


def _papers(content: Content, folder: MeetingFolder, agendas: Sequence[FetchedAgenda], read: Read) -> dict[str, Bundle]:
    """The PDFs of the attachments that open items name, by file name. Others are not even opened."""
    named = [attachment.file for agenda in agendas for item in agenda.items for attachment in item.attachments]
    papers: dict[str, Bundle] = {}
    for name in dict.fromkeys(named):
        path = folder.path / name
        if not name or path.is_symlink() or not path.is_file():
            continue
        bundle = read_pdf(path, content.name(path))
        read.findings += bundle.findings
        papers[name] = bundle
    return papers


def _written(content: Content, folder: MeetingFolder, read: Read) -> Sequence[AgendaItem]:
    items: list[AgendaItem] = []
    for path in folder.written:
        try:
            item, findings = read_item(path, content.name(path))
        except ContentError as error:
            read.findings.append(error.finding("written-item"))
            continue
        read.findings += findings
        items.append(written_item(folder.facts.id, item, folder.facts.item_markers.get(item.number, ())))
    return items
