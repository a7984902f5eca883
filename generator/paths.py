"""Where a project's things are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Where things are. `project` holds mkdocs.yml and overrides/; `work` is for what is not published."""

    project: Path
    content: Path
    site: Path
    work: Path
