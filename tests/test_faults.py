"""Promise 7 of the build as a whole: whatever happens to the machine, the published site is the old one or the new."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from generator import alone as alone_module
from generator import pipeline
from generator import steady as steady_module
from generator.alone import alone
from generator.findings import BuildError
from generator.paths import Paths
from generator.steady import steady
from tests.faults import contents, fingerprint
from tests.publishing import publish
from tests.samples import ROOT


def disturbed(fault: str, times: int) -> list[dict[str, Any]]:
    """The outcome of builds that are disturbed, in a process without threads."""
    command = [sys.executable, "-m", "tests.faults", fault, str(times)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
    return [json.loads(line) for line in said.stdout.splitlines()]


@pytest.mark.site
def test_a_killed_build_leaves_one_whole_site_and_the_next_build_heals() -> None:
    """Killed at points of every stage, the site is byte for byte the old or the new; the next build gives the new."""
    rows = disturbed("kill", 15)
    assert [row["code"] for row in rows] == [-9] * 15
    assert {row["site"] for row in rows} == {"old", "new"}
    assert [row for row in rows if not row["healed"]] == []


@pytest.mark.site
@pytest.mark.parametrize(
    ("fault", "words"), [("full", "the disk is full"), ("read-only", "may only be read"), ("forbidden", "is forbidden")]
)
def test_a_refused_build_says_so_and_leaves_the_old_site(fault: str, words: str) -> None:
    """A disk that is full or may not be written to, from any point on: one sentence, and the old site."""
    for row in disturbed(fault, 3):
        assert row["code"] in (0, 1), row  # 0: nothing was left to write at that point
        assert (row["site"], words in row["said"]) == (("old", True) if row["code"] else ("new", False)), row
        assert not re.search(r"['\" ]/", row["said"]), row  # no path of the machine
        assert row["healed"], row


@pytest.mark.site
def test_a_rescue_that_is_killed_leaves_one_whole_site() -> None:
    """Takedowns whose build fails, killed at points of every stage: the site is the old one or the one without them.

    The next build takes it down, and leaves no copy of the old site beside the new one.
    """
    rows = disturbed("rescue", 9)
    assert [row["code"] for row in rows] == [-9] * 9
    assert {row["site"] for row in rows} == {"old", "new"}
    assert [row for row in rows if not row["healed"]] == []


@pytest.mark.site
def test_a_rescue_that_is_refused_once_says_what_is_up() -> None:
    """A disk that fails once: what was taken down is gone, or the message says that it is still published."""
    for row in disturbed("hiccup", 6):
        told = "new" if "is gone from the published site" in row["said"] else "old"
        assert (row["code"], row["site"]) == (1, told), row
        assert told == "new" or "STILL PUBLISHED" in row["said"], row
        assert row["healed"], row


@pytest.mark.site
def test_a_clock_that_goes_backwards_changes_nothing(tmp_path: Path) -> None:
    """Promise 7: for an earlier day than the published site, from files of the future: as a fresh build of that day."""
    content = contents(tmp_path)[0].folder
    early, late = datetime.date(2025, 7, 1), datetime.date(2025, 9, 1)

    def build(place: str, day: datetime.date) -> Path:
        paths = Paths(project=ROOT, content=content, site=tmp_path / place / "site", work=tmp_path / place / "work")
        pipeline.build(paths, as_of=day, quiet=True, progress=lambda _: None)
        return paths.site

    build("here", late)
    for file in (*content.rglob("*"), *(tmp_path / "here").rglob("*")):
        os.utime(file, (4e9, 4e9))  # the year 2096
    assert fingerprint(build("here", early)) == fingerprint(build("fresh", early))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a gap of microseconds")
def test_a_reader_never_misses_the_site(tmp_path: Path) -> None:
    """Somebody who reads the front page all the time while sites are swapped always finds a whole one."""
    publish(tmp_path, {"index.html": "side 0"})
    swapping, read, faults = threading.Event(), 0, []

    def look() -> None:
        nonlocal read
        while not swapping.is_set():
            try:
                if not (tmp_path / "site/index.html").read_text("utf8").startswith("side "):
                    faults.append("half")
            except OSError as error:
                faults.append(error.strerror or "")
            read += 1

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(1, 100):
        publish(tmp_path, {"index.html": f"side {number}"})
    swapping.set()
    reader.join()
    assert faults == []
    assert read > 300


# --- one at a time ---------------------------------------------------------------------------------------


def test_a_second_build_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds in one folder never overlap: the second says that it waits, and goes on when the first has ended."""
    first = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(first, fcntl.LOCK_EX)
    monkeypatch.setattr(alone_module, "_PAUSE", 0.0)
    told: list[str] = []

    def tell(text: str) -> None:
        told.append(text)
        os.close(first)

    with alone(tmp_path, tell=tell):
        assert told == ["waiting for another build"]


