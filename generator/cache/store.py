"""Results by their fingerprints, in one SQLite file. What a build did not use is gone after it.

Each entry is sealed with a key that is made from the very things that the result was made of: whoever has the file
and not the papers can read nothing in it, and what is changed in it is noticed. So a closed item may be in it, and a
paper that is deleted takes its results with it. Unpickling makes objects of the generator's own classes only.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from generator.cache.fingerprint import digest
from generator.cache.version import program_version

T = TypeVar("T")

FILE = "cache.sqlite"
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

    Not to be shared by threads or processes. Whatever is wrong with the file, the answer is that nothing is known.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE if folder else None
        self._rows = self._open() if self._file else None
        self._used: set[bytes] = set()

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

    def memo(self, kind: str, key: bytes, make: Callable[[], T]) -> T:
        """What is remembered, or what `make` gives now, which is then remembered."""
        found: T | None = self.get(kind, key)
        if found is None:
            found = make()
            self.put(kind, key, found)
        return found

    def close(self, *, sweep: bool = True) -> None:
        """Keep what is new and, with `sweep`, forget what nobody asked for since the file was opened."""
        if self._rows is None:
            return
        with self._forgiving():
            if sweep:
                self._rows.execute("CREATE TEMP TABLE used (name BLOB PRIMARY KEY)")
                self._rows.executemany("INSERT INTO used VALUES (?)", ((name,) for name in self._used))
                self._rows.execute("DELETE FROM results WHERE name NOT IN (SELECT name FROM used)")
            self._rows.execute("COMMIT")
        if self._rows is not None:
            self._rows.close()
        self._rows = None

    def _open(self) -> sqlite3.Connection | None:
        """The file, or a new one where it is none, or None where there can be none (a full disk)."""
        assert self._file is not None
        for _ in range(2):
            with suppress(sqlite3.Error, OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                rows = sqlite3.connect(self._file, isolation_level=None)
                try:
                    rows.execute("PRAGMA secure_delete = ON")
                    rows.execute("PRAGMA synchronous = OFF")  # a broken file is noticed, and made again
                    rows.execute(_TABLE)
                    rows.execute("BEGIN IMMEDIATE")
                except sqlite3.Error:
                    rows.close()
                    raise
                return rows
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
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
        """A file that cannot be used is put away, and nothing is remembered in this build."""
        try:
            yield
        except sqlite3.Error:
            if self._rows is not None:
                self._rows.close()
            self._rows = None
            if self._file is not None:
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)


def _names(kind: str, key: bytes) -> tuple[bytes, bytes]:
    """Where a result lies, and what it is sealed with. Neither tells of the other."""
    return digest("name", program_version(), kind, key), digest("seal", program_version(), kind, key) * 2


class _Unpickler(pickle.Unpickler):
    """Makes objects of the generator's classes, and of nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = (
            super().find_class(module, name)
            if module.split(".")[0] == "generator" or (module, name) in _OTHERS
            else None
        )
        if isinstance(found, type) or (module, name) in _OTHERS:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no class of the generator")
