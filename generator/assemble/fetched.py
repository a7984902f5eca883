"""Makes a meeting of a server's saved answers: sections and decisions by heading, attachments from their PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from generator.assemble.case_steps import read_case_steps
from generator.assemble.decisions import read_decision
from generator.assemble.fetched_papers import read_paper
from generator.assemble.meeting import Assembled, MeetingFacts, natural
from generator.assemble.noticed import no_items, written_twice
from generator.assemble.recommendations import find_lead, split_recommendations
from generator.clean.html_blocks import TooDeep
from generator.clean.hyphens import Vocabulary
from generator.findings import Finding, Severity
from generator.model import (
    AgendaItem,
    Attachment,
    Bullets,
    CaseStep,
    Decision,
    Marker,
    Meeting,
    Openness,
    Paragraph,
    Place,
    Recommendation,
    Section,
    Stage,
    TextBlock,
    plain_text,
)
from generator.segment.minutes_fields import FieldKind
from generator.sources.bundle import Bundle, Line
from generator.sources.firstagenda import FetchedAgenda, FetchedAttachment, FetchedItem, is_closed_kind
from generator.sources.firstagenda_html import HtmlField, count_pictures, cut_html

_SAME_BODY = 85  # likeness of two spellings of a body's name
# Beslutning i Økonomiudvalget den 16-03-2026   Økonomiudvalgets beslutning den 04.12.2012
_BODY = re.compile(
    r"^(?:beslutning(?:er)?|afgørelse)\s+(?:i|for|fra|af)\s+(?P<after>.+?)(?:,?\s+(?:den|d\.|fra)\s+\d.*)?$"
    r"|^(?P<before>.+?)s\s+(?:beslutning|afgørelse)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Reading:
    """An answer being read, with the PDFs that lie beside it by file name."""

    facts: MeetingFacts
    agenda: FetchedAgenda
    papers: Mapping[str, Bundle]
    findings: list[Finding] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(file=self.agenda.source.file)

    def warn(self, code: str, place: str, message: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                file=self.agenda.source.file,
                place=place,
                message=message,
                remedy=remedy,
            )
        )


@dataclass(slots=True)
class _Draft:
    recommendations: list[Recommendation] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    decision: list[TextBlock] = field(default_factory=list)
    steps: list[CaseStep] = field(default_factory=list)


def assemble_fetched(
    facts: MeetingFacts,
    agendas: Sequence[FetchedAgenda],
    papers: Mapping[str, Bundle],
    written: Sequence[AgendaItem] = (),
) -> Assembled:
    """The meeting that `agendas` tell of: the agenda or minutes first, supplementary agendas after.

    `papers` holds the attachments' PDFs by their file name. An item of a supplement that the first answer has too
    is left out; an item `written` by hand that an answer has too gives that item its markers, and no more.
    """
    items: dict[str, AgendaItem] = {}
    findings: list[Finding] = []
    for agenda in agendas:
        reading = _Reading(facts, agenda, papers)
        _check(reading)
        for fetched in agenda.items:
            item = _item(reading, fetched)
            known = items.get(fetched.number)
            items[fetched.number] = _with_markers(known, item.markers) if known else item
        findings += [*agenda.findings, *reading.findings]
    findings += written_twice(written, items)
    for item in written:
        known = items.get(item.number)
        items[item.number] = _with_markers(known, item.markers) if known else _declared(item)
    if not items and not any(agenda.left_out for agenda in agendas):
        findings.append(no_items(agendas[0].source.file if agendas else facts.id))
    return Assembled(meeting=_meeting(facts, agendas, items.values()), findings=tuple(findings))


def _with_markers(item: AgendaItem, markers: Iterable[Marker]) -> AgendaItem:
    return replace(item, markers=(*item.markers, *markers))


def _declared(item: AgendaItem) -> AgendaItem:
    """What is declared of the server says nothing of an item written by hand: it must say itself that it is open."""
    if any(marker.openness is Openness.OPEN for marker in item.markers):
        return item
    place = next(iter(item.places), Place(file=""))
    unknown = Marker(openness=Openness.UNKNOWN, words="it does not say 'openness: åben'", place=place)
    return _with_markers(item, [unknown])


def _meeting(facts: MeetingFacts, agendas: Sequence[FetchedAgenda], items: Iterable[AgendaItem]) -> Meeting:
    ordered = tuple(sorted(items, key=lambda item: natural(item.number)))
    decided = any(agenda.finished for agenda in agendas) or any(item.decision for item in ordered)
    return Meeting(
        id=facts.id,
        body=facts.body,
        date=facts.date,
        start=facts.start or next((agenda.start for agenda in agendas if agenda.start), None),
        end=facts.end or next((agenda.end for agenda in agendas if agenda.end), None),
        place=facts.place or next((agenda.place for agenda in agendas if agenda.place), None),
        stage=(Stage.DRAFT if _draft(agendas) else Stage.MINUTES) if decided else Stage.AGENDA,
        note=facts.note,
        sources=tuple(agenda.source for agenda in agendas),
        participants=agendas[0].participants if agendas and agendas[0].finished else (),
        withdrawn=agendas[0].withdrawn if agendas else None,
        items=ordered,
        declared=facts.declared,
        markers=tuple(_closed_as_a_whole(agenda) for agenda in agendas if is_closed_kind(agenda.kind)),
        left_out=sum(counts) if (counts := [a.left_out for a in agendas if a.left_out is not None]) else None,
    )


def _draft(agendas: Sequence[FetchedAgenda]) -> bool:
    """`Udkast til referat`, `Foreløbigt referat`"""
    return any(re.search(r"\budkast\b|\bforeløbig", agenda.kind, re.IGNORECASE) for agenda in agendas)


def _closed_as_a_whole(agenda: FetchedAgenda) -> Marker:
    """`Lukket referat`: the answer holds nothing that is open."""
    return Marker(openness=Openness.CLOSED, words=agenda.kind, place=Place(file=agenda.source.file))


def _check(reading: _Reading) -> None:
    agenda, facts = reading.agenda, reading.facts
    if agenda.date and agenda.date != facts.date:
        reading.warn(
            "date-differs",
            "",
            f"the answer says {agenda.date}, the folder says {facts.date}; the folder was believed",
            "move the folder if the answer is right",
        )
    closed = sum(not item.is_open for item in agenda.items)
    if closed:
        reading.warn(
            "closed-in-file",
            "",
            f"the file holds {closed} closed items; they are not published, but they lie in the content folder",
            "let 'moedearkiv sync' fetch the meeting: it drops what is closed before anything is written",
        )


# --- an item -----------------------------------------------------------------------------------------


def _item(reading: _Reading, fetched: FetchedItem) -> AgendaItem:
    facts = reading.facts
    item_id = f"{facts.id}/{fetched.number}"
    markers = facts.item_markers.get(fetched.number, ())
    if not fetched.is_open:
        closed = Marker(openness=Openness.CLOSED, words="IsOpen is not true", place=reading.place)
        return _bare(facts, fetched, reading.place, (closed, *markers))
    try:
        fields = cut_html(fetched.html)
    except TooDeep:
        reading.warn(
            "html-too-deep",
            f"punkt {fetched.number}",
            "its text is nested deeper than any paper's, and cannot be read",
            "have the text put right where it was written; the item is withheld meanwhile",
            Severity.ERROR,
        )
        unread = Marker(openness=Openness.UNKNOWN, words="its text cannot be read", place=reading.place)
        return _bare(facts, fetched, reading.place, (unread, *markers))
    draft = _Draft()
    for part in fields:
        _add(reading, draft, part)
    _tell_of_pictures(reading, fetched)
    return AgendaItem(
        id=item_id,
        meeting=facts.id,
        number=fetched.number,
        title=fetched.title,
        case_numbers=fetched.case_numbers,
        recommendations=tuple(draft.recommendations),
        sections=tuple(draft.sections),
        decision=_decision(draft, reading.place),
        case_steps=tuple(draft.steps),
        places=(reading.place,),
        attachments=tuple(_attachment(reading, item_id, fetched, attachment) for attachment in fetched.attachments),
        markers=markers,
        withdrawn=fetched.withdrawn,
    )


def _bare(facts: MeetingFacts, fetched: FetchedItem, place: Place, markers: tuple[Marker, ...]) -> AgendaItem:
    """An item that is not published: by its title and numbers alone, which the audit looks for."""
    return AgendaItem(
        id=f"{facts.id}/{fetched.number}",
        meeting=facts.id,
        number=fetched.number,
        title=fetched.title,
        case_numbers=fetched.case_numbers,
        places=(place,),
        markers=markers,
    )


def _decision(draft: _Draft, place: Place) -> Decision | None:
    return read_decision(tuple(draft.decision), place) if draft.decision else None


def _tell_of_pictures(reading: _Reading, fetched: FetchedItem) -> None:
    pictures = count_pictures(fetched.html)
    if pictures:
        reading.warn(
            "pictures-left-out",
            f"item {fetched.number}",
            f"{pictures} pictures in the item's text are not shown",
            "check that the text can be read without them",
        )


def _add(reading: _Reading, draft: _Draft, part: HtmlField) -> None:
    kind = part.kind
    if kind is FieldKind.DECISION:
        _add_decision(reading, draft, part)
    elif kind is FieldKind.RECOMMENDATION:
        _add_recommendation(draft, part)
    elif kind is FieldKind.CASE_STEPS:
        steps = read_case_steps(_lines(part.blocks), reading.agenda.source.file, Vocabulary())
        draft.steps += steps
        if not steps:
            draft.sections.append(Section(heading=part.title, blocks=part.blocks))
    else:
        draft.sections.append(Section(heading=part.title, blocks=part.blocks))


def _add_decision(reading: _Reading, draft: _Draft, part: HtmlField) -> None:
    """This meeting's decision, an earlier one of another body, or (before the meeting) neither.

    Undated, it is this meeting's if the answer is the minutes; an agenda may repeat an earlier decision.
    """
    body = _body_in(part.title)
    ours = not body or fuzz.ratio(body.casefold(), reading.agenda.body.casefold()) >= _SAME_BODY
    if ours and (part.date == reading.facts.date or (part.date is None and reading.agenda.finished)):
        draft.decision += part.blocks
    elif body or part.date:
        draft.steps.append(
            CaseStep(body=body, date=part.date, number=None, text=plain_text(part.blocks), place=reading.place)
        )
    else:
        draft.sections.append(Section(heading=part.title, blocks=part.blocks))


def _body_in(title: str) -> str:
    match = _BODY.match(title)
    return (match["after"] or match["before"] or "").strip() if match else ""


def _add_recommendation(draft: _Draft, part: HtmlField) -> None:
    """A list's entries, each one thing to decide; without a list, sentences. What says more stays a section."""
    lists = [block for block in part.blocks if isinstance(block, Bullets)]
    if not lists and all(isinstance(block, Paragraph) for block in part.blocks):
        draft.recommendations += split_recommendations(_lines(part.blocks), Vocabulary())
        return
    draft.recommendations += [Recommendation(text=text) for block in lists for text in block.entries]
    rest = tuple(block for block in part.blocks if block not in lists and not _is_lead(block))
    if rest:
        draft.sections.append(Section(heading=part.title, blocks=rest))


