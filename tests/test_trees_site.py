"""The published site is always the old one or the new one, whole, and what is gone from it is gone everywhere."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from generator import swap
from generator.findings import BuildError
from generator.trees.docs import DocsFolder
from generator.trees.site import next_site, put_right
from tests.publishing import fill, publish, tree

FIRST = {"index.html": "front", "a/index.html": "a", "a/b/index.html": "b", "gone.html": "SECRET"}
SECOND = {"index.html": "front 2", "a/index.html": "a", "a/b/index.html": "b", "new/index.html": "new"}
THIRD = {"index.html": "front 2", "a/index.html": "a", "new/index.html": "newer"}


def refused(root: Path, files: dict[str, str]) -> None:
    """A build that makes the whole next site and is refused then."""
    with next_site(root / "site", root / "work") as coming:
        fill(coming, files)
        raise BuildError("audit")


def twin(root: Path) -> dict[str, str] | None:
    """What lies in the work folder beside what is remembered."""
    folder = root / "work" / "twin"
    return tree(folder) if folder.exists() else None


def bytes_under(root: Path) -> bytes:
    """Every name and byte."""
    return b"".join(str(path).encode() + (path.read_bytes() if path.is_file() else b"") for path in root.rglob("*"))


def test_each_site_is_exactly_what_was_wanted(tmp_path: Path) -> None:
    """Whatever came before, the site holds the wanted files and no others, and its twin is its equal."""
    for files in (FIRST, SECOND, THIRD, THIRD, FIRST, {}, SECOND):
        existed = (tmp_path / "site").exists()
        publish(tmp_path, files)
        assert tree(tmp_path / "site") == files
        assert twin(tmp_path) == (files if existed else None)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "work"]


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    """From the third build on, two sites take turns: what is the same in all of them is one file on the disk."""
    publish(tmp_path, FIRST)
    publish(tmp_path, FIRST)
    before = {path: (tmp_path / "site" / path).stat() for path in FIRST}
    outcome = publish(tmp_path, SECOND)
    assert outcome.changed == {"index.html", "new/index.html"}
    assert outcome.deleted == {"gone.html"}
    after = (tmp_path / "site/a/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before["a/index.html"].st_ino, before["a/index.html"].st_mtime_ns)
    assert (tmp_path / "site/index.html").stat().st_ino != before["index.html"].st_ino


def test_what_is_gone_is_nowhere(tmp_path: Path) -> None:
    """After a page is gone, neither its words nor its name are in the site, the work folder or beside them."""
    publish(tmp_path, FIRST)
    publish(tmp_path, FIRST)
    assert b"SECRET" in bytes_under(tmp_path)
    publish(tmp_path, SECOND)
    assert b"SECRET" not in bytes_under(tmp_path)
    assert b"gone.html" not in bytes_under(tmp_path)


@pytest.mark.parametrize("earlier", [1, 2, 3])
def test_an_error_leaves_the_old_site(tmp_path: Path, earlier: int) -> None:
    """A build that is refused leaves the last good site and nothing of its own, and the next one is right."""
    for _ in range(earlier):
        publish(tmp_path, FIRST)
    with pytest.raises(BuildError):
        refused(tmp_path, SECOND)
    assert tree(tmp_path / "site") == FIRST
    assert twin(tmp_path) is None
    publish(tmp_path, SECOND)
    assert tree(tmp_path / "site") == SECOND


def test_the_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Where there was no site there is none after an error."""
    with pytest.raises(BuildError):
        refused(tmp_path, FIRST)
    assert not (tmp_path / "site").exists()


HARMS = ("edit", "same size", "add", "remove", "folder", "link", "twin", "twin gone", "records")


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_happened_to_the_folders_the_next_site_is_right(tmp_path: Path, harm: str) -> None:
    """Files edited, added, removed or turned into links, by whomever, in site or twin: the next build is as wanted."""
    for _ in range(3):
        publish(tmp_path, FIRST)
    site = tmp_path / "site"
    if harm == "edit":
        (site / "a/index.html").write_text("something else")
    elif harm == "same size":
        (site / "a/index.html").write_text("x")
    elif harm == "add":
        (site / "a/more.html").write_text("x")
    elif harm == "remove":
        (site / "a/index.html").unlink()
    elif harm == "folder":
        shutil.rmtree(site / "a")
    elif harm == "link":
        (site / "a").rename(tmp_path / "work/elsewhere")
        (site / "a").symlink_to(tmp_path / "work/elsewhere")
    elif harm == "twin":
        (tmp_path / "work/twin/a/more.html").write_text("x")
    elif harm == "twin gone":
        shutil.rmtree(tmp_path / "work/twin")
    else:
        shutil.rmtree(tmp_path / "work/records")
    for files in (FIRST, SECOND, FIRST, FIRST):
        publish(tmp_path, files)
        assert tree(site) == files
        assert twin(tmp_path) in (None, files)


