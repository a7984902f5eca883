"""`moedearkiv sync` killed at any request or file operation: nothing lost, doubled or half (issue 6, point 5)."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.firstagenda_double.answers import answer, attachment, item
from tests.firstagenda_double.following import files, follow, run
from tests.firstagenda_double.killed import DIED
from tests.firstagenda_double.server import Double, serving

_SEED = 20260618
_KILLS = 8


@pytest.fixture
def double() -> Double:
    """Four meetings with attachments."""
    double = Double()
    for day in range(1, 5):
        items = [item(n, f"Sag {n} den {day}.", attachments=[attachment(f"Notat {n} den {day}.")]) for n in (1, 2)]
        double.put("Byrådet", answer(*items, begin=f"2026-05-{day:02d}T17:00:00+02:00"))
    return double


@pytest.fixture
def address(double: Double) -> Iterator[str]:
    """Where the double is."""
    with serving(double) as address:
        yield address


def die(content: Path, at: int) -> bool:
    """A run that dies at its operation `at`; whether it did."""
    command = [sys.executable, "-m", "tests.firstagenda_double.killed", str(content), str(at)]
    done = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, timeout=60)
    assert done.returncode in (0, DIED), done.stderr.decode()
    return done.returncode == DIED


def check_whole(content: Path) -> None:
    """No file that a reader looks at is half: JSON ends, a PDF ends, and each named one is there or asked for."""
    for name, data in files(content).items():
        if name.endswith(".json"):
            json.loads(data)
        elif name.endswith(".pdf"):
            assert data.endswith(b"%%EOF\n"), name


def survive(content: Path, good: dict[str, bytes]) -> int:
    """Kill runs at random operations until one comes to its end; the result is that of a run nobody killed."""
    chance, kills = random.Random(_SEED), 0
    while kills < _KILLS and die(content, chance.randint(1, 45)):
        kills += 1
        check_whole(content)
    run(content)
    assert files(content) == good
    return kills


def test_a_first_run_may_die_anywhere(double: Double, address: str, tmp_path: Path) -> None:
    """Killed again and again while everything is new: the last run has all of it, once."""
    run(follow(tmp_path / "good", address))
    good = files(tmp_path / "good")
    assert survive(follow(tmp_path / "content", address), good) >= 4


def test_a_run_in_which_items_close_may_die_anywhere(double: Double, address: str, tmp_path: Path) -> None:
    """Items close, minutes come under new ids, an attachment goes: killed and resumed, it is as if never killed."""
    good, content = follow(tmp_path / "good", address), tmp_path / "content"
    run(good)
    shutil.copytree(good, content)
    meetings = double.bodies["Byrådet"]
    for day in (1, 2):
        items = [
            item(1, f"Sag 1 den {day}.", is_open=False),
            item(2, f"Sag 2 den {day}.", attachments=[attachment(f"Nyt notat {day}")]),
        ]
        double.put("Byrådet", answer(*items, begin=f"2026-05-{day:02d}T17:00:00+02:00", kind="Referat"))
    meetings[3]["Moede"]["Navn"] = "Lukket dagsorden"
    run(good)
    assert survive(content, files(good)) >= 1
    assert b"Sag 1 den 1." not in b"".join(files(content).values())


def test_every_operation_of_a_small_run(double: Double, address: str, tmp_path: Path) -> None:
    """One meeting, killed at each operation in turn, each time from nothing: one more run mends it."""
    del double.bodies["Byrådet"][1:]
    run(follow(tmp_path / "good", address))
    good = files(tmp_path / "good")
    at = 1
    while at < 80:
        content = follow(tmp_path / f"at-{at}", address)
        died = die(content, at)
        check_whole(content)
        run(content)
        assert files(content) == good, at
        if not died:
            break
        at += 5
    assert 20 < at < 80
