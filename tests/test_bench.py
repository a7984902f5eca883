"""`make bench` measures what it says: all of a build's memory, every stage, a night's edits, and exponents."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

from benchmarks.bench import Row, differences, fitted, table
from benchmarks.make_archive import one_night, write_folders
from benchmarks.measuring import measured
from benchmarks.shards import dealt
from benchmarks.stages import watched
from generator import pipeline
from generator.pipeline import decide
from tests.samples import ROOT


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_night_changes_one_meeting_takes_one_item_down_and_brings_one_meeting(tmp_path: Path) -> None:
    """The nightly case is the one that the issue asks for, and nothing else changes."""
    planned = write_folders(tmp_path, 120)
    before, shown = tree(tmp_path), {item.id for m in decide(tmp_path).archive.meetings for item in m.items}
    changed, gone, new = one_night(tmp_path, planned)
    after = tree(tmp_path)
    touched = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path.rsplit("/", 1)[0] for path in touched if "/" in path} == {changed, new}
    assert {path for path in touched if "/" not in path} == {"takedowns.yml"}
    now = {item.id for m in decide(tmp_path).archive.meetings for item in m.items}
    assert now == shown - {gone} | {f"{new}/{number}" for number in range(1, 11)}


def test_every_stage_of_a_build_is_timed_under_what_called_it(tmp_path: Path) -> None:
    """Stages are found by reading who calls them; afterwards the generator is as it was."""
    write_folders(tmp_path, 20)
    before = dict(vars(pipeline))
    with watched() as watch:
        pipeline.gather(tmp_path, as_of=datetime.date(2026, 6, 1), progress=lambda _: None)
    assert dict(vars(pipeline)) == before
    assert {"decide", "connect", "links.connect", "followups.find"} <= {way[-1] for way in watch.stages}
    assert 0 < watch.seconds("links.connect") < watch.seconds("connect")


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux says what processes share")
def test_memory_is_that_of_all_processes() -> None:
    """A build cannot look small by letting others hold its data."""
    child = "import time; held = bytearray(60_000_000); held[::4096] = b'x' * len(held[::4096]); time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = measured([sys.executable, "-c", parent], folder=ROOT)
    assert cost.memory is not None
    assert cost.memory > 60


def test_exponents_and_ratios_stand_in_the_table() -> None:
    """Linear is 1, quadratic 2, and seconds are compared with stock at the same size."""
    rows = [Row(items=n, step="stock mkdocs build", seconds=n / 100) for n in (400, 2000, 10_000)]
    rows += [Row(items=n, step="cold build", seconds=n**2 / 1e6) for n in (400, 2000, 10_000)]
    lines = list(table(rows))
    assert "| 10,000 | cold build | 100.0 | 1.00 | – | – | – | – | – |" in lines
    assert "| cold build | 2.00 | 2.00 | – | – |" in lines
    assert fitted([(1, 3), (10, 30), (100, 300)]) == pytest.approx(1)
    assert fitted([(400, 1)]) is None


def test_every_difference_of_two_sites_is_seen(tmp_path: Path) -> None:
    """A file more, a file less and a byte are differences."""
    for name, files in {
        "one": {"same": "a", "byte": "b", "less": "c"},
        "two": {"same": "a", "byte": "d", "x/more": ""},
    }.items():
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text)
    assert differences(tmp_path / "one", tmp_path / "two") == ["byte", "less", "x/more"]


def test_every_body_is_in_one_shard(tmp_path: Path) -> None:
    """No body's papers are read twice or not at all, and the largest are apart."""
    for body, size in (("a", 900), ("b", 500), ("c", 450), ("d", 10)):
        (tmp_path / body).mkdir()
        (tmp_path / body / "bundle.txt").write_text("x" * size)
    (tmp_path / "topics.yml").write_text("[]")
    assert dealt(tmp_path, 2) == [["a", "d"], ["b", "c"]]
    assert dealt(tmp_path, 9) == [["a"], ["b"], ["c"], ["d"]]
