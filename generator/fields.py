"""All fields of an object at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


@cache
def getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of all fields of a dataclass's objects, in the order in which it names them."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda thing: tuple(getattr(thing, name) for name in names)
