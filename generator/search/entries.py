"""The entries of a segment as the last build left them in its files, and as they are to be."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.search import cutting
from generator.search.cutting import Index, as_json
from generator.search.making import State, start_of


class Lost(Exception):
    """The last build's files are not there to be worked on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The segment as the last build left it. `file` gives the content of one of its files."""

    name: str
    folder: str
    keys: Mapping[str, Sequence[str]]
    numbers: Mapping[tuple[str, str], int]
    paths: frozenset[str]
    state: State
    file: Callable[[str], bytes]


@dataclass
class Entries:
    """The entries of one kind, before and after."""

    before: Before
    kind: str
    old: Index
    keys: list[str] = field(init=False)
    changes: dict[str, str | None] = field(default_factory=dict)
    _read: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = self.old.keys

    def held(self, key: str) -> str:
        """What stood under a key."""
        return as_json(self.value(key))

    def value(self, key: str) -> Any:
        """The same as an object; None where there was no such key."""
        at = bisect_right(self.before.keys[self.kind], key) - 1
        if at < 0:
            return None
        first = self.before.keys[self.kind][at]
        if first not in self._read:
            start = start_of(self.before.folder, self.kind, self.before.name)
            self._read[first] = json.loads(gzip.decompress(self.before.file(cutting.path_of(start, first))))
        return self._read[first].get(key)

    def parts(self, key: str) -> list[str]:
        """The key and those of its parts, which there were."""
        return self.keys[bisect_left(self.keys, key) : bisect_left(self.keys, f"{key}$")] if self.has(key) else []

    def has(self, key: str) -> bool:
        """Whether there was such a key."""
        at = bisect_left(self.keys, key)
        return at < len(self.keys) and self.keys[at] == key

    def replace(self, key: str, entries: Iterable[cutting.Entry]) -> None:
        """What stands under a key and its parts from now on."""
        self.changes.update(dict.fromkeys(self.parts(key)))
        for name, value in entries:
            if self.has(name) and self.held(name) == value:
                self.changes.pop(name, None)
            else:
                self.changes[name] = value
