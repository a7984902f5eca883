"""Parts of work that processes take in turns, each part by one of them: who has done one takes the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Give each part once, to whichever process asks for it first. `folder` is one that is not there yet.

    Made before the processes part, it is the same in all of them. What takes longest should be first.
    """

    def __init__(self, parts: Sequence[T], folder: Path) -> None:
        folder.mkdir()
        self._parts, self._folder = parts, folder

    def __iter__(self) -> Iterator[T]:
        return self._left(range(len(self._parts)))

    def __reversed__(self) -> Iterator[T]:
        """The last part first, so that two processes meet in the middle: neighbours ask the same questions."""
        return self._left(reversed(range(len(self._parts))))

    def _left(self, numbers: Iterable[int]) -> Iterator[T]:
        for number in numbers:
            try:
                (self._folder / str(number)).touch(exist_ok=False)  # the system lets one of them make it
            except FileExistsError:
                continue
            yield self._parts[number]
