"""Stops a build that would publish clearly less than the site that is up, without anything that explains it.

A reader that breaks, a folder that was not fetched, a bundle replaced by an empty one: each would take papers off the
site in silence (DESIGN.md, promise 6).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.findings import BuildError, Finding, Severity

_FEW = 2  # items that may go without more than a warning …
_SHARE = 0.02  # … or this share of the site, whichever is more
_WORDS = 0.1  # share of the words of the items that stay


def check(site: Path, new_items: Mapping[str, int], explained: Collection[str], *, accept: bool) -> list[Finding]:
    """Compare with the published `site`. `new_items` are item id → words; `explained` ids of what is withheld.

    A few items gone give a warning each; clearly fewer items or words raise BuildError, unless `accept`.
    """
    old = published_items(site)
    gone = [item for item in old if item not in new_items and not _is_explained(item, explained)]
    same = [item for item in old if item in new_items and not _has_closed_parts(item, explained)]
    before = sum(old[item] for item in same)
    after = sum(new_items[item] for item in same)
    thin = before - after > _WORDS * before
    if not accept and (len(gone) > max(_FEW, _SHARE * len(old)) or thin):
        what = f"{len(gone)} items fewer ({', '.join(gone[:8])}{' …' if len(gone) > 8 else ''})" if gone else ""
        words = f"{before - after} words fewer in the items that stay" if thin else ""
        raise BuildError(
            f"the new site would hold {' and '.join(filter(None, (what, words)))}, and nothing explains it",
            remedy="look at 'moedearkiv check'; if it is right, build with --accept-shrink",
        )
    return [_gone(item) for item in gone]


def published_items(site: Path) -> dict[str, int]:
    """Item id → words of the published site; empty where there is none, or none that can be read."""
    try:
        rows = json.loads((site / "data" / "items.json").read_text("utf-8"))
        return {row["id"]: words_of(row) for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def published_ids(site: Path) -> Iterator[str]:
    """The ids of the meetings, items and attachments in the published site's data."""
    for table in ("meetings", "items"):
        try:
            rows = json.loads((site / "data" / f"{table}.json").read_text("utf-8"))
            found = [name for row in rows for name in (row["id"], *(one["id"] for one in row.get("attachments", ())))]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        yield from found


def words_of(row: Mapping[str, object]) -> int:
    """How many words an item's data row holds."""
    return len(json.dumps(row, ensure_ascii=False).split())


def _is_explained(item: str, explained: Collection[str]) -> bool:
    meeting = item.rsplit("/", 1)[0]
    return item in explained or meeting in explained


def _has_closed_parts(item: str, explained: Collection[str]) -> bool:
    """An attachment withheld since takes its words along."""
    return any(name.startswith(f"{item}/") for name in explained)


def _gone(item: str) -> Finding:
    return Finding(
        code="item-gone",
        severity=Severity.WARNING,
        file=item.rsplit("/", 1)[0],
        place=item,
        message="the published site has this item, and the new one does not",
        remedy="its address answers no more; if that is wrong, put its papers back",
    )
