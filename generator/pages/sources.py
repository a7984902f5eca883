"""Where a page's words were read: the files with their fingerprints, and the pages or lines in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator import markdown_text as md
from generator import words
from generator.model import Place, SourceFile

_HEX = re.compile(r"[0-9a-f]{64}")


def source_list(sources: Sequence[SourceFile], places: Iterable[Place] | None = None) -> str:
    """The files as a list. With `places`, only those files that are named there, with their pages."""
    fingerprints = {source.file: source for source in sources}
    if places is None:
        return md.bullets(_entry(source.file, _page_count(source), source) for source in sources)
    told = dict.fromkeys((place.file, _where(place)) for place in places)
    return md.bullets(_entry(file, where, fingerprints.get(file)) for file, where in told)


def _entry(file: str, where: str, source: SourceFile | None) -> str:
    named = ", ".join(part for part in (md.inline(file), where) if part)
    return f"{named}<br>{words.SHA256}: {_fingerprint(source.sha256)}" if source else named


def _fingerprint(sha256: str) -> str:
    return f"`{sha256}`" if _HEX.fullmatch(sha256) else md.inline(sha256)


def _page_count(source: SourceFile) -> str:
    return words.count(source.pages, "side", "sider") if source.pages else ""


def _where(place: Place) -> str:
    if place.page is None and place.line is not None:
        return f"linje {place.line}"
    return words.pages(place.page, place.last_page)
