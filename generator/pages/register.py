"""The register of follow-ups: what the papers promise, and what the archive has found of it; a page for each state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import markdown_text as md
from generator import urls
from generator.asking import question
from generator.connections import FollowUp, FollowUpStatus
from generator.lists import WITHOUT_ANSWER, counts_of_followups, followups_in, without_answer
from generator.lookup import Lookup
from generator.pages.document import Links, Page
from generator.pages.followups import register_entry
from generator.pages.years import ByYear
from generator.words import connected as said
from generator.words import ways

_FIRST = 10

Dated = tuple[FollowUp, str]
_HOW_KNOWN = md.anchor(said.HOW_KNOWN)


def register_page(lookup: Lookup) -> Page:
    """How many commitments there are in each state, the most pressing of them, and how the state is known."""
    links = Links(urls.REGISTER)
    counts = counts_of_followups(lookup)
    return Page(
        url=urls.REGISTER,
        title=said.REGISTER,
        description=said.REGISTER_INTRO,
        parts=(
            f"{said.REGISTER_INTRO} [{said.HOW_KNOWN}](#{_HOW_KNOWN}).",
            _counts(counts, links) if any(counts.values()) else said.NO_FOLLOW_UPS,
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
    unanswered = status in WITHOUT_ANSWER and not found.is_long
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


@question
def dated_followups(lookup: Lookup, status: str) -> tuple[Dated, ...]:
    """The commitments in a state, each with the ISO day of the meeting where it was made, newest first."""
    found = [(followup, lookup.item_card(followup.item).date) for followup in followups_in(lookup, status)]
    return tuple(sorted(found, key=lambda each: each[1], reverse=True))


@question
def pressing(lookup: Lookup, status: str) -> tuple[FollowUp, ...]:
    """The overdue whose date passed last, for those are news; or the open whose date is next."""
    found = [followup for followup in without_answer(followups_in(lookup, status)) if followup.due]
    ordered = found[::-1] if status == FollowUpStatus.OVERDUE.value else found
    return tuple(ordered[:_FIRST])


def _counts(counts: Mapping[FollowUpStatus, int], links: Links) -> str:
    rows = [
        (links.to(urls.state(status.value), word), str(counts[status]), said.STATUSES_EXPLAINED[status])
        for status, word in said.STATUSES.items()
    ]
    return md.table((said.STATUS, said.NUMBER_OF, said.MEANING), [*rows, (said.IN_ALL, str(sum(counts.values())), "")])


def _pressing(lookup: Lookup, links: Links) -> Iterator[str]:
    """The first of the overdue, then of the open."""
    for status in WITHOUT_ANSWER:
        found = pressing(lookup, status.value)
        if found:
            yield md.heading(said.STATUSES[status], 2)
            yield md.bullets(register_entry(one, lookup, links) for one in found)
            yield md.small_links(links.to(urls.state(status.value), said.all_of(said.STATUSES[status])))


def _by_year(status: FollowUpStatus, lookup: Lookup) -> ByYear[Dated]:
    """Years are those of the meetings where it was promised: a date that is set later moves nothing."""
    found = dated_followups(lookup, status.value)
    days = {followup.id: day for followup, day in found}
    return ByYear(
        url=urls.state(status.value),
        title=said.STATUSES[status],
        things=found,
        date=lambda each: each[1],
        entry=lambda each, links: register_entry(each[0], lookup, links),
        counted=said.follow_ups,
        head=[(followup, days[followup.id]) for followup in without_answer(followup for followup, _ in found)],
    )
