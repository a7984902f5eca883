"""How often Python looks for things that point back at themselves.

It looks whenever it has made some hundred objects, and now and then at all there are. An archive is some million frozen
objects in which are none, so a quarter of a night went by in looking.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (200_000, 50, 100)  # new objects before it looks at them, and how often before it looks at older ones


@contextmanager
def looked_for_seldom() -> Iterator[None]:
    """What is made meanwhile is looked at seldom, and what there is hardly ever."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
