"""The register of follow-ups: what the papers promise, and what the archive has found of it; a page for each state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls
from generator.connections import FollowUp, FollowUpStatus
from generator.lookup import Lookup
from generator.pages.document import Links, Page
from generator.pages.followups import register_entry
from generator.pages.years import ByYear
from generator.words import connected as said
from generator.words import ways

_WITHOUT_ANSWER = (FollowUpStatus.OVERDUE, FollowUpStatus.OPEN)
_NEVER = "9999"  # sorts after every date
_FIRST = 10
_HOW_KNOWN = md.anchor(said.HOW_KNOWN)


def register_page(lookup: Lookup) -> Page:
    """How many commitments there are in each state, the most pressing of them, and how the state is known."""
    links = Links(urls.REGISTER)
    followups = lookup.connections.followups
    return Page(
        url=urls.REGISTER,
        title=said.REGISTER,
        description=said.REGISTER_INTRO,
        parts=(
            f"{said.REGISTER_INTRO} [{said.HOW_KNOWN}](#{_HOW_KNOWN}).",
            _counts(followups, links) if followups else said.NO_FOLLOW_UPS,
            *_pressing(lookup, links),
            md.heading(said.HOW_KNOWN, 2),
            said.HOW_STATUS_IS_KNOWN,
            said.WHAT_IS_NOT_KNOWN,
            f"{links.to(urls.FIGURES, ways.FOLLOW_UPS_BY_UNIT)}.",
        ),
    )


def state_pages(status: FollowUpStatus, lookup: Lookup) -> Iterator[Page]:
    """The commitments in one state: those without an answer by date, the others by meeting, newest first."""
    found = _by_year(status, lookup)
    links = Links(found.url)
    unanswered = status in _WITHOUT_ANSWER and not found.is_long
    listed = [md.bullets(found.entry(one, links) for one in found.head)] if unanswered else found.sections(level=2)
    yield Page(
        url=found.url,
        title=said.STATUSES[status],
        description=f"{said.STATUSES_EXPLAINED[status]} {said.follow_ups(len(found.things))}.",
        trail=((urls.REGISTER, said.REGISTER),),
        parts=(
            f"{said.STATUSES_EXPLAINED[status]} {links.to(urls.REGISTER, said.HOW_KNOWN, anchor=_HOW_KNOWN)}.",
            *(listed if found.things else (said.NONE_IN_GROUP,)),
        ),
    )
    yield from found.pages((urls.REGISTER, said.REGISTER))


def waiting(followups: Sequence[FollowUp]) -> tuple[int, int]:
    """How many are overdue, and how many open."""
    counts = Counter(followup.status for followup in followups)
    return counts[FollowUpStatus.OVERDUE], counts[FollowUpStatus.OPEN]


def without_answer(followups: Sequence[FollowUp]) -> list[FollowUp]:
    """Those that the archive has found no answer to, the earliest date first."""
    found = [followup for followup in followups if followup.status in _WITHOUT_ANSWER]
    return sorted(found, key=lambda followup: (followup.due or _NEVER, followup.id))


def _counts(followups: Sequence[FollowUp], links: Links) -> str:
    counts = Counter(followup.status for followup in followups)
    rows = [
        (links.to(urls.state(status.value), word), str(counts[status]), said.STATUSES_EXPLAINED[status])
        for status, word in said.STATUSES.items()
    ]
    return md.table((said.STATUS, said.NUMBER_OF, said.MEANING), [*rows, (said.IN_ALL, str(len(followups)), "")])


def _pressing(lookup: Lookup, links: Links) -> Iterator[str]:
    """The overdue whose date passed last, for those are news; then the open whose date is next."""
    for status in _WITHOUT_ANSWER:
        found = [one for one in without_answer(lookup.connections.followups) if one.status is status and one.due]
        ordered = found[::-1] if status is FollowUpStatus.OVERDUE else found
        if found:
            yield md.heading(said.STATUSES[status], 2)
            yield md.bullets(register_entry(one, lookup, links) for one in ordered[:_FIRST])
            yield md.small_links(links.to(urls.state(status.value), said.all_of(said.STATUSES[status])))


def _by_year(status: FollowUpStatus, lookup: Lookup) -> ByYear[FollowUp]:
    """Years are those of the meetings where it was promised: a date that is set later moves nothing."""
    found = [followup for followup in lookup.connections.followups if followup.status is status]
    return ByYear(
        url=urls.state(status.value),
        title=said.STATUSES[status],
        things=sorted(found, key=lambda followup: lookup.meeting_of(followup.item).date, reverse=True),
        date=lambda followup: lookup.meeting_of(followup.item).date,
        entry=lambda followup, links: register_entry(followup, lookup, links),
        counted=said.follow_ups,
        head=without_answer(found),
    )
