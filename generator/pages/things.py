"""Items, attachments and meetings as links: the title, and where in the archive it stands."""

from __future__ import annotations

from generator import markdown_text as md
from generator import urls
from generator.cards import ItemCard
from generator.lookup import Lookup
from generator.named import attachment_title as attachment_title
from generator.named import item_title as item_title
from generator.named import meeting_title as meeting_title
from generator.named import numbered_title as numbered_title
from generator.named import sign, where_of
from generator.pages.document import Links


def link_to(thing_id: str, lookup: Lookup, links: Links, *, anchor: str = "") -> str:
    """A link to an item, attachment or meeting of the archive."""
    found = sign(lookup, thing_id)
    return links.to(found.url, found.title, leaf=found.leaf, anchor=anchor)


def entry(thing_id: str, lookup: Lookup, links: Links, *, anchor: str = "") -> str:
    """The link, and in small where that is."""
    stands = sign(lookup, thing_id).where
    return f"{link_to(thing_id, lookup, links, anchor=anchor)}{f' {md.small(stands)}' if stands else ''}"


def entry_of(card: ItemCard, lookup: Lookup, links: Links) -> str:
    """The same of an item in a list."""
    return f"{links.to(urls.item(card.id), item_title(card))} {md.small(where_of(card, lookup))}"


def unit_link(name: str, lookup: Lookup, links: Links) -> str:
    """A responsible unit as the paper names it, with a link where it has a page."""
    unit = lookup.unit_of(name)
    return links.to(urls.unit(unit[0]), name) if unit else md.within_line(md.clean(name))
