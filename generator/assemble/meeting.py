"""Puts the parts of one meeting's bundles together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.assemble.case_steps import read_case_steps
from generator.assemble.decisions import read_decision
from generator.assemble.noticed import (
    dates_that_differ,
    entries_without_item,
    no_items,
    titles_that_differ,
    written_twice,
)
from generator.assemble.papers import (
    find_case_numbers,
    front_note,
    place_of,
    proposed_by,
    read_annex,
    read_minutes_copy,
    read_proposal,
)
from generator.assemble.recommendations import split_recommendations
from generator.clean.blocks import to_blocks
from generator.clean.hyphens import Vocabulary
from generator.findings import Finding
from generator.model import (
    AgendaItem,
    Attachment,
    CaseStep,
    Decision,
    Marker,
    Meeting,
    Openness,
    Place,
    Recommendation,
    Section,
    Stage,
    TextBlock,
    plain_text,
)
from generator.segment.closed import closing_lines
from generator.segment.parts import Part, PartKind, Segments
from generator.segment.units import is_blank


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What the folder and meeting.md say. `item_markers` and `attachment_markers` are the clerk's entries."""

    body: str
    date: str
    id: str
    declared: Openness
    start: str | None = None
    end: str | None = None
    place: str | None = None
    note: tuple[TextBlock, ...] = ()
    item_markers: dict[str, tuple[Marker, ...]] = field(default_factory=dict)
    attachment_markers: dict[tuple[str, str], tuple[Marker, ...]] = field(default_factory=dict)
    noindex: frozenset[str] = frozenset()  # numbers of items that search engines are asked not to keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A meeting and what was noticed while putting it together."""

    meeting: Meeting
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Draft:
    """An item being put together."""

    number: str
    titles: list[str] = field(default_factory=list)
    proposal_title: str = ""
    duration: int | None = None
    proposal_duration: int | None = None
    cases: list[str] = field(default_factory=list)
    responsible: str | None = None
    recommendations: list[Recommendation] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    decision: Decision | None = None
    steps: list[CaseStep] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)


def assemble(facts: MeetingFacts, bundles: Sequence[Segments], written: Sequence[AgendaItem] = ()) -> Assembled:
    """The meeting that `bundles` (and items `written` by hand) are the papers of."""
    drafts: dict[str, _Draft] = {}
    findings: list[Finding] = []
    for segments in bundles:
        vocabulary = _vocabulary(segments)
        for part in segments.parts:
            if part.item is not None:
                draft = drafts.setdefault(part.item, _Draft(part.item))
                draft.markers += _closing(part, segments.source.file)
                _HANDLERS.get(part.kind, _nothing)(facts, draft, part, segments, vocabulary)
        findings += segments.findings
        findings += dates_that_differ(facts.date, segments)
    items = [_item(facts, draft) for draft in drafts.values()]
    items += [_declared(facts, item) for item in written if item.number not in drafts]
    file = bundles[0].source.file if bundles else f"{facts.body}/{facts.date}"
    for draft in drafts.values():
        findings += titles_that_differ(draft.number, draft.titles, file)
    findings += written_twice(written, drafts)
    findings += entries_without_item(facts.id, facts.item_markers, facts.attachment_markers, items)
    readable = any(not is_blank(line) for segments in bundles for part in segments.parts for line in part.lines)
    if not items and (readable or not bundles):
        findings.append(no_items(file))
    return Assembled(meeting=_meeting(facts, bundles, items), findings=tuple(findings))


def _closing(part: Part, file: str) -> list[Marker]:
    """What the part says of its item's openness. An attachment's markers speak of the attachment alone."""
    if part.kind in (PartKind.ATTACHMENT, PartKind.PREVIOUS_MINUTES, PartKind.PRIVATE):
        return []
    head = [line for line in part.lines if not is_blank(line)][:3] if part.kind is not PartKind.PROPOSAL else []
    return [
        *part.markers,
        *(
            Marker(openness=Openness.CLOSED, words=words, place=Place(file=file, line=head[at].number))
            for at, words in closing_lines(head)
        ),
    ]


def _vocabulary(segments: Segments) -> Vocabulary:
    lines = sorted((line for part in segments.parts for line in part.lines), key=lambda line: (line.page, line.number))
    return Vocabulary.of_lines(lines)


def _meeting(facts: MeetingFacts, bundles: Sequence[Segments], items: Iterable[AgendaItem]) -> Meeting:
    ordered = tuple(sorted(items, key=lambda item: natural(item.number)))
    fronts = [s for s in bundles if s.start or s.place]
    return Meeting(
        id=facts.id,
        body=facts.body,
        date=facts.date,
        start=facts.start or next((s.start for s in fronts), None),
        end=facts.end or next((s.end for s in fronts), None),
        place=facts.place or next((s.place for s in fronts), None),
        stage=Stage.MINUTES if any(item.decision for item in ordered) else Stage.AGENDA,
        note=(*(block for s in bundles for block in front_note(s)), *facts.note),
        sources=tuple(s.source for s in bundles),
        items=ordered,
        declared=facts.declared,
        markers=tuple(marker for s in bundles for marker in s.markers),
    )


def natural(number: str) -> tuple[int, str]:
    """Sort key: 2 before 10, 10 before 10a."""
    digits = re.match(r"\d+", number)
    return (int(digits.group()) if digits else 0, number)


