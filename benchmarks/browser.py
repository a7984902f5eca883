"""A site on loopback, Chromium on it, and what a reader waits for: keys pressed, results seen, bytes fetched."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
COMPRESSED = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".xml", ".txt"}  # as any static host does
CPU_RATE, BYTES_A_SECOND, LATENCY_MS = 4, 1_600_000 / 8, 150


def chromium_path() -> str | None:
    """The machine's own Chromium."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """A headless Chromium; raises RuntimeError where there is none."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    if path is None:
        raise RuntimeError("no Chromium on this machine (tests/setup/chromium.sh installs one)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


# --- the server ---------------------------------------------------------------------------------------


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files as a static host sends them: compressed, kept alive, cacheable."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        found = path.is_file()
        squeezed = found and path.suffix in COMPRESSED
        data = (compressed(path) if squeezed else path.read_bytes()) if found else b""
        self.send_response(200 if found else 404)
        kind = "application/wasm" if path.suffix == ".wasm" else self.guess_type(str(path))
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=3600")
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@functools.lru_cache(maxsize=4096)
def compressed(path: Path) -> bytes:
    """The file as it goes over the line."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no error."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder` on loopback, with a slash at its end."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# --- what is on the line ------------------------------------------------------------------------------


@dataclass  # no slots: Playwright marks the objects it calls
class Traffic:
    """The requests of a page and its workers: how many are under way, and how many bytes came over the line."""

    under_way: int = 0
    fetched: dict[str, int] = field(default_factory=dict)

    def watch(self, page: Any) -> None:
        """Count everything `page` asks for from now on."""
        page.context.on("request", self._begun)
        page.context.on("response", self._answered)
        page.context.on("requestfinished", self._ended)
        page.context.on("requestfailed", self._ended)

    def _begun(self, _request: Any) -> None:
        self.under_way += 1

    def _answered(self, response: Any) -> None:
        self.fetched.setdefault(response.url, int(response.headers.get("content-length", "0")))

    def _ended(self, _request: Any) -> None:
        self.under_way -= 1

    def bytes(self, *parts: str) -> int:
        """What came in for addresses that hold one of `parts`."""
        return sum(size for url, size in self.fetched.items() if any(part in url for part in parts))


def throttle(page: Any) -> None:
    """A phone on a slow line. Chromium slows the page itself down, not its workers: Material's is measured too fast."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND / 2}
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_RATE})
