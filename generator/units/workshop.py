"""Makes what has changed, and keeps what has not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.asking import Asked
from generator.cache import Cache, digest
from generator.lookup import Lookup
from generator.sink import Content, Sink, Stamp
from generator.units.answers import Answers

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Files that are made together. `make` reads the view it is given, what `given` is the fingerprint of, and nothing
    else. To `given` belong settings, and the papers that the unit is about, if there are such: it seals what is
    remembered.
    """

    name: str
    given: bytes
    make: Callable[[Lookup], Iterable[tuple[str, Content]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Generic[T]):
    """A value, made like the files of a `Unit`. It must be of plain types and the generator's own classes."""

    name: str
    given: bytes
    make: Callable[[Lookup], T]


# What is remembered of a unit: the questions asked, the fingerprint of their answers, its files with their stamps.
_Record = tuple[Asked, bytes, dict[str, Stamp]]


class Workshop:
    """Makes the units of one build."""

    def __init__(self, answers: Answers, cache: Cache) -> None:
        self.answers, self.cache = answers, cache

    def deliver(self, unit: Unit, sink: Sink) -> None:
        """Have the sink keep the unit's files where they would be the same, else put them."""
        key = digest("unit", unit.name, unit.given)
        record: _Record | None = self.cache.get("unit", key)
        if record is not None and self._of(key, record[0]) == record[1] and sink.keep(record[2]):
            return
        view, stamps = self.answers.lookup.view(), {}
        for path, content in unit.make(view):
            stamps[path] = sink.put(path, content)
        if self.cache.remembers:
            asked = view.asked()
            self.cache.put("unit", key, (asked, self._of(key, asked), stamps))

    def value(self, piece: Piece[T]) -> T:
        """The piece, remembered or made now."""
        key = digest("piece", piece.name, piece.given)
        record: tuple[Asked, bytes, T] | None = self.cache.get("piece", key)
        if record is not None and self._of(key, record[0]) == record[1]:
            return record[2]
        view = self.answers.lookup.view()
        made = piece.make(view)
        if self.cache.remembers:
            asked = view.asked()
            self.cache.put("piece", key, (asked, self._of(key, asked), made))
        return made

    def _of(self, key: bytes, asked: Asked) -> bytes:
        return digest(key, self.answers.fingerprint(asked))
