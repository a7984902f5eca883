"""The output tree holds exactly what it should, and nothing outside it is ever touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import BuildError
from generator.write import sync_tree


def tree(root: Path) -> dict[str, str]:
    """The files under `root`."""
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_writes_what_it_is_given(tmp_path: Path) -> None:
    """Text and bytes arrive, in folders that are made for them."""
    report = sync_tree(tmp_path / "out", {"a/b.md": "æ\n", "c.gz": b"\x1f"})
    assert (tmp_path / "out/a/b.md").read_bytes() == "æ\n".encode()
    assert report.written == ("a/b.md", "c.gz")


def test_leaves_unchanged_files_alone(tmp_path: Path) -> None:
    """A file whose content is the same is not written again."""
    sync_tree(tmp_path, {"a": "1", "b": "1"})
    before = (tmp_path / "a").stat()
    report = sync_tree(tmp_path, {"a": "1", "b": "2"})
    assert (report.written, report.unchanged) == (("b",), ("a",))
    assert ((tmp_path / "a").stat().st_mtime_ns, (tmp_path / "a").stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_deletes_what_it_no_longer_owns(tmp_path: Path) -> None:
    """A page that was taken down is gone, and so is its empty folder."""
    sync_tree(tmp_path, {"m/punkt-1/index.md": "x", "m/index.md": "x"})
    report = sync_tree(tmp_path, {"m/index.md": "x"})
    assert report.deleted == ("m/punkt-1/index.md",)
    assert not (tmp_path / "m/punkt-1").exists()


def test_file_becomes_folder_and_back(tmp_path: Path) -> None:
    """Where a file stood there may be a folder at the next build."""
    sync_tree(tmp_path, {"a": "1"})
    sync_tree(tmp_path, {"a/b": "1"})
    sync_tree(tmp_path, {"a": "2"})
    assert tree(tmp_path) == {"a": "2"}


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../../x", "a//b", "", ".", "a/./b", "C:/x", "a\\..\\x", "a\0b", "a/"]
)
def test_refuses_paths_that_lead_out(tmp_path: Path, path: str) -> None:
    """A path that is not plainly inside the tree stops the build before anything is written or deleted."""
    sync_tree(tmp_path / "out", {"kept": "1"})
    with pytest.raises(BuildError):
        sync_tree(tmp_path / "out", {"first": "x", path: "x"})
    assert tree(tmp_path) == {"out/kept": "1"}


def test_refuses_a_file_that_must_be_a_folder(tmp_path: Path) -> None:
    """Two paths that exclude each other are an error, not a matter of order."""
    with pytest.raises(BuildError):
        sync_tree(tmp_path, {"a": "1", "a/b": "1"})


def test_does_not_follow_links(tmp_path: Path) -> None:
    """Symbolic links in the tree are removed, and what they point to is left as it was."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("1")
    root = tmp_path / "out"
    root.mkdir()
    (root / "folder").symlink_to(outside)
    (root / "file").symlink_to(outside / "precious")
    sync_tree(root, {"folder/precious": "2", "file": "2"})
    assert tree(outside) == {"precious": "1"}
    assert not (root / "folder").is_symlink()
    assert not (root / "file").is_symlink()


def test_refuses_a_root_that_is_a_link(tmp_path: Path) -> None:
    """The tree itself must be a real folder."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(BuildError):
        sync_tree(tmp_path / "out", {"a": "1"})


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file cannot be put in place, its old content stands and no half file lies about."""
    sync_tree(tmp_path, {"a": "1"})

    def fail(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk"):
        sync_tree(tmp_path, {"a": "2"})
    assert tree(tmp_path) == {"a": "1"}
