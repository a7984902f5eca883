"""The nightly build is the full build: after any edits it gives the same site, byte for byte (issue 8, point 4).

`python -m tests.same_bytes 20 --seed 1 --steps 8` edits a small archive at random, 20 times 8 nights, and builds it
after each night twice: in the folders of all nights before, and from an empty work folder. Three things are no cache
and are given to the full build as they were before the night: the published site, for its addresses keep their
tombstones and its items are counted (`tombstones`, `shrink`), the last good edition, which a build that fails falls
back on (`saved`), and the report, which a build that fails before it has read anything leaves as it is. Each build runs
in a fork of this process, so that none knows what another had in memory.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import mkdocs.commands.build  # noqa: F401  (imported here once, and not in each fork)

from generator import pipeline
from generator.findings import GeneratorError
from generator.paths import Paths
from tests import edits
from tests.edits import Place

_SURPRISED = 70  # exit code of a build that ends in an error which is not one of ours
_KEPT = "last-good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What was edited, how the two builds ended (0: fine, 1: an error of ours), and the files in which they differ."""

    sequence: int
    number: int
    done: tuple[str, ...]
    nightly: tuple[int, str]
    full: tuple[int, str]
    differing: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the two builds came to the same."""
        return not self.differing and self.nightly == self.full and self.nightly[0] != _SURPRISED


def nights(root: Path, *, sequence: int, steps: int, seed: int) -> Iterator[Night]:
    """One sequence in the empty folder `root`: the first night is the first build."""
    chance = random.Random(f"{seed}/{sequence}")
    place = edits.begin(root)
    done = ["the first build"]
    for number in range(steps + 1):
        yield replace(_night(place, done), sequence=sequence, number=number)
        done = edits.edit(place, chance) if number < steps else []


def _night(place: Place, done: list[str]) -> Night:
    other = place.root / "other"
    shutil.rmtree(other, ignore_errors=True)
    for name in ("site", f"work/{_KEPT}", "work/report"):
        if (place.root / name).exists():
            shutil.copytree(place.root / name, other / name)
    nightly = build(place, place.root)
    full = build(place, other)
    return Night(
        sequence=0,
        number=0,
        done=tuple(done),
        nightly=nightly,
        full=full,
        differing=tuple(difference(place.root, other)),
    )


def build(place: Place, folder: Path) -> tuple[int, str]:
    """Build the place's papers into `folder`/site, in a process of its own: its exit code, and what it said."""
    said = place.root / "said"
    child = os.fork()
    if child == 0:
        os._exit(_build(place, folder, said))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, said.read_text("utf-8")


def _build(place: Place, folder: Path, said: Path) -> int:
    paths = Paths(project=place.project, content=place.content, site=folder / "site", work=folder / "work")
    told, code = "", 0
    try:
        accept = place.accept_shrink
        pipeline.build(paths, as_of=place.as_of, quiet=True, progress=lambda _: None, accept_shrink=accept)
    except GeneratorError as error:
        told, code = str(error), 1
    except BaseException as error:
        told, code = f"{type(error).__name__}: {error}", _SURPRISED
    said.write_text(told, "utf-8")
    return code


def difference(one: Path, other: Path) -> list[str]:
    """The files of site and report that are not the same in both folders, or in one of them only."""
    found = [digests(folder) for folder in (one, other)]
    return sorted({name for name, _ in found[0].items() ^ found[1].items()})


def digests(folder: Path) -> dict[str, str]:
    """Every file of a build's site and report, with what it holds as a number; empty folders too."""
    found: dict[str, str] = {}
    for part in ("site", "work/report"):
        for path in (folder / part).rglob("*"):
            name = path.relative_to(folder).as_posix()
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return found


def main() -> int:
    """The command line; 1 where any night differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sequences", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=8, help="nights in a sequence")
    parser.add_argument("--only", type=int, help="the number of one sequence, to look at it again")
    parser.add_argument("--keep", type=Path, help="an empty folder to leave everything in, where a night differs")
    given = parser.parse_args()
    wrong = count = 0
    for sequence in range(given.sequences) if given.only is None else (given.only,):
        with tempfile.TemporaryDirectory() as folder:
            for night in nights(Path(folder) / "place", sequence=sequence, steps=given.steps, seed=given.seed):
                count += 1
                sys.stdout.write(_line(night))
                sys.stdout.flush()
                if not night.same:
                    wrong += 1
                    if given.keep:
                        shutil.copytree(folder, given.keep, dirs_exist_ok=True)
                    break  # what comes after it grew from another site
    sys.stdout.write(f"{count} nights, {wrong} with another site than a full build's\n")
    return 1 if wrong else 0


def _line(night: Night) -> str:
    told = "same" if night.same else f"OTHER: {night.nightly} / {night.full} {', '.join(night.differing[:12])}"
    ended = f" (both fail: {night.full[1].splitlines()[0][:90]})" if night.same and night.full[0] else ""
    return f"{night.sequence}.{night.number} {told}{ended} | {'; '.join(night.done)}\n"


if __name__ == "__main__":
    sys.exit(main())
