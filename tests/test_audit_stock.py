"""The audit knows every file of the site and what it holds, whatever the build noted."""

from __future__ import annotations

import importlib
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from generator.audit.stock import stock
from generator.trees.records import Record


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Files in many folders."""
    for number in range(30):
        file = tmp_path / f"byraad/{number // 10}/{number}/index.html"
        file.parent.mkdir(parents=True)
        file.write_text(f"page {number}", "utf-8")
    (tmp_path / "index.html").write_text("front", "utf-8")
    return tmp_path


def _noted(site: Path) -> dict[str, Record]:
    noted = {}
    for file in site.rglob("*.html"):
        seen, digest = file.lstat(), sha256(file.read_bytes()).digest()
        noted[file.relative_to(site).as_posix()] = Record(digest, digest, seen.st_size, seen.st_mtime_ns, seen.st_ino)
    return noted


def _truth(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).digest() for path in files}


def _edit(site: Path) -> None:
    """Another page, one more, one less, a folder less, a folder that nobody knows, a folder that is a file now."""
    (site / "byraad/0/1/index.html").write_text("another", "utf-8")
    (site / "byraad/0/2/more.html").write_text("more", "utf-8")
    (site / "byraad/1/12/index.html").unlink()
    shutil.rmtree(site / "byraad/1/13")
    (site / "new/inner").mkdir(parents=True)
    (site / "new/inner/x.html").write_text("stray", "utf-8")
    shutil.rmtree(site / "byraad/2")
    (site / "byraad/2").write_text("a file", "utf-8")


@pytest.mark.parametrize("together", [1, 5, 500])
def test_all_files_are_known_with_what_they_hold(site: Path, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they were noted or not: each file with the number of its content, in order, in one process or in many."""
    monkeypatch.setattr(importlib.import_module("generator.audit.stock"), "_TOGETHER", together)
    noted = _noted(site)
    assert list(stock(site, noted).items()) == sorted(_truth(site).items())
    _edit(site)
    assert list(stock(site, noted).items()) == sorted(_truth(site).items())


def test_a_file_in_the_place_of_another_is_read(site: Path) -> None:
    """Of the same size and time, under the same name: the system's own number tells them apart."""
    noted, file = _noted(site), site / "byraad/0/1/index.html"
    seen = file.lstat()
    other = file.with_name("other")
    other.write_text("PAGE 1", "utf-8")
    other.replace(file)
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert stock(site, noted) == _truth(site)


def test_without_notes_the_files_are_known_and_not_read(site: Path) -> None:
    """Who remembers nothing needs no numbers."""
    assert stock(site, None) == dict.fromkeys(sorted(_truth(site)), b"")
