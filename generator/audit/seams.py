"""Windows that are withheld and yet say nothing: the end of one open sentence, and the beginning of another.

A page puts what is open one after another: "… følger op" and then "Børn og Skole udarbejder et notat om …". A closed
paper that has both in one sentence of its own is not told by that, as long as each of them is open where it stands:
at the end, and at the beginning, of sentences or lines. Names and numbers are never explained so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np

from generator.audit.fingerprints import Pattern, Patterns
from generator.audit.gangs import in_gangs
from generator.audit.letters import Letters

Seam = tuple[bytes, tuple[int, ...]]  # a window's letters, and where words begin inside it
Texts = Callable[[], Sequence[Callable[[], Iterable[str]]]]  # open texts in their normal form, some at a time


def of_open_sentences(seams: Collection[Seam], texts: Texts) -> frozenset[Seam]:
    """Those of the windows that are made of the end of an open sentence, whole ones, and the beginning of one."""
    wanted = {part: None for seam in sorted(seams) for part in _parts(seam)}
    if not wanted:
        return frozenset()
    patterns = Patterns.of(wanted)
    found = np.zeros(len(patterns), np.bool_)
    for rows in in_gangs(_in_texts, texts(), patterns):
        found[rows] = True
    stands = {part for part, is_found in zip(wanted, found.tolist(), strict=True) if is_found}
    return frozenset(seam for seam in seams if _is_explained(seam, stands))


def _in_texts(texts: Callable[[], Iterable[str]], patterns: Patterns) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    found = np.zeros(len(patterns), np.bool_)
    for text in texts():
        found[patterns.find_in(Letters(text), but=found)] = True
    return np.flatnonzero(found)


def _parts(seam: Seam) -> Iterator[Pattern]:
    """What would have to stand in open papers: ends, whole sentences, beginnings."""
    letters, cuts = seam
    for number, cut in enumerate(cuts):
        yield _end(letters[:cut])
        yield from (_whole(letters[cut:other]) for other in cuts[number + 1 :])
        yield _beginning(letters[cut:])


def _is_explained(seam: Seam, stands: Collection[Pattern]) -> bool:
    letters, cuts = seam
    reached = {cut for cut in cuts if _end(letters[:cut]) in stands}
    for cut in cuts:
        if cut in reached:
            reached |= {other for other in cuts if other > cut and _whole(letters[cut:other]) in stands}
    return any(_beginning(letters[cut:]) in stands for cut in reached)


def _end(letters: bytes) -> Pattern:
    return Pattern(stream=_text(letters), kind="", ends=True)


def _whole(letters: bytes) -> Pattern:
    return Pattern(stream=_text(letters), kind="", begins=True, ends=True)


def _beginning(letters: bytes) -> Pattern:
    return Pattern(stream=_text(letters), kind="", begins=True, whole=False)


def _text(letters: bytes) -> str:
    return letters.decode("utf-8", "replace")
