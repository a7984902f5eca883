"""Stops a build that would publish clearly less than the site that is up, without anything that explains it.

A reader that breaks, a folder that was not fetched, a bundle replaced by an empty one: each would take papers off the
site in silence (DESIGN.md, promise 6).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence, Sized
from pathlib import Path
from typing import NamedTuple

from generator.cache import NO_CACHE, Cache, digest
from generator.datafiles.forms import json_file
from generator.findings import BuildError, Finding, Severity
from generator.trees.records import Record

_FEW = 2  # items, or pages, that may go without more than a warning …
_SHARE = 0.02  # … or this share of the site, whichever is more
_NAMED = 8  # that a message names
_WORDS = 0.1  # share of the words of the items that stay
_TABLES = ("meetings", "items")


class Outline(NamedTuple):
    """What is compared of a site: item id → words, and the ids of all that has a page of its own."""

    items: Mapping[str, int]
    pages: Sequence[str]


def remember(cache: Cache, files: Mapping[str, Record], outline: Outline) -> None:
    """Keep what `check` wants to know of these data files when they are those of the published site."""
    key = digest(*(files[f"data/{table}.json"].digest.hex() for table in _TABLES))
    cache.put("outline", key, (dict(outline.items), tuple(outline.pages)))


def check(
    site: Path,
    new_items: Mapping[str, int],
    explained: Collection[str],
    *,
    new_pages: Collection[str],
    accept: bool,
    cache: Cache = NO_CACHE,
) -> list[Finding]:
    """Compare with the published `site`. `new_items` are item id → words; `explained` ids of what is withheld.

    `new_pages` are the ids of all that has a page of its own: meetings, items, attachments. A few items gone give a
    warning each; clearly fewer items, pages or words raise BuildError, unless `accept`. `cache` may know what is
    published (`remember`), which saves reading it.
    """
    outline = _published(site, cache)
    old, pages = outline.items, outline.pages
    gone = [item for item in old if item not in new_items and not _is_explained(item, explained)]
    thinned = _with_closed_parts(explained)
    same = [item for item in old if item in new_items and item not in thinned]
    before = sum(old[item] for item in same)
    after = sum(new_items[item] for item in same)
    thin = before - after > _WORDS * before
    # Not the pages of an item that is gone, which is told of already. What answers there now is a tombstone, so that
    # ids are compared and not files.
    told = {*explained, *gone}
    lost = [page for page in pages if page not in new_pages and not _is_explained(page, told)]
    fewer = _is_much(lost, pages)
    if not accept and (_is_much(gone, old) or thin or fewer):
        what = f"{len(gone)} items fewer ({_some(gone)})" if gone else ""
        papers = f"{len(lost)} pages fewer ({_some(lost)})" if fewer else ""
        words = f"{before - after} words fewer in the items that stay" if thin else ""
        raise BuildError(
            f"the new site would hold {' and '.join(filter(None, (what, papers, words)))}, and nothing explains it",
            remedy="look at 'moedearkiv check'; if it is right, build with --accept-shrink",
        )
    return [_gone(item) for item in gone]


def _published(site: Path, cache: Cache) -> Outline:
    """What is published: as it is remembered of the very files that the published description of data tells of."""
    try:
        told = json.loads((site / "data" / "datapackage.json").read_text("utf-8"))
        files = {resource["path"]: resource for resource in told["resources"]}
        found = [files[f"{table}.json"] for table in _TABLES]
        same = all((site / "data" / file["path"]).stat().st_size == file["bytes"] for file in found)
        key = digest(*(file["hash"].removeprefix("sha256:") for file in found))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        same, key = False, b""
    remembered = cache.get("outline", key) if same else None
    return Outline(*remembered) if remembered else Outline(published_items(site), list(published_ids(site)))


def published_items(site: Path) -> dict[str, int]:
    """Item id → words of the published site; empty where there is none, or none that can be read."""
    try:
        rows = json.loads((site / "data" / "items.json").read_text("utf-8"))
        return {row["id"]: words_of(row) for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def published_ids(site: Path) -> Iterator[str]:
    """The ids of the meetings, items and attachments in the published site's data."""
    for table in _TABLES:
        try:
            yield from ids_of((site / "data" / f"{table}.json").read_text("utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue


def ids_of(table: str) -> list[str]:
    """The ids in a data file of meetings or items, with those of the attachments."""
    return [
        name for row in json.loads(table) for name in (row["id"], *(one["id"] for one in row.get("attachments", ())))
    ]


def _is_much(gone: Sized, before: Sized) -> bool:
    return len(gone) > max(_FEW, _SHARE * len(before))


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def words_of(row: Mapping[str, object]) -> int:
    """How many words an item's data row holds."""
    return len(json_file(row).split())


def _is_explained(page: str, explained: Collection[str]) -> bool:
    """Whether it, or what it is a part of, is withheld."""
    parts = page.split("/")
    return any("/".join(parts[:length]) in explained for length in range(2, len(parts) + 1))


def _with_closed_parts(explained: Collection[str]) -> set[str]:
    """All that something withheld is a part of: an attachment withheld since takes its words along."""
    return {name[:end] for name in explained for end, letter in enumerate(name) if letter == "/"}


def _gone(item: str) -> Finding:
    return Finding(
        code="item-gone",
        severity=Severity.WARNING,
        file=item.rsplit("/", 1)[0],
        place=item,
        message="the published site has this item, and the new one does not",
        remedy="its address answers no more; if that is wrong, put its papers back",
    )
