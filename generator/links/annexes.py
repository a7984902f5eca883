"""What an attachment is to its item: a paper of its own, a copy of minutes, or another body's agenda."""

from __future__ import annotations

import re
from enum import Enum

from generator.openness import PublicAttachment

# Dagsorden til mødet i …   Dagsorden: …   Udvalgsdagsorden
_AGENDA_TITLE = re.compile(r"^(?:bilag \d+\W+)?(?:åben |tillægs)?\w*dagsorden\b", re.IGNORECASE)
# Mødedato: 24. januar 2024   Dagsorden kort:
_AGENDA_TEXT = re.compile(r"^(?:Mødedato\s*:|Dagsorden kort\s*:)", re.IGNORECASE | re.MULTILINE)
# Referat - Rådmandsmøde 18.12.2023   Beslutningsreferat fra …
_MINUTES_TITLE = re.compile(
    r"^(?:bilag \d+\W+)?(?:godkendt |åbent? |udkast til )?(?:beslutnings)?referat\b", re.IGNORECASE
)
_HEAD = 600  # letters at the top of a paper that tell what it is


class AnnexKind(Enum):
    """What an attachment is."""

    PAPER = "paper"
    MINUTES = "minutes"  # a copy of minutes: what it names, it names for that meeting
    AGENDA = "agenda"  # an agenda: its items, numbers and case numbers are those of its own body


def kind_of(attachment: PublicAttachment) -> AnnexKind:
    """What the attachment is, by its title and the head of its text."""
    if attachment.minutes_of or _MINUTES_TITLE.match(attachment.title):
        return AnnexKind.MINUTES
    if _AGENDA_TEXT.search(attachment.text[:_HEAD]) or _AGENDA_TITLE.match(attachment.title):
        return AnnexKind.AGENDA
    return AnnexKind.PAPER


def head_of(attachment: PublicAttachment) -> str:
    """Title and first words: where an agenda says whose it is."""
    return f"{attachment.title}\n{attachment.text[:_HEAD]}"
