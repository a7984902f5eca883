"""The published site is always the old one or the new one, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import swap
from generator.findings import BuildError


def pages(site: Path) -> dict[str, str]:
    """What the site holds."""
    return {path.name: path.read_text("utf8") for path in site.iterdir()}


def publish(site: Path, text: str) -> None:
    """Publish a site of one page."""
    with swap.beside(site) as fresh:
        fresh.mkdir()
        (fresh / "index.html").write_text(text, "utf8")


def fail_half_way(site: Path) -> None:
    """A build that writes something and then is refused."""
    with swap.beside(site) as fresh:
        fresh.mkdir()
        raise BuildError("audit")


def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """After a build the new site is there, and nothing lies beside it."""
    site = tmp_path / "site"
    publish(site, "first")
    (site / "gone.html").write_text("", "utf8")
    publish(site, "second")
    assert pages(site) == {"index.html": "second"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_error_leaves_the_old_site(tmp_path: Path) -> None:
    """A build that fails half-way leaves the last good site and no leftovers."""
    site = tmp_path / "site"
    publish(site, "good")
    with pytest.raises(BuildError):
        fail_half_way(site)
    assert pages(site) == {"index.html": "good"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("leftovers", [["site.old"], ["site.old", "site.next"]])
def test_a_run_killed_in_the_swap_is_put_right(tmp_path: Path, leftovers: list[str]) -> None:
    """Killed between the two renames, the next build first restores the site that was being replaced."""
    for name in leftovers:
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, "utf8")
    site = tmp_path / "site"
    with pytest.raises(BuildError), swap.beside(site):
        raise BuildError("audit")
    assert pages(site) == {"index.html": "site.old"}


def test_a_link_in_the_sites_place_is_refused(tmp_path: Path) -> None:
    """A symbolic link or file where the site should be is never replaced."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuildError, match="plain folder"), swap.beside(tmp_path / "site"):
        pass
