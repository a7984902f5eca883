"""Lighthouse's marks for pages of a built site, at its mobile settings, served on loopback as a static host would.

    python -m benchmarks.lighthouse SITE TOOLS [PATH …]

`TOOLS` is a folder where `npm install lighthouse` has been run. Prints a line per page with the marks (0 to 100) and,
below it, what Lighthouse would have better. The server compresses and lets the browser cache
(`benchmarks.browser.served`). Exit code 1 where performance, accessibility or best practices is below 95.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.browser import OPTIONS, chromium_path, served

_LEAST = {"performance": 95, "accessibility": 95, "best-practices": 95, "seo": 0}  # SEO is told, not required
_PAGES = ("", "byraadet/2024-06-19/punkt-4/", "soeg/?q=skole")
_TIMEOUT = 180  # seconds a page


def report(tools: Path, url: str) -> dict[str, Any]:
    """Lighthouse's report on the page at `url`. Raises CalledProcessError where it cannot be made."""
    flags = " ".join(("--headless=new", *OPTIONS))
    command = [
        str(tools / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json", "--output-path=stdout",
        f"--only-categories={','.join(_LEAST)}", f"--chrome-path={chromium_path()}", f"--chrome-flags={flags}",
    ]  # fmt: skip
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=_TIMEOUT).stdout
    made: dict[str, Any] = json.loads(told)
    return made


def marks(made: dict[str, Any]) -> dict[str, int]:
    """The mark of each category."""
    return {name: round(100 * (made["categories"][name]["score"] or 0)) for name in _LEAST}


def lost(made: dict[str, Any]) -> Iterator[str]:
    """The audits that cost marks, with what was measured."""
    for name in _LEAST:
        for part in made["categories"][name]["auditRefs"]:
            audit = made["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']} ({audit['score']:.2f}) {audit.get('displayValue', '')}".rstrip()


def main() -> int:
    """Measure the pages and print."""
    parser = argparse.ArgumentParser(description="Lighthouse's marks for pages of a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("tools", type=Path)
    parser.add_argument("pages", nargs="*", default=_PAGES)
    wanted = parser.parse_args()
    below = False
    with served(wanted.site) as address:
        for page in wanted.pages:
            made = report(wanted.tools, address + page)
            found = marks(made)
            below |= any(found[name] < least for name, least in _LEAST.items())
            print(f"/{page}: {', '.join(f'{name} {mark}' for name, mark in found.items())}")
            for line in lost(made):
                print(f"    {line}")
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
