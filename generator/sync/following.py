"""Which bodies follow a server, and what a run has to tell of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.clean.steps import clean
from generator.findings import ContentError, Finding, Severity
from generator.sources.declared import Source, read_source
from generator.sources.written import read_front_matter
from generator.sync.planning import Planned

Track = Callable[[Sequence[Planned], str], Iterable[Planned]]


@dataclass(slots=True, kw_only=True)
class Synced:
    """What a run did. `events` are lines for a log that anyone may read: no title is in them."""

    events: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    requests: int = 0

    def warn(self, code: str, file: str, message: str, remedy: str) -> None:
        """Add something that a clerk should look at."""
        self._add(code, file, message, remedy, Severity.WARNING)

    def fail(self, code: str, file: str, message: str, remedy: str) -> None:
        """Add something that could not be done."""
        self._add(code, file, message, remedy, Severity.ERROR)

    def _add(self, code: str, file: str, message: str, remedy: str, severity: Severity) -> None:
        self.findings.append(Finding(code=code, severity=severity, file=file, message=message, remedy=remedy))


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A body that follows a server. `names` is what the server may call it."""

    folder: Path
    source: Source
    names: tuple[str, ...]

    @property
    def id(self) -> str:
        """The body's id."""
        return self.folder.name

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for, as the state remembers it: another question makes what was seen void."""
        return {"server": self.source.server, "bodies": list(self.names), "from": self.source.since}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run goes: which day it is, whether to ask for everything again, and who shows progress."""

    today: datetime.date
    everything: bool
    track: Track


def find_followed(content: Path, wanted: Sequence[str]) -> list[Followed]:
    """The bodies `wanted` (all that have a source, when empty), by id.

    Raises ContentError for a body that is not there or has no source, and for a source that cannot be read.
    """
    files = [file for file in sorted(content.glob("*/body.md")) if not file.is_symlink()]
    files = [file for file in files if not file.parent.is_symlink()]
    found = [one for file in files if not wanted or file.parent.name in wanted for one in _read(file)]
    unknown = sorted(set(wanted) - {body.id for body in found})
    if unknown:
        raise ContentError(
            f"there is no body {unknown[0]!r} with a source",
            file=f"{unknown[0]}/body.md",
            remedy=f"bodies: {', '.join(file.parent.name for file in files) or 'none'}",
        )
    return found


def _read(file: Path) -> list[Followed]:
    name = f"{file.parent.name}/body.md"
    fields = read_front_matter(file, name).fields
    source = read_source(fields.get("source"), name)
    if source is None:
        return []
    own = clean(str(fields.get("name") or file.parent.name))
    return [Followed(folder=file.parent, source=source, names=source.bodies or (own,))]
