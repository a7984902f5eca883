"""The open part of an answer. It is built anew, from fields that are known to be open; nothing is ever filtered out.

So whatever else a server sends, now or later (closed titles, recordings, internal ids), is never written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from generator.redact import is_confidential
from generator.segment.patterns import CLOSED_TITLE
from generator.sources.firstagenda import (
    case_number,
    entries,
    entry,
    has_pdf,
    is_closed_kind,
    is_open,
    item_number,
    text,
    title,
)
from generator.sources.firstagenda_html import redacted
from generator.sync.listing import ID

_SAME_TITLE = 90  # likeness of an item's title before and after
_PREFIX = re.compile(r"^\W*(?:lukket|fortroligt?)(?:\s+(?:punkt|sag))?\s*[:)\]–-]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What an item is known by when its id changes. Of closed items too: it never leaves the run."""

    id: str
    number: str
    case: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The open part of an answer, and the keys of what is closed in it."""

    answer: dict[str, Any]
    closed: tuple[Key, ...]


def keep(answer: dict[str, Any], before: Mapping[str, int]) -> Kept:
    """The open part of `answer`. `before` holds the numbers that attachments had: they keep them.

    An attachment that stands under a closed item too is closed.
    """
    meeting, body = entry(answer, "Moede"), entry(answer, "Udvalg")
    items = entries(answer, "Dagsordenpunkter")
    shut = items if is_closed_kind(text(meeting, "Navn")) else [item for item in items if not _says_open(item)]
    shut_papers = {text(one, "Id") for item in shut for one in entries(item, "Bilag")}
    kept = [_item(item, before, shut_papers) for item in items if item not in shut]
    closed = [key(item) for item in shut]
    fresh: dict[str, Any] = {
        "Id": text(answer, "Id"),
        "Udvalg": {"Id": text(body, "Id"), "Navn": text(body, "Navn")},
        "Moede": {
            "MeetingBeginUtc": text(meeting, "MeetingBeginUtc", "Dato"),
            "MeetingEndUtc": text(meeting, "MeetingEndUtc"),
            "Sted": text(meeting, "Sted"),
            "Navn": text(meeting, "Navn"),
            "Afsluttet": meeting.get("Afsluttet") is True,
            "Moededeltagere": [_person(person) for person in entries(meeting, "Moededeltagere")],
        },
        "Dagsordenpunkter": kept,
    }
    return Kept(answer=fresh, closed=tuple(closed))


def _says_open(item: dict[str, Any]) -> bool:
    return is_open(item) and not CLOSED_TITLE.search(title(item))


def key(item: dict[str, Any]) -> Key:
    """What `item` is known by; its title without the word that closes it."""
    return Key(
        id=text(item, "Id"),
        number=item_number(item),
        case=case_number(item),
        title=_PREFIX.sub("", title(item)).casefold(),
    )


def same(one: Key, other: Key) -> bool:
    """Whether two keys are of one item: by id, by case and title, or by number and nearly the same title."""
    if one.id and one.id == other.id:
        return True
    alike = fuzz.ratio(one.title, other.title) >= _SAME_TITLE
    return alike and (one.number == other.number or (bool(one.case) and one.case == other.case))


def _item(item: dict[str, Any], before: Mapping[str, int], shut: Set[str]) -> dict[str, Any]:
    return {
        "Id": text(item, "Id"),
        "Number": text(item, "Number", "Punktnummer"),
        "IsOpen": True,
        "Caption": title(item),
        "CaseNumber": case_number(item),
        "Felter": [
            {"Html": redacted(part["Html"])} for part in entries(item, "Felter") if isinstance(part.get("Html"), str)
        ],
        "Bilag": _attachments(item, before, shut),
    }


def _attachments(item: dict[str, Any], before: Mapping[str, int], shut: Set[str]) -> list[dict[str, Any]]:
    """Those that are not `shut` or marked confidential, numbered in the server's order; who had a number keeps it."""
    listed = [(text(one, "Id"), one) for one in entries(item, "Bilag")]
    taken = {before[known] for known, _ in listed if known in before}
    free = (number for number in range(1, 1000) if number not in taken)
    numbers = [before.get(known) or next(free, 0) for known, _ in listed]
    return [
        {
            "Id": known,
            "Navn": text(one, "Navn"),
            "Order": number,
            "HarPdfVersion": "true" if has_pdf(one) and ID.fullmatch(known) else "false",
        }
        for number, (known, one) in zip(numbers, listed, strict=True)
        if known not in shut and not is_confidential(text(one, "Navn")) and not CLOSED_TITLE.search(text(one, "Navn"))
    ]


def _person(person: dict[str, Any]) -> dict[str, Any]:
    return {
        "Name": text(person, "Name"),
        "Absent": person.get("Absent") is True,
        "ParticipationCancelled": person.get("ParticipationCancelled") is True,
    }
