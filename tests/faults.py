"""Builds that are killed, or refused by the system, at a chosen file operation; and what stands there afterwards.

`python -m tests.faults kill 300` kills 300 builds at points spread over all stages and tells what survived;
`rescue 100` does the same to builds that fail and take something down (`generator/rescue.py`). Python tells an audit
hook of each file operation, so that a point is a number and not a moment: the same on each machine. A build runs in a
fork of this process, which has everything imported and no threads.
"""

from __future__ import annotations

import argparse
import datetime
import errno
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mkdocs.commands.build  # noqa: F401  (imported here once, and not in each fork)

from benchmarks.make_archive import write_folders
from benchmarks.municipality import TEXT_ONLY
from generator import cores, pipeline
from generator.findings import GeneratorError
from generator.paths import Paths
from tests.samples import ROOT

Hook = Callable[[str, tuple[Any, ...]], None]

_WATCHED = ("open", "os.", "shutil.", "tempfile.", "subprocess.", "ctypes.dlsym")
_SURPRISED = 70  # exit code of a build that ends in an error which is not one of ours
FAULTS = {"full": errno.ENOSPC, "read-only": errno.EROFS, "forbidden": errno.EACCES}
_ONCE = {"hiccup": errno.EIO}  # refused one operation, and then no more
_RESCUED = ("rescue", *_ONCE)  # faults that strike a build which cannot publish its content, and takes an item down


@dataclass(frozen=True, slots=True)
class Content:
    """A state of the papers, and the exit code that a build of it ends with."""

    folder: Path
    code: int = 0


def contents(root: Path) -> tuple[Content, Content, Content]:
    """Three states of an archive: in the second an item is closed, and another meeting has come.

    In the third an item of the first is taken down, and so many papers are missing that the shrink guard stops the
    build: what is published then is the first less that item.
    """
    before, after, failing = root / "before", root / "after", root / "failing"
    write_folders(before, 6, mix=TEXT_ONLY)
    write_folders(after, 9, mix=TEXT_ONLY)
    first = min(after.glob("*/*/meeting.md"))
    first.write_text("---\nopenness: åben\nitems: {3: {openness: lukket}}\n---\n", encoding="utf-8")
    shutil.copytree(before, failing)
    gone = min(failing.glob("*/*/meeting.md")).parent
    name = gone.relative_to(failing).as_posix()
    shutil.rmtree(gone)
    (failing / "takedowns.yml").write_text(f"- {{id: {name}/3, date: 2025-08-01, papers_deleted: true}}\n", "utf-8")
    return Content(before), Content(after), Content(failing, 1)


