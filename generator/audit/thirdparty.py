"""Promise 8: a visitor's browser talks to the site alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from generator.audit.markup import CSS_ADDRESS, Pages


def third_party_resources(site: Path, files: Sequence[str], pages: Pages) -> Iterator[str]:
    """A sentence for each script, style, image or other thing that would be loaded from elsewhere."""
    for file, page in pages.by_file.items():
        yield from _elsewhere(file, page.resources, pages)
    for file in files:
        if file.endswith((".css", ".svg")):
            text = (site / file).read_text(encoding="utf-8", errors="replace")
            yield from _elsewhere(file, CSS_ADDRESS.findall(text), pages)


def _elsewhere(file: str, addresses: Sequence[str], pages: Pages) -> Iterator[str]:
    for address in addresses:
        scheme = urlsplit(address).scheme.lower() if ":" in address else ""
        if scheme not in ("data", "about") and pages.local(file, address) is None:
            yield f"{file}: loads something from elsewhere: {urlsplit(address).netloc or address[:60]}"
