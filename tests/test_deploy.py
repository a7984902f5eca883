"""A deployed site is shown whole, and what it replaced is gone."""

from __future__ import annotations

import fcntl
import gzip
import shutil
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.deploy import deploy
from generator.findings import DeployError

LONG = "<p>Byrådet godkendte planen.</p>" * 40


def site_of(folder: Path, **pages: str) -> Path:
    """A site of a few pages."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in {"index": "forside", **pages}.items():
        place = folder / ("index.html" if name == "index" else f"{name}/index.html")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf8")
    return folder


def test_the_link_shows_the_new_release_and_the_old_one_is_gone(tmp_path: Path) -> None:
    """After a takedown no older copy of the page lies on the server."""
    target = tmp_path / "www"
    deploy(site_of(tmp_path / "site", punkt="hemmelig"), target)
    done = deploy(site_of(tmp_path / "site"), target)
    assert done.removed == 1
    assert [path.name for path in (target / "current").iterdir()] == ["index.html"]
    assert not [path for path in target.rglob("*") if path.is_file() and b"hemmelig" in path.read_bytes()]


def test_the_same_site_again_changes_nothing(tmp_path: Path) -> None:
    """A night without news touches no file that readers see."""
    site, target = site_of(tmp_path / "site"), tmp_path / "www"
    first = deploy(site, target)
    before = (target / "current" / "index.html").stat().st_mtime_ns
    again = deploy(site, target)
    assert (first.changed, again.changed) == (True, False)
    assert (target / "current" / "index.html").stat().st_mtime_ns == before


def test_text_files_lie_compressed_beside_the_originals(tmp_path: Path) -> None:
    """A server that sends `.gz` and `.br` files as they are needs no work of its own."""
    target = tmp_path / "www"
    deploy(site_of(tmp_path / "site", punkt=LONG), target)
    page = target / "current" / "punkt" / "index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    assert not (target / "current" / "index.html.gz").exists(), "too small to be worth it"


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_after_another_is_the_same_as_a_first_one(tmp_path: Path) -> None:
    """What did not change is linked to, not compressed again; the result is what a fresh server would get."""
    target = tmp_path / "www"
    deploy(site_of(tmp_path / "site", one=LONG, two=LONG + "før", three="lille"), target, keep=1)
    unchanged = (target / "current" / "one" / "index.html.br").stat().st_ino
    site = site_of(tmp_path / "site", one=LONG, two=LONG + "efter", four=LONG)
    deploy(site, target, keep=1)
    deploy(site, tmp_path / "fresh")
    assert _contents(target / "current") == _contents(tmp_path / "fresh" / "current")
    assert (target / "current" / "one" / "index.html.br").stat().st_ino == unchanged


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_what_was_changed_on_the_server_is_copied_again(tmp_path: Path, damage: str) -> None:
    """What lies on the server is never trusted blindly."""
    target = tmp_path / "www"
    deploy(site_of(tmp_path / "site", one=LONG), target)
    page = target / "current" / "one" / "index.html"
    page.unlink() if damage == "gone" else page.write_text("andet", "utf8")
    site = site_of(tmp_path / "site", one=LONG, two="ny")
    deploy(site, target)
    deploy(site, tmp_path / "fresh")
    assert _contents(target / "current") == _contents(tmp_path / "fresh" / "current")


def test_older_releases_are_kept_where_asked_for(tmp_path: Path) -> None:
    """`keep` counts releases beside the one that is shown."""
    target = tmp_path / "www"
    for n in range(4):
        deploy(site_of(tmp_path / "site", punkt=str(n)), target, keep=2)
    assert len(list((target / "releases").iterdir())) == 3


def test_what_a_killed_deploy_left_is_cleared_away(tmp_path: Path) -> None:
    """Half a release is never shown and does not stay."""
    site, target = site_of(tmp_path / "site"), tmp_path / "www"
    (target / "releases" / ".0123456789abcdef.half").mkdir(parents=True)
    (target / "current.next").symlink_to("releases/nowhere")
    deploy(site, target)
    assert (target / "current" / "index.html").read_text("utf8") == "forside"
    assert sorted(path.name for path in target.iterdir()) == ["current", "deploy.lock", "releases"]
    assert len(list((target / "releases").iterdir())) == 1


def test_two_deploys_do_not_meet(tmp_path: Path) -> None:
    """The second says so and leaves the first alone."""
    site, target = site_of(tmp_path / "site"), tmp_path / "www"
    deploy(site, target)
    with (target / "deploy.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(DeployError, match="another deploy"):
            deploy(site_of(tmp_path / "site", punkt="ny"), target)
    assert not (target / "current" / "punkt").exists()


@pytest.mark.parametrize("trouble", ["no site", "a link in the site", "a folder called current"])
def test_what_cannot_be_deployed_is_told_in_one_line(tmp_path: Path, trouble: str) -> None:
    """Exit code 1, no traceback, and nothing is shown that is not whole."""
    site, target = site_of(tmp_path / "site"), tmp_path / "www"
    if trouble == "no site":
        (site / "index.html").unlink()
    elif trouble == "a link in the site":
        (site / "punkt").symlink_to(tmp_path)
    else:
        (target / "current").mkdir(parents=True)
    result = CliRunner().invoke(main, ["deploy", "--site", str(site), "--to", str(target)])
    assert result.exit_code == 1
    assert result.output.startswith("error: ")
    assert "Traceback" not in result.output
    assert not list((target / "releases").glob("[0-9a-f]*")) if target.exists() else True
