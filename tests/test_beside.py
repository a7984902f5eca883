"""A piece of work beside the build gives what it would give in it, and does not outlive it."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

import pytest

from generator.beside import Beside


def test_what_nobody_waits_for_ends_with_the_build(tmp_path: Path) -> None:
    """A build that fails early leaves no process that holds its locks: the next build may begin at once."""
    held = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    with Beside(threading.Event().wait):
        os.close(held)
    again = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(again)


@pytest.mark.parametrize("cores", ["1", "2"])
def test_the_result_comes_back(cores: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is another core or not: the same result, or the error of the work itself."""
    monkeypatch.setenv("MOEDEARKIV_CORES", cores)
    with Beside(lambda: {"a": 1}) as work:
        assert work.result() == {"a": 1}
    with Beside(lambda: int("a")) as wrong, pytest.raises(ValueError, match="'a'"):
        wrong.result()
