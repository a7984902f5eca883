"""Where the objects of OParl have their files. As all addresses, they stay and hold no title."""

from __future__ import annotations

from generator import urls
from generator.settings import SiteSettings

SYSTEM = "oparl/system.json"
MUNICIPALITY = "oparl/kommune.json"

# The lists of the standard by the name of the property that leads to them.
LISTS = {
    "body": "oparl/kommuner",
    "organization": "oparl/organer",
    "person": "oparl/personer",
    "meeting": "oparl/moeder",
    "agendaItem": "oparl/punkter",
    "paper": "oparl/sager",
    "consultation": "oparl/behandlinger",
    "file": "oparl/filer",
}


def list_page(name: str) -> str:
    """The first page of a list: `oparl/punkter.json`"""
    return f"{LISTS[name]}.json"


def later_page(name: str, group: str, number: int) -> str:
    """One of its other pages: `oparl/punkter/byraadet/2025.json`, then `oparl/punkter/byraadet/2025-2.json`"""
    return f"{LISTS[name]}/{group}.json" if number == 1 else f"{LISTS[name]}/{group}-{number}.json"


def organization(body_id: str) -> str:
    """`oparl/organ/byraadet.json`"""
    return f"oparl/organ/{body_id}.json"


def meeting(meeting_id: str) -> str:
    """`oparl/moede/byraadet/2025-01-29.json`"""
    return f"oparl/moede/{meeting_id}.json"


def agenda_item(item_id: str) -> str:
    """`oparl/punkt/byraadet/2025-01-29/punkt-3.json`"""
    return f"oparl/punkt/{_of_item(item_id)}.json"


def paper(item_id: str) -> str:
    """`oparl/sag/byraadet/2025-01-29/punkt-3.json`"""
    return f"oparl/sag/{_of_item(item_id)}.json"


def consultation(item_id: str) -> str:
    """`oparl/behandling/byraadet/2025-01-29/punkt-3.json`"""
    return f"oparl/behandling/{_of_item(item_id)}.json"


def text_file(item_id: str) -> str:
    """`oparl/fil/byraadet/2025-01-29/punkt-3.json`"""
    return f"oparl/fil/{_of_item(item_id)}.json"


def attachment_file(attachment_id: str) -> str:
    """`oparl/fil/byraadet/2025-01-29/punkt-3/bilag-2.json`"""
    return f"oparl/fil/{urls.attachment(attachment_id).rstrip('/')}.json"


def file_at(address: str, settings: SiteSettings) -> str:
    """The path of the file that answers at an object's id."""
    return address.removeprefix(settings.site_url)


def _of_item(item_id: str) -> str:
    return urls.item(item_id).rstrip("/")
