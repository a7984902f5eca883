"""Results as bytes and back: objects of the generator's own classes, and of nothing else.

Python would have each frozen object find out anew, field by field, how its class is made; here that is known by class.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any, ClassVar

from generator.fields import getter

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


def written(thing: object) -> bytes:
    """A result as bytes."""
    content = BytesIO()
    _Pickler(content, protocol=5).dump(thing)
    return content.getvalue()


def read(content: bytes) -> Any:
    """The result again. Raises UnpicklingError, ValueError, AttributeError, EOFError, TypeError or IndexError."""
    return _Unpickler(BytesIO(content)).load()


class _Pickler(pickle.Pickler):
    _known: ClassVar[dict[type, Callable[[Any], tuple[Any, ...]] | None]] = {}

    def reducer_override(self, thing: Any) -> Any:
        kind = type(thing)
        try:
            parts = self._known[kind]
        except KeyError:
            parts = self._known[kind] = _parts(kind)
        return NotImplemented if parts is None else (kind, parts(thing))


class _Unpickler(pickle.Unpickler):
    _known: ClassVar[dict[tuple[str, str], Any]] = {}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self._known:
            found = (
                super().find_class(module, name)
                if module.split(".")[0] == "generator" or (module, name) in _OTHERS
                else None
            )
            if not isinstance(found, type) and (module, name) not in _OTHERS:
                raise pickle.UnpicklingError(f"{module}.{name} is no class of the generator")
            self._known[module, name] = _maker(found) if isinstance(found, type) and _is_plain(found) else found
        return self._known[module, name]


def _maker(kind: type) -> Callable[..., object]:
    """What makes an object of the values of its fields, each set once; most objects have few."""
    new: Callable[[type], object] = object.__new__
    places: list[Callable[[object, object], None]] = [getattr(kind, field.name).__set__ for field in fields(kind)]

    def of_one(value: object) -> object:
        made = new(kind)
        first(made, value)
        return made

    def of_two(value: object, other: object) -> object:
        made = new(kind)
        first(made, value)
        second(made, other)
        return made

    def of_many(*values: object) -> object:
        made = new(kind)
        for put, value in zip(places, values, strict=True):
            put(made, value)
        return made

    if len(places) == 1:
        (first,) = places
        return of_one
    if len(places) == 2:
        first, second = places
        return of_two
    return of_many


def _parts(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """How the values of all fields are had; None of what is no object of fields alone."""
    return getter(kind) if _is_plain(kind) else None


def _is_plain(kind: type) -> bool:
    """Whether it is a dataclass whose objects hold their fields (slots) and nothing else."""
    return is_dataclass(kind) and not getattr(kind, "__dictoffset__", 1)
