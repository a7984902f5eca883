"""Several machines may read an archive for the one that builds it (issue 8, point 8)."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.cache.file import FILE
from generator.cli import main
from generator.deciding.papers import Papers, read_papers
from generator.meeting_folder import MeetingPlace
from generator.paths import Paths
from tests.samples import ROOT

AS_OF = datetime.date(2025, 6, 1)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _build(place: Path, *read_by: Path) -> dict[str, bytes]:
    paths = Paths(project=ROOT, content=ROOT / "content", site=place / "site", work=place / "work")
    pipeline.build(paths, as_of=AS_OF, quiet=True, progress=lambda _: None, read_by=read_by)
    return _files(paths.site)


@pytest.mark.site
def test_a_joined_site_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each body read by another machine, one gift damaged: the site is byte for byte the one of a single machine.

    And the papers of the whole gifts are not read again.
    """
    bodies = sorted(path.parent.name for path in (ROOT / "content").glob("*/body.md"))
    gifts = [tmp_path / body for body in bodies]
    for body, gift in zip(bodies, gifts, strict=True):
        told = CliRunner().invoke(main, ["read", body, "--project", str(ROOT), "--work", str(gift)])
        assert told.exit_code == 0, told.output
    whole = _build(tmp_path / "alone")
    read: list[str] = []
    monkeypatch.setenv("MOEDEARKIV_CORES", "1")

    def noting(root: Path, place: MeetingPlace, **how: Any) -> Papers:
        read.append(place.body)
        return read_papers(root, place, **how)

    monkeypatch.setattr("generator.deciding.remembered.read_papers", noting)
    (gifts[0] / "cache" / FILE).write_bytes(b"damaged")
    assert _build(tmp_path / "joined", *gifts) == whole
    assert set(read) == {bodies[0]}


def test_a_body_that_is_not_there(tmp_path: Path) -> None:
    """A misspelt name is wrong use, not an empty gift."""
    told = CliRunner().invoke(main, ["read", "byraad", "--project", str(ROOT), "--work", str(tmp_path / "work")])
    assert told.exit_code == 2
    assert "byraad" in told.output
