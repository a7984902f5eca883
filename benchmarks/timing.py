"""What a reader on a phone waits for: from the first key to the first hit, and from the last key to all of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.browser import Traffic, throttle
from benchmarks.engines import Engine

_KEY_MS = 60  # between keys
_QUIET = 1.0  # seconds without a change, a request or a busy page: all is there

# Notes, on the page's own clock, when the first and the last key went down and when the hits first and last changed.
_WATCH = """([field, css]) => {
  const clock = { first: null, last: null, shown: null, settled: null };
  const read = () => [...document.querySelectorAll(css)].map((link) => link.href + link.textContent).join("\\n");
  let before = read();
  const look = () => {
    const now = read();
    if (now === before) return;
    before = now;
    if (!now || clock.first === null) return;
    clock.shown ??= performance.now();
    clock.settled = performance.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  document.addEventListener("keydown", (event) => {
    if (event.key.length > 1 || event.ctrlKey) return;
    clock.first ??= performance.now();
    clock.last = performance.now();
  }, true);
  window.searchClock = clock;
  window.searchAgain = () => Object.assign(clock, { first: null, last: null, shown: null, settled: null });
}"""  # noqa: E501


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Seconds from the first key to the first hit, and from the last key to the last change; None: no hit came."""

    first: float | None
    after: float | None


class Reader:
    """Somebody at the engine's page, on a slow phone with nothing cached."""

    def __init__(self, page: Any, traffic: Traffic, engine: Engine, patience: float) -> None:
        self._page, self._traffic, self._engine, self._patience = page, traffic, engine, patience
        self.usable: float = page.evaluate("performance.now()") / 1000  # seconds from the address to a field

    def type(self, query: str) -> Wait:
        """Empty the field, type the query key by key, and wait until nothing changes any more."""
        page = self._page
        page.evaluate("searchAgain()")
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        page.wait_for_timeout(300)
        page.evaluate("searchAgain()")
        page.keyboard.type(query, delay=_KEY_MS)
        clock = self._settled()
        if clock["shown"] is None:
            return Wait(first=None, after=None)
        after = max(0.0, clock["settled"] - clock["last"])
        return Wait(first=(clock["shown"] - clock["first"]) / 1000, after=after / 1000)

    def index_bytes(self) -> int:
        """What the search has fetched so far, its scripts included."""
        return self._traffic.bytes(*self._engine.index)

    def script_bytes(self) -> int:
        """Its scripts alone."""
        return sum(
            size
            for url, size in self._traffic.fetched.items()
            if any(part in url for part in self._engine.index) and url.endswith((".js", ".wasm"))
        )

    def _settled(self) -> dict[str, Any]:
        deadline = time.monotonic() + self._patience
        quiet_since = time.monotonic()
        seen = self._clock()
        while time.monotonic() < deadline:
            now = self._clock()
            if now != seen or self._traffic.under_way > 0:
                seen, quiet_since = now, time.monotonic()
            elif time.monotonic() - quiet_since > _QUIET and now["shown"] is not None:
                return now
            self._page.wait_for_timeout(50)
        return seen

    def _clock(self) -> dict[str, Any]:
        clock: dict[str, Any] = self._page.evaluate("({ ...searchClock })")
        return clock


@contextmanager
def reader(browser: Any, engine: Engine, site: str, *, patience: float) -> Iterator[Reader]:
    """A reader whose page has just become usable: what loads at once may still be loading."""
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    traffic = Traffic()
    traffic.watch(page)
    throttle(page)
    try:
        page.goto(site + engine.page, wait_until=engine.ready, timeout=120_000)
        page.wait_for_selector(engine.field, state="visible" if engine.ready == "commit" else "attached")
        page.evaluate(_WATCH, [engine.field, engine.hits])
        page.focus(engine.field)
        yield Reader(page, traffic, engine, patience)
    finally:
        context.close()
