"""What a clerk should know of a meeting's papers: findings made while they are put together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from generator.findings import Finding, Severity
from generator.model import AgendaItem
from generator.segment.parts import Segments

_SAME_TITLE = 60  # token-set likeness under which two titles of one item are reported


def dates_that_differ(date: str, segments: Segments) -> list[Finding]:
    """The folder's date wins; a paper that gives another is told of."""
    if not segments.dates or date in segments.dates[:1]:
        return []
    return [
        Finding(
            code="date-differs",
            severity=Severity.WARNING if date not in segments.dates else Severity.INFO,
            file=segments.source.file,
            message=f"the papers say {segments.dates[0]}, the folder says {date}; the folder was believed",
            remedy="move the folder if the papers are right",
        )
    ]


def titles_that_differ(number: str, titles: Sequence[str], file: str) -> list[Finding]:
    """Agenda and minutes should name an item alike; where they do not, they may number their items differently."""
    unlike = [t for t in titles[1:] if fuzz.token_set_ratio(titles[0].lower(), t.lower()) < _SAME_TITLE]
    if not unlike:
        return []
    return [
        Finding(
            code="item-titles-differ",
            severity=Severity.WARNING,
            file=file,
            place=f"item {number}",
            message="agenda and minutes give the item different titles; the longer one is shown",
            remedy="check that agenda and minutes number their items alike",
        )
    ]


def written_twice(written: Sequence[AgendaItem], numbers: Collection[str]) -> list[Finding]:
    """An item cannot come both from the bundle and from a Markdown file."""
    return [
        Finding(
            code="item-twice",
            severity=Severity.ERROR,
            file=item.places[0].file if item.places else "",
            place=f"item {item.number}",
            message="the item stands both in the bundle and in a Markdown file; the bundle's is used",
            remedy="give the Markdown item another number, or delete it",
        )
        for item in written
        if item.number in numbers
    ]


def no_items(file: str) -> Finding:
    """A meeting without a single item is hardly what was meant."""
    return Finding(
        code="no-items",
        severity=Severity.ERROR,
        file=file,
        message="no agenda items were found in the meeting's papers",
        remedy="check that it is the bundle of a meeting; items can also be written as item-1.md, item-2.md …",
    )


def entries_without_item(
    meeting: str, markers: Collection[str], attachments: Collection[tuple[str, str]], items: Sequence[AgendaItem]
) -> list[Finding]:
    """An entry in meeting.md that speaks of an item or attachment which the papers do not have closes nothing."""
    numbers = {item.number for item in items}
    papers = {(item.number, attachment.number) for item in items for attachment in item.attachments}
    known = {(item, name) for item, name in attachments if item not in numbers} | papers
    missing = [f"item {number}" for number in markers if number not in numbers]
    missing += [f"item {item}, bilag {name}" for item, name in attachments if (item, name) not in known]
    return [
        Finding(
            code="item-entry-without-item",
            severity=Severity.WARNING,
            file=f"{meeting}/meeting.md",
            place=place,
            message="the papers have nothing of this number, so the entry does nothing",
            remedy="check the number; 'moedearkiv check' lists what is withheld",
        )
        for place in missing
    ]
