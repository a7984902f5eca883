"""The next site: made beside the published one with what both share as links, and put in its place in one step.

Where the work folder lies in the site's file system, the retired site stays there as the published one's twin: the
same files under the same names, brought up to date as soon as the sites have changed places, so that nothing that was
taken down is in it. The next build then touches only what differs. Whenever there is doubt whether the twin is the
site's equal (a build was killed, a folder was copied or edited), it is deleted, and the next site is made of links
anew; where the site itself is not as it was recorded, from the docs folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator import swap
from generator.sink import stamp_of_file
from generator.trees import files, records
from generator.trees.records import Facts, Record, Tree

_TWIN = "twin"
_RECORDS = "records"
_UNKNOWN = b""  # the source of a file of which nobody noted what it was made of


class Outcome(NamedTuple):
    """What the next site holds, and how it differs from the published one."""

    files: Mapping[str, Record]
    changed: frozenset[str]
    deleted: frozenset[str]


class NextSite:
    """The next site while it is made, in `folder`. Each file is kept, taken or written once; then comes `finish`."""

    def __init__(self, folder: Path, site: Path, before: Tree | None, twin: Tree | None) -> None:
        """`before` is what is known of the published site; with `twin`, the folder is its equal already."""
        self.folder = folder
        self._root, self._site = str(folder), str(site)
        self._before, self._twin = before or Tree(0), twin
        self._now: dict[str, Record] = {}
        self._changed: set[str] = set()
        self._gone: list[str] = []
        self._touched: set[str] = set()
        self._copied = False  # a kept file is not the published one, but its like
        folder.mkdir(parents=True, exist_ok=True)

    def expect(self, paths: set[str]) -> None:
        """These will be the files, and no others. What else there is goes first, as a folder may become a file."""
        self._gone = [*(self._before.files.keys() - paths)]
        if self._twin is not None:
            self._touched |= files.delete(self._root, self._gone)

    def published_site(self) -> tuple[Path, Mapping[str, Record]]:
        """The published site's folder, and what was recorded of its files; they may have been touched since."""
        return Path(self._site), self._before.files

    def published(self, path: str, source: bytes) -> Record | None:
        """The published file, where it was made of `source` and is as it was left."""
        known = self._before.files.get(path)
        if known is None or known.source != source or not records.is_as_recorded(f"{self._site}/{path}", known):
            return None
        return known

    def keep_published(self, sources: Mapping[str, bytes], looked_at: Mapping[str, Record]) -> Mapping[str, Record]:
        """Keep each published file that was made of its source and is as it was left; those files.

        `looked_at` are files of the work folder as they were found in this build. Where one is the published file
        itself, under the same path, it need not be looked at again. (In the twin it still has that path, as no name has
        come or gone there; in the site somebody may have put another file in its place.)
        """
        before, kept, strange = self._before.files, {}, set[str]()
        if looked_at and self._twin is None:
            strange.update(records.strange_folders(self._site, self._before.folders))
        for path, source in sources.items():
            known = before.get(path)
            if known is None or known.source != source:
                continue
            other = looked_at.get(path)
            shared = other is not None and other.inode == known.inode and other.mtime == known.mtime
            if shared and strange:
                shared = path.rpartition("/")[0] not in strange
            if shared or records.is_as_recorded(f"{self._site}/{path}", known):
                kept[path] = known
        if self._twin is not None:
            self._now |= kept
        else:
            for path, known in kept.items():
                self.keep(path, known)
        return kept

    def keep(self, path: str, known: Record) -> None:
        """The file stays as it is published."""
        if self._twin is None:
            files.link_or_copy(f"{self._site}/{path}", f"{self._root}/{path}")
            seen = os.lstat(f"{self._root}/{path}")
            self._copied |= seen.st_ino != known.inode
            known = known._replace(mtime=seen.st_mtime_ns, inode=seen.st_ino)
        self._now[path] = known

    def write(self, path: str, source: bytes, content: bytes, facts: Facts | None = None) -> Record:
        """Write a file that was made of `source`; it counts when it is noted. For other processes too."""
        seen = files.write_new(f"{self._root}/{path}", content)
        return Record(source, sha256(content).digest(), seen.st_size, seen.st_mtime_ns, seen.st_ino, facts)

    def take(self, path: str, file: Path, digest: bytes) -> None:
        """The file is to hold what `file` holds, whose SHA-256 is `digest`."""
        files.link_or_copy(str(file), f"{self._root}/{path}")
        seen = os.lstat(f"{self._root}/{path}")
        self.note(path, Record(digest, digest, seen.st_size, seen.st_mtime_ns, seen.st_ino))

    def note(self, path: str, record: Record) -> None:
        """The file was written. It has changed unless it holds what the published one holds."""
        self._now[path] = record
        self._changed.add(path)

    def begin_anew(self) -> Path:
        """An empty folder, for one who writes into it without saying what. Then comes `take_stock`."""
        files.remove_all(self.folder)
        self.folder.mkdir(parents=True)
        self._twin, self._now, self._changed = None, {}, set()
        return self.folder

    def take_stock(self) -> None:
        """Note whatever lies in the folder."""
        for here, _, names in os.walk(self._root):
            for name in names:
                path = os.path.relpath(f"{here}/{name}", self._root)
                stamp, seen = stamp_of_file(Path(here, name)), os.lstat(f"{here}/{name}")
                self.note(path, Record(_UNKNOWN, stamp.digest, stamp.size, seen.st_mtime_ns, seen.st_ino))
        self.expect(set(self._now))

    def outcome(self) -> Outcome:
        """What the site will be."""
        known = self._before.files
        changed = (path for path in self._changed if path not in known or known[path].digest != self._now[path].digest)
        return Outcome(self._now, frozenset(changed), frozenset(self._gone))

    def finished(self) -> Tree:
        """What is to be remembered of it. Nothing may be written after this."""
        times = dict(self._twin.folders) if self._twin else {}
        touched = self._touched | files.folders(self._changed if self._twin else self._now)
        return Tree(records.inode_of(self.folder) or 0, self._now, _times(self._root, times, touched))

    def follow(self, retired: Path) -> dict[str, int] | None:
        """Make the retired site the published one's equal, and say when names in its folders changed.

        None where that is not possible: it was touched by others, or the file system has no links.
        """
        root = str(retired)
        if not self._before.inode or self._copied or records.strange_folders(root, self._before.folders):
            return None
        touched = files.delete(root, [*self._gone])
        for path in self._changed:
            if not files.link(f"{self._site}/{path}", f"{root}/{path}"):
                return None
        return _times(root, self._before.folders, touched | files.folders(self._changed))


