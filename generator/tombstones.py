"""What answers at an address that has been published and is no longer: a page that says so, and nothing else.

Two kinds: what a clerk took down says that it was, and when; what has been closed or has left the papers says only
that it is not public (any more), and does not say which of the two. Which addresses have been published is read from
the published site itself, tombstones included, so it needs no memory of its own; where there is no published site
(a fresh checkout in CI), only takedowns get a tombstone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import urls
from generator.model import Meeting
from generator.openness import Archive, PublicMeeting, publish
from generator.takedown import Takedown, is_under

# byraadet/2025-01-29/   byraadet/2025-01-29/punkt-3/   byraadet/2025-01-29/punkt-3/bilag-2/
_ADDRESS = re.compile(
    r"(?P<body>[a-z0-9-]+)/\d{4}-\d{2}-\d{2}(?:-[2-9])?/(?:(?P<item>punkt-[a-z0-9-]+/)(?P<attachment>[a-z0-9-]+/)?)?"
)
# emner/havne/   byraadet/2025/   a-aa/n/   a-aa/n/2025/
_OF_A_LIST = re.compile(r"(?:emner/|a-aa/)?[a-z0-9-]+/(?:\d{4}/)?")
_LIST = "permalinks.json"
_ITEM_SLASHES = 2
_PLACES = ("*/*/index.html", "*/*/punkt-*/index.html", "*/*/punkt-*/*/index.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A page at `address`. `date` (ISO) is when it was taken down; None where nothing more may be said."""

    address: str
    date: str | None = None

    @property
    def kind(self) -> str:
        """`meeting`, `item` or `attachment`."""
        match = _ADDRESS.fullmatch(self.address)
        return "attachment" if match and match["attachment"] else "item" if match and match["item"] else "meeting"

    @property
    def meeting(self) -> str:
        """The id of the meeting that it is, or was a part of."""
        return "/".join(self.address.split("/")[:2])


def tombstones(
    archive: Archive,
    takedowns: Sequence[Takedown],
    was_public: Collection[str],
    site: Path,
    *,
    topics: Collection[str] = (),
) -> tuple[Tombstone, ...]:
    """The tombstones of the new site, by address. Lists that the new site has again are left out by `rendering`.

    `archive` and `topics` (slugs) are what the new site shows; `was_public` the ids that it would show without the
    takedowns; `site` the site that is published now.
    """
    shown = {*addresses(archive), *map(urls.topic, topics), *(urls.body(body.id) for body in archive.bodies)}
    found = {address: Tombstone(address=address) for address in published_addresses(site)}
    for takedown in takedowns:
        own = address_of(takedown.id)
        under = {own} | {address_of(name) for name in was_public if is_under(name, takedown.id)}
        under |= {address for address in found if address.startswith(own)}
        for address in under:
            before = found.get(address, Tombstone(address=address)).date or takedown.date
            found[address] = Tombstone(address=address, date=min(before, takedown.date))
    return tuple(found[address] for address in sorted(found) if address not in shown)


def public_without(meetings: Sequence[Meeting], takedowns: Sequence[Takedown]) -> tuple[str, ...]:
    """The ids that could be shown of the meetings that `takedowns` touch, were it not for the takedowns."""
    touched = [meeting for meeting in meetings if any(is_under(entry.id, meeting.id) for entry in takedowns)]
    return tuple(public_ids(publish(touched).meetings)) if touched else ()


def public_ids(meetings: Iterable[PublicMeeting]) -> Iterator[str]:
    """The ids of meetings, their items and attachments."""
    for meeting in meetings:
        yield meeting.id
        for item in meeting.items:
            yield item.id
            yield from (attachment.id for attachment in item.attachments)


def addresses(archive: Archive) -> Iterator[str]:
    """The addresses of an archive's meetings, items and attachments."""
    return (address_of(name) for name in public_ids(archive.meetings))


def address_of(name: str) -> str:
    """The address of a meeting, item or attachment by its id."""
    parts = name.count("/")
    return (urls.meeting if parts == 1 else urls.item if parts == _ITEM_SLASHES else urls.attachment)(name)


def _lists(listed: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The pages of bodies, topics, letters and their years among the addresses: names that the municipality gives.

    Pages of cases and units are not among them: their addresses are words of the papers, and go with them.
    """
    known = (address for address, kind in listed if kind in ("body", "topic", "page", "gone"))
    yield from (address for address in known if _OF_A_LIST.fullmatch(address))


def _listed(site: Path) -> list[tuple[str, str]] | None:
    """The site's own list of its addresses with their kinds; None where it has none that can be read."""
    try:
        rows = json.loads((site / _LIST).read_text(encoding="utf-8"))
        return [(str(row["address"]), str(row["kind"])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def published_addresses(site: Path) -> list[str]:
    """The addresses that `site` answers at with a page or a tombstone: of lists, meetings, items and attachments."""
    listed = _listed(site)
    if listed is None:
        found = {file.parent.relative_to(site).as_posix() + "/" for place in _PLACES for file in site.glob(place)}
    else:
        found = {address for address, _ in listed}
    matches = (match for match in map(_ADDRESS.fullmatch, sorted(found)) if match)
    of_meetings = (match[0] for match in matches if match["body"] not in urls.OWN_FOLDERS)
    return [*_lists(listed or ()), *of_meetings]
