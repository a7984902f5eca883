"""Types a query as a reader does, and reads the hits when they have settled."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from benchmarks.browser import Traffic
from benchmarks.engines import Engine

_QUIET = 0.3  # seconds without a change or a request
_PATIENCE = 30.0

# The first link of each row, so that a row with several links is one hit.
_READ = """css => {
  const rows = new Set(), hits = [];
  for (const link of document.querySelectorAll(css)) {
    const row = link.closest("li, article") || link;
    if (!rows.has(row)) { rows.add(row); hits.push(link.href); }
  }
  return hits;
}"""


def open_page(browser: Any, engine: Engine, site: str) -> tuple[Any, Traffic]:
    """The engine's page, ready to be typed in, in a context of its own (nothing cached)."""
    page = browser.new_context(locale="da-DK").new_page()
    traffic = Traffic()
    traffic.watch(page)
    page.goto(site + engine.page, wait_until="load")
    page.wait_for_selector(engine.field, state="attached")
    return page, traffic


def ask(page: Any, traffic: Traffic, engine: Engine, query: str) -> list[str]:
    """The addresses of the hits below the site's root, best first."""
    page.focus(engine.field)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    _settled(page, traffic, engine)
    page.keyboard.type(query)
    return [_path(href) for href in _settled(page, traffic, engine)]


def rank(hits: Sequence[str], expected: Sequence[str]) -> int | None:
    """The place, from 1, of the first hit that is one of the expected pages, or an annex or follow-up of it."""
    return next((place for place, hit in enumerate(hits, start=1) if hit.startswith(tuple(expected))), None)


def _settled(page: Any, traffic: Traffic, engine: Engine) -> list[str]:
    deadline = time.monotonic() + _PATIENCE
    seen: list[str] | None = None
    since = time.monotonic()
    while time.monotonic() < deadline:
        now: list[str] = page.evaluate(_READ, engine.hits)
        if now != seen or traffic.under_way > 0:
            seen, since = now, time.monotonic()
        elif time.monotonic() - since > _QUIET:
            return now
        page.wait_for_timeout(40)
    raise TimeoutError(f"{engine.name}: the hits do not settle")


def _path(href: str) -> str:
    return urlsplit(href).path.lstrip("/")
