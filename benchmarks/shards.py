"""An archive read by several machines and built by one, in miniature: `python -m benchmarks.shards 2000 --shards 4`.

Each shard is some of the bodies, read by `moedearkiv read` on one core, as a job of a CI matrix would; the work folder
that it leaves is its artefact. The last job is `moedearkiv build --read-by` all of them. Its site is compared, byte
for byte, to one that was built without shards.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bench import differences, extent
from benchmarks.make_archive import write_folders
from benchmarks.measuring import machine
from generator import cores

_PROJECT = Path(__file__).parent.parent
_PROGRAM = "from generator.cli import main; main()"
_AS_OF = "2026-06-01"


def dealt(content: Path, shards: int) -> list[list[str]]:
    """The bodies dealt out by the bytes of their papers, the largest first."""
    sizes = {path.name: extent(path)[1] for path in content.iterdir() if path.is_dir()}
    hands: list[list[str]] = [[] for _ in range(shards)]
    for body in sorted(sizes, key=lambda name: (-sizes[name], name)):
        min(hands, key=lambda hand: sum(sizes[name] for name in hand)).append(body)
    return [hand for hand in hands if hand]


def measure(content: Path, work: Path, shards: int) -> Iterator[str]:
    """Read in shards, then build; then build without shards. Lines that say what each took."""
    longest, artefacts = 0.0, []
    for number, bodies in enumerate(dealt(content, shards), start=1):
        artefacts.append(work / f"shard{number}")
        took = _run("read", content, artefacts[-1], *bodies, count="1")
        longest = max(longest, took)
        size = extent(artefacts[-1])[1] / 1e6
        yield f"shard {number}: {len(bodies)} bodies, {took:.1f} s on one core, {size:.1f} MB of artefact"
    given = [word for artefact in artefacts for word in ("--read-by", str(artefact))]
    last = _build(content, work / "sharded", *given)
    yield f"last job: {last:.1f} s on {cores.count()} cores, {longest + last:.1f} s with the longest shard before it"
    yield f"without shards: {_build(content, work / 'alone'):.1f} s on {cores.count()} cores"
    unlike = differences(work / "sharded" / "site", work / "alone" / "site")
    yield f"differences between the two sites: {len(unlike)}"


def _build(content: Path, folder: Path, *options: str) -> float:
    where = ("--site", str(folder / "site"), "--as-of", _AS_OF, "--tolerate-findings")
    return _run("build", content, folder / "work", *where, *options)


def _run(command: str, content: Path, work: Path, *words: str, count: str = "") -> float:
    """Seconds of a command of the generator. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    program: Sequence[str] = (sys.executable, "-c", _PROGRAM, command, "--project", str(_PROJECT))
    environment = {**os.environ, **({cores.VARIABLE: count} if count else {})}
    line = (*program, "--content", str(content), "--work", str(work), *words)
    subprocess.run(line, check=True, env=environment, cwd=_PROJECT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int, nargs="?", default=2000)
    parser.add_argument("--shards", type=int, default=4)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        write_folders(work / "content", given.items)
        print(f"{given.items:,} items; {machine()}")
        for line in measure(work / "content", work, given.shards):
            print(line, flush=True)


if __name__ == "__main__":
    main()
