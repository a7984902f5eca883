"""Ascending entries in small files, so that a search fetches only what it asks about.

A file holds the entries from its first key up to the next file's, and is named by that key. Where it is cut follows
from the keys: a few bytes more or less in one entry leave the other files as they are.
"""

from __future__ import annotations

import gzip
import json
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any
from zlib import crc32

_LONGEST_NAME = 24  # letters of the key that a file is named by
_NEVER = 1 << 32
_PLAIN = re.compile(r"[^a-z0-9.]")

Entry = tuple[str, str]  # a key, and what it holds as JSON


def packed(value: Any) -> bytes:
    """JSON, packed so that its size does not depend on the server; the same bytes each time."""
    return _pack(as_json(value))


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0)


def size_of(key: str, value: str) -> int:
    return len(key) + len(value) + 4


@dataclass(frozen=True, slots=True)
class Index:
    """What entries there are: their keys, ascending, a line each, and the bytes of each."""

    lines: str
    sizes: array[int]

    @property
    def keys(self) -> list[str]:
        """The keys."""
        return self.lines.split("\n") if self.sizes else []

    def changed(self, changes: Mapping[str, str | None]) -> Index:
        """With these entries in their place; None where there is no such entry any more."""
        sizes = dict(zip(self.keys, self.sizes, strict=True))
        for key, value in changes.items():
            if value is None:
                sizes.pop(key, None)
            else:
                sizes[key] = size_of(key, value)
        order = sorted(sizes)
        return Index("\n".join(order), array("I", [sizes[key] for key in order]))


def index_of(entries: Sequence[Entry]) -> Index:
    """The index of ascending entries."""
    sizes = array("I", [size_of(key, value) for key, value in entries])
    return Index("\n".join([key for key, _ in entries]), sizes)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that is to be: the first key that tells it from the file before, its path, where its entries begin and
    end."""

    key: str
    path: str
    first: int
    end: int


def pieces(index: Index, start: str, size: int) -> list[Piece]:
    """The files of the entries, of at most `size` bytes where an entry is not larger. `start` begins their paths."""
    keys = index.keys
    found: list[Piece] = []
    last = ""
    for first, end in _cuts(keys, index.sizes, size):
        key = _telling(last, keys[first])
        last = keys[end - 1]
        found.append(Piece(key, path_of(start, key), first, end))
    return found


def content(entries: Sequence[Entry]) -> bytes:
    """A file of these entries."""
    return _pack(f"{{{','.join([f'{as_json(key)}:{value}' for key, value in entries])}}}")


def cut(entries: Sequence[Entry], start: str, size: int) -> Iterator[tuple[str, str, bytes]]:
    """The files of ascending entries: key, path and content of each."""
    for piece in pieces(index_of(entries), start, size):
        yield piece.key, piece.path, content(entries[piece.first : piece.end])


@dataclass(frozen=True, slots=True)
class Recut:
    """The files after some changes: the index, the key of each file, and by path the content, None where it is as it
    was."""

    index: Index
    keys: list[str]
    files: dict[str, bytes | None]


def recut(
    old: Index,
    firsts: Sequence[str],
    changes: Mapping[str, str | None],
    start: str,
    size: int,
    held: Callable[[str], str],
) -> Recut:
    """`firsts` are the keys of the files before, and `held` gives what stood under a key."""
    if not changes:
        return Recut(old, list(firsts), {path_of(start, key): None for key in firsts})
    index = old.changed(changes)
    before, after = old.keys, index.keys
    starts = [bisect_left(before, key) for key in firsts]
    known = {
        path_of(start, key): (end - first, before[first])
        for key, (first, end) in zip(firsts, pairwise((*starts, len(before))), strict=True)
    }
    touched = sorted(changes)
    keys: list[str] = []
    files: dict[str, bytes | None] = {}
    for piece in pieces(index, start, size):
        inside = after[piece.first : piece.end]
        changed = bisect_left(touched, inside[0]) < bisect_right(touched, inside[-1])
        same = not changed and known.get(piece.path) == (len(inside), inside[0])
        keys.append(piece.key)
        files[piece.path] = None if same else content([(key, changes.get(key) or held(key)) for key in inside])
    return Recut(index, keys, files)


def path_of(start: str, key: str) -> str:
    """The path of a file by its key."""
    return f"{start}{name_of(key)}.pak"


def name_of(key: str) -> str:
    """A key as part of a file's name, which any disk and any address can hold."""
    return _PLAIN.sub(lambda letter: f"_{ord(letter[0])}_", key)


def _telling(last: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `last`."""
    return next(first[:length] for length in range(1, len(first) + 1) if first[:length] > last)


def _cuts(keys: Sequence[str], lengths: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    """Where files begin and end, in order. What is too large is cut in its middle half where the lot falls, which
    keys draw: so the same keys are cut at the same places."""
    sizes = list(accumulate(lengths, initial=0))
    lots = _lots(keys)
    open_ = [(0, len(keys))] if keys else []
    while open_:
        first, end = open_.pop()
        at = _best(sizes, lots, first, end) if sizes[end] - sizes[first] > size else None
        if at is None:
            yield first, end
        else:
            open_ += [(at, end), (first, at)]


def _lots(keys: Sequence[str]) -> list[int]:
    """What each key draws; _NEVER where a file that begins with it would have a long name."""
    lots = [crc32(key.encode("utf-8", "surrogatepass")) for key in keys]
    for at, (last, key) in enumerate(pairwise(("", *keys))):
        if len(key) >= _LONGEST_NAME and alike(last, key) >= _LONGEST_NAME:
            lots[at] = _NEVER
    return lots


def _best(sizes: Sequence[int], lots: Sequence[int], first: int, end: int) -> int | None:
    """Where to cut from `first` to `end`; None where there is nowhere."""
    quarter = (sizes[end] - sizes[first]) / 4
    low = bisect_left(sizes, sizes[first] + quarter, first + 1, end)
    high = bisect_right(sizes, sizes[end] - quarter, low, end)
    at = min(range(low, high), key=lots.__getitem__, default=None)
    if at is not None and lots[at] != _NEVER:
        return at
    near = [at for at in range(first + 1, end) if lots[at] != _NEVER]  # a large entry lies over the middle
    center = sizes[first] + 2 * quarter
    return min(near, key=lambda at: abs(sizes[at] - center), default=None)


def alike(one: str, other: str) -> int:
    """How many letters two words begin alike with."""
    shorter = min(len(one), len(other))
    for length in range(shorter):
        if one[length] != other[length]:
            return length
    return shorter
