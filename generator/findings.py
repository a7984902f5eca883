"""What the generator has to say about its input: findings (we go on) and errors (we cannot)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding matters; the order is the order in reports."""

    ERROR = "error"  # something of the papers is not published because of it
    WARNING = "warning"  # published, but a clerk should look
    INFO = "info"  # told for the record; does not change the exit code


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a clerk should know about one place of the input.

    `code` is a stable slug for tests and filters (`scanned-pdf`), `message` says what was seen,
    `remedy` what to do about it. None of them may hold words of a withheld paper.
    """

    code: str
    severity: Severity
    file: str  # relative to the content folder, or "" when it concerns the whole build
    place: str = ""  # "side 3", "linje 12", "punkt 4"; "" when it is the whole file
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        tail = f" → {self.remedy}" if self.remedy else ""
        return f"[{self.severity.value}] {where or 'archive'}: {self.message}{tail} ({self.code})"


def needs_attention(findings: Iterable[Finding]) -> bool:
    """Whether the command should end with exit code 1: something of the papers is not published for it."""
    return any(finding.severity is Severity.ERROR for finding in findings)


class GeneratorError(Exception):
    """The command cannot continue. Carries file and place so that a clerk can act on it."""

    def __init__(self, message: str, *, file: str = "", place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        head = f"{where}: " if where else ""
        tail = f" → {self.remedy}" if self.remedy else ""
        return f"{head}{self.message}{tail}"


class ContentError(GeneratorError):
    """A file of the content folder cannot be used as it is."""

    def finding(self, code: str) -> Finding:
        """The same as a finding, for where we can go on without the file."""
        return Finding(
            code=code,
            severity=Severity.ERROR,
            file=self.file,
            place=self.place,
            message=self.message,
            remedy=self.remedy,
        )


class AuditError(GeneratorError):
    """The finished site breaks a promise; it is not published."""


class BuildError(GeneratorError):
    """MkDocs, or the swap of the finished site, failed."""


class DeployError(GeneratorError):
    """The built site could not be put in place; what was shown is still shown."""
