"""The docs folder as a sink: files are written as they come, and what nobody spoke of is deleted at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Set
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import BinaryIO

from generator.findings import BuildError
from generator.sink import Content, Manifest, Stamp, Told, stamp_of
from generator.trees import files, records
from generator.trees.records import Record, Tree


def changed_files(root: Path, remembered: Path) -> frozenset[str]:
    """The files that are not as the last build left them. With a hundred thousand that takes a while, beside others."""
    known = records.load(remembered)
    there = known.files.items() if known else ()
    return frozenset(path for path, record in there if not records.is_as_recorded(f"{root}/{path}", record))


class DocsFolder:
    """A `Sink` into a folder. `remembered` is the file of its records, outside it.

    Until `finish`, the folder holds files of the last build and of this one. It is never published.
    """

    def __init__(self, root: Path, remembered: Path, changed: Set[str] | None = None) -> None:
        """Look at what is there. Raises BuildError where the folder is a link, else OSError.

        `changed` is what `changed_files` found a moment ago, where somebody has looked already.
        """
        if root.is_symlink():
            raise BuildError("the output folder is a symbolic link", file=root.name)
        self._path, self._root, self._file = root, str(root), remembered
        known = records.load(remembered)
        if known is None or known.inode != records.inode_of(root):
            files.remove_all(root)
            root.mkdir(parents=True)
            known = Tree(0, folders={"": 0})
        self._known = known
        self._changed = changed
        self._now: dict[str, Record] = {}
        self._touched = set(records.strange_folders(self._root, known.folders))
        self._clear()
        self._folders = set(known.folders)

    def put(self, path: str, content: Content, stamp: Stamp | None = None) -> Stamp:
        """Write it, unless the folder holds it already. Raises BuildError for a path that leads out."""
        written = content.encode("utf-8") if isinstance(content, str) else content
        stamp = stamp or stamp_of(written)
        if self._take_over(path, stamp):
            return stamp
        target = self._place(path)
        try:  # under its own name at once: half a file is not as any record says, so the next build writes it again
            seen = files.write_new(target, written)
        except (IsADirectoryError, PermissionError):
            self._replace_folder(path)
            seen = files.write_new(target, written)
        self._now[path] = Record(stamp.digest, stamp.digest, stamp.size, seen.st_mtime_ns, seen.st_ino)
        return stamp

    def keep(self, files: Manifest) -> bool:
        """Whether all of them are there as the last build left them. Then they stay."""
        known, there = self._known.files, {}
        changed = self._changed
        for path, (digest, size) in files.items():
            record = known.get(path)
            if record is None or record.digest != digest or record.size != size:
                return False
            if changed is None and not records.is_as_recorded(f"{self._root}/{path}", record):
                return False
            if changed is not None and path in changed:
                return False
            there[path] = record
        self._now |= there
        return True

    def adopt(self, path: str, file: Path, stamp: Stamp) -> None:
        """Move the file here, unless the folder holds the same already."""
        if self._take_over(path, stamp):
            file.unlink()
            return
        target = self._place(path)
        try:
            os.unlink(target)  # never changed in place: the site may share it
        except FileNotFoundError:
            pass
        except (IsADirectoryError, PermissionError):
            self._replace_folder(path)
        shutil.move(file, target)
        os.chmod(target, 0o644)
        seen = os.lstat(target)
        self._now[path] = Record(stamp.digest, stamp.digest, stamp.size, seen.st_mtime_ns, seen.st_ino)

    def last(self, path: str, stamp: Stamp) -> BinaryIO | None:
        """The file as the last build left it."""
        return (self._path / path).open("rb") if self._is_there(path, stamp) else None

    def apart(self) -> DocsFolder:
        """Knows what the last build left."""
        other = copy(self)
        other._now, other._touched, other._folders = {}, set(), set(self._folders)
        return other

    def told(self) -> Told:
        """With the records, and the folders that were made or touched."""
        manifest = {path: Stamp(record.digest, record.size) for path, record in self._now.items()}
        return Told(manifest, (self._now, self._touched))

    def join(self, told: Told) -> None:
        """Its files are there already."""
        now, touched = told.known
        self._now |= now
        self._touched |= touched
        self._folders |= touched

    def finish(self) -> dict[str, Record]:
        """Delete what nobody spoke of, remember the rest, and say what there is.

        Raises BuildError where two processes wanted a file and a folder at one place.
        """
        alive = files.folders(self._now)
        for path in alive & self._now.keys():
            raise _in_the_way(path)
        gone = [path for path in self._known.files.keys() - self._now.keys() if path not in self._folders]
        self._touched |= files.delete(self._root, gone)
        times = {folder: time for folder, time in self._known.folders.items() if folder not in self._touched}
        for folder in self._touched & alive:
            time = records.folder_time(f"{self._root}/{folder}")
            if time is not None:
                times[folder] = time
        records.save(self._file, Tree(records.inode_of(self._path) or 0, self._now, times))
        return self._now

    def _is_there(self, path: str, stamp: Stamp) -> bool:
        known = self._known.files.get(path)
        return (
            known is not None
            and known.digest == stamp.digest
            and known.size == stamp.size
            and records.is_as_recorded(f"{self._root}/{path}", known)
        )

    def _take_over(self, path: str, stamp: Stamp) -> bool:
        """Whether the file is there already; then it stays."""
        if not self._is_there(path, stamp):
            return False
        self._now[path] = self._known.files[path]
        return True

    def _place(self, path: str) -> str:
        """Where a file is to lie. Its folders are made, and real."""
        files.refuse_unsafe(path)
        folder = path.rpartition("/")[0]
        self._make(folder)
        self._touched.add(folder)
        return f"{self._root}/{path}"

    def _replace_folder(self, path: str) -> None:
        """A file comes where a folder stood."""
        inside = f"{path}/"
        if any(other.startswith(inside) for other in self._now):
            raise _in_the_way(path)
        files.remove_all(self._path / path)
        self._folders = {folder for folder in self._folders if not f"{folder}/".startswith(inside)}

    def _make(self, folder: str) -> None:
        """The folder and those above it. A file of the last build that stands in the way goes."""
        if folder in self._folders:
            return
        above = folder.rpartition("/")[0]
        if folder != above:
            self._make(above)
        if folder in self._now:
            raise _in_the_way(folder)
        try:
            os.mkdir(f"{self._root}/{folder}")
        except FileExistsError:
            if records.folder_time(f"{self._root}/{folder}") is None:
                with suppress(FileNotFoundError, IsADirectoryError):  # a process beside may be doing the same
                    os.unlink(f"{self._root}/{folder}")
                with suppress(FileExistsError):
                    os.mkdir(f"{self._root}/{folder}")
        self._touched |= {above, folder}
        self._folders.add(folder)

    def _clear(self) -> None:
        """Delete what is in folders that somebody has touched, and is not ours. Links are removed, never followed."""
        for folder in self._touched:
            if records.folder_time(f"{self._root}/{folder}") is None:
                self._known.folders.pop(folder, None)
                continue
            for entry in os.scandir(f"{self._root}/{folder}"):
                path = f"{folder}/{entry.name}" if folder else entry.name
                ours = path in self._known.folders if entry.is_dir(follow_symlinks=False) else path in self._known.files
                if not ours or entry.is_symlink():
                    files.remove_all(Path(entry.path))


def _in_the_way(path: str) -> BuildError:
    return BuildError("a file is wanted where there must be a folder", file=path)
