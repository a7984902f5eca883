"""The register of follow-ups: every commitment of the archive's open papers, and what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.connections import Abbreviation, FollowUp, FollowUpStatus, Link, LinkKind, Settlement
from generator.findings import Finding
from generator.followups.annexes import annex_commitments
from generator.followups.answers import Answer, Answers
from generator.followups.calendar import Calendar, calendars
from generator.followups.commitment import Commitment
from generator.followups.minutes import read_commitments
from generator.followups.periods import last_day
from generator.followups.settled import settle
from generator.openness import Archive, PublicItem
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
) -> FollowUpResult:
    """Every commitment in the decisions and annexes of published items, with its status on `as_of`.

    Pure: the same archive, links and day give the same register.
    """
    units = tuple(entry.long for entry in abbreviations)
    repeated = {link.source for link in links if link.kind is LinkKind.RE_ATTACHED}
    answers = Answers(archive, links, as_of)
    calendar = calendars(archive)
    found: list[FollowUp] = []
    for meeting in archive.meetings:
        for item in meeting.items:
            read = _commitments(item, calendar[meeting.id], units, repeated)
            found += [
                _follow_up(commitment, number, answers.of(commitment, meeting.date), as_of)
                for number, commitment in enumerate(read, 1)
            ]
    published = {item.id for meeting in archive.meetings for item in meeting.items}
    settled, findings = settle(found, settlements, published)
    return FollowUpResult(followups=tuple(settled), findings=tuple(findings))


def _commitments(
    item: PublicItem, calendar: Calendar, units: Sequence[str], repeated: set[str]
) -> Iterator[Commitment]:
    """Those of the minutes first, then annex by annex; a paper attached again has been read before."""
    if item.decision:
        yield from read_commitments(item.decision.blocks, item=item.id, source=item.id, calendar=calendar, units=units)
    for attachment in item.attachments:
        if attachment.id not in repeated:
            yield from annex_commitments(attachment, item=item.id, calendar=calendar, units=units)


def _follow_up(commitment: Commitment, number: int, answer: Answer | None, as_of: datetime.date) -> FollowUp:
    status, reason = _status(commitment, answer, as_of)
    return FollowUp(
        id=f"{commitment.item}/opfoelgning-{number}",
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