def _is_lead(block: TextBlock) -> bool:
    """`Direktøren indstiller, at`: words that only lead to the list."""
    return isinstance(block, Paragraph) and find_lead(block.text) == block.text


def _lines(blocks: Iterable[TextBlock]) -> list[Line]:
    """Blocks as lines, for the rules that read papers."""
    texts = (text for block in blocks for text in plain_text((block,)).split("\n"))
    return [Line(text=text, page=1, number=number) for number, text in enumerate(texts, start=1)]


# --- its attachments ---------------------------------------------------------------------------------


def _attachment(reading: _Reading, item_id: str, fetched: FetchedItem, named: FetchedAttachment) -> Attachment:
    base = Attachment(
        id=f"{item_id}/bilag-{named.number}",
        number=named.number,
        title=named.title,
        blocks=(),
        place=reading.place,
        markers=reading.facts.attachment_markers.get((fetched.number, named.number), ()),
    )
    bundle = reading.papers.get(named.file)
    if bundle is not None:
        return read_paper(base, bundle)
    reading.warn(
        "attachment-missing",
        f"item {fetched.number}, bilag {named.number}",
        "the attachment is named but its PDF is not there" if named.file else "the server has no PDF of the attachment",
        "run 'moedearkiv sync' again" if named.file else "ask whoever publishes the agenda for a PDF",
        Severity.ERROR if named.file else Severity.INFO,
    )
    return base
