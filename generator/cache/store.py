"""Results by their fingerprints, in one file. What a build did not use is gone after it.

Each entry is sealed with a key that is made from the very things that the result was made of: whoever has the file
and not the papers can read nothing in it, and what is changed in it is noticed. So a closed item may be in it, and a
paper that is deleted takes its results with it. Reading makes objects of the generator's own classes only (`pickling`).
"""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from generator.cache import pickling
from generator.cache.file import Branch, Drawer
from generator.cache.fingerprint import digest
from generator.cache.version import program_version

T = TypeVar("T")

_NAME, _SEAL, _NONCE = 16, 32, 12  # bytes
_DAMAGED = (InvalidTag, ValueError, pickle.UnpicklingError, AttributeError, EOFError, TypeError, IndexError)


class Cache:
    """Results of earlier builds, and of this one. Without a folder it remembers nothing from one build to the next.

    Not to be shared by threads or processes, but that forks may `get`; while one has the file, others go without.
    Whatever is wrong with the file, the answer is that nothing is known.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._held = _hold(folder) if folder else None
        self._drawer: Drawer | Branch | None = _open(folder) if folder and self._held is not None else None
        self._used: set[bytes] = set()

    @property
    def used(self) -> set[bytes]:
        """The names of what was wanted so far."""
        return self._used

    @property
    def remembers(self) -> bool:
        """Whether what is put will be known to the next build."""
        return self._drawer is not None

    def get(self, kind: str, key: bytes) -> Any:
        """The result of `kind` that was made of what `key` is the fingerprint of; None where it is not known."""
        if self._drawer is None:
            return None
        name, seal = _names(kind, key)
        try:
            sealed = self._drawer.get(name)
        except OSError:
            return None
        if sealed is None:
            return None
        try:
            found = pickling.read(ChaCha20Poly1305(seal).decrypt(sealed[:_NONCE], sealed[_NONCE:], name))
        except _DAMAGED:
            return None
        self._used.add(name)
        return found

    def may_know(self, kind: str, key: bytes) -> bool:
        """Whether there is something under this key, which `get` may yet find damaged."""
        return self._drawer is not None and _names(kind, key)[0] in self._drawer

    def put(self, kind: str, key: bytes, result: object) -> None:
        """Remember a result, which must not be None. Public and withheld things alike: they are sealed."""
        if self._drawer is None:
            return
        name, seal = _names(kind, key)
        nonce = os.urandom(_NONCE)
        sealed = nonce + ChaCha20Poly1305(seal).encrypt(nonce, pickling.written(result), name)
        with self._forgiving():
            self._drawer.put(name, sealed)
        self._used.add(name)

    def keep(self, kind: str, key: bytes) -> None:
        """A result is still wanted, although nobody reads it in this build."""
        if self.remembers:
            self._used.add(_names(kind, key)[0])

    def release(self, kind: str, key: bytes) -> None:
        """A result that was read in this build is not wanted after it: it is of what was before."""
        self._used.discard(_names(kind, key)[0])

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
        found = False
        if isinstance(self._drawer, Drawer):
            with self._forgiving():
                found = self._drawer.take_in(folder)
        return found and self.remembers

    def apart(self, folder: Path) -> Cache:
        """For a process beside this one: it knows what is known here, and has what is new in `folder`, for `join`."""
        other = Cache()
        if isinstance(self._drawer, Drawer):
            with suppress(OSError):  # a full disk
                folder.mkdir()
                other._drawer = Branch(self._drawer, folder)
        return other

    def join(self, folder: Path, used: set[bytes]) -> None:
        """Know what a closed cache that is `apart` has left in `folder`; `used` are the names of what it wanted."""
        if isinstance(self._drawer, Drawer):
            with self._forgiving():
                self._drawer.take_in(folder, anew=True)
        self._used |= used

    def close(self, *, sweep: bool = True) -> None:
        """Keep what is new and, with `sweep`, forget what nobody asked for since the file was opened."""
        if self._drawer is not None:
            with self._forgiving():
                self._drawer.close(self._used if sweep else None)
        self._drawer = None
        if self._held is not None:
            os.close(self._held)
        self._held = None

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """A file that cannot be used is put away, and nothing more is remembered in this build."""
        try:
            yield
        except OSError:
            if self._drawer is not None:
                self._drawer.give_up()
            self._drawer = None


def _open(folder: Path) -> Drawer | None:
    """The file as the last build left it, or a new one, or None where there can be none (a full disk)."""
    try:
        return Drawer(folder)
    except OSError:
        return None


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


@cache
def _begun(kind: str) -> blake2b:
    """A fingerprint that has the program and the kind in it already."""
    return blake2b(digest(program_version(), kind), digest_size=_NAME + _SEAL)


def _names(kind: str, key: bytes) -> tuple[bytes, bytes]:
    """Where a result lies, and what it is sealed with. Neither tells of the other."""
    found = _begun(kind).copy()
    found.update(key)
    both = found.digest()
    return both[:_NAME], both[_NAME:]