def publish_shared(root: Path, files: dict[str, str]) -> None:
    """Publish files of the docs folder, which the site shares with it."""
    docs = DocsFolder(root / "docs", root / "work" / "records" / "docs")
    for path, text in files.items():
        docs.put(path, text)
    there = docs.finish()
    sources = {path: record.digest for path, record in there.items()}
    with next_site(root / "site", root / "work") as coming:
        coming.expect(set(files))
        kept = coming.keep_published(sources, there)
        for path in files.keys() - kept.keys():
            coming.take(path, root / "docs" / path, sources[path])


@pytest.mark.parametrize("earlier", [1, 2, 3])
@pytest.mark.parametrize("place", ["site", "docs", "work/twin"])
@pytest.mark.parametrize("harm", ["edited", "replaced", "deleted", "a folder", "a link"])
def test_whatever_happened_to_a_shared_file_the_next_site_is_right(
    tmp_path: Path, earlier: int, place: str, harm: str
) -> None:
    """A file that site, twin and docs folder share was changed in place, or has another in its place in one of them."""
    for _ in range(earlier):
        publish_shared(tmp_path, FIRST)
    file = tmp_path / place / "a" / "index.html"
    if file.exists():
        if harm == "edited":
            file.write_text("harmed")
        else:
            file.unlink()
        if harm == "replaced":
            file.write_text("b")
        elif harm == "a folder":
            file.mkdir()
        elif harm == "a link":
            file.symlink_to(tmp_path / "elsewhere")
    for _ in range(2):
        publish_shared(tmp_path, FIRST)
        assert tree(tmp_path / "site") == FIRST
        assert twin(tmp_path) in (None, FIRST)
        assert not (tmp_path / "site" / "a" / "index.html").is_symlink()


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV])
def test_without_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """A file system without hard links gets the same sites, without a twin."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(number, "x")

    monkeypatch.setattr(os, "link", no_links)
    for files in (FIRST, SECOND, SECOND, THIRD):
        publish(tmp_path, files)
        assert tree(tmp_path / "site") == files
        assert twin(tmp_path) is None


def test_without_the_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that cannot let folders trade places gets the new site all the same."""
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    for files in (FIRST, SECOND, THIRD):
        publish(tmp_path, files)
        assert tree(tmp_path / "site") == files
        assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "work"]


def test_a_site_elsewhere_is_made_beside_the_published_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the work folder is on another disk, nothing but the site stays there."""
    monkeypatch.setattr("generator.trees.site._place", lambda site, _: swap.beside(site))
    for files in (FIRST, SECOND, THIRD):
        publish(tmp_path, files)
        assert tree(tmp_path / "site") == files
        assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "work"]


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    """Where a page stood there may be a folder in the next site."""
    for files in ({"a": "1"}, {"a": "1"}, {"a/b": "1"}, {"a": "2"}):
        publish(tmp_path, files)
        assert tree(tmp_path / "site") == files


@pytest.mark.parametrize("leftovers", [["site.old"], ["site.old", "site.next"], ["site.old", "work/twin"]])
def test_a_run_killed_in_the_swap_is_put_right(tmp_path: Path, leftovers: list[str]) -> None:
    """Killed between the two renames, the next build first restores the site that was being replaced."""
    for name in leftovers:
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(name, "utf8")
    put_right(tmp_path / "site", tmp_path / "work")
    assert tree(tmp_path / "site") == {"index.html": "site.old"}
    assert twin(tmp_path) is None


def test_a_link_in_the_sites_place_is_refused(tmp_path: Path) -> None:
    """A symbolic link or file where the site should be is never replaced."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuildError, match="plain folder"):
        publish(tmp_path, FIRST)
