"""Addresses in templates (the `url` filter) and in pages: the same as MkDocs', without taking each apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2 import pass_context
from mkdocs.utils import templates

from generator.press import inside

# A link to a file of ours: up, into folders, to a file, to an id in it. No letter of it means anything in a URL.
_TO_A_FILE = re.compile(r"((?:\.\./)*)((?:[a-z0-9_-]+/)*)([a-z0-9_-]+(?:\.[a-z0-9]+)+)(?:#([a-z0-9_-]+))?")
_PLAIN = re.compile(r"(?:[a-z0-9_-]+/)*")  # the address of a page, in which nothing is quoted
_TO_AN_ID = re.compile(r"#([a-z0-9_-]+)")
_ELSEWHERE = ("https:", "http:", "mailto:")


class Targets:
    """What links in Markdown lead to, from one page at a time."""

    def __init__(self, there: Callable[[str], bool]) -> None:
        """`there` says whether a path of the docs folder is a file that comes into the site."""
        self._there = there
        self._own = ""
        self._folder: list[str] = []
        self._at: list[str] | None = None
        self.ids: list[tuple[str, str, str]] = []  # file, id in it, the link as it was written

    def be_at(self, file: Any) -> None:
        """From here on links are those of this file."""
        self._own, self._folder = file.src_uri, file.src_uri.split("/")[:-1]
        self._at = inside.norm_parts(file.url) if file.url.endswith("/") else None
        self.ids = []

    def url(self, written: str) -> str | None:
        """What MkDocs writes for a link; None where it would say something about it, or might."""
        if written.startswith(_ELSEWHERE):
            return written
        here = _TO_AN_ID.fullmatch(written)
        if here:
            self.ids.append((self._own, here[1], written))
            return written
        found = _TO_A_FILE.fullmatch(written)
        if found is None or self._at is None:
            return None
        levels = len(found[1]) // 3
        kept = len(self._folder) - levels
        path = "/".join((*self._folder[:kept], found[2] + found[3]))
        if kept < 0 or path.endswith((".html", ".htm")) or not self._there(path):
            return None
        if found[4]:
            self.ids.append((path, found[4], written))
        return self._relative(path) + (f"#{found[4]}" if found[4] else "")

    def _relative(self, path: str) -> str:
        """The address of a file's page, or of a file, as it is from here."""
        assert self._at is not None
        *parts, name = path.split("/")
        page = inside.is_markdown(path)
        if name != "index.md":
            parts.append(name.rpartition(".")[0] if page else name)
        common = 0
        for here, there in zip(self._at, parts, strict=False):
            if here != there:
                break
            common += 1
        up = "../" * (len(self._at) - common)
        relative = up + "/".join(parts[common:])
        if relative == up:
            return (up or "./") if page else up[:-1]
        return f"{relative}/" if page else relative


class Addresses:
    """Addresses as they are from one page at a time."""

    def __init__(self) -> None:
        self._page: Any = None
        self._up = self._first = ""

    def be_at(self, page: Any) -> None:
        """From here on addresses are as from `page`."""
        folder, _, name = page.url.rpartition("/")
        parts = inside.norm_parts(folder if "." in name else page.url)
        self._page, self._up, self._first = page, "../" * len(parts), parts[0] if parts else ""

    @property
    def filter(self) -> Any:
        """For the environment's filters."""

        @pass_context
        def url(context: Any, value: Any) -> str:
            text = str(value)
            first = _first_part(text)
            page = context["page"]
            if first and page is not None and page is self._page and first != self._first:
                return self._up + text
            return str(templates.url_filter(context, text))

        return url

    @property
    def script_tag(self) -> Any:
        """The filter for scripts: each tag is made once for each address."""
        made: dict[tuple[str, int], str] = {}
        address = self.filter

        @pass_context
        def script_tag(context: Any, script: Any) -> str:
            key = address(context, script), id(script)
            if key not in made:
                made[key] = templates.script_tag_filter(context, script)
            return made[key]

        return script_tag


class Canonical:
    """The addresses of pages on the site's host."""

    def __init__(self, site_url: str | None) -> None:
        base = f"{site_url}/" if site_url and not site_url.endswith("/") else site_url
        self._base, self._root = base or "", urlsplit(base).path if base else ""
        self._plain = bool(base) and urljoin(self._base, "a/b/") == f"{base}a/b/"  # nothing in it is to be taken apart

    def of(self, url: str) -> tuple[str | None, str | None]:
        """The whole address of a page, and that without the host; None where the site has none."""
        if self._plain and _PLAIN.fullmatch(url):
            return self._base + url, self._root + url
        if not self._base:
            return None, None
        whole = urljoin(self._base, url)
        return whole, urlsplit(whole).path

    def set(self, page: Any, _: object) -> None:
        """What MkDocs' page does for itself."""
        page.canonical_url, page.abs_url = self.of(page.url)


@cache
def _first_part(address: str) -> str:
    """The first part of a plain address from the site's root; nothing where the address is not plain."""
    path, level = inside.norm_url(address)
    parts = inside.norm_parts(path) if level == 0 else []
    plain = "/".join(parts) + ("/" if address.endswith("/") else "")
    return parts[0] if parts and path == address == plain else ""
