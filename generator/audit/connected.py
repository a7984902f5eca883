"""Cases, topics and commitments: every row has its page or anchor, every such page its row, every link its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from generator import urls
from generator.audit.markup import local_path
from generator.audit.rows import page_of, read_rows
from generator.audit.ways import LETTERS
from generator.connections import Connections, FollowUpStatus
from generator.openness import Archive

_Table = Sequence[Mapping[str, Any]]

# Folders of the site's own whose pages are known from data, and the table that knows them (None: no other page).
_FOLDERS = {urls.CASES: "threads", urls.TOPICS: "topics", urls.REGISTER: None, urls.GLOSSARY: None}


@dataclass(frozen=True, slots=True)
class Places:
    """Which page has which anchor, and the places that the register leads to: paths below `base` and fragments."""

    base: str
    has_anchor: Callable[[str, str], bool]
    listed: Set[tuple[str, str]]


def unmatched_connections(
    site: Path, files: Sequence[str], places: Places, *, archive: Archive, connections: Connections
) -> Iterator[str]:
    """A sentence for each row, page, anchor or link that lacks its counterpart."""
    tables: dict[str, _Table] = {}
    for name in ("threads", "topics", "followups", "links"):
        rows = read_rows(site / "data" / f"{name}.json")
        if rows is None:
            yield f"data/{name}.json: cannot be read"
        tables[name] = rows or []
    yield from _ids(tables, connections)
    yield from _own_pages(tables, files, places.base)
    yield from _commitments(tables["followups"], places)
    yield from _links(tables["links"], archive)


def _ids(tables: Mapping[str, _Table], connections: Connections) -> Iterator[str]:
    """The rows are those that were found, no more and no fewer."""
    expected = {
        "threads": {urls.slug(thread.id) for thread in connections.threads},
        "topics": {topic.slug for topic in connections.topics},
        "followups": {followup.id for followup in connections.followups},
    }
    for name, ids in expected.items():
        found = {str(row.get("id")) for row in tables[name]}
        yield from (f"data/{name}.json: lacks {missing}" for missing in sorted(ids - found))
        yield from (f"data/{name}.json: holds {stray}, which was not found" for stray in sorted(found - ids))


def _own_pages(tables: Mapping[str, _Table], files: Sequence[str], base: str) -> Iterator[str]:
    """Under each folder stand its list and the pages of its rows, and nothing else."""
    for folder, table in _FOLDERS.items():
        rows = tables[table] if table else ()
        wanted = {page_of(row, base): row for row in rows}
        present = {file for file in files if file.startswith(folder) and file.endswith(".html")}
        for page in sorted(wanted.keys() - present):
            yield f"data/{table}.json: the row {wanted[page].get('id')} has no page"
        if f"{folder}index.html" not in present:
            yield f"{folder}index.html: is missing"
        parts = {f"{url}index.html" for url in _parts(folder, tables)}
        for stray in sorted(present - wanted.keys() - parts - {f"{folder}index.html"}):
            yield f"{stray}: a page without a data row"


def _parts(folder: str, tables: Mapping[str, _Table]) -> Iterator[str]:
    """The pages that a long list may be parted into: by letter, by state, by year."""
    if folder == urls.CASES:
        years = {_year(str(item)) for row in tables["threads"] for item in row.get("items") or ()}
        for letter in map(urls.case_letter, LETTERS):
            yield from (letter, *(urls.year(letter, year) for year in sorted(years)))
    elif folder == urls.TOPICS:
        for row in tables["topics"]:
            entries = row.get("items") or ()
            yield from (urls.year(urls.topic(str(row.get("id"))), _year(str(entry.get("item")))) for entry in entries)
    elif folder == urls.REGISTER:
        yield from (urls.state(status.value) for status in FollowUpStatus)
        for row in tables["followups"]:
            if row.get("status") in {status.value for status in FollowUpStatus}:
                yield urls.year(urls.state(str(row["status"])), _year(str(row.get("item"))))


def _year(item_id: str) -> str:
    """`kulturudvalg/2024-06-04/3` → `2024`"""
    return item_id.rpartition("/")[0].rpartition("/")[2][:4]


def _commitments(rows: _Table, places: Places) -> Iterator[str]:
    """Each commitment has its anchor on its item's page, and its line in the register."""
    for row in rows:
        path, fragment = _clean(local_path(urljoin(places.base, str(row.get("url"))), places.base))
        if not places.has_anchor(f"{path}index.html", fragment):
            yield f"data/followups.json: the row {row.get('id')} has no place on its item's page"
        if (path, fragment) not in places.listed:
            yield f"{urls.REGISTER}: lacks {row.get('id')}"


def _clean(local: tuple[str, str] | None) -> tuple[str, str]:
    return (unquote(local[0]), unquote(local[1])) if local else ("", "")


def _links(rows: _Table, archive: Archive) -> Iterator[str]:
    """Both ends of a link are of the archive, and it shows the words it was read from."""
    items = [item for meeting in archive.meetings for item in meeting.items]
    known = {meeting.id for meeting in archive.meetings} | {item.id for item in items}
    known |= {attachment.id for item in items for attachment in item.attachments}
    for row in rows:
        ends = [str(row.get(end)) for end in ("source", "target")]
        yield from (f"data/links.json: leads to {end}, which is not of the archive" for end in ends if end not in known)
        if not str(row.get("evidence") or "").strip():
            yield f"data/links.json: the link from {ends[0]} to {ends[1]} shows no words"
