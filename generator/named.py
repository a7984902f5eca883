"""What items, attachments and meetings are called, and where in the archive they stand."""

from __future__ import annotations

from typing import NamedTuple

from generator import urls, words
from generator.asking import question
from generator.cards import ItemCard
from generator.lookup import Lookup
from generator.openness import PublicAttachment, PublicItem


class Sign(NamedTuple):
    """A thing as other pages show it: where its page is, what it is called, and where it stands (`where`)."""

    url: str
    leaf: bool
    title: str
    where: str


def numbered_title(item: PublicItem | ItemCard) -> str:
    """`3. Efterværn`"""
    return f"{item.number}. {item.title}"


def item_title(item: PublicItem | ItemCard) -> str:
    """The title, or the number where there is none."""
    return item.title or f"{words.NUMBER} {item.number}"


def attachment_title(attachment: PublicAttachment) -> str:
    """`Bilag 2: Tidsplan`"""
    return f"{words.ATTACHMENT} {attachment.number}: {attachment.title or '–'}"


def meeting_title(meeting_id: str, lookup: Lookup) -> str:
    """`Kulturudvalget, 4. juni 2024`"""
    return _meeting_title(*lookup.sitting(meeting_id), lookup)


def where(thing_id: str, lookup: Lookup) -> str:
    """`Kulturudvalget, 4. juni 2024, punkt 3`; nothing for a meeting, whose title says it."""
    card = lookup.card_of(thing_id)
    return where_of(card, lookup) if card else ""


def where_of(card: ItemCard, lookup: Lookup) -> str:
    """Where an item stands: `Kulturudvalget, 4. juni 2024, punkt 3`"""
    return f"{_meeting_title(card.body, card.date, lookup)}, {words.NUMBER.lower()} {card.number}"


@question
def sign(lookup: Lookup, thing_id: str) -> Sign:
    """An item, attachment or meeting of the archive, for a link to it."""
    known = lookup.kept("signs", lambda _: dict[str, Sign]())
    if thing_id not in known:
        known[thing_id] = _sign(lookup, thing_id)
    return known[thing_id]


def _sign(lookup: Lookup, thing_id: str) -> Sign:
    stands = where(thing_id, lookup)
    attachment = lookup.attachments.get(thing_id)
    if attachment is not None:
        return Sign(urls.attachment(thing_id), True, attachment_title(attachment), stands)
    if thing_id in lookup.items:
        return Sign(urls.item(thing_id), False, item_title(lookup.items[thing_id]), stands)
    return Sign(urls.meeting(thing_id), False, meeting_title(thing_id, lookup), stands)


def _meeting_title(body: str, date: str, lookup: Lookup) -> str:
    return f"{lookup.bodies[body].name}, {words.date(date)}"
