"""Promise 4: what was taken down has a tombstone, and a tombstone says nothing of what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]

from generator.audit.rows import read_rows
from generator.takedown import Removed
from generator.tombstones import Tombstone, address_of
from generator.words import removed


def unmatched_tombstones(
    site: Path, files: Sequence[str], *, takedowns: Sequence[Removed], tombstones: Sequence[Tombstone]
) -> Iterator[str]:
    """A sentence for each takedown without a tombstone, and for each tombstone that says more than it may."""
    stones = {stone.address for stone in tombstones}
    for takedown in takedowns:
        if address_of(takedown.id) not in stones:
            yield f"{takedown.id} was taken down and has no tombstone"
    wanted = [{"id": takedown.id, "date": takedown.date} for takedown in takedowns]
    if (read_rows(site / "data" / "takedowns.json") or []) != wanted:
        yield "data/takedowns.json: does not hold exactly what was taken down"
    present = set(files)
    for stone in tombstones:
        file = f"{stone.address}index.html"
        if file not in present:
            yield f"{file}: a tombstone is missing"
        else:
            yield from (f"{file}: a tombstone {fault}" for fault in _faults(site / file, stone))


def _faults(file: Path, stone: Tombstone) -> Iterator[str]:
    tree: Any = lxml.html.document_fromstring(file.read_bytes())
    robots = tree.xpath('string(//meta[@name="robots"]/@content)')
    if robots != "noindex":
        yield "does not ask search engines to forget it"
    own = '//article/*[not(contains(@class, "kun-papir")) and not(.//a)]'  # without address line and way up
    said = [" ".join(part.text_content().split()) for part in tree.xpath(own)]
    if said != [removed.title(stone.kind, stone.date), removed.told(stone.date)]:
        yield "says something else than that"
