"""Work spread over the machine's cores (issue 8, point 2): the same results in the same order, whatever happens."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import cores
from generator.cores import Workers


def _doubled(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def _killed_by_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def _unlucky(task: tuple[int, Path]) -> int:
    """Killed the first time it comes to 3, as by a machine short of memory."""
    number, seen = task
    if number == 3 and not seen.exists():
        seen.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _refuses(number: int) -> int:
    raise ValueError(str(number))


def _never(task: object) -> tuple[int, int]:
    raise AssertionError(task)


@pytest.mark.parametrize(("told", "expected"), [("1", 1), ("3", 3)])
def test_the_environment_says_how_many(told: str, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """MOEDEARKIV_CORES is obeyed."""
    monkeypatch.setenv(cores.VARIABLE, told)
    assert cores.count() == expected


@pytest.mark.parametrize("told", ["", "0", "mange", "-1", "²"])
def test_what_is_no_number_is_not_asked(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt setting stops no build."""
    monkeypatch.delenv(cores.VARIABLE, raising=False)
    usual = cores.count()
    monkeypatch.setenv(cores.VARIABLE, told)
    assert cores.count() == usual >= 1


def test_results_come_in_order_from_several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is done first, the first task's result comes first; and more than one process works."""
    monkeypatch.setenv(cores.VARIABLE, "2")
    with Workers(50, worth=1) as workers:
        found = list(workers.each(_doubled, range(50), lost=_never))
    assert [number for number, _ in found] == [number * 2 for number in range(50)]
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize(("number", "told"), [(3, "4"), (50, "1")])
def test_little_work_is_done_here(number: int, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small archives do not pay for processes, and one core has none to give."""
    monkeypatch.setenv(cores.VARIABLE, told)
    with Workers(number, worth=10) as workers:
        found = list(workers.each(_doubled, range(number), lost=_never))
    assert {process for _, process in found} == {os.getpid()}


def test_one_step_may_wait_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second step's tasks are the first's results, as they come."""
    monkeypatch.setenv(cores.VARIABLE, "2")

    def tasks() -> Iterator[int]:
        yield from (number for number, _ in workers.each(_doubled, range(30), lost=_never))

    with Workers(30, worth=1) as workers:
        found = [number for number, _ in workers.each(_doubled, tasks(), lost=_never)]
    assert found == [number * 4 for number in range(30)]


def test_a_task_that_kills_its_worker_is_the_only_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """One bad file never stops the rest."""
    monkeypatch.setenv(cores.VARIABLE, "2")
    with Workers(40, worth=1) as workers:
        found = list(workers.each(_killed_by_seven, range(40), lost=lambda number: -number))
    assert found == [-7 if number == 7 else number * 2 for number in range(40)]


def test_a_worker_killed_by_chance_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its worker was killed over is tried once more, alone."""
    monkeypatch.setenv(cores.VARIABLE, "2")
    with Workers(20, worth=1) as workers:
        tasks = [(number, tmp_path / "seen") for number in range(20)]
        assert list(workers.each(_unlucky, tasks, lost=lambda task: -1)) == list(range(20))


@pytest.mark.parametrize("told", ["1", "2"])
def test_an_error_of_the_work_is_raised_here(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not disappear in a worker."""
    monkeypatch.setenv(cores.VARIABLE, told)
    with Workers(20, worth=1) as workers, pytest.raises(ValueError, match="0"):
        list(workers.each(_refuses, range(20), lost=lambda number: number))
