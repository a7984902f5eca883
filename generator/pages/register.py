"""The register of follow-ups: what the papers promise, and what the archive has found of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls
from generator.connections import FollowUp, FollowUpStatus
from generator.lookup import Lookup
from generator.pages.document import Links, Page
from generator.pages.followups import register_entry
from generator.words import connected as said

_WITHOUT_ANSWER = (FollowUpStatus.OVERDUE, FollowUpStatus.OPEN)
_NEVER = "9999"  # sorts after every date


def register_page(lookup: Lookup) -> Page:
    """Every commitment by its state, and how the state is known."""
    links = Links(urls.REGISTER)
    followups = lookup.connections.followups
    return Page(
        url=urls.REGISTER,
        title=said.REGISTER,
        description=said.REGISTER_INTRO,
        parts=(
            f"{said.REGISTER_INTRO} [{said.HOW_KNOWN}](#{md.anchor(said.HOW_KNOWN)}).",
            _counts(followups) if followups else said.NO_FOLLOW_UPS,
            *(part for status in said.STATUSES for part in _group(status, lookup, links) if followups),
            md.heading(said.HOW_KNOWN, 2),
            said.HOW_STATUS_IS_KNOWN,
            said.WHAT_IS_NOT_KNOWN,
        ),
    )


def waiting(followups: Sequence[FollowUp]) -> tuple[int, int]:
    """How many are overdue, and how many open."""
    counts = Counter(followup.status for followup in followups)
    return counts[FollowUpStatus.OVERDUE], counts[FollowUpStatus.OPEN]


def without_answer(followups: Sequence[FollowUp]) -> list[FollowUp]:
    """Those that the archive has found no answer to, the earliest date first."""
    found = [followup for followup in followups if followup.status in _WITHOUT_ANSWER]
    return sorted(found, key=lambda followup: (followup.due or _NEVER, followup.id))


def _counts(followups: Sequence[FollowUp]) -> str:
    counts = Counter(followup.status for followup in followups)
    rows = [
        (f"[{word}](#{md.anchor(word)})", str(counts[status]), said.STATUSES_EXPLAINED[status])
        for status, word in said.STATUSES.items()
    ]
    return md.table((said.STATUS, said.NUMBER_OF, said.MEANING), [*rows, (said.IN_ALL, str(len(followups)), "")])


def _group(status: FollowUpStatus, lookup: Lookup, links: Links) -> Iterator[str]:
    """The commitments in one state: those without an answer by date, the others by meeting, newest first."""
    followups = [followup for followup in lookup.connections.followups if followup.status is status]
    if status in _WITHOUT_ANSWER:
        ordered = without_answer(followups)
    else:
        ordered = sorted(followups, key=lambda followup: lookup.meeting_of(followup.item).date, reverse=True)
    yield md.heading(said.STATUSES[status], 2)
    yield md.bullets(register_entry(followup, lookup, links) for followup in ordered) or said.NONE_IN_GROUP
