"""Lines that say only that something is closed, also where the words are broken over the end of a line or page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.clean.steps import clean
from generator.segment import patterns
from generator.sources.bundle import Line


def closing_lines(written: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Position and words of each such line among `written` (no blank ones); `Luk-` + `ket punkt` is one."""
    words = [clean(line.text) for line in written]
    for at, text in enumerate(words):
        if patterns.CLOSED_LINE.match(text):
            yield at, text
    for at, (first, second) in enumerate(pairwise(words)):
        if first.endswith("-") and patterns.CLOSED_LINE.match(first[:-1] + second):
            yield at, first[:-1] + second
