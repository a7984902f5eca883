"""Parts of work are done once each, whoever does them."""

from __future__ import annotations

from pathlib import Path

from generator.beside import Beside
from generator.turns import Turns

_PARTS = list(range(200))


def test_each_part_is_one_s(tmp_path: Path) -> None:
    """Two processes at once take all parts between them, and none twice."""
    turns = Turns(_PARTS, tmp_path / "turns")
    with Beside(lambda: list(reversed(turns))) as beside:
        ours = list(turns)
        theirs = beside.result()
    assert sorted(ours + theirs) == _PARTS


def test_who_comes_late_takes_what_is_left(tmp_path: Path) -> None:
    """What one has begun is not given to the next."""
    turns = Turns(_PARTS, tmp_path / "turns")
    first = iter(turns)
    assert [next(first) for _ in range(3)] == [0, 1, 2]
    assert next(reversed(turns)) == _PARTS[-1]
    assert list(turns) == _PARTS[3:-1]
    assert list(first) == []
