"""What need not be made again. The nightly build is the full build with a fuller cache; there is one way to make.

1. `asking` (beside this)  every question to the archive goes through a view, which notes it
2. `answers`   the fingerprints of the answers, each found once in a build
3. `workshop`  asks again what a unit asked when it was made: where all answers are the same, its files are kept

A *unit* is a few files with a name ("pages of byraadet/2025-01-29"), and a function that makes them from a view. What
is a value and no file (rows that a large file is joined of) is a *piece*.
"""

from __future__ import annotations

from generator.units.answers import Answers
from generator.units.workshop import Piece, Unit, Workshop

__all__ = ["Answers", "Piece", "Unit", "Workshop"]
