"""The archive as OParl 1.1 (https://oparl.org), an open standard for information from councils, as static files.

`oparl/system.json` is where a client begins. The municipality is the Body, each body of ours an Organization, each
item an AgendaItem with the Paper that it treats, its Consultation, and the Files of both. Only open items are in it, so
`public` is always true. Every object has a file of its own at its id, and stands in a list of its kind, a hundred at a
time. What a server would do with parameters (`modified_since`) a static site cannot; `modified` is on every object.

Pure: published objects in, `{path: text}` out. Without an address of its own a site cannot have ids, and no OParl.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.connections import Connections
from generator.lookup import look_up
from generator.oparl.objects import Objects
from generator.oparl.places import LISTS, SYSTEM, file_at, list_page
from generator.openness import Archive
from generator.settings import SiteSettings

__all__ = ["render"]

PAGE = 100  # objects of a page of a list, as the standard recommends
_UNCONNECTED = Connections()


def render(
    archive: Archive, *, connections: Connections = _UNCONNECTED, as_of: datetime.date, settings: SiteSettings
) -> dict[str, str]:
    """Every object and list by its path in the docs folder; nothing where the site does not know its address."""
    if not settings.site_url:
        return {}
    objects = Objects(look_up(archive, connections, as_of), settings, as_of)
    files = {SYSTEM: _json(objects.system())}
    by_list = {
        "body": [objects.municipality()],
        "organization": [objects.organization(body) for body in archive.bodies],
        "person": [],  # the archive has no pages of people
        "meeting": [objects.meeting(meeting) for meeting in archive.meetings],
        "agendaItem": [objects.agenda_item(item) for meeting in archive.meetings for item in meeting.items],
        "paper": [objects.paper(item) for meeting in archive.meetings for item in meeting.items],
        "consultation": [objects.consultation(item) for meeting in archive.meetings for item in meeting.items],
        "file": [file for meeting in archive.meetings for item in meeting.items for file in objects.files(item)],
    }
    for name in LISTS:
        files |= {file_at(thing["id"], settings): _json(thing) for thing in by_list[name]}
        files |= {path: _json(page) for path, page in _pages(name, by_list[name], settings)}
    return files


def _pages(
    name: str, things: Sequence[Mapping[str, Any]], settings: SiteSettings
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A list in pages that lead to each other."""
    last = max(1, -(-len(things) // PAGE))
    for number in range(1, last + 1):
        near = {"first": 1, "prev": number - 1, "self": number, "next": number + 1, "last": last}
        links = {rel: settings.address(list_page(name, to)) for rel, to in near.items() if 1 <= to <= last}
        counts = {
            "totalElements": len(things),
            "elementsPerPage": PAGE,
            "currentPage": number,
            "totalPages": last,
        }
        data = things[(number - 1) * PAGE : number * PAGE]
        yield list_page(name, number), {"data": data, "pagination": counts, "links": links}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
