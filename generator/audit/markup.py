"""The site's HTML pages as the audit sees them: their anchors, their links, and what a browser loads for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from generator.audit.readings import in_pieces
from generator.audit.tags import Attributes, Tag, Tags

INDEX = "index.html"
_UNKNOWN_BASE = "https://moedearkiv.invalid/"
_LOADED_BY = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "form": ("action",),
}
_LOADED_LINKS = frozenset(
    ("stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch", "prefetch")
)
_PLAIN_REFERENCE = re.compile(
    r"(?P<dots>(?:\.\./)*(?:\.\.?/?)?)(?P<path>(?:(?<![^/])[\w-]+(?:/[\w-]+)*(?:\.[\w-]+)*/?)?)(?:#(?P<fragment>[\w-]*))?",
    re.ASCII,
)
_PLAIN_PATH = re.compile(r"[\w/.-]*", re.ASCII)
_NAMES = ("id", "name")
_WITH_LINK = ("a", "area", "link")
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")


class CutText(NamedTuple):
    """A text, and its pieces (`readings.in_pieces`)."""

    text: str
    pieces: Sequence[str]


NOT_CUT: Mapping[str, CutText] = {}


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What the audit needs of one page."""

    anchors: frozenset[str]
    links: tuple[str, ...]
    resources: tuple[str, ...]


class _Plain(NamedTuple):
    """A reference to another folder, or a file there; `is_here` where it is to the page that has it."""

    up: int
    path: str
    fragment: str
    is_here: bool


@lru_cache(maxsize=20_000)
def _plain(reference: str) -> _Plain | None:
    found = _PLAIN_REFERENCE.fullmatch(reference)
    if not found:
        return None
    dots, path = found["dots"], found["path"]
    return _Plain(dots.count(".."), path, found["fragment"] or "", not dots and not path)


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages by their file. `base` is the site's address; an invented one where the site does not say."""

    by_file: Mapping[str, HtmlPage]
    base: str

    def address(self, file: str) -> str:
        """The address of a file of the site."""
        return self.base + (file.removesuffix(INDEX) if file == INDEX or file.endswith(f"/{INDEX}") else file)

    def local(self, file: str, reference: str) -> tuple[str, str] | None:
        """The path below the site's root and the fragment that `reference` in `file` points to; None: elsewhere."""
        plain, folders = _plain(reference), file.split("/")[:-1]
        if plain and plain.up <= len(folders):  # what most links are, without the cost of all cases
            if plain.is_here:
                return self.address(file).removeprefix(self.base), plain.fragment
            return "/".join((*folders[: len(folders) - plain.up], plain.path)), plain.fragment
        return local_path(urljoin(self.address(file), reference), self.base)


def local_path(address: str, base: str) -> tuple[str, str] | None:
    """An absolute address as a path below `base` and a fragment; None where it is not on the site's host."""
    if base.endswith("/") and address.startswith(base) and _PLAIN_PATH.fullmatch(address, len(base)):
        return address[len(base) :], ""  # what most are, without the cost of all cases
    target, root = urlsplit(address), urlsplit(base)
    if (target.scheme, target.netloc) != (root.scheme, root.netloc):
        return None
    inside = target.path.startswith(root.path)
    return (target.path[len(root.path) :] if inside else f"..{target.path}", target.fragment)


def base_of(site: Path) -> str:
    """The site's address, as its front page says it; an invented one where it does not."""
    front = site / "index.html"
    found = _parse(front.read_bytes()).xpath('//link[@rel="canonical"]/@href') if front.is_file() else ()
    return next(map(str, found), _UNKNOWN_BASE)


def read_pages(site: Path, files: Sequence[str], base: str, cut: Mapping[str, CutText] = NOT_CUT) -> Pages:
    """What the HTML pages among `files` say. Those of which `cut` has the text need not be read."""
    pages = (file for file in files if file.endswith(".html"))
    return Pages({file: _by_tags(cut.get(file)) or _page((site / file).read_bytes()) for file in pages}, base)


def _page(content: bytes) -> HtmlPage:
    """A page, read by its tags where that is plain, and by a parser where it is not."""
    try:
        text = content.decode("utf-8")
        found = _by_tags(CutText(text, in_pieces(text)))
    except UnicodeDecodeError:
        found = None
    return found or _made_of(_parsed(content))


def _by_tags(page: CutText | None) -> HtmlPage | None:
    tags = _TAGS.of_page(page.text, page.pieces) if page else None
    return None if tags is None else _made_of(tags)


def _parsed(content: bytes) -> list[Tag]:
    return [read_tag(one.tag, one.attrib, one.text or "") for one in _parse(content).iter(etree.Element)]


def _made_of(tags: Sequence[Tag]) -> HtmlPage:
    return HtmlPage(
        frozenset(chain.from_iterable(tag.anchors for tag in tags)),
        tuple(dict.fromkeys(chain.from_iterable(tag.links for tag in tags))),
        tuple(dict.fromkeys(chain.from_iterable(tag.loaded for tag in tags))),
    )


def _parse(content: bytes) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(content or b"<html></html>", parser=parser)


def read_tag(name: str, attributes: Attributes, text: str = "") -> Tag:
    """What an element says, which has this text before the first element in it."""
    anchors = [attributes[one] for one in _NAMES if one in attributes]
    leads = name in _WITH_LINK and "href" in attributes and (name != "link" or not _is_loaded_link(attributes))
    return Tag(tuple(anchors), (attributes["href"],) if leads else (), tuple(_loaded(name, attributes, text)))


def _is_loaded_link(attributes: Attributes) -> bool:
    return bool(_LOADED_LINKS & set(attributes.get("rel", "").lower().split()))


def _loaded(tag: str, attributes: Attributes, text: str) -> Iterator[str]:
    """The addresses that a browser asks for because of an element."""
    for name in _LOADED_BY.get(tag, ()):
        if attributes.get(name):
            yield from _candidates(attributes[name]) if name == "srcset" else (attributes[name],)
    if tag == "link" and _is_loaded_link(attributes) and "href" in attributes:
        yield attributes["href"]
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield attributes.get("content", "").partition("=")[2].strip()
    if tag == "style" or "style" in attributes:
        yield from CSS_ADDRESS.findall(attributes.get("style", "") + (text if tag == "style" else ""))


def _candidates(srcset: str) -> Iterator[str]:
    yield from (part.split()[0] for part in srcset.split(",") if part.split())


_TAGS = Tags(read_tag)
