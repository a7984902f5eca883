"""Commitments as entries: those whose date has passed, and those that were answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from generator import urls, words
from generator.connections import FollowUp, FollowUpStatus
from generator.feeds import markup
from generator.feeds.entry import Entry, Waiting, tag
from generator.followups.periods import last_day
from generator.lookup import Lookup
from generator.markdown_text import clean, shortened
from generator.named import where
from generator.settings import SiteSettings
from generator.words import connected as said

_TITLE = 120  # letters of the commitment


def followup_entries(lookup: Lookup, settings: SiteSettings) -> Iterator[Waiting]:
    """An entry for each commitment that is overdue, and each that an item of the archive answers.

    It was overdue from the day after its date, and answered on the day of the meeting that answers it. What the
    clerk says was answered elsewhere has no day that the archive knows, and no entry.
    """
    for followup in lookup.connections.followups:
        happened = _happened(followup, lookup)
        if happened is not None and lookup.has_come(happened):
            yield Waiting(happened, partial(_entry, followup, happened, lookup, settings))


def _happened(followup: FollowUp, lookup: Lookup) -> str | None:
    """ISO day on which it became what it is; None where that is not known, or it only waits."""
    if followup.status is FollowUpStatus.OVERDUE and followup.due:
        return (last_day(followup.due) + datetime.timedelta(days=1)).isoformat()
    if followup.status is FollowUpStatus.FOLLOWED_UP and followup.followed_up_by:
        answer = lookup.item_of(followup.followed_up_by)
        return lookup.meetings[answer.meeting if answer else followup.followed_up_by].date
    return None


def _entry(followup: FollowUp, happened: str, lookup: Lookup, settings: SiteSettings) -> Entry:
    url = f"{urls.item(followup.item)}#{urls.commitment(followup.id)}"
    who = words.listed(followup.responsible)
    due = said.due_by(followup.due, followup.due_words) if followup.due else said.NO_DUE
    facts = " · ".join(f"{label}: {told}" for label, told in ((said.WHO, who), (said.DUE, due)) if told)
    made = f"{said.PROMISED_AT}: {markup.link(settings.address(url), where(followup.item, lookup))}"
    return Entry(
        id=tag(followup.id, settings),
        title=f"{said.STATUSES[followup.status]}: {shortened(followup.text, _TITLE)}",
        url=url,
        updated=happened,
        author=clean(lookup.body_of(followup.item).name),
        content="".join(
            (
                markup.paragraph(markup.escaped(followup.text)),
                markup.paragraph(markup.escaped(facts)),
                markup.paragraph(made),
                markup.paragraph(markup.escaped(followup.reason)),
                _answer(followup.followed_up_by, lookup, settings),
            )
        ),
    )


def _answer(thing: str | None, lookup: Lookup, settings: SiteSettings) -> str:
    if thing is None:
        return ""
    stands = where(thing, lookup) or words.date(lookup.meetings[thing].date)
    return markup.paragraph(f"{said.ANSWERED_BY} {markup.link(settings.address(_address(thing, lookup)), stands)}")


def _address(thing: str, lookup: Lookup) -> str:
    if thing in lookup.attachments:
        return urls.attachment(thing)
    return urls.item(thing) if thing in lookup.items else urls.meeting(thing)
