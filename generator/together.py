"""Many small things, a few at a time. Where a few end is read from their names: what is new moves no other end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


def together(things: Iterable[T], *, about: int, name: Callable[[T], str]) -> Iterator[tuple[T, ...]]:
    """The things in their order, in parts of `about` so many, as a number made of each one's name will have it."""
    some: list[T] = []
    for thing in things:
        some.append(thing)
        if crc32(name(thing).encode("utf-8", "surrogatepass")) % about == 0:
            yield tuple(some)
            some = []
    if some:
        yield tuple(some)
