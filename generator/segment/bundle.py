"""Cuts a *rådmandsmøde* bundle into parts: whose text is what, and which minutes are this meeting's.

The layout is FORMATS.md section 1. Nothing is thrown away here: every non-blank line ends in one part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.clean.steps import clean
from generator.clean.titles import join_title, without_file_ending
from generator.dates import find_dates
from generator.findings import Finding, Severity
from generator.model import Marker, Openness, Place
from generator.segment import patterns
from generator.segment.closed import closing_lines
from generator.segment.documents import Document, DocumentKind, gather
from generator.segment.entries import Entry, cut_entries
from generator.segment.parts import Part, PartKind, Segments
from generator.segment.placing import item_titled, place_papers
from generator.segment.proposals import ProposalHead, read_head
from generator.segment.units import cut_units, is_blank
from generator.sources.bundle import Bundle, Line


@dataclass(slots=True)
class _Work:
    """What is being found out about one bundle."""

    file: str
    parts: list[Part] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)  # item → title
    findings: list[Finding] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    def add(self, kind: PartKind, lines: Sequence[Line], **facts: object) -> None:
        """Keep a part, unless there is nothing in it."""
        if facts.get("item") or any(not is_blank(line) for line in lines):
            self.parts.append(Part(kind=kind, lines=tuple(lines), **facts))  # type: ignore[arg-type]


def segment_bundle(bundle: Bundle) -> Segments:
    """The parts of a text or PDF bundle in the layout of a *rådmandsmøde*."""
    work = _Work(bundle.source.file)
    documents = gather(cut_units(bundle.lines))
    own, previous = _split_minutes(documents)
    _add_own_entries(work, documents, own)
    for document in documents:
        for unit in document.units:
            work.add(PartKind.FURNITURE, unit.footer_lines)
    front = _add_fronts(work, documents)
    work.findings += place_papers(documents, work.titles, work.file)
    for document in documents:
        if document.kind is DocumentKind.PROPOSAL:
            _add_proposal(work, document, documents)
        elif document.kind is DocumentKind.ANNEX:
            _add_annex(work, document)
        elif document.kind is DocumentKind.PRIVATE:
            work.add(PartKind.PRIVATE, document.lines)
        elif document in previous:
            _add_previous_minutes(work, document)
    return Segments(
        source=bundle.source,
        parts=tuple(work.parts),
        dates=tuple(front.dates or _by_votes(work.dates)),
        start=front.start,
        end=front.end,
        place=front.place,
        findings=tuple(work.findings),
    )


def _by_votes(dates: Sequence[str]) -> list[str]:
    """Dates that the proposals carry, the most frequent first: one of three may be wrong (FORMATS.md)."""
    return sorted(set(dates), key=lambda date: (-dates.count(date), date))


# --- minutes -----------------------------------------------------------------------------------------


def _split_minutes(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """This meeting's minutes and the attached ones: only what no paper of this meeting follows is its own."""
    own: list[Document] = []
    previous: list[Document] = []
    for at, document in enumerate(documents):
        if document.kind is not DocumentKind.MINUTES:
            continue
        followed = any(
            later.kind in (DocumentKind.PROPOSAL, DocumentKind.ANNEX, DocumentKind.AGENDA)
            for later in documents[at + 1 :]
        )
        (previous if followed or document.footer else own).append(document)
    return own, previous


def _add_own_entries(work: _Work, documents: Sequence[Document], own: Sequence[Document]) -> None:
    agenda = [d for d in documents if d.kind is DocumentKind.AGENDA]
    for document, kind in [*((d, PartKind.SECTION) for d in agenda), *((d, PartKind.DECISION) for d in own)]:
        before, entries = cut_entries(document.lines, work.file)
        work.add(PartKind.FURNITURE, before)
        for entry in entries:
            _add_entry(work, entry, kind)


def _add_entry(work: _Work, entry: Entry, kind: PartKind) -> None:
    work.titles[entry.item] = entry.title
    work.add(
        PartKind.ITEM,
        entry.heading,
        item=entry.item,
        title=entry.title,
        duration_minutes=entry.duration_minutes,
        markers=entry.markers,
    )
    work.add(PartKind.FURNITURE, entry.placeholder)
    if not entry.empty:
        work.add(kind, entry.body, item=entry.item, title="Dagsorden" if kind is PartKind.SECTION else "")


