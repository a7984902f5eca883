"""The page at an address that an item has left."""

from __future__ import annotations

from generator import urls, words
from generator.lookup import Lookup
from generator.moved import Moved
from generator.pages.document import Links, Page
from generator.pages.things import numbered_title
from generator.words import changes as said


def moved_page(entry: Moved, *, lookup: Lookup) -> Page:
    """Leads on to the item, at once and with a link."""
    item = lookup.item_card(entry.item)
    body = lookup.body_of(entry.item)
    leaf = not entry.address.rstrip("/").rpartition("/")[2].startswith("punkt-")
    links = Links(entry.address, leaf=leaf)
    return Page(
        url=entry.address,
        leaf=leaf,
        title=said.MOVED,
        trail=((urls.body(body.id), body.name), (urls.meeting(item.meeting), words.date(item.date))),
        noindex=True,
        onward=urls.item(item.id),
        parts=(links.to(urls.item(item.id), numbered_title(item)),),
    )