def _item(facts: MeetingFacts, draft: _Draft) -> AgendaItem:
    title = max(draft.titles, key=len, default="") or draft.proposal_title or f"Punkt {draft.number}"
    attachments = sorted(draft.attachments, key=lambda attachment: natural(attachment.number))
    return AgendaItem(
        id=f"{facts.id}/{draft.number}",
        meeting=facts.id,
        number=draft.number,
        title=title,
        duration_minutes=draft.duration if draft.duration is not None else draft.proposal_duration,
        case_numbers=tuple(dict.fromkeys(draft.cases)),
        responsible=draft.responsible,
        recommendations=tuple(draft.recommendations),
        sections=tuple(draft.sections),
        decision=draft.decision,
        case_steps=tuple(draft.steps),
        places=tuple(dict.fromkeys(draft.places)),
        noindex=draft.number in facts.noindex,
        attachments=tuple(_marked(facts, attachment) for attachment in attachments),
        markers=(*draft.markers, *facts.item_markers.get(draft.number, ())),
    )


def _declared(facts: MeetingFacts, item: AgendaItem) -> AgendaItem:
    """An item written by hand, with what meeting.md says of it besides."""
    return replace(
        item,
        attachments=tuple(_marked(facts, attachment) for attachment in item.attachments),
        noindex=item.number in facts.noindex,
    )


def _marked(facts: MeetingFacts, attachment: Attachment) -> Attachment:
    item, number = attachment.id.split("/")[-2], attachment.number
    extra = facts.attachment_markers.get((item, number), ())
    return replace(attachment, markers=(*attachment.markers, *extra))


# --- one handler per kind of part --------------------------------------------------------------------


def _place(part: Part, segments: Segments) -> Place:
    return place_of(part.lines, segments.source.file, pages=segments.source.pages is not None)


def _on_item(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    draft.titles.append(part.title)
    draft.duration = draft.duration if part.duration_minutes is None else part.duration_minutes
    draft.cases += [*part.case_numbers, *find_case_numbers(part.lines)]
    draft.responsible = draft.responsible or part.responsible
    draft.places.append(_place(part, segments))


def _on_proposal(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    read = read_proposal(part, segments.source.file, vocabulary)
    draft.proposal_title = read.title
    draft.proposal_duration = part.duration_minutes
    draft.cases += read.case_numbers
    draft.responsible = draft.responsible or read.responsible
    draft.recommendations += read.recommendations
    draft.sections += read.sections
    place = _place(part, segments)
    draft.places.append(place)
    if part.number:
        attachment = _attachment(facts, draft, part, place, (), is_recommendation=True)
        draft.attachments.append(attachment)


def _on_section(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    blocks = to_blocks(part.lines, vocabulary)
    proposer = proposed_by(part.title or plain_text(blocks))
    draft.responsible = draft.responsible or proposer
    if blocks and (part.title or not proposer):
        draft.sections.append(Section(heading=part.title, blocks=blocks))
        draft.places.append(_place(part, segments))


def _on_recommendation(
    facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary
) -> None:
    draft.recommendations += split_recommendations(part.lines, vocabulary)


def _on_decision(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    blocks = to_blocks(part.lines, vocabulary)
    if not blocks:
        return
    if draft.decision is not None:
        blocks = (*draft.decision.blocks, *blocks)
    place = _place(part, segments)
    draft.decision = read_decision(blocks, place)
    draft.places.append(place)


def _on_case_steps(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    steps = read_case_steps(part.lines, segments.source.file, vocabulary)
    draft.steps += steps
    if not steps:
        _on_section(facts, draft, part, segments, vocabulary)


def _on_attachment(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    blocks, cases = read_annex(part.lines, segments.source.file, vocabulary)
    attachment = _attachment(facts, draft, part, _place(part, segments), blocks, cases=(*cases, *part.case_numbers))
    draft.attachments.append(attachment)
    if blocks:  # a name in a list gives the item no case number
        draft.cases += cases


def _on_previous(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    blocks, entries = read_minutes_copy(part, segments.source.file, vocabulary)
    base = _attachment(facts, draft, part, _place(part, segments), blocks)
    draft.attachments.append(replace(base, minutes_of=part.minutes_of, entries=entries))


def _nothing(facts: MeetingFacts, draft: _Draft, part: Part, segments: Segments, vocabulary: Vocabulary) -> None:
    """Furniture, private notes and fronts make no object of an item."""


_HANDLERS = {
    PartKind.ITEM: _on_item,
    PartKind.PROPOSAL: _on_proposal,
    PartKind.SECTION: _on_section,
    PartKind.RECOMMENDATION: _on_recommendation,
    PartKind.DECISION: _on_decision,
    PartKind.CASE_STEPS: _on_case_steps,
    PartKind.ATTACHMENT: _on_attachment,
    PartKind.PREVIOUS_MINUTES: _on_previous,
}


def _attachment(
    facts: MeetingFacts,
    draft: _Draft,
    part: Part,
    place: Place,
    blocks: tuple[TextBlock, ...],
    *,
    cases: tuple[str, ...] = (),
    is_recommendation: bool = False,
) -> Attachment:
    taken = {attachment.number for attachment in draft.attachments}
    number = part.number or next(str(n) for n in range(1, 9999) if str(n) not in taken)
    return Attachment(
        id=f"{facts.id}/{draft.number}/bilag-{number}",
        number=number,
        title=part.title or f"Bilag {number}",
        blocks=blocks,
        place=place,
        case_numbers=tuple(dict.fromkeys(cases)),
        is_recommendation=is_recommendation,
        markers=() if is_recommendation else part.markers,
    )
