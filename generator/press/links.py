"""The templates' `url` filter: the same addresses as MkDocs', without taking each apart for each page."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import pass_context
from mkdocs.utils import templates

from generator.press import inside


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


@cache
def _first_part(address: str) -> str:
    """The first part of a plain address from the site's root; nothing where the address is not plain."""
    path, level = inside.norm_url(address)
    parts = inside.norm_parts(path) if level == 0 else []
    plain = "/".join(parts) + ("/" if address.endswith("/") else "")
    return parts[0] if parts and path == address == plain else ""
