"""Reads a PDF of meeting papers into a `Bundle`, in a child process under limits.

Whatever the file holds, the result is a `Bundle`: lines where they could be read, findings where not.
Processes and not threads, because pdfium is not thread-safe and aborts on hostile files (FORMATS.md section 2).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.findings import Finding
from generator.model import SourceFile, Table
from generator.sources.bundle import LONGEST_LINE, Bundle, Line, Role
from generator.sources.files import TooLarge, opened
from generator.sources.pdf_findings import document_finding, page_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one file may cost. `seconds` is for a usual file; large ones get `seconds_per_mb` on top."""

    max_bytes: int = 256 * 1024 * 1024
    max_pages: int = 3_000
    seconds: float = 15.0
    seconds_per_mb: float = 2.0
    most_seconds: float = 120.0

    def clock(self, size: int) -> float:
        """Seconds allowed for a file of `size` bytes."""
        return min(self.seconds + self.seconds_per_mb * size / 1024 / 1024, self.most_seconds)


DEFAULT_LIMITS = Limits()
_HEADER_WITHIN = 1024  # bytes: where a PDF must say that it is one


def read_pdf(path: Path, file: str, *, limits: Limits = DEFAULT_LIMITS) -> Bundle:
    """Read `path`, named `file` in findings. Never raises for what stands in the file."""
    try:
        digest, size, head = _first_look(path, limits.max_bytes)
    except TooLarge:
        return _failed(file, "", "pdf-too-large", f"{limits.max_bytes // 1024 // 1024} MB")
    except OSError as error:
        return _failed(file, hashlib.sha256().hexdigest(), "pdf-unreadable", error.strerror or "")
    if size == 0:
        return _failed(file, digest, "pdf-empty")
    if b"%PDF-" not in head:
        return _failed(file, digest, "pdf-not-pdf")
    answer = _ask_child(path, limits, size)
    if "refused" in answer:
        return _failed(file, digest, str(answer["refused"]))
    if any(len(packed[0]) > LONGEST_LINE for packed in answer["lines"]):
        return _failed(file, digest, "pdf-resource-limit")
    return _bundle(answer, file, digest, cut=b"%%EOF" not in _tail(path))


def _first_look(path: Path, max_bytes: int) -> tuple[str, int, bytes]:
    digest = hashlib.sha256()
    with opened(path, max_bytes) as stream:
        head = stream.read(_HEADER_WITHIN)
        digest.update(head)
        size = len(head)
        while chunk := stream.read(1024 * 1024):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size, head


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 2048))
        return stream.read()


def _failed(file: str, digest: str, code: str, detail: str = "") -> Bundle:
    return Bundle(
        source=SourceFile(file=file, sha256=digest), lines=(), findings=(document_finding(code, file, detail),)
    )


def _ask_child(path: Path, limits: Limits, size: int) -> dict[str, Any]:
    """The child's answer; its death or silence is a refusal."""
    command = [sys.executable, "-I", "-m", "generator.sources.pdf_child", str(path.resolve()), str(limits.max_pages)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # may hold words of the paper
            env={"LC_ALL": "C.UTF-8"},
            timeout=limits.clock(size),
            check=False,
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        answer = None
    return answer if isinstance(answer, dict) else {"refused": "pdf-resource-limit"}


def _bundle(answer: dict[str, Any], file: str, digest: str, *, cut: bool) -> Bundle:
    source = SourceFile(file=file, sha256=digest, pages=answer["pages"])
    notes = [(str(code), page, int(count)) for code, page, count in answer["notes"]]
    if cut:
        notes.append(("cut-off", None, answer["pages"]))
    findings: tuple[Finding, ...] = page_findings(notes, file, pages=answer["pages"], letters=answer["letters"])
    return Bundle(
        source=source,
        lines=tuple(_line(packed) for packed in answer["lines"]),
        findings=findings,
        producer=answer["producer"],
    )


def _line(packed: list[Any]) -> Line:
    text, page, number, page_start, role, level, table = packed
    return Line(
        text=text,
        page=page,
        number=number,
        joint=page_start,
        page_start=page_start,
        role=Role(role),
        level=level,
        table=Table(header=tuple(table[0]), rows=tuple(tuple(row) for row in table[1])) if table else None,
    )
