"""Text made to be slow: what fits an expression's beginning over and over, and never its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hostile import MEMORY, SOUND, archive, check, write

# Each was slow, or is what a slow expression of `python -m benchmarks.regexes` waits for.
_PUMPS = (
    "A. ", "Karla Vindfelt ", "AB (Alfa Beta) ", "1. januar ", "99 99 12 34 ", "010190-", "a@b.", "senest ", " og ÆÆ",
    "-0. ", "ÆÆ ", ".", "a-", "x" + " " * 200, "x" + "\u00a0" * 200, "(", "»", "rådmanden ", "1", "Bilag 1: ", "punkt ",
    "vedtaget ", "Havnegade 2, ",
)  # fmt: skip
_LINE, _LINES = 1_000, 20


def _pumped(pump: str) -> Callable[[Path], None]:
    line = pump * (_LINE // len(pump)) + "\n"
    decision = f" Referat\n\nPunkt 4: Plan\n\nRådmanden godkendte. {line * _LINES}\n"
    return lambda folder: write(
        folder / "bundle.txt", f"{decision} Punkt 5: Bordet rundt\n\n{(line + chr(10)) * _LINES}"
    )


def _hyphens(folder: Path) -> None:
    write(folder / "bundle.txt", " Punkt 4: Plan\n\n" + ("a" * 999 + "-\n") * _LINES)


def test_slow_text_is_read_in_time(tmp_path: Path) -> None:
    """Paragraphs of 20,000 such letters take seconds, where they took hours; all together stay under the limits."""
    archive(tmp_path / "content", {**{pump: _pumped(pump) for pump in _PUMPS}, "hyphens": _hyphens})
    checked = check(tmp_path / "content", seconds=180)
    assert checked.about(SOUND) == []
    assert "Traceback" not in checked.errors
    assert f"{len(_PUMPS) + 2} meetings and " in checked.text
    assert 0 < checked.memory < MEMORY
