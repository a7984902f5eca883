"""The nightly build gives what a full build gives: a few short sequences of `tests.same_bytes` (long ones by hand)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import same_bytes


@pytest.mark.parametrize("sequence", [0, 1])
def test_every_night_gives_the_bytes_of_a_full_build(tmp_path: Path, sequence: int) -> None:
    """After any edits, and any damage to what is remembered, the site is that of an empty work folder."""
    for night in same_bytes.nights(tmp_path / "place", sequence=sequence, steps=1, seed=8):
        assert night.same, (night.done, night.nightly, night.full, night.differing)


def test_any_other_byte_is_seen(tmp_path: Path) -> None:
    """The comparison sees another byte, a file too many, a file too few, and an empty folder left behind."""
    one, other = tmp_path / "one", tmp_path / "other"
    (one / "site" / "sub").mkdir(parents=True)
    (one / "site" / "same.html").write_bytes(b"same")
    (one / "site" / "sub" / "page.html").write_bytes(b"page")
    shutil.copytree(one, other)
    assert same_bytes.difference(one, other) == []
    (other / "site" / "sub" / "page.html").write_bytes(b"Page")
    (one / "site" / "left.html").write_bytes(b"")
    (other / "site" / "empty").mkdir()
    assert same_bytes.difference(one, other) == ["site/empty", "site/left.html", "site/sub/page.html"]
