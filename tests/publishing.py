"""A site of a few files, published as the build publishes one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from generator.trees.site import NextSite, Outcome, next_site


def fill(coming: NextSite, files: Mapping[str, str]) -> None:
    """Keep what is published as it is to be, and write the rest."""
    coming.expect(set(files))
    for path, text in files.items():
        source = hashlib.sha256(text.encode()).digest()
        known = coming.published(path, source)
        if known:
            coming.keep(path, known)
        else:
            coming.note(path, coming.write(path, source, text.encode()))


def publish(root: Path, files: Mapping[str, str]) -> Outcome:
    """Publish the files as `root/site`, with `root/work` as the work folder."""
    with next_site(root / "site", root / "work") as coming:
        fill(coming, files)
        return coming.outcome()


def tree(folder: Path) -> dict[str, str]:
    """The files under a folder, and its empty folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf8") if path.is_file() else "(empty)"
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }
