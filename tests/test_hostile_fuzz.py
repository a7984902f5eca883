"""A few thousand runs of the coverage-guided fuzzer over every reader, the same ones each time."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS
from tests.samples import ROOT

_RUNS = {"pdf": 10, "minutes": 300, "text": 100, "meeting": 400, "item": 400, "body": 400}
_RUNS_OF_OTHERS = 1500


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has no wheel for this machine")
@pytest.mark.parametrize("target", sorted(TARGETS))
def test_no_reader_breaks_a_promise(target: str, tmp_path: Path) -> None:
    """Whatever bytes a file holds, its reader gives a result or a finding, and loses no line (promise 6)."""
    runs = _RUNS.get(target, _RUNS_OF_OTHERS)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", target, "--runs", str(runs), "--seed", "1", "--seconds", "120",
         "--corpus", str(tmp_path / "corpus")],
        cwd=ROOT, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(re.findall(r"number_of_executed_units: (\d+)", done.stderr)[-1]) >= runs


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_seeds_are_sound(target: str) -> None:
    """What the fuzzer begins with passes: it runs where there is no atheris, too."""
    seeds = TARGETS[target].seeds()
    assert seeds
    for seed in seeds:
        TARGETS[target].check(seed)
