"""The papers of one meeting that are long enough to be known by their words, each with a short sketch of them.

A sketch holds the smallest numbers of a paper's runs of words: papers that are hardly the same have most of them in
common, whatever else the archive holds.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from generator.cache import digest
from generator.links.annexes import AnnexKind, kind_of
from generator.openness import PublicAttachment, PublicItem, PublicMeeting

_RUN = 5  # words that must stand in the same order
_LEAST_RUNS = 40  # a paper with fewer is too short to be known by its words
_SAMPLED = 4  # one run in so many, known by its first word, may be in the sketch
_SKETCH = 8  # numbers; of papers that are hardly the same about five agree, and one is enough to be compared

_WORD = re.compile(r"[^\W_]+")


class Paper(NamedTuple):
    """An item's own proposal or an attachment of some length. `words` is the fingerprint of all its words."""

    id: str
    attachment: bool
    words: bytes
    sketch: tuple[int, ...]


def papers_of(meeting: PublicMeeting) -> Iterator[Paper]:
    """The papers of a meeting that are long enough to be known by their words."""
    for item in meeting.items:
        found = [(item.id, _own_text(item), False)]
        found += [(a.id, a.text, True) for a in item.attachments if kind_of(a) is AnnexKind.PAPER]
        for paper_id, text, attachment in found:
            words = _WORD.findall(text.lower())
            if _is_long(words):
                whole = digest(" ".join(words))
                yield Paper(id=paper_id, attachment=attachment, words=whole, sketch=_sketch(words))


def text_of(thing: PublicItem | PublicAttachment) -> str:
    """The text of an attachment, or an item's own proposal."""
    return thing.text if isinstance(thing, PublicAttachment) else _own_text(thing)


def runs(text: str) -> frozenset[int]:
    """A number for each run of words of the text."""
    words = _WORD.findall(text.lower())
    return frozenset(_number(" ".join(words[n : n + _RUN])) for n in range(len(words) - _RUN + 1))


def _own_text(item: PublicItem) -> str:
    return "\n".join((*(r.text for r in item.recommendations), *(f"{s.heading}\n{s.text}" for s in item.sections)))


def _is_long(words: Sequence[str]) -> bool:
    different: set[tuple[str, ...]] = set()
    for n in range(len(words) - _RUN + 1):
        different.add(tuple(words[n : n + _RUN]))
        if len(different) >= _LEAST_RUNS:
            return True
    return False


def _sketch(words: Sequence[str]) -> tuple[int, ...]:
    begin = set(filter(_begins, set(words)))
    starts = (n for n, word in enumerate(words[: len(words) - _RUN + 1]) if word in begin)
    return tuple(nsmallest(_SKETCH, {_number(" ".join(words[n : n + _RUN])) for n in starts}))


@lru_cache(maxsize=65536)
def _begins(word: str) -> bool:
    return _number(word) % _SAMPLED == 0


def _number(words: str) -> int:
    return zlib.crc32(words.encode("utf-8"))