def fingerprint(folder: Path) -> str:
    """Every name and byte under a folder, as one hash."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.is_dir()}\0".encode())
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class Bench:
    """A folder with a published site in which builds are disturbed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.place = root / "here"
        self.before, self.after, self.failing = contents(root)
        self.wanted: dict[Content, str] = {}
        # A refused build leaves its own docs folder, or that of the last good edition where something had to come down.
        self.docs: defaultdict[Content, set[str]] = defaultdict(set)
        # twice, since what has been public once leaves a tombstone
        turns = (self.before, self.after, self.before, self.failing, self.failing, self.before, self.after)
        for content in turns:
            if not self.ends_well(content):
                raise RuntimeError(self.said())
            self.wanted[content] = fingerprint(self.place / "site")
            self.docs[content].add(fingerprint(self.place / "work" / "docs"))

    def said(self) -> str:
        """What the last build ended with, where it was not fine."""
        return (self.root / "said").read_text(encoding="utf-8")

    def ends_well(self, content: Content) -> bool:
        """Build; whether it ended as it has to."""
        return self.build(content) == content.code and ("STILL PUBLISHED" not in self.said())

    def build(self, content: Content, hook: Hook | None = None) -> int:
        """Build in a process of its own; its exit code, negative where a signal ended it."""
        child = os.fork()
        if child == 0:
            os._exit(self._build(content, hook))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _build(self, content: Content, hook: Hook | None) -> int:
        paths = Paths(project=ROOT, content=content.folder, site=self.place / "site", work=self.place / "work")
        as_of = datetime.date(2025, 9, 1)
        os.environ[cores.VARIABLE] = "1"  # in one process a point is the same operation each time
        said = os.open(self.root / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        if hook:
            sys.addaudithook(hook)
        try:
            accept = content != self.failing
            pipeline.build(paths, as_of=as_of, quiet=True, progress=lambda _: None, accept_shrink=accept)
        except GeneratorError as error:
            os.write(said, str(error).encode())
            return 1
        except BaseException as error:
            os.write(said, f"{type(error).__name__}: {error}".encode())
            return _SURPRISED
        return 0

    def operations(self, old: Content, new: Content) -> list[str]:
        """The file operations of a build of `new` that replaces the site of `old`, in order."""
        log = os.open(self.root / "operations", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

        def note(event: str, arguments: tuple[Any, ...]) -> None:
            if event.startswith(_WATCHED):
                os.write(log, f"{event} {arguments!r}\n".encode())

        # first the other, as it will be in each turn: what a build has to do depends on what the last ones left
        if not self.ends_well(new) or not self.ends_well(old) or self.build(new, note) != new.code:
            raise RuntimeError(self.said())
        os.close(log)
        return (self.root / "operations").read_text(encoding="utf-8").splitlines()

    def disturb(self, content: Content, fault: str, point: int) -> int:
        """Build `content`; at file operation number `point` it is killed, or refused that, or all from there on."""
        count = 0

        def strike(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if event.startswith(_WATCHED):
                count += 1
                if fault in ("kill", "rescue") and count == point:
                    os.kill(os.getpid(), signal.SIGKILL)
                if fault in _ONCE and count == point and event.startswith(("open", "os.")):
                    raise OSError(_ONCE[fault], os.strerror(_ONCE[fault]))
                if fault in FAULTS and count >= point and _writes(event, arguments, fault):
                    raise OSError(FAULTS[fault], os.strerror(FAULTS[fault]))

        return self.build(content, strike)


def _writes(event: str, arguments: tuple[Any, ...], fault: str) -> bool:
    """Whether an operation needs room, or the right to write. A full disk lets go of files."""
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in ("os.mkdir", "os.rename") or (fault != "full" and event in ("os.remove", "os.rmdir"))


def points(operations: list[str], wanted: int, seed: int) -> list[int]:
    """`wanted` points: some around the swap, the others spread over all stages, each at random in its part."""
    chance = random.Random(seed)
    last = len(operations)
    swap = max(n for n, name in enumerate(operations, 1) if name.startswith("ctypes.dlsym") and "renameat2" in name)
    around = [swap + n for n in (-1, 0, 1, -2, 2, -3, 3)][: wanted // 3]
    parts = wanted - len(around)
    spread = [chance.randint(1 + n * last // parts, (n + 1) * last // parts) for n in range(parts)]
    return [*around, *spread]


def survive(bench: Bench, fault: str, wanted: int, seed: int) -> Iterator[dict[str, Any]]:
    """Disturb `wanted` builds; after each, which site stands there, and whether the next build put all right."""
    pairs = [(bench.before, bench.after), (bench.after, bench.before)]
    if fault in _RESCUED:
        pairs = [(bench.before, bench.failing)]
    known = [bench.operations(*pair) for pair in pairs]
    chosen = [points(operations, wanted, seed) for operations in known]
    for turn in range(wanted):
        which = turn % len(pairs)
        (old, new), operations, point = pairs[which], known[which], chosen[which][turn]
        if fingerprint(bench.place / "site") != bench.wanted[old] and not bench.ends_well(old):
            raise RuntimeError(bench.said())
        code = bench.disturb(new, fault, point)
        said = bench.said()
        states = {bench.wanted[old]: "old", bench.wanted[new]: "new"}
        site = states.get(fingerprint(bench.place / "site"), "broken")
        left = sorted(path.name for path in bench.place.iterdir())
        healed = bench.ends_well(new) and (
            fingerprint(bench.place / "site") == bench.wanted[new]
            and fingerprint(bench.place / "work" / "docs") in bench.docs[new]
            and sorted(path.name for path in bench.place.iterdir()) == ["site", "work"]
        )
        yield {"point": point, "of": len(operations), "operation": operations[point - 1],
               "code": code, "said": said, "site": site, "left": left, "healed": healed}  # fmt: skip


def main() -> None:
    """The command line: a line of JSON for each disturbed build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fault", choices=("kill", *FAULTS, *_RESCUED))
    parser.add_argument("times", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        for row in survive(Bench(Path(root)), given.fault, given.times, given.seed):
            sys.stdout.write(json.dumps(row) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
