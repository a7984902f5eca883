"""A content folder that follows the double, and a run without waiting."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.sync.client import Client, Manners
from generator.sync.following import Options, Synced
from generator.sync.run import sync

TODAY = datetime.date(2026, 6, 1)


@dataclass(slots=True)
class Clock:
    """A clock that only the waiting moves, and (by `tick`) each look at it."""

    now: float = 0
    tick: float = 0
    waits: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.waits.append(seconds)
        self.now += seconds

    def read(self) -> float:
        """What time it is."""
        self.now += self.tick
        return self.now


def follow(root: Path, address: str, *bodies: str, extra: str = "openness: åben") -> Path:
    """A content folder whose bodies (`Byrådet` by default) follow the server at `address`."""
    for name in bodies or ("Byrådet",):
        folder = root / slug(name)
        folder.mkdir(parents=True, exist_ok=True)
        source = f'source: {{kind: firstagenda, server: "{address}", {extra}}}'
        (folder / "body.md").write_text(f"---\nname: {name}\norganisation: Nordlunde\n{source}\n---\n", "utf-8")
    return root


def slug(name: str) -> str:
    """`Byrådet` → `byraadet`."""
    return name.lower().replace("å", "aa").replace("ø", "oe").replace("æ", "ae").replace(" ", "-")


def run(
    content: Path,
    *wanted: str,
    clock: Clock | None = None,
    manners: Manners | None = None,
    today: datetime.date = TODAY,
    everything: bool = False,
) -> Synced:
    """One run."""
    clock = clock or Clock()
    return sync(
        content,
        wanted,
        connect=connecting(clock, manners or Manners()),
        options=Options(today=today, everything=everything, track=lambda meetings, _: meetings),
    )


def connecting(clock: Clock, manners: Manners) -> Callable[[str], Client]:
    """How to open a session that never sleeps."""
    return lambda origin: Client(origin=origin, wait=clock.wait, clock=clock.read, manners=manners)


def files(content: Path) -> dict[str, bytes]:
    """Every file of the folder."""
    return {
        path.relative_to(content).as_posix(): path.read_bytes() for path in sorted(content.rglob("*")) if path.is_file()
    }


def codes(synced: Synced) -> list[str]:
    """The findings' codes."""
    return [finding.code for finding in synced.findings]
