"""An archive read by several machines and built by one, in miniature: `python -m benchmarks.shards 2000 --shards 4`.

Each shard is a content folder with some of the bodies, read on one core by a process of its own, as a job of a CI
matrix would. What it leaves is a cache, its artefact. The last job takes the caches in and builds everything; its
site is compared, byte for byte, to one that was built without shards.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import build_and_tell, differences
from benchmarks.make_archive import write_folders
from benchmarks.measuring import machine
from generator import cores
from generator.cache import Cache
from generator.pipeline import decide
from generator.settings import load_settings

_PROJECT = Path(__file__).parent.parent


def split(content: Path, target: Path, shards: int) -> list[Path]:
    """Content folders with the bodies dealt out by size, the largest first, and what all bodies share in each."""
    bodies = sorted((path for path in content.iterdir() if path.is_dir()), key=lambda path: (-_size(path), path.name))
    folders = [target / str(number) for number in range(shards)]
    held = [0] * shards
    for folder in folders:
        folder.mkdir(parents=True)
        for path in content.glob("*.yml"):
            os.link(path, folder / path.name)
    for body in bodies:
        least = held.index(min(held))
        held[least] += _size(body)
        shutil.copytree(body, folders[least] / body.name, copy_function=os.link)
    return folders


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def read(content: Path, cache: Path) -> None:
    """A shard's job: read its papers and leave what was found out. It writes nothing that could be published."""
    remembering = Cache(cache)
    decide(content, shown=load_settings(_PROJECT).shown_contacts, cache=remembering)
    remembering.close(sweep=False)


def join(caches: list[Path], target: Path) -> None:
    """The caches as one, for the last job's work folder. Raises RuntimeError where one is damaged."""
    joined = Cache(target)
    for cache in caches:
        if not joined.take_in(cache):
            raise RuntimeError(f"the cache of shard {cache.parent.name} cannot be used")
    joined.close(sweep=False)


def measure(content: Path, work: Path, shards: int) -> Iterator[str]:
    """Read in shards, join, build; then build without shards. Lines that say what each took."""
    folders = split(content, work / "shards", shards)
    longest, size = 0.0, 0
    for number, folder in enumerate(folders):
        command = [sys.executable, "-m", "benchmarks.shards", "--read", str(folder), str(work / f"cache{number}")]
        start = time.perf_counter()
        subprocess.run(command, check=True, env={**os.environ, cores.VARIABLE: "1"}, cwd=_PROJECT)
        took, artefact = time.perf_counter() - start, _size(work / f"cache{number}")
        longest, size = max(longest, took), size + artefact
        bodies = sum(path.is_dir() for path in folder.iterdir())
        yield f"shard {number + 1}: {bodies} bodies, {took:.1f} s on one core, a cache of {artefact / 1e6:.1f} MB"
    start = time.perf_counter()
    join([work / f"cache{number}" for number in range(shards)], work / "sharded" / "work" / "cache")
    joining = time.perf_counter() - start
    start = time.perf_counter()
    build_and_tell(content, work / "sharded", work / "told.json")
    last = time.perf_counter() - start
    yield f"last job: {joining:.1f} s to take {size / 1e6:.1f} MB of caches in, {last:.1f} s to build"
    start = time.perf_counter()
    build_and_tell(content, work / "alone", work / "told.json")
    alone = time.perf_counter() - start
    yield f"with {shards} machines {longest + joining + last:.1f} s, with one of {cores.count()} cores {alone:.1f} s"
    unlike = differences(work / "sharded" / "site", work / "alone" / "site")
    yield f"differences between the two sites: {len(unlike)}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int, nargs="?", default=2000)
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--read", nargs=2, type=Path, metavar=("CONTENT", "CACHE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(*given.read)
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        write_folders(work / "content", given.items)
        print(f"{given.items:,} items; {machine()}")
        for line in measure(work / "content", work, given.shards):
            print(line, flush=True)


if __name__ == "__main__":
    main()
