"""How the work of a build grows with the archive, counted in lines that Python executes: the same on every machine.

Every turn of a loop is a line, also within one comprehension, so a loop over all items inside a loop over all items
shows as such, long before it can be felt. What C does in one call is not seen (`x in a_list`): `make bench` shows that.

`python -m benchmarks.growth CONTENT OUT` counts a whole build in a process of its own, where nothing is remembered.
"""

from __future__ import annotations

import datetime
import json
import math
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from generator import cores, pipeline
from generator.paths import Paths

_PROJECT = Path(__file__).parent.parent
_AS_OF = datetime.date(2026, 6, 1)

Lines = Mapping[tuple[str, str], int]  # executed lines by file and function

MOST_OF_A_PART = 1.15  # exponent of a module or package of the generator; what is n log n stays below at these sizes
MOST_OF_A_FUNCTION = 1.75  # of a single function, whose counts scatter more
_FEW_OF_A_PART, _FEW_OF_A_FUNCTION = (
    20_000,
    10_000,
)  # lines at the largest size; all pairs of 240 items are 57,600


def count(run: Callable[[], object], under: Iterable[Path]) -> Lines:
    """The lines that `run` executes in files under the folders. Work in other processes is not seen."""
    counts: Counter[CodeType] = Counter()
    folders = tuple(f"{folder}/" for folder in under)

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        counts[frame.f_code] += 1
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        return line(frame, event, argument) if frame.f_code.co_filename.startswith(folders) else None

    before = sys.gettrace()
    threading.settrace(call)
    sys.settrace(call)
    try:
        run()
    finally:
        sys.settrace(before)
        threading.settrace(before)
    lines: Counter[tuple[str, str]] = Counter()
    for code, number in counts.items():
        folder = next(folder for folder in folders if code.co_filename.startswith(folder))
        lines[code.co_filename.removeprefix(folder), code.co_qualname] += number
    return lines


def count_build(content: Path, out: Path) -> Lines:
    """The lines of the generator that a whole build of `content` into the new folder `out` executes, on one core."""
    command = [sys.executable, "-m", "benchmarks.growth", str(content), str(out)]
    told = subprocess.run(
        command, env={**os.environ, cores.VARIABLE: "1"}, check=True, capture_output=True, cwd=_PROJECT
    )
    return {(file, function): number for file, function, number in json.loads(told.stdout)}


def exponent(small: int, middle: int, large: int) -> float:
    """How steeply three counts grow, each of twice the archive of the one before: 1 is linear, 2 quadratic.

    Fixed costs are taken out: what the second doubling adds is compared to what the first one added.
    """
    if large <= middle:
        return 0.0
    return math.log2((large - middle) / (middle - small)) if middle > small else math.inf


def steep(counts: Sequence[Lines]) -> Iterator[str]:
    """What grows faster than it may: parts of the generator, then functions. `counts` are of n, 2n and 4n items."""
    yield from _over(_by_part(counts), _FEW_OF_A_PART, MOST_OF_A_PART)
    names = [Counter({f"{file}: {function}": number for (file, function), number in lines.items()}) for lines in counts]
    yield from _over(names, _FEW_OF_A_FUNCTION, MOST_OF_A_FUNCTION)


def _by_part(counts: Sequence[Lines]) -> list[Counter[str]]:
    parts: list[Counter[str]] = []
    for lines in counts:
        parts.append(Counter())
        for (file, _), number in lines.items():
            parts[-1][file.partition("/")[0]] += number
    return parts


def _over(counts: Sequence[Counter[str]], few: int, most: float) -> Iterator[str]:
    small, middle, large = counts
    for name, number in sorted(large.items()):
        grown = exponent(small[name], middle[name], number) if number >= few else 0.0
        if grown > most:
            yield f"{name} grows with the power {grown:.2f} of the archive ({small[name]}, {middle[name]}, {number})"


def main() -> None:
    """Count a build and print it as JSON."""
    content, out = (Path(word).resolve() for word in sys.argv[1:])
    paths = Paths(project=_PROJECT, content=content, site=out / "site", work=out / "work")
    lines = count(
        lambda: pipeline.build(paths, as_of=_AS_OF, quiet=True, progress=lambda _: None), [_PROJECT / "generator"]
    )
    json.dump([[*name, number] for name, number in lines.items()], sys.stdout)


if __name__ == "__main__":
    main()
