"""What every page is made of besides its Markdown: while this is the same, the same Markdown gives the same page."""

from __future__ import annotations

from pathlib import Path

from generator.cache.fingerprint import digest
from generator.cache.version import program_version


def frame(project_root: Path) -> bytes:
    """The fingerprint of mkdocs.yml, of overrides/, and of the program with its theme and libraries."""
    overrides = project_root / "overrides"
    files = sorted(path for path in overrides.rglob("*") if path.is_file())
    parts = [part for path in files for part in (path.relative_to(overrides).as_posix(), path.read_bytes())]
    return digest(program_version(), (project_root / "mkdocs.yml").read_bytes(), *parts)


def page_source(markdown: bytes, around: bytes) -> bytes:
    """What a page is made of: the fingerprint of its Markdown, which is of one length, and that of its frame."""
    return markdown + around
