"""Commitments in annexes: tables of tasks, and what stands under "Opfølgning".

Left out are copies of minutes (their promises stand at the meeting that made them), papers attached again,
agendas of other bodies, and the indstilling itself: it asks, and promises nothing until it is decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.followups import passives, promises
from generator.followups.actors import people
from generator.followups.calendar import Calendar
from generator.followups.commitment import Commitment, Promise
from generator.followups.due import find_due
from generator.followups.flat_tables import flat_rows
from generator.followups.tables import rows_commitments, table_commitments
from generator.followups.units import NO_UNITS, Units
from generator.model import Bullets, Paragraph, block_strings
from generator.openness import PublicAttachment
from generator.sentences import sentences

_OTHER_PAPER = re.compile(r"^(?:bilag \d+\W+)?(?:dagsorden|referat|beslutningsreferat)\b", re.IGNORECASE)
_AGENDA = re.compile(r"^(?:Mødedato|Dagsorden kort)\s*:")
# Opfølgning: Rådmanden forelægges et udkast i februar.   (not: Opfølgning på temadrøftelsen)
_LABELLED = re.compile(
    r"^Opfølgning(?::\s*|\s+)(?=(?:Rådmanden|Udvalget|Byrådet|Der|Kredsen|Direktionen|[A-ZÆØÅ]{2,6})\b)"
)
_STRICT: tuple[promises.Rule, ...] = (
    promises.promises_work,
    promises.is_to_do,
    passives.is_done_by_a_time,
    passives.is_to_be_ready,
)
_ANAPHOR = re.compile(r"^(?:Denne|Dette|Disse|Det)\b")


def annex_commitments(
    attachment: PublicAttachment, *, item: str, calendar: Calendar, units: Units = NO_UNITS
) -> list[Commitment]:
    """The commitments of one annex, tables first."""
    if is_other_paper(attachment):
        return []
    source = attachment.id
    found = table_commitments(attachment.blocks, item=item, source=source, calendar=calendar, units=units)
    found += rows_commitments(flat_rows(attachment.blocks), item=item, source=source, calendar=calendar, units=units)
    return [*found, *_in_text(attachment, item, calendar, units)]


def is_other_paper(attachment: PublicAttachment) -> bool:
    """Whether the annex speaks for another meeting or body."""
    if attachment.minutes_of or attachment.is_recommendation or _OTHER_PAPER.match(attachment.title):
        return True
    return any(_AGENDA.match(text) for block in attachment.blocks[:12] for text in block_strings(block))


def _in_text(attachment: PublicAttachment, item: str, calendar: Calendar, units: Units) -> Iterator[Commitment]:
    for block in attachment.blocks:
        if isinstance(block, Paragraph | Bullets):
            for text in block_strings(block):
                labelled = _LABELLED.match(text)
                said = sentences(text[labelled.end() :] if labelled else text)
                for at, sentence in enumerate(said):
                    found = under_follow_up(sentence) if labelled else _strictly(sentence, calendar)
                    if found:
                        before = said[at - 1] if at and _ANAPHOR.match(sentence) else ""
                        yield _commitment(attachment, item, calendar, units, before, sentence, *found)


def under_follow_up(sentence: str) -> tuple[Promise, str] | None:
    """What stands after the label "Opfølgning". "Rådmanden forelægges et udkast i februar 2024."."""
    told = re.search(r"\b(?:forelægges|orienteres|præsenteres|følges op|gives|fremlægges|drøftes|sendes)\b", sentence)
    if told:
        return Promise(), under_follow_up.__name__
    promise = promises.promises_work(sentence) or promises.promises_by_a_time(sentence)
    return (promise, under_follow_up.__name__) if promise else None


def _strictly(sentence: str, calendar: Calendar) -> tuple[Promise, str] | None:
    """Elsewhere only a plain promise with a date still to come."""
    if not find_due(sentence, calendar).value:
        return None
    for rule in _STRICT:
        promise = rule(sentence)
        if promise:
            return promise, rule.__name__
    return None


def _commitment(
    attachment: PublicAttachment,
    item: str,
    calendar: Calendar,
    units: Units,
    before: str,
    sentence: str,
    promise: Promise,
    rule: str,
) -> Commitment:
    return Commitment(
        item=item,
        source=attachment.id,
        text=f"{before} {sentence}".strip(),
        evidence=sentence,
        responsible=tuple(name for words in promise.who for name in people(words, units)),
        due=find_due(sentence, calendar),
        rule=rule,
    )
