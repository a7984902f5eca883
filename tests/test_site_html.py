"""Every page is valid HTML, as the W3C's Nu Html Checker (vnu) sees it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]

# It reads files, and takes none of them for the site's own; and it takes JSON-LD for a script that would run. No other
# script stands inline (test_site_proof), and Chromium blocks none.
_NOT_OURS = ("Resource violates Content Security Policy", "Inline script violates Content Security Policy")


def checker() -> list[str]:
    """The command that checks, or a skip of the calling test."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "moedearkiv"
    jar = Path(os.environ.get("MOEDEARKIV_CACHE") or cache) / "npm/node_modules/vnu-jar/build/dist/vnu.jar"
    java = shutil.which("java")
    if java is None or not jar.is_file():
        pytest.skip("vnu or Java is not on this machine (sh tests/setup/npm.sh fetches vnu)")
    return [java, "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always"]


def faults(*paths: Path) -> list[str]:
    """What the checker finds wrong, by page."""
    command = [*checker(), "--skip-non-html", *map(str, paths)]
    told = subprocess.run(command, capture_output=True, check=True, timeout=300).stderr
    return [
        f"{message.get('url', '').rpartition('/site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(told)["messages"]
        if (message["type"] != "info" or message.get("subType") == "warning")
        and not message["message"].startswith(_NOT_OURS)
    ]


def test_every_page_is_valid_html(work: Path) -> None:
    """Neither errors nor warnings, on any page of the sample archive."""
    assert faults(work / "site") == []


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """An image without a text and an id twice are told, so that silence means something."""
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=da><title>x</title><p id=a><img src=x><p id=a>", "utf8")
    assert len(faults(page)) >= 2
