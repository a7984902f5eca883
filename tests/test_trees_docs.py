"""The docs folder holds exactly what it was given, and nothing outside it is ever touched."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.findings import BuildError
from generator.sink import Content, Sink, Stamp, stamp_of
from generator.trees.docs import DocsFolder, changed_files
from tests.publishing import tree


def folder(root: Path) -> DocsFolder:
    """The docs folder of a build."""
    return DocsFolder(root / "docs", root / "records" / "docs")


def build(root: Path, files: Mapping[str, Content]) -> dict[str, Stamp]:
    """Write all files anew; the manifest."""
    docs = folder(root)
    for path, content in files.items():
        docs.put(path, content)
    return told(docs)


def told(docs: DocsFolder) -> dict[str, Stamp]:
    """What the folder says at the end that it holds."""
    return {path: Stamp(record.digest, record.size) for path, record in docs.finish().items()}


def stamps(files: Mapping[str, Content]) -> dict[str, Stamp]:
    """What a manifest says of files."""
    return {path: stamp_of(content) for path, content in files.items()}


def test_holds_what_it_is_given(tmp_path: Path) -> None:
    """Text and bytes arrive, in folders that are made for them, and the manifest tells of them."""
    files: dict[str, Content] = {"a/b.md": "æ\n", "c.gz": b"\x1f", "a/b/c.md": ""}
    sink: Sink = folder(tmp_path)
    assert sink.keep({}) is True
    assert build(tmp_path, files) == stamps(files)
    assert (tmp_path / "docs/a/b.md").read_bytes() == "æ\n".encode()
    assert (tmp_path / "docs/a/b.md").stat().st_mode & 0o777 == 0o644


def test_leaves_unchanged_files_alone_and_never_changes_one_in_place(tmp_path: Path) -> None:
    """What is the same is not written again; what is not is another file, since the site may share the old one."""
    build(tmp_path, {"a": "1", "b": "1"})
    before = {name: (tmp_path / "docs" / name).stat() for name in "ab"}
    os.link(tmp_path / "docs/b", tmp_path / "shared")
    build(tmp_path, {"a": "1", "b": "2"})
    assert (tmp_path / "docs/a").stat().st_mtime_ns == before["a"].st_mtime_ns
    assert (tmp_path / "docs/a").stat().st_ino == before["a"].st_ino
    assert (tmp_path / "shared").read_text() == "1"


def test_keeps_what_the_last_build_left(tmp_path: Path) -> None:
    """Files that are kept stay; what nobody spoke of is gone, with its empty folder."""
    files = {"m/punkt-1/index.md": "x", "m/index.md": "y", "z.md": "z"}
    build(tmp_path, files)
    docs = folder(tmp_path)
    assert docs.keep(stamps({"m/index.md": "y"}))
    docs.put("z.md", "new")
    assert told(docs) == stamps({"m/index.md": "y", "z.md": "new"})
    assert tree(tmp_path / "docs") == {"m/index.md": "y", "z.md": "new"}


@pytest.mark.parametrize("harm", ["edit", "touch", "remove", "other", "records", "all", "link", "folder is a link"])
def test_keeps_nothing_that_is_not_as_it_was(tmp_path: Path, harm: str) -> None:
    """Edited, replaced, lost, other than wanted: none of the files asked for is kept, and they can be written."""
    files = {"m/a": "1", "m/b": "2"}
    build(tmp_path, files)
    docs, wanted = tmp_path / "docs", files
    if harm == "edit":
        (docs / "m/a").write_text("x")
    elif harm == "touch":
        os.utime(docs / "m/a", ns=(1, 1))
    elif harm == "remove":
        (docs / "m/a").unlink()
    elif harm == "other":
        wanted = {"m/a": "1", "m/b": "other"}
    elif harm == "records":
        (tmp_path / "records/docs").write_bytes((tmp_path / "records/docs").read_bytes()[:-1] + b"x")
    elif harm == "all":
        shutil.rmtree(docs)
    elif harm == "link":
        (docs / "m/a").rename(tmp_path / "precious")
        (docs / "m/a").symlink_to(tmp_path / "precious")
    else:
        (docs / "m").rename(tmp_path / "elsewhere")
        (docs / "m").symlink_to(tmp_path / "elsewhere")
    sink = folder(tmp_path)
    assert sink.keep(stamps(wanted)) is False
    for path, content in wanted.items():
        sink.put(path, content)
    assert told(sink) == stamps(wanted)
    assert tree(docs) == wanted
    if harm == "link":
        assert (tmp_path / "precious").read_text() == "1"
    if harm == "folder is a link":
        assert tree(tmp_path / "elsewhere") == {"a": "1", "b": "2"}


def test_deletes_what_others_put_there(tmp_path: Path) -> None:
    """Files, folders and links that are not ours are gone after the next build; what links point to is not."""
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/file").write_text("1")
    build(tmp_path, {"m/a": "1"})
    (tmp_path / "docs/m/more").write_text("x")
    (tmp_path / "docs/folder/deep").mkdir(parents=True)
    (tmp_path / "docs/folder/deep/file").write_text("x")
    (tmp_path / "docs/link").symlink_to(tmp_path / "precious")
    build(tmp_path, {"m/a": "1"})
    assert tree(tmp_path / "docs") == {"m/a": "1"}
    assert tree(tmp_path / "precious") == {"file": "1"}


def test_a_build_that_ends_half_way_is_put_right(tmp_path: Path) -> None:
    """Killed before the end, the folder is what the next build wants it to be."""
    build(tmp_path, {"a": "1", "b/c": "1", "d": "1"})
    docs = folder(tmp_path)
    docs.put("a", "2")
    docs.put("e/f", "2")
    (tmp_path / "docs/b/.ny").write_text("half")
    docs = folder(tmp_path)
    assert docs.keep(stamps({"b/c": "1", "d": "1"}))
    docs.put("a", "1")
    docs.finish()
    assert tree(tmp_path / "docs") == {"a": "1", "b/c": "1", "d": "1"}


def test_file_becomes_folder_and_back(tmp_path: Path) -> None:
    """Where a file stood there may be a folder at the next build."""
    for files in ({"a": "1"}, {"a/b": "1", "a/c/d": "1"}, {"a": "2"}, {"a/b/c": "1"}):
        assert build(tmp_path, files) == stamps(files)
        assert tree(tmp_path / "docs") == files


def test_large_files_are_moved_in_and_read_again(tmp_path: Path) -> None:
    """What is too large for memory comes as a file, and can be read at the next build."""
    for _ in range(2):
        made = tmp_path / "made"
        made.write_text("large")
        docs = folder(tmp_path)
        docs.adopt("data/x", made, stamp_of("large"))
        docs.finish()
        assert not made.exists()
        assert tree(tmp_path / "docs") == {"data/x": "large"}
    docs = folder(tmp_path)
    found = docs.last("data/x", stamp_of("large"))
    assert found is not None
    with found:
        assert found.read() == b"large"
    assert docs.last("data/x", stamp_of("other")) is None


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../../x", "a//b", "", ".", "a/./b", "C:/x", "a\\..\\x", "a\0b", "a/"]
)
def test_refuses_paths_that_lead_out(tmp_path: Path, path: str) -> None:
    """A path that is not plainly inside the folder stops the build."""
    with pytest.raises(BuildError):
        folder(tmp_path).put(path, "x")
    assert tree(tmp_path) == {"docs": "(empty)"}


def test_a_process_beside_puts_its_files_there_too(tmp_path: Path) -> None:
    """Night after night: what it keeps and writes, and what this one does, is all there is; folders may be shared."""
    for number, (own, its) in enumerate(
        (
            ({"m/a": "1", "x": "1"}, {"m/b": "1", "n/c": "1", "y/z": "1"}),
            ({"m/a": "1", "x/u": "2"}, {"m/b": "2", "n/c": "1", "y": "2"}),
        )
    ):
        docs = folder(tmp_path)
        beside = docs.apart()
        for path, content in own.items():
            docs.put(path, content)
        kept = {"n/c": stamp_of("1")}
        assert beside.keep(kept) is (number == 1)
        for path, content in its.items():
            if number == 0 or path not in kept:
                beside.put(path, content)
        found = pickle.loads(pickle.dumps(beside.told()))
        assert found.manifest == stamps(its)
        docs.join(found)
        assert told(docs) == stamps(own | its)
        assert tree(tmp_path / "docs") == own | its
    assert changed_files(tmp_path / "docs", tmp_path / "records" / "docs") == frozenset()


@pytest.mark.parametrize("paths", [("a", "a/b"), ("a/b", "a")])
def test_refuses_a_file_where_a_process_beside_has_a_folder(tmp_path: Path, paths: tuple[str, str]) -> None:
    """Two paths that exclude each other are an error also where neither process knew of the other's."""
    docs = folder(tmp_path)
    beside = docs.apart()
    docs.put(paths[0], "1")
    beside.put(paths[1], "1")
    docs.join(beside.told())
    with pytest.raises(BuildError, match="must be a folder"):
        docs.finish()


