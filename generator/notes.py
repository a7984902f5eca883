"""What is noticed while the content folder is read: findings, and what clerks have cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.clean.steps import clean, shown
from generator.entries import Refused, entries, form
from generator.findings import ContentError, Finding, Severity
from generator.model import TextBlock
from generator.privacy.clearing import Clearing
from generator.sources.written import FrontMatter, note_blocks, read_front_matter


def name_of(root: Path, path: Path) -> str:
    """How a file is named in findings and data: relative to the content folder, with slashes."""
    return form(path.relative_to(root).as_posix())


@dataclass(slots=True)
class Notes:
    """Taken in the folder `root`, in the order of reading."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    cleared: list[Clearing] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """The name of a file in findings."""
        return name_of(self.root, path)

    def taken(self) -> tuple[Finding | Clearing, ...]:
        """What was noted since this was last asked, which is not told again."""
        taken: tuple[Finding | Clearing, ...] = (*self.findings, *self.cleared)
        self.findings, self.cleared = [], []
        return taken

    def warn(self, code: str, path: Path, message: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        """Tell of something in `path` that a clerk should mend."""
        self.findings.append(
            Finding(code=code, severity=severity, file=clean(self.name(path)), message=message, remedy=remedy)
        )

    def clear(self, read: tuple[list[Clearing], list[Finding]]) -> None:
        """Keep what a clerk has cleared, and tell of what clears nothing."""
        self.cleared += read[0]
        self.findings += read[1]

    def front(self, path: Path) -> FrontMatter | None:
        """The front matter of a Markdown file; None where it cannot be read."""
        try:
            return read_front_matter(path, self.name(path))
        except ContentError as error:
            self.findings.append(error.finding("front-matter"))
            return None

    def note(self, path: Path, text: str) -> tuple[TextBlock, ...]:
        """The text under the front matter; one that cannot be read is left out."""
        try:
            return note_blocks(text, self.name(path))
        except ContentError as error:
            self.findings.append(error.finding("note"))
            return ()

    def entries(self, folder: Path) -> list[Path]:
        """What of the folder may be used; what may not is told."""
        kept = []
        for entry in entries(folder):
            if isinstance(entry, Refused):
                self.warn(entry.code, entry.path, entry.message, entry.remedy, Severity.ERROR)
            else:
                kept.append(entry)
        return kept

    def report_unknown(self, file: Path, fields: Mapping[str, Any], known: set[str]) -> None:
        """Tell of fields of the front matter that mean nothing."""
        for name in fields:
            if name not in known:
                self.warn("unknown-field", file, f"'{shown(name)}' is not a known field", "check the spelling")
