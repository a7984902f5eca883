"""Which program makes results: its own files, Python, and the libraries it asks for. Any change is another version."""

from __future__ import annotations

import platform
import re
from functools import cache
from importlib import metadata
from pathlib import Path

from generator.cache.fingerprint import digest

_PACKAGE = Path(__file__).parent.parent
_KINDS = frozenset((".py", ".json", ".yml", ".sql"))
_NAME = re.compile(r"[\w.-]+")


@cache
def program_version() -> bytes:
    """The fingerprint of everything that can make a result come out otherwise, apart from what it is made of."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _KINDS)
    own = [part for path in files for part in (path.relative_to(_PACKAGE).as_posix(), path.read_bytes())]
    return digest(platform.python_version(), *_libraries(), *own)


def _libraries() -> list[str]:
    names = sorted({match[0] for wanted in metadata.requires("moedearkiv") or () if (match := _NAME.match(wanted))})
    return [f"{name} {_installed(name)}" for name in names]


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # a tool of the tests
        return ""