@pytest.mark.parametrize("paths", [("a", "a/b"), ("a/b", "a")])
def test_refuses_a_file_that_must_be_a_folder(tmp_path: Path, paths: tuple[str, str]) -> None:
    """Two paths that exclude each other are an error, whichever comes first."""
    docs = folder(tmp_path)
    docs.put(paths[0], "1")
    with pytest.raises(BuildError, match="must be a folder"):
        docs.put(paths[1], "1")


def test_refuses_a_root_that_is_a_link(tmp_path: Path) -> None:
    """The folder itself must be a real one."""
    (tmp_path / "real").mkdir()
    (tmp_path / "docs").symlink_to(tmp_path / "real")
    with pytest.raises(BuildError):
        folder(tmp_path)


def test_what_somebody_saw_changed_is_not_kept(tmp_path: Path) -> None:
    """A look beside the build finds every file that is not as it was left, and no other; those are written again."""
    files = {"a/1.md": "1", "a/2.md": "2", "b.md": "3", "c.md": "4"}
    build(tmp_path, files)
    root, remembered = tmp_path / "docs", tmp_path / "records" / "docs"
    (root / "a/2.md").write_text("x", "utf-8")
    (root / "b.md").unlink()
    found = changed_files(root, remembered)
    assert found == {"a/2.md", "b.md"}
    docs = DocsFolder(root, remembered, found)
    kept = {path for path, stamp in stamps(files).items() if docs.keep({path: stamp})}
    assert kept == {"a/1.md", "c.md"}
    for path in files.keys() - kept:
        docs.put(path, files[path])
    docs.finish()
    assert tree(root) == files
    assert changed_files(root, tmp_path / "none") == frozenset()
