"""Windows that are withheld and yet say nothing: the end of one open sentence, and the beginning of another.

A page puts what is open one after another: "… følger op" and then "Børn og Skole udarbejder et notat om …". A closed
paper that has both in one sentence of its own is not told by that, as long as each of them is open where it stands:
at the end, and at the beginning, of sentences or lines. Names and numbers are never explained so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set

from generator.audit.fingerprints import Pattern, Patterns
from generator.audit.gangs import in_gangs
from generator.audit.letters import ManyLetters
from generator.cache import NO_CACHE, Cache, digest

_KIND = "audit-seam"

Seam = tuple[bytes, tuple[int, ...]]  # a window's letters, and where words begin inside it
# Open texts in their normal form, each with the fingerprint of what it is a text of, some at a time.
Texts = Callable[[], Sequence[Callable[[], Iterable[tuple[bytes, str]]]]]


class OpenSentences:
    """What is open, and which windows its sentences explain. Where a window is explained, it is remembered by what: so
    long as that is there, nothing is looked for again.
    """

    def __init__(self, texts: Texts, there: Callable[[], Set[bytes]] = frozenset, cache: Cache = NO_CACHE) -> None:
        """`there` gives the fingerprints of all `texts`."""
        self._texts, self._there, self._cache = texts, there, cache
        self._known: dict[Seam, bool] = {}

    def explain(self, seams: Collection[Seam]) -> frozenset[Seam]:
        """Those of the windows that are made of the end of an open sentence, whole ones, and the beginning of one."""
        new = sorted({*seams} - self._known.keys())
        there = self._there() if new else frozenset()
        unknown = []
        for seam in new:
            made_of: tuple[bytes, ...] | None = self._cache.get(_KIND, _key(seam))
            if made_of is not None and there >= {*made_of}:
                self._known[seam] = True
            else:
                unknown.append(seam)
        stands = self._standing(unknown) if unknown else {}
        for seam in unknown:
            parts = _explained(seam, stands)
            self._known[seam] = parts is not None
            if parts is not None:
                self._cache.put(_KIND, _key(seam), tuple(sorted({stands[part] for part in parts})))
        return frozenset(seam for seam in seams if self._known[seam])

    def _standing(self, seams: Iterable[Seam]) -> dict[Pattern, bytes]:
        """Which of the parts of some windows stand in the texts, each with what it stands in."""
        wanted = list({part: None for seam in seams for part in _parts(seam)})
        found: dict[Pattern, bytes] = {}
        for here in in_gangs(_in_texts, self._texts() if wanted else (), Patterns.of(wanted)):
            for row, fingerprint in here:
                found.setdefault(wanted[row], fingerprint)
        return found


NOTHING_OPEN = OpenSentences(list)


def _key(seam: Seam) -> bytes:
    return digest("seam", seam[0], ",".join(map(str, seam[1])))


def _in_texts(texts: Callable[[], Iterable[tuple[bytes, str]]], patterns: Patterns) -> list[tuple[int, bytes]]:
    some = list(texts())
    letters = ManyLetters([text for _, text in some])
    rows, words = patterns.places_in(letters)
    return [(row, some[place][0]) for row, place in zip(rows.tolist(), letters.text_of(words).tolist(), strict=True)]


def _parts(seam: Seam) -> Iterator[Pattern]:
    """What would have to stand in open papers: ends, whole sentences, beginnings."""
    letters, cuts = seam
    for number, cut in enumerate(cuts):
        yield _end(letters[:cut])
        yield from (_whole(letters[cut:other]) for other in cuts[number + 1 :])
        yield _beginning(letters[cut:])


def _explained(seam: Seam, stands: Mapping[Pattern, bytes]) -> tuple[Pattern, ...] | None:
    """What stands in open papers and makes the window together; None where nothing does."""
    letters, cuts = seam
    reached: dict[int, tuple[Pattern, ...]] = {
        cut: (_end(letters[:cut]),) for cut in cuts if _end(letters[:cut]) in stands
    }
    for cut in cuts:
        for other in cuts if cut in reached else ():
            if other > cut and (whole := _whole(letters[cut:other])) in stands:
                reached.setdefault(other, (*reached[cut], whole))
    return next(
        ((*parts, last) for cut, parts in reached.items() if (last := _beginning(letters[cut:])) in stands), None
    )


def _end(letters: bytes) -> Pattern:
    return Pattern(stream=_text(letters), kind="", ends=True)


def _whole(letters: bytes) -> Pattern:
    return Pattern(stream=_text(letters), kind="", begins=True, ends=True)


def _beginning(letters: bytes) -> Pattern:
    return Pattern(stream=_text(letters), kind="", begins=True, whole=False)


def _text(letters: bytes) -> str:
    return letters.decode("utf-8", "replace")
