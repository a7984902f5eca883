"""A meeting as passages: a sentence or a title, where it stands, and whose paper it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from generator.links.annexes import AnnexKind, head_of, kind_of
from generator.links.bodies import Bodies
from generator.model import CaseStep, TextBlock, block_strings
from generator.openness import PublicAttachment, PublicItem, PublicMeeting
from generator.sentences import sentences
from generator.words import linking

# What every rule of running text asks for: a number, or "(tidl. …". Most sentences have neither, and are not asked.
NAMING = re.compile(r"[\d(]")


class Voice(Enum):
    """Which part of the papers speaks."""

    TITLE = "title"
    PROPOSAL = "proposal"  # recommendations and sections
    DECISION = "decision"
    STEP = "step"  # of a Sagsforløb block
    ANNEX_TITLE = "annex-title"
    ANNEX = "annex"
    OTHER_AGENDA = "other-agenda"  # an agenda that is attached: its numbers are its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of the papers. `source` is the id of the item or attachment they stand in."""

    source: str
    item: PublicItem
    meeting: PublicMeeting
    voice: Voice
    text: str
    home: str | None  # the body that speaks; None where the archive does not have it
    attachment: PublicAttachment | None = None
    step: CaseStep | None = None

    @property
    def where(self) -> str:
        """Where the reader finds the words: `Punktets indstilling`, `Referatet`, `Bilag 2`."""
        if self.attachment is not None:
            return linking.attachment_place(self.attachment.number)
        if self.voice is Voice.TITLE:
            return linking.TITLE
        return linking.MINUTES if self.voice is Voice.DECISION else linking.PROPOSAL


def read_passages(meeting: PublicMeeting, bodies: Bodies) -> Iterator[Passage]:
    """Every passage of a meeting that may name something, in reading order.

    A copy of minutes gives its title only: it speaks of the meeting it is a copy of, and that meeting's own minutes
    speak for it.
    """
    for item in meeting.items:
        yield from _of_item(item, meeting)
        for attachment in item.attachments:
            yield from _of_attachment(attachment, item, meeting, bodies)


def _of_item(item: PublicItem, meeting: PublicMeeting) -> Iterator[Passage]:
    def passage(voice: Voice, text: str, step: CaseStep | None = None) -> Passage:
        return Passage(source=item.id, item=item, meeting=meeting, voice=voice, text=text, home=meeting.body, step=step)

    yield passage(Voice.TITLE, item.title)
    for recommendation in item.recommendations:
        yield from (passage(Voice.PROPOSAL, text) for text in _said(recommendation.text))
    for section in item.sections:
        yield from (passage(Voice.PROPOSAL, text) for text in filter(NAMING.search, (section.heading,)))
        yield from (passage(Voice.PROPOSAL, text) for text in _texts(section.blocks))
    for step in item.case_steps:
        yield passage(Voice.STEP, step.body, step)
    if item.decision:
        yield from (passage(Voice.DECISION, text) for text in _texts(item.decision.blocks))


def _of_attachment(
    attachment: PublicAttachment, item: PublicItem, meeting: PublicMeeting, bodies: Bodies
) -> Iterator[Passage]:
    kind = kind_of(attachment)
    voice, home = Voice.ANNEX, meeting.body
    speaker: str | None = home
    if kind is AnnexKind.AGENDA:
        voice, speaker = Voice.OTHER_AGENDA, _whose_agenda(attachment, meeting, bodies)

    def passage(voice: Voice, text: str, home: str | None) -> Passage:
        return Passage(
            source=attachment.id,
            item=item,
            meeting=meeting,
            voice=voice,
            text=text,
            home=home,
            attachment=attachment,
        )

    if not attachment.is_recommendation:  # that is the item's own proposal, and its sections speak for it
        yield passage(Voice.ANNEX_TITLE, attachment.title, home)
    if kind is not AnnexKind.MINUTES:
        yield from (passage(voice, text, speaker) for text in _texts(attachment.blocks))


def _whose_agenda(attachment: PublicAttachment, meeting: PublicMeeting, bodies: Bodies) -> str | None:
    named = next(bodies.named_by(meeting.body, head_of(attachment), meeting.body), None)
    return named.id if named else None


def _texts(blocks: Iterable[TextBlock]) -> Iterator[str]:
    for block in blocks:
        for text in block_strings(block):
            yield from _said(text)


def _said(text: str) -> Iterator[str]:
    if NAMING.search(text):
        yield from filter(NAMING.search, sentences(text))