def _times(root: str, known: Mapping[str, int], touched: set[str]) -> dict[str, int]:
    """When names in each folder last changed: as known, but for the touched ones."""
    times = dict(known)
    for folder in touched:
        time = records.folder_time(f"{root}/{folder}")
        if time is None:
            times.pop(folder, None)
        else:
            times[folder] = time
    return times


@contextmanager
def next_site(site: Path, work: Path) -> Iterator[NextSite]:
    """Make the next site; it takes the place of `site` when the block ends without an error, whole.

    An error leaves `site` as it was, and nothing of the next one. The caller sees to it that nobody else does the same
    (`alone.py`). Raises BuildError where `site` is no plain folder, else OSError.
    """
    put_right(site, work)
    folder = _place(site, work)
    number = records.inode_of(site)
    before = records.load(_file(work, number)) if number is not None else None
    twin = records.load(_twin_file(work, number)) if before else None
    if twin and not _is_equal(folder, twin):
        twin = None
    _twin_file(work, number).unlink(missing_ok=True)  # from here on it is no twin
    if twin is None:
        files.remove_all(folder)
    coming = NextSite(folder, site, before, twin)
    tree = None
    try:
        yield coming
        tree = coming.finished()
        records.save(_file(work, tree.inode), tree)
        swap.sync(folder)  # the pages are on the disk before the name leads to them, also when the power goes
        retired = swap.replace(site, folder)
    except BaseException:
        files.remove_all(folder)
        if tree:
            _file(work, tree.inode).unlink(missing_ok=True)
        raise
    with suppress(OSError):  # the site is published already
        _retire(coming, site, work, tree, retired)


def put_right(site: Path, work: Path) -> None:
    """End what an interrupted run left: copies of the site that are not known to be its equals go.

    Also before a build that will fail: such a copy may hold what has been taken down. Raises as `next_site` does.
    """
    swap.put_right(site)
    number = records.inode_of(site)
    _forget_others(work, number)
    twin = records.load(_twin_file(work, number)) if number is not None else None
    if twin is None or twin.inode != records.inode_of(work / _TWIN):
        files.remove_all(work / _TWIN)


def _retire(coming: NextSite, site: Path, work: Path, tree: Tree, retired: Path | None) -> None:
    """The retired site becomes the twin, or goes; what was remembered of it goes."""
    times = None
    try:
        if retired == work / _TWIN:
            times = coming.follow(retired)
    finally:
        if retired is not None and times is None:
            files.remove_all(retired)
    if retired is not None and times is not None:
        records.save(_twin_file(work, tree.inode), Tree(records.inode_of(retired) or 0, {}, times))
    _forget_others(work, tree.inode)


def _place(site: Path, work: Path) -> Path:
    """Where the next site is made: in the work folder, or beside the site where that lies on another file system."""
    site.parent.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    same = site.parent.stat().st_dev == work.stat().st_dev
    return work / _TWIN if same else swap.beside(site)


def _is_equal(folder: Path, twin: Tree) -> bool:
    return twin.inode == records.inode_of(folder) and not records.strange_folders(str(folder), twin.folders)


def _forget_others(work: Path, number: int | None) -> None:
    """Forget what is remembered of sites other than this one."""
    for kept in (work / _RECORDS).glob("*-*"):
        if number is None or kept not in (_file(work, number), _twin_file(work, number)):
            kept.unlink()


def _file(work: Path, number: int | None) -> Path:
    return work / _RECORDS / f"site-{number}"


def _twin_file(work: Path, number: int | None) -> Path:
    return work / _RECORDS / f"twin-of-{number}"
