"""Every link inside the site arrives somewhere: pages, files, anchors, and the addresses in the sitemap."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.audit.markup import Pages, local_path

_ELSEWHERE = frozenset(("mailto", "tel", "data"))


def broken_links(site: Path, files: Sequence[str], pages: Pages) -> Iterator[str]:
    """A sentence for each link, loaded file or sitemap line that leads nowhere."""
    present = frozenset(files)
    for file, page in pages.by_file.items():
        for reference in (*page.links, *page.resources):
            fault = _fault(file, reference, present, pages)
            if fault:
                yield f"{file}: {fault}"
    yield from _sitemap(site, present, pages)


def _fault(file: str, reference: str, present: Set[str], pages: Pages) -> str | None:
    scheme = urlsplit(reference).scheme.lower() if ":" in reference else ""
    if scheme == "javascript":
        return "a link runs a script"
    local = None if scheme in _ELSEWHERE else pages.local(file, reference)
    if local is None:
        return None
    path, fragment = unquote(local[0]), unquote(local[1])
    target = target_file(path, present)
    if target is None:
        return f"a link leads nowhere: {reference}"
    page = pages.by_file.get(target)
    if fragment and page is not None and fragment not in page.anchors:
        return f"a link leads to an anchor that is not there: {reference}"
    return None


def target_file(path: str, present: Set[str]) -> str | None:
    """The file that a server answers with for a path below the site's root."""
    for candidate in (path, f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html"):
        if candidate in present:
            return candidate
    return None


def _sitemap(site: Path, present: Set[str], pages: Pages) -> Iterator[str]:
    if "sitemap.xml" not in present:
        return
    try:
        tree = ElementTree.parse(site / "sitemap.xml")
    except ElementTree.ParseError:
        yield "sitemap.xml: is not well-formed"
        return
    for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        local = local_path(element.text or "", pages.base)
        if local is None or target_file(unquote(local[0]), present) is None:
            yield f"sitemap.xml: names a page that is not there: {element.text}"
