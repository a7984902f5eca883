"""Every data row has its page and every page its row; and both are the archive's."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import urls
from generator.audit.item_rows import ItemTable, alone, page_at
from generator.openness import Archive

_ROOT_PAGES = frozenset(("index.html", "404.html"))


def unmatched_rows(
    site: Path,
    files: Mapping[str, bytes],
    items: ItemTable | None,
    *,
    archive: Archive,
    base: str,
    others: Collection[str] = (),
) -> Iterator[str]:
    """A sentence for each row without a page, page without a row, and id that archive and data do not share.

    `files` are those of the site with their SHA-256, where that is known, `items` the table of items, None where that
    cannot be read; `others` are the addresses of pages that have no row.
    """
    tables = {name: read_rows(site / "data" / f"{name}.json") for name in ("bodies", "meetings")}
    for name, table in (*tables.items(), ("items", items)):
        if table is None:
            yield f"data/{name}.json: cannot be read"
    items = items or ItemTable((), ())
    known = {name: [(str(row.get("id")), page_of(row, base)) for row in rows or ()] for name, rows in tables.items()}
    known["items"] = [(row.id, row.page) for row in items.rows]
    known["attachments"] = [attachment for row in items.rows for attachment in row.attachments]
    yield from _against_archive({name: [own for own, _ in rows] for name, rows in known.items()}, archive)
    wanted: set[str] = set()
    for name, rows in known.items():
        for own, page in rows:
            wanted.add(page)
            if page not in files:
                yield f"data/{_file(name)}.json: the row {own} has no page"
    wanted |= _years(tables["meetings"] or ()) | {f"{address}index.html" for address in others}
    yield from _own_files(site, files, items, others)
    for page in sorted(files.keys() - wanted):
        if page.endswith(".html") and page not in _ROOT_PAGES and page.split("/")[0] not in urls.OWN_FOLDERS:
            yield f"{page}: a page without a data row"


def _years(meetings: Iterable[Mapping[str, Any]]) -> set[str]:
    """The pages of the years in which bodies met."""
    return {f"{urls.year(urls.body(str(row.get('body'))), str(row.get('date'))[:4])}index.html" for row in meetings}


def _own_files(site: Path, files: Mapping[str, bytes], items: ItemTable, others: Collection[str]) -> Iterator[str]:
    """Each item has its row beside its page, the same as in the table, and nothing else has such a file."""
    present = {file for file in files if file.endswith("/data.json")}
    for row, text in zip(items.rows, items.texts, strict=True):
        file = f"{row.page.removesuffix('index.html')}data.json"
        if files.get(file) != row.own and not _holds(site / file, text):
            yield f"{file}: is not the row {row.id} of data/items.json"
        present.discard(file)
    for stray in sorted(present):
        if stray.removesuffix("data.json") not in others:
            yield f"{stray}: a data file without a row"
        elif not _says_that_it_is_gone(site / stray):
            yield f"{stray}: says something else than that it is not public"


def _holds(file: Path, row: bytes) -> bool:
    """Whether a file says what a row does, however either is written."""
    try:
        same: bool = json.loads(file.read_text(encoding="utf-8")) == json.loads(alone(row))
    except (OSError, ValueError):
        return False
    return same


def _says_that_it_is_gone(file: Path) -> bool:
    """`{"public": false, "removed": "2025-07-01"}`, beside a tombstone."""
    told: Any = json.loads(file.read_text(encoding="utf-8"))
    removed = told.get("removed") if isinstance(told, dict) else ""
    day = removed is None or bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(removed)))
    return day and told == {"public": False, "removed": removed}


def read_rows(file: Path) -> list[Mapping[str, Any]] | None:
    """The rows of a data file; None where it is not one."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else None


def _file(table: str) -> str:
    return "items" if table == "attachments" else table


def page_of(row: Mapping[str, Any], base: str) -> str:
    """The file of the page that a row names."""
    return page_at(row.get("url"), base)


def _against_archive(known: Mapping[str, Sequence[str]], archive: Archive) -> Iterator[str]:
    items = [item for meeting in archive.meetings for item in meeting.items]
    expected = {
        "bodies": [body.id for body in archive.bodies],
        "meetings": [meeting.id for meeting in archive.meetings],
        "items": [item.id for item in items],
        "attachments": [attachment.id for item in items for attachment in item.attachments],
    }
    for name, ids in expected.items():
        found = known[name]
        for missing in sorted(set(ids) - set(found)):
            yield f"data/{_file(name)}.json: lacks {missing}"
        for stray in sorted(set(found) - set(ids)):
            yield f"data/{_file(name)}.json: holds {stray}, which is not of the archive"
        if len(found) != len(set(found)):
            yield f"data/{_file(name)}.json: has an id twice"
