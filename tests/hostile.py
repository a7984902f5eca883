"""Archives with one sound meeting and many hostile ones, and how they are checked under limits."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.samples import ROOT

SECONDS = 30  # what one hostile file may cost, on a machine that has other work too
MEMORY = 1024  # MB
SOUND = "byraadet/2025-03-11"

# `check` under limits; the last line of standard error tells how much memory it and its children took at most, in MB.
_RUN = """
import resource, sys
limit = int(sys.argv.pop(1)) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
from generator.cli import main
code = 0
try:
    main()
except SystemExit as end:
    code = end.code
used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(used // 1024, file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` said of an archive. `memory` in MB."""

    code: int
    text: str
    errors: str
    memory: int

    def about(self, name: str) -> list[str]:
        """The codes of the findings whose file begins with `name`."""
        lines = [line.strip() for line in self.text.splitlines()]
        return [
            line.rpartition("(")[2].rstrip(")")
            for line in lines
            if line.startswith("[") and line.partition("] ")[2].startswith(name)
        ]


def meeting(folder: Path, title: str = "Et punkt") -> Path:
    """An open meeting with one written item, in a new folder."""
    folder.mkdir(parents=True)
    write(folder / "meeting.md", "---\nopenness: åben\n---\n")
    write(folder / "item-1.md", f"---\ntitle: {title}\n---\nSagen har en tekst.\n")
    return folder


def archive(root: Path, cases: Mapping[str, Callable[[Path], None]]) -> dict[str, str]:
    """One sound meeting, and for each case a meeting of its own that the case spoils; the meetings' ids by case."""
    write_body(root / "byraadet")
    meeting(root / SOUND, "Et sundt punkt")
    day = datetime.date(2024, 1, 1)
    names = {}
    for name, spoil in cases.items():
        names[name] = f"byraadet/{day.isoformat()}"
        spoil(meeting(root / names[name]))
        day += datetime.timedelta(days=1)
    return names


def write_body(folder: Path, name: str = "Byrådet") -> None:
    """A body's folder with its body.md."""
    folder.mkdir(parents=True)
    write(folder / "body.md", f"---\nname: {name}\n---\n")


def write(path: Path, text: str) -> None:
    """`text` as it is."""
    path.write_text(text, encoding="utf-8")


def check(content: Path, seconds: float = SECONDS) -> Checked:
    """`moedearkiv check` in a process of its own, under the limits."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(MEMORY), "check", "--project", str(ROOT), "--content", str(content),
         "--as-of", "2025-07-01"],
        capture_output=True, timeout=seconds, check=False, cwd=ROOT, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    errors = done.stderr.decode("utf-8", "replace")
    last = errors.strip().rpartition("\n")[2]
    return Checked(
        code=done.returncode,
        text=done.stdout.decode("utf-8"),
        errors=errors,
        memory=int(last) if last.isdigit() else 0,
    )
