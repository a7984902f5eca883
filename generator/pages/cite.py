"""How to refer to an item: its address, a reference to copy, its data, and whom to tell of a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from generator import markdown_text as md
from generator import urls
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.document import Links, facts
from generator.pages.things import item_title
from generator.settings import SiteSettings
from generator.words import ways as said

_ID = "henvisning"


def cite_item(item: PublicItem, lookup: Lookup, links: Links, settings: SiteSettings) -> Iterator[str]:
    """The block on the item's page. Button and date of the visit need site.js; without it the date is a blank."""
    url = urls.item(item.id)
    yield md.heading(said.CITE_HEADING, 2)
    yield facts(
        (
            (said.PERMANENT, links.to(url, settings.address(url))),
            (said.SHORT_REFERENCE, md.inline(lookup.reference(item.id))),
            (said.CITE, f"{_reference(item, lookup, settings)} {_copy_button()}"),
            (said.GET_DATA, f"[{said.GET_DATA_NOTE}]({links.path(urls.item_data(item.id))})"),
            (said.FEEDBACK, feedback(url, settings)),
        )
    )


def feedback(url: str, settings: SiteSettings) -> str:
    """A link to whoever answers for the archive, with the page's address; nothing where nobody is named."""
    if not settings.feedback:
        return ""
    address = quote(settings.address(url), safe="")
    joined = "&" if "?" in settings.feedback else "?"
    if settings.feedback.startswith("mailto:"):
        subject = quote(said.FEEDBACK_SUBJECT, safe="")
        return f"[{said.FEEDBACK_LINK}]({settings.feedback}{joined}subject={subject}&body={address})"
    return f"[{said.FEEDBACK_LINK}]({settings.feedback}{joined}side={address})"


def _reference(item: PublicItem, lookup: Lookup, settings: SiteSettings) -> str:
    """Body: »title«, item, meeting. Archive, address (date of the reader's visit, left open)."""
    meeting = lookup.meetings[item.meeting]
    body = lookup.bodies[meeting.body]
    where = said.on_meeting(item.number, meeting.date)
    told = (
        f"{body.organisation}, {body.name}: »{item_title(item)}«, {where}. "
        f"{settings.site_name}, {settings.address(urls.item(item.id))}"
    )
    blank = f'<span class="besoegt">{md.within_line(said.BLANK)}</span>'
    return f'<span id="{_ID}">{md.within_line(md.clean(told))}, {said.VISITED} {blank}.</span>'


def _copy_button() -> str:
    """Hidden until the script can do what it says."""
    return (
        f'<button type="button" class="kopier" data-kopier="{_ID}" data-kopieret="{said.COPIED}" '
        f'data-fejl="{said.NOT_COPIED}" hidden>{said.COPY}</button> <span class="kopier__svar" role="status"></span>'
    )