def _add_previous_minutes(work: _Work, document: Document) -> None:
    item, number = document.footer or (item_titled(work.titles, re.compile(r"\breferat", re.IGNORECASE)), None)
    dates = find_dates(document.footer_title) or [
        date for unit in document.units for words in unit.words(8) if patterns.FRONT_TIME.match(words)
        for date in find_dates(words)
    ]  # fmt: skip
    if item is None:
        _orphan(work, document, "the minutes of an earlier meeting stand in the bundle, but no item has them attached")
        return
    work.add(
        PartKind.PREVIOUS_MINUTES,
        document.lines,
        item=item,
        number=number or "1",
        title=without_file_ending(document.footer_title) or "Referat af det foregående møde",
        minutes_of=dates[0] if dates else None,
    )


# --- front page --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Front:
    dates: list[str] = field(default_factory=list)
    start: str | None = None
    end: str | None = None
    place: str | None = None


def _add_fronts(work: _Work, documents: Sequence[Document]) -> _Front:
    front = _Front()
    for document in documents:
        if document.kind is not DocumentKind.FRONT:
            continue
        words = [clean(line.text) for line in document.lines if not is_blank(line)]
        time = next((n for n, text in enumerate(words) if patterns.FRONT_TIME.match(text)), None)
        if time is None:
            _orphan(work, document, "this text stands before the first paper and belongs to none")
            continue
        match = patterns.FRONT_TIME.match(words[time])
        if match:
            front.dates += find_dates(words[time])
            front.start, front.end = (match[name].replace(".", ":").rjust(5, "0") for name in ("start", "end"))
        front.place = words[time + 1] if len(words) > time + 1 else None
        work.add(PartKind.FRONT, document.lines)
    return front


# --- proposals and annexes ---------------------------------------------------------------------------


def _add_proposal(work: _Work, document: Document, documents: Sequence[Document]) -> None:
    if document.item is None:
        _orphan(work, document, "no item of the meeting matches this indstilling")
        return
    head = read_head(document.lines, work.file)
    own = next(d for d in documents if d.kind is DocumentKind.PROPOSAL and d.item == document.item)
    if own is not document:
        _add_annex(work, document, head)
        return
    work.titles.setdefault(document.item, head.title)
    work.dates += head.dates
    work.add(
        PartKind.PROPOSAL,
        document.lines,
        item=document.item,
        number=document.number,
        title=without_file_ending(document.footer_title) or head.title,
        duration_minutes=head.duration_minutes,
        markers=head.markers,
    )


def _add_annex(work: _Work, document: Document, head: ProposalHead | None = None) -> None:
    if document.item is None:
        _orphan(work, document, "no footer and no title tells which item this annex belongs to")
        return
    first = [clean(line.text) for line in document.lines if not is_blank(line)]
    title = without_file_ending(document.footer_title) or (head.title if head else _own_title(first))
    markers = [*(head.markers if head else ()), *_closed_lines(document, work.file)]
    if patterns.CONFIDENTIAL_NAME.search(title):
        markers.append(Marker(openness=Openness.CLOSED, words=title, place=_place(work, document)))
    work.add(
        PartKind.ATTACHMENT,
        document.lines,
        item=document.item,
        number=document.number,
        title=title,
        markers=tuple(markers),
    )


def _own_title(words: Sequence[str]) -> str:
    """A title for an annex that no footer names: its own first line that is not furniture."""
    committee = next((line for line in words[:8] if patterns.COMMITTEE.search(line)), None)
    if committee:
        return f"Dagsorden: {committee}"
    named = (w for w in words if len(w) > 8 and not patterns.PAGE_OF.match(w) and not find_dates(w))
    return join_title([next(named, "Bilag")])[:120]


def _closed_lines(document: Document, file: str) -> list[Marker]:
    """Lines that say only that something is closed; near the top "Lukket" alone is enough."""
    found = []
    written = [line for line in document.lines if not is_blank(line)]
    for n, words in closing_lines(written):
        if n < 12 or " " in words or words.lower().startswith("fortrolig"):
            place = Place(file=file, line=written[n].number)
            found.append(Marker(openness=Openness.CLOSED, words=words, place=place))
    return found


def _place(work: _Work, document: Document) -> Place:
    line = next((line for line in document.lines if not is_blank(line)), None)
    return Place(file=work.file, line=line.number if line else None)


def _orphan(work: _Work, document: Document, message: str) -> None:
    work.add(PartKind.ORPHAN, document.lines)
    lines = [line.number for line in document.lines if not is_blank(line)]
    work.findings.append(
        Finding(
            code="part-without-place",
            severity=Severity.ERROR,
            file=work.file,
            place=f"line {lines[0]} to {lines[-1]}" if lines else "",
            message=f"{message}; its {len(lines)} lines are not published",
            remedy="add the running footer 'Punkt N, Bilag M: title' below it, or file it as an attachment by hand",
        )
    )
