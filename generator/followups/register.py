"""The register of follow-ups: every commitment of the archive's open papers, and what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from generator.connections import Abbreviation, FollowUp, FollowUpStatus, Link, LinkKind, Settlement
from generator.findings import Finding
from generator.followups.answers import Answer, Answers, Asked
from generator.followups.commitment import Commitment
from generator.followups.periods import last_day
from generator.followups.reading import read_promises
from generator.followups.settled import settle
from generator.followups.units import Units
from generator.memory import NO_MEMORY, Memory
from generator.openness import Archive
from generator.words import promised


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpResult:
    """The follow-ups by meeting and item, and what a clerk should know of his own settlements."""

    followups: tuple[FollowUp, ...]
    findings: tuple[Finding, ...] = ()


def find(
    archive: Archive,
    *,
    links: Sequence[Link],
    as_of: datetime.date,
    abbreviations: Sequence[Abbreviation] = (),
    settlements: Sequence[Settlement] = (),
    memory: Memory = NO_MEMORY,
) -> FollowUpResult:
    """Every commitment in the decisions and annexes of published items, with its status on `as_of`.

    Pure: the same archive, links and day give the same register. A paper attached again has been read before, so
    what it promises stands at the first.
    """
    read = read_promises(archive, Units(entry.long for entry in abbreviations), memory)
    repeated = {link.source for link in links if link.kind is LinkKind.RE_ATTACHED}
    answers = Answers(archive, read, links, as_of, memory)
    ids: list[list[str]] = []
    asked: list[Asked] = []
    for meeting, promises in zip(archive.meetings, read, strict=True):
        made = {
            f"{commitment.item}/opfoelgning-{number}": commitment
            for item in promises.items
            for number, commitment in enumerate((c for c in item.commitments if c.source not in repeated), 1)
        }
        ids.append(list(made))
        asked.append(Asked(meeting, promises, list(made.values())))
    found = [
        _follow_up(id, commitment, answer, as_of)
        for own, its, told in zip(ids, asked, answers.of(asked), strict=True)
        for id, commitment, answer in zip(own, its.commitments, told, strict=True)
    ]
    settled, findings = settle(found, settlements, answers.published)
    return FollowUpResult(followups=tuple(settled), findings=tuple(findings))


def _follow_up(id: str, commitment: Commitment, answer: Answer | None, as_of: datetime.date) -> FollowUp:
    status, reason = _status(commitment, answer, as_of)
    return FollowUp(
        id=id,
        item=commitment.item,
        source=commitment.source,
        text=commitment.text,
        responsible=commitment.responsible,
        due=commitment.due.value,
        due_words=commitment.due.words,
        status=status,
        followed_up_by=answer.item if answer and status is FollowUpStatus.FOLLOWED_UP else None,
        reason=reason,
        evidence=commitment.evidence,
        rule=commitment.rule,
    )


def _status(commitment: Commitment, answer: Answer | None, as_of: datetime.date) -> tuple[FollowUpStatus, str]:
    if commitment.closed:
        return FollowUpStatus.CLOSED, promised.closed(commitment.closed)
    if answer and answer.item:
        return FollowUpStatus.FOLLOWED_UP, answer.reason
    several = f"{answer.reason} " if answer else ""
    due = commitment.due
    if due.value and last_day(due.value) < as_of:
        return FollowUpStatus.OVERDUE, several + promised.overdue(due.value or "")
    return FollowUpStatus.OPEN, several + promised.still_open(due.value, due.words)
