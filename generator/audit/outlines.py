"""What links are held to: the places of the pages of a bunch, and where their links lead, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.audit.links import ELSEWHERE, target_file
from generator.audit.markup import NOT_CUT, CutText, HtmlPage, read_pages
from generator.audit.thirdparty import third_party_resources

_APART = "\0"  # an HTML parser lets none through


@dataclass(frozen=True, slots=True)
class Outline:
    """`anchors` by page; `targets` are paths that links lead to, `places` such paths with a fragment.

    `odd` where a page needs a second look, whatever other pages are like: it loads things from elsewhere, or a link
    runs a script.
    """

    anchors: Mapping[str, str]
    targets: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    odd: bool

    def is_whole(self, present: Set[str], anchors: Mapping[str, str]) -> bool:
        """Whether every link arrives, where `present` are the files of the site and `anchors` those of all pages."""
        return (
            not self.odd
            and all(_arrives(path, "", present, anchors) for path in self.targets)
            and all(_arrives(*place, present, anchors) for place in self.places)
        )

    def with_changes(self, new: Outline, files: Sequence[str]) -> Outline:
        """The same with pages that were read again, of which these `files` are left.

        Links that are gone are not told from others: one that leads nowhere any more makes the pages be read.
        """
        left = {*files}
        anchors = {file: found for file, found in {**self.anchors, **new.anchors}.items() if file in left}
        targets, places = dict.fromkeys((*self.targets, *new.targets)), dict.fromkeys((*self.places, *new.places))
        return Outline(anchors, tuple(targets), tuple(places), self.odd or new.odd)


def outline(site: Path, files: Sequence[str], base: str, cut: Mapping[str, CutText] = NOT_CUT) -> Outline:
    """The outline of these files of `site`, whose address is `base`; those of which `cut` has the text are not read."""
    pages = read_pages(site, files, base, cut)
    targets: dict[str, None] = {}
    places: dict[tuple[str, str], None] = {}
    odd = next(third_party_resources(site, files, pages), None) is not None
    for file, page in pages.by_file.items():
        for reference in dict.fromkeys((*page.links, *page.resources)):
            scheme = urlsplit(reference).scheme.lower() if ":" in reference else ""
            local = None if scheme in ELSEWHERE else pages.local(file, reference)
            odd = odd or scheme == "javascript"
            if local is not None and local[1]:
                path, fragment = unquote(local[0]), unquote(local[1])
                if not _is_here(path, fragment, file, page):
                    places[path, fragment] = None
            elif local is not None:
                targets[unquote(local[0])] = None
    anchors = {file: _APART.join(("", *sorted(page.anchors), "")) for file, page in pages.by_file.items()}
    return Outline(anchors, tuple(targets), tuple(places), odd)


def has_anchor(anchors: Mapping[str, str], file: str, fragment: str) -> bool:
    """Whether the page `file` is there and has the anchor."""
    return f"{_APART}{fragment}{_APART}" in anchors.get(file, "")


def anchors_of(outlines: Iterable[Outline]) -> dict[str, str]:
    """The anchors of all pages, by page."""
    return {file: found for one in outlines for file, found in one.anchors.items()}


def _is_here(path: str, fragment: str, file: str, page: HtmlPage) -> bool:
    """Whether a link leads to an anchor of its own page."""
    return path == file.removesuffix("index.html") and fragment in page.anchors


def _arrives(path: str, fragment: str, present: Set[str], anchors: Mapping[str, str]) -> bool:
    target = target_file(path, present)
    return target is not None and (
        not fragment or not target.endswith(".html") or has_anchor(anchors, target, fragment)
    )