def test_a_build_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that hangs does not make the next one hang."""
    first = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(first, fcntl.LOCK_EX)
    monkeypatch.setattr(alone_module, "PATIENCE", 0.0)
    with pytest.raises(BuildError, match="does not end"), alone(tmp_path, tell=lambda _: None):
        pass
    os.close(first)


def test_the_lock_goes_with_its_holder(tmp_path: Path) -> None:
    """A build that was killed leaves no lock behind, and no file; site and work may share a folder."""
    script = "import fcntl, os, signal, sys; fcntl.flock(os.open(sys.argv[1], 0), 2); os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False).returncode == -9
    told: list[str] = []
    with alone(tmp_path, tmp_path / ".", tmp_path / "work", tell=told.append):
        pass
    assert told == []
    assert [path.name for path in tmp_path.iterdir()] == ["work"]


def test_a_real_refusal_is_told(tmp_path: Path) -> None:
    """What the system refuses is one sentence with what to do, also where MkDocs has wrapped it."""
    with pytest.raises(BuildError, match="the disk is full"), alone(tmp_path, tell=lambda _: None):
        Path("/dev/full").write_text("x", "utf8")
    (tmp_path / "file").write_text("", "utf8")
    with pytest.raises(BuildError, match="could not go on"), alone(tmp_path / "file" / "x", tell=lambda _: None):
        pass


# --- papers that change ----------------------------------------------------------------------------------


def test_papers_that_change_while_they_are_read_are_read_again(tmp_path: Path) -> None:
    """What is published is the papers of one moment: never half a file, never yesterday's word on today's bundle."""
    paper = tmp_path / "møde" / "bundle.txt"
    paper.parent.mkdir()
    paper.write_text("halv", "utf8")
    reads: list[str] = []

    def read() -> str:
        text = paper.read_text("utf8")
        reads.append(text)
        if len(reads) == 1:
            paper.write_text("hel og meget længere", "utf8")
        return text

    assert steady(tmp_path, read) == "hel og meget længere"
    assert len(reads) == 2


@pytest.mark.parametrize("change", ["rewrite", "add", "remove", "rename"])
def test_papers_that_never_stand_still_are_refused(tmp_path: Path, change: str) -> None:
    """Changed, come, gone or renamed at each reading: nothing is published, and the file is named."""
    (tmp_path / "a").write_text("0", "utf8")
    count = 0

    def read() -> None:
        nonlocal count
        count += 1
        if change == "rewrite":
            stamp = (tmp_path / "a").stat()
            (tmp_path / "a").write_text(str(count), "utf8")
            os.utime(tmp_path / "a", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as a copying tool does
        elif change == "add":
            (tmp_path / f"b{count}").touch()
        elif change == "rename":
            next(tmp_path.iterdir()).rename(tmp_path / f"c{count}")
        else:
            (tmp_path / "a").unlink() if count % 2 else (tmp_path / "a").touch()

    with pytest.raises(BuildError, match="changed each time"):
        steady(tmp_path, read)
    assert count == steady_module._TRIES
