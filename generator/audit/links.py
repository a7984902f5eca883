"""Every link inside the site arrives somewhere: pages, files, anchors, and the addresses in the sitemap."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.audit.markup import Pages, local_path

ELSEWHERE = frozenset(("mailto", "tel", "data"))


Anchors = Callable[[str, str], bool]


def broken_links(present: Set[str], pages: Pages, has_anchor: Anchors) -> Iterator[str]:
    """A sentence for each link or loaded file of `pages` that leads nowhere.

    `present` are the files of the site; `has_anchor` says whether a page has an anchor.
    """
    for file, page in pages.by_file.items():
        for reference in (*page.links, *page.resources):
            fault = _fault(file, reference, present, pages, has_anchor)
            if fault:
                yield f"{file}: {fault}"


def _fault(file: str, reference: str, present: Set[str], pages: Pages, has_anchor: Anchors) -> str | None:
    scheme = urlsplit(reference).scheme.lower() if ":" in reference else ""
    if scheme == "javascript":
        return "a link runs a script"
    local = None if scheme in ELSEWHERE else pages.local(file, reference)
    if local is None:
        return None
    path, fragment = unquote(local[0]), unquote(local[1])
    target = target_file(path, present)
    if target is None:
        return f"a link leads nowhere: {reference}"
    if fragment and target.endswith(".html") and not has_anchor(target, fragment):
        return f"a link leads to an anchor that is not there: {reference}"
    return None


def target_file(path: str, present: Set[str]) -> str | None:
    """The file that a server answers with for a path below the site's root."""
    for candidate in (path, f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html"):
        if candidate in present:
            return candidate
    return None


def broken_sitemap(site: Path, present: Set[str], base: str) -> Iterator[str]:
    """A sentence for each line of the sitemap that names no page."""
    if "sitemap.xml" not in present:
        return
    try:
        tree = ElementTree.parse(site / "sitemap.xml")
    except ElementTree.ParseError:
        yield "sitemap.xml: is not well-formed"
        return
    for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        local = local_path(element.text or "", base)
        if local is None or target_file(unquote(local[0]), present) is None:
            yield f"sitemap.xml: names a page that is not there: {element.text}"
