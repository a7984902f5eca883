"""Where a page's words were read: the files with their fingerprints, and the pages or lines in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator import markdown_text as md
from generator import words
from generator.model import Place, SourceFile
from generator.pages.document import Links, lines

_HEX = re.compile(r"[0-9a-f]{64}")


def source_list(sources: Sequence[SourceFile], links: Links, places: Iterable[Place] | None = None) -> str:
    """The files as a list. With `places`, only those files that are named there, each with its pages or lines.

    A file that is published whole stands there with a link to it (one of `links`) and its size.
    """
    fingerprints = {source.file: source for source in sources}
    if places is None:
        return md.bullets(_entry(source.file, _page_count(source), source, links) for source in sources)
    by_file: dict[str, list[Place]] = {}
    for place in places:
        by_file.setdefault(place.file, []).append(place)
    return md.bullets(_entry(file, _where(found), fingerprints.get(file), links) for file, found in by_file.items())


def _entry(file: str, where: str, source: SourceFile | None, links: Links) -> str:
    named = ", ".join(part for part in (md.inline(file), where) if part)
    if source is None:
        return named
    whole = (
        md.link(words.original_file(source.original.size), links.path(source.original.url)) if source.original else ""
    )
    return lines(named, whole, f"{words.SHA256}: {_fingerprint(source.sha256)}")


def _fingerprint(sha256: str) -> str:
    return f"`{sha256}`" if _HEX.fullmatch(sha256) else md.inline(sha256)


def _page_count(source: SourceFile) -> str:
    return words.count(source.pages, "side", "sider") if source.pages else ""


def _where(places: Sequence[Place]) -> str:
    """Pages that follow each other as one range: `side 4–6 og 9`; without pages the lines."""
    ranges: list[tuple[int, int]] = []
    read = ((place.page, max(place.page, place.last_page or 0)) for place in places if place.page is not None)
    for first, last in sorted(read):
        if ranges and first <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], last))
        else:
            ranges.append((first, last))
    starts = {place.line for place in places if place.page is None and place.line is not None}
    return words.places(ranges, sorted(starts))
