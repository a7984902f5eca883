"""What every page has in common: front matter, its address, and links to other pages of the archive."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from generator import markdown_text as md
from generator import urls, words
from generator.front_matter import front_matter
from generator.openness import PublicAttachment, PublicItem, PublicMeeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A Markdown page. `leaf` pages (attachments) have no folder of their own.

    `trail` is the way up (address, text), topmost first, below the front page; None on the front page itself.
    `onward` is the address of the page that a browser goes on to at once.
    `about` is the item, meeting or attachment whose own page it is; `item` that item, or the one it is attached to.
    `noindex` asks search engines not to keep the page, and leaves it out of the sitemap.
    """

    url: str
    title: str
    description: str = ""
    leaf: bool = False
    noindex: bool = False
    onward: str = ""
    about: PublicMeeting | PublicItem | PublicAttachment | None = None
    item: PublicItem | None = None
    trail: tuple[tuple[str, str], ...] | None = ()
    here: str = ""  # the page's own name in the trail, where the title says it at length
    parts: tuple[str, ...] = ()
    head: Mapping[str, Any] = field(default_factory=dict)  # what overrides/main.html puts into <head>: see head.py

    @property
    def path(self) -> str:
        """The page's file, relative to the docs folder."""
        return urls.document(self.url, leaf=self.leaf)

    @property
    def markdown(self) -> str:
        """The whole file."""
        written = md.document((md.heading(self.title, 1), self._way_up(), *self.parts))
        return f"---\n{self._front_matter()}---\n\n{written}\n"

    def _way_up(self) -> str:
        if self.trail is None:
            return ""
        links = Links(self.url, leaf=self.leaf)
        steps = [links.to(url, text) for url, text in ((urls.FRONT, words.FRONT), *self.trail)]
        return " › ".join((*steps, md.within_line(md.clean(self.here or self.title))))

    def _front_matter(self) -> str:
        meta = {"title": md.clean(self.title) or "–"}
        if self.description:
            meta["description"] = md.shortened(self.description)
        if self.onward:
            meta["onward"] = posixpath.relpath(self.onward, self.url) + "/"
        if self.noindex:
            meta["robots"] = "noindex"
        # JSON is YAML, and is written a hundred times faster
        return front_matter(meta) + (f"head: {json.dumps(self.head, ensure_ascii=False)}\n" if self.head else "")


@dataclass(frozen=True, slots=True)
class Links:
    """Links from the page at `url` to others, as paths between Markdown files, which MkDocs checks."""

    url: str
    leaf: bool = False

    def to(self, url: str, text: str, *, leaf: bool = False, anchor: str = "") -> str:
        """A link to the page at `url`; `text` may come from a paper."""
        return md.link(text, self.path(urls.document(url, leaf=leaf)) + (f"#{anchor}" if anchor else ""))

    def path(self, target: str) -> str:
        """A file of the docs folder as seen from this page."""
        here, there = _folders(self.url, self.leaf), target.split("/")
        shared = 0
        for one, other in zip(here, there[:-1], strict=False):
            if one != other:
                break
            shared += 1
        return "../" * (len(here) - shared) + "/".join(there[shared:])


@lru_cache(maxsize=64)
def _folders(url: str, leaf: bool) -> Sequence[str]:
    """The folders that a page's file stands in."""
    return urls.document(url, leaf=leaf).split("/")[:-1]


def lines(*parts: str) -> str:
    """Lines of one paragraph or entry, empty ones left out. The space parts their words where markup is dropped."""
    return " <br>".join(part for part in parts if part)


def facts(pairs: Iterable[tuple[str, str | None]]) -> str:
    """A page's facts, Markdown already; those that are not known are left out."""
    return md.definitions((term, meaning) for term, meaning in pairs if meaning)


def line_of_links(names: Iterable[str], address: Callable[[str], str], links: Links, *, here: str = "") -> str:
    """A line of links to the pages of years or letters; the one that the reader is on is no link."""
    return " · ".join(
        f'<strong aria-current="page">{name}</strong>' if name == here else links.to(address(name), name)
        for name in names
    )


def neighbours(*pairs: tuple[str, str | None]) -> str:
    """Links to the page before and the page after, where there are such, below a rule at the foot of the page."""
    told = lines(*(f"{label}: {target}" for label, target in pairs if target))
    return md.document(("---", told)) if told else ""
