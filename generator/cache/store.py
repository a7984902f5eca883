"""Results by their fingerprints, in one SQLite file. What a build did not use is gone after it.

Each entry is sealed with a key that is made from the very things that the result was made of: whoever has the file
and not the papers can read nothing in it, and what is changed in it is noticed. So a closed item may be in it, and a
paper that is deleted takes its results with it. Unpickling makes objects of the generator's own classes only.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from generator.cache.fingerprint import digest
from generator.cache.version import program_version

T = TypeVar("T")

FILE = "results.sqlite"
SUM = "results.sum"  # of the whole file, as the last build left it: SQLite is never given a damaged one
_NONCE = 12
_TABLE = "CREATE TABLE IF NOT EXISTS results (name BLOB PRIMARY KEY, sealed BLOB NOT NULL)"
# What results may hold besides the generator's classes, numbers, texts, tuples, lists and dicts.
_OTHERS = frozenset(
    (
        ("builtins", "set"),
        ("builtins", "frozenset"),
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("datetime", "date"),
    )
)


class Cache:
    """Results of earlier builds, and of this one. Without a folder it remembers nothing from one build to the next.

    Not to be shared by threads or processes; while one has the file, others go without. Whatever is wrong with the
    file, the answer is that nothing is known.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._held = _hold(folder) if folder else None
        self._folder = folder if self._held is not None else None
        self._rows = self._open()
        self._used: set[bytes] = set()

    @property
    def remembers(self) -> bool:
        """Whether what is put will be known to the next build."""
        return self._rows is not None

    def get(self, kind: str, key: bytes) -> Any:
        """The result of `kind` that was made of what `key` is the fingerprint of; None where it is not known."""
        name, seal = _names(kind, key)
        sealed = self._read(name)
        if sealed is None:
            return None
        try:
            written = ChaCha20Poly1305(seal).decrypt(sealed[:_NONCE], sealed[_NONCE:], name)
            found = _Unpickler(BytesIO(written)).load()
        except (InvalidTag, ValueError, pickle.UnpicklingError, AttributeError, EOFError, TypeError, IndexError):
            return None
        self._used.add(name)
        return found

    def put(self, kind: str, key: bytes, result: object) -> None:
        """Remember a result, which must not be None. Public and withheld things alike: they are sealed."""
        if self._rows is None:
            return
        name, seal = _names(kind, key)
        nonce = os.urandom(_NONCE)
        sealed = nonce + ChaCha20Poly1305(seal).encrypt(nonce, pickle.dumps(result, protocol=5), name)
        with self._forgiving():
            self._rows.execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (name, sealed))
        self._used.add(name)

    def keep(self, kind: str, key: bytes) -> None:
        """A result is still wanted, although nobody reads it in this build."""
        if self.remembers:
            self._used.add(_names(kind, key)[0])

    def memo(self, kind: str, key: bytes, make: Callable[[], T]) -> T:
        """What is remembered, or what `make` gives now, which is then remembered."""
        found: T | None = self.get(kind, key)
        if found is None:
            found = make()
            self.put(kind, key, found)
        return found

    def take_in(self, folder: Path) -> bool:
        """Know also what a build elsewhere, now ended, has left in its `folder`; False where there is nothing whole.

        So that several machines can read parts of an archive for one that builds it (docs/performance.md).
        """
        try:
            whole = (folder / SUM).read_bytes() == _sum(folder / FILE)
        except OSError:
            whole = False
        if not whole or self._rows is None:
            return False
        with (
            self._forgiving(),
            closing(sqlite3.connect(f"{(folder / FILE).resolve().as_uri()}?mode=ro", uri=True)) as theirs,
        ):
            self._rows.executemany(
                "INSERT OR IGNORE INTO results VALUES (?, ?)", theirs.execute("SELECT * FROM results")
            )
        return self._rows is not None

    def close(self, *, sweep: bool = True) -> None:
        """Keep what is new and, with `sweep`, forget what nobody asked for since the file was opened."""
        if self._rows is not None:
            with self._forgiving():
                if sweep:
                    self._rows.execute("CREATE TEMP TABLE used (name BLOB PRIMARY KEY)")
                    self._rows.executemany("INSERT INTO used VALUES (?)", ((name,) for name in self._used))
                    self._rows.execute("DELETE FROM results WHERE name NOT IN (SELECT name FROM used)")
                self._rows.execute("COMMIT")
        if self._rows is not None and self._folder is not None:
            self._rows.close()
            with suppress(OSError):
                (self._folder / SUM).write_bytes(_sum(self._folder / FILE))
        self._rows = None
        if self._held is not None:
            os.close(self._held)
        self._held = None

    def _open(self) -> sqlite3.Connection | None:
        """The file as the last build left it, or a new one, or None where there can be none (a full disk)."""
        if self._folder is None:
            return None
        try:
            if (self._folder / SUM).read_bytes() != _sum(self._folder / FILE):
                _forget(self._folder)
            (self._folder / SUM).unlink()
        except OSError:
            _forget(self._folder)
        with suppress(sqlite3.Error):
            rows = sqlite3.connect(self._folder / FILE, isolation_level=None)
            try:
                rows.execute("PRAGMA secure_delete = ON")
                rows.execute("PRAGMA synchronous = OFF")  # what the power cut is noticed, and made again
                rows.execute(_TABLE)
                rows.execute("BEGIN IMMEDIATE")
            except sqlite3.Error:
                rows.close()
                raise
            return rows
        return None

    def _read(self, name: bytes) -> bytes | None:
        if self._rows is not None:
            with (
                self._forgiving(),
                closing(self._rows.execute("SELECT sealed FROM results WHERE name = ?", (name,))) as rows,
            ):
                row = rows.fetchone()
                return bytes(row[0]) if row else None
        return None

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """A file that cannot be used is put away, and nothing more is remembered in this build."""
        try:
            yield
        except sqlite3.Error:
            if self._rows is not None:
                self._rows.close()
            self._rows = None
            if self._folder is not None:
                _forget(self._folder)


def _hold(folder: Path) -> int | None:
    """The lock on the folder, which is the system's own and ends with the process; None where another holds it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _sum(file: Path) -> bytes:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "blake2b").digest()


def _forget(folder: Path) -> None:
    for name in (FILE, f"{FILE}-journal", SUM):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _names(kind: str, key: bytes) -> tuple[bytes, bytes]:
    """Where a result lies, and what it is sealed with. Neither tells of the other."""
    return digest("name", program_version(), kind, key), digest("seal", program_version(), kind, key) * 2


class _Unpickler(pickle.Unpickler):
    """Makes objects of the generator's classes, and of nothing else."""

    _known: ClassVar[dict[tuple[str, str], Any]] = {}  # each class is looked for once

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self._known:
            found = (
                super().find_class(module, name)
                if module.split(".")[0] == "generator" or (module, name) in _OTHERS
                else None
            )
            if not isinstance(found, type) and (module, name) not in _OTHERS:
                raise pickle.UnpicklingError(f"{module}.{name} is no class of the generator")
            self._known[module, name] = found
        return self._known[module, name]
