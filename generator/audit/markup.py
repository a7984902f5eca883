"""The site's HTML pages as the audit sees them: their anchors, their links, and what a browser loads for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]
from lxml.etree import XPath  # type: ignore[import-untyped]

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
_ANCHORS = XPath("//@id | //@name", smart_strings=False)
_WITH_LINK = ("a", "area", "link")
_LOADING = (*_LOADED_BY, "link", "meta", "style")
_STYLED = XPath("//*[@style]")
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What the audit needs of one page."""

    anchors: frozenset[str]
    links: tuple[str, ...]
    resources: tuple[str, ...]


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
        plain = _PLAIN_REFERENCE.fullmatch(reference)
        folders = file.split("/")[:-1]
        up = plain["dots"].count("..") if plain else 0
        if plain and up <= len(folders):  # what most links are, without the cost of all cases
            kept = folders[: len(folders) - up]
            is_here = not plain["dots"] and not plain["path"]
            path = self.address(file).removeprefix(self.base) if is_here else "/".join((*kept, plain["path"]))
            return (path, plain["fragment"] or "")
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


def read_pages(site: Path, files: Sequence[str], base: str) -> Pages:
    """Parse the HTML pages among `files`."""
    return Pages({file: _read(_parse((site / file).read_bytes())) for file in files if file.endswith(".html")}, base)


def _parse(content: bytes) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(content or b"<html></html>", parser=parser)


def _read(tree: Any) -> HtmlPage:
    links: dict[str, None] = {}
    resources: dict[str, None] = {}
    for element in tree.iter(*_WITH_LINK):
        address = element.get("href")
        if address is not None and (element.tag != "link" or not _is_loaded_link(element.attrib)):
            links[address] = None
    for element in tree.iter(*_LOADING):
        resources.update(dict.fromkeys(_loaded(element)))
    for element in _STYLED(tree):
        resources.update(dict.fromkeys(_loaded(element)))
    return HtmlPage(frozenset(_ANCHORS(tree)), tuple(links), tuple(resources))


def _is_loaded_link(attributes: Any) -> bool:
    return bool(_LOADED_LINKS & set(attributes.get("rel", "").lower().split()))


def _loaded(element: Any) -> Iterator[str]:
    """The addresses that a browser asks for because of this element."""
    attributes = element.attrib
    for name in _LOADED_BY.get(element.tag, ()):
        if attributes.get(name):
            yield from _candidates(attributes[name]) if name == "srcset" else (attributes[name],)
    if element.tag == "link" and _is_loaded_link(attributes) and "href" in attributes:
        yield attributes["href"]
    if element.tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield attributes.get("content", "").partition("=")[2].strip()
    styles = attributes.get("style", "") + ((element.text or "") if element.tag == "style" else "")
    yield from CSS_ADDRESS.findall(styles)


def _candidates(srcset: str) -> Iterator[str]:
    yield from (part.split()[0] for part in srcset.split(",") if part.split())
