"""The lists of OParl in pages. A page ends with a body's year, or after a hundred objects.

What is added or taken away then moves no object of another year to another page, and most pages stay as they are. The
standard (2.5.2) wants the way to the next page on all pages, and leaves counts to us: they are on the first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.oparl.places import later_page, list_page
from generator.settings import SiteSettings

PAGE = 100  # objects of a page of a list at most, as the standard recommends
BY_YEAR = ("meeting", "agendaItem", "paper", "consultation", "file")


class Page(NamedTuple):
    """Where a page lies, which objects of its group it holds, and what it says besides."""

    path: str
    start: int
    stop: int
    around: str  # the end of its JSON, after the objects


def pages(name: str, sizes: Mapping[str, int], settings: SiteSettings) -> Mapping[str, Sequence[Page]]:
    """The pages of a list by group. `sizes` are the objects of each group: `byraadet/2025`."""
    cuts = [(group, start) for group, size in sizes.items() for start in range(0, size, PAGE)] or [("", 0)]
    paths = [list_page(name), *(later_page(name, group, start // PAGE + 1) for group, start in cuts[1:])]
    ends = [None, *paths, None]
    found: dict[str, list[Page]] = {group: [] for group, _ in cuts}
    for place, (group, start) in enumerate(cuts):
        links = {"first": paths[0], "prev": ends[place], "self": paths[place], "next": ends[place + 2]}
        pagination: dict[str, int] = {}
        if place == 0:
            links["last"] = paths[-1]
            pagination = {"totalElements": sum(sizes.values()), "currentPage": 1, "totalPages": len(paths)}
        told = {
            "pagination": pagination,
            "links": {rel: settings.address(path) for rel, path in links.items() if path is not None},
        }
        page = Page(paths[place], start, min(start + PAGE, sizes.get(group, 0)), written(told)[1:])
        found[group].append(page)
    return found


def page_text(page: Page, objects: Sequence[str]) -> str:
    """The file of a page. `objects` are all of its group, written."""
    return f'{{"data":[{",".join(objects[page.start : page.stop])}],{page.around}\n'


def written(thing: object) -> str:
    """An object, or a part of a page, as JSON on one line."""
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
