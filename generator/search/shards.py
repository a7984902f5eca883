"""The entries of the index. `cutting` puts them into small files by the start of their keys.

Under a key of `ord` stand `[documents, weights, forms]`: documents as `fragments` writes them; weights a sign each;
forms the words the term was made of. Where that would be large, it is `["", "", forms]`, and the documents stand in
parts of so many meetings each, under `abc#00000`, `abc#00001` … So a change in one meeting rewrites one part, and
all parts are found by the beginning of the key. `abc*` is every term that begins with `abc`, where they are too many to
be fetched: the documents in which one of them weighs much. Under a term among `steder` stand `[documents, places]`,
or `[meetings]`: how many meetings of the segment are told of in each of its parts. No number is written with
letters, so that the audit meets the archive's own words only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

from generator.search.cutting import Entry, alike, size_of
from generator.search.fragments import Best, Fragment, documents, of_best, raise_to, strong
from generator.search.merging import SegmentTerms

TERMS = 12_000  # bytes of a file before packing, at most: 2 to 3 kB packed on average
PLACES = 8_000
SPELLINGS = 24_000
_SMALLER = (3, 2)  # times, in the newest segments: every search asks them, and they have less to tell
_PART = 2  # an entry is in parts where it is more than such a part of a file
_PREFIX_RANGE = 2  # files that terms with one beginning fill, before they get an entry together
SHORTEST_PREFIX = 3  # as in lookup.js


def size_in(segment: str, size: int) -> int:
    """How large files of a kind may be in a segment."""
    return size // _SMALLER[int(segment)] if int(segment) < len(_SMALLER) else size


# --- terms and places -----------------------------------------------------------------------------------


def term_entries(segment: SegmentTerms, size: int) -> list[Entry]:
    """Every term with its documents, and the beginnings that so many terms share that they have an entry together.
    `size` is that of a file."""
    entries = [
        entry
        for term in segment.terms
        for entry in term_entry(term, segment.fragments(term), segment.forms.get(term, ()), size)
    ]
    beginnings = shared(((key, size_of(key, value)) for key, value in entries), size)
    for prefix, fragments in _together(segment, beginnings):
        entries += term_entry(f"{prefix}*", fragments, (), size)
    entries.sort()
    return entries


def term_entry(term: str, fragments: Sequence[Fragment], forms: Iterable[str], size: int) -> Iterator[Entry]:
    """A term with the words it was made of; where it is large, its documents stand in parts."""
    told = " ".join(sorted(forms))
    block = _block(fragments, size)
    if block is None:
        yield term, _posting(fragments, told)
        return
    yield term, f'["","","{told}"]'
    for key, part in _parts(term, fragments, block):
        yield key, _posting(part, "")


def place_entries(segment: SegmentTerms, size: int) -> Iterator[Entry]:
    """Where each term stands: for each of its documents the places as steps, parted by semicolons. `size` is that of
    a file."""
    for term in segment.terms:
        yield from place_entry(term, segment.places(term), size)


def place_entry(term: str, fragments: Sequence[Fragment], size: int) -> Iterator[Entry]:
    """A term's places; where they are many, in parts of so many meetings as its entry says."""
    block = _block(fragments, size)
    if block is None:
        if fragments:
            yield term, _standing(fragments)
        return
    yield term, f"[{block}]"
    for key, part in _parts(term, fragments, block):
        yield key, _standing(part)


def _posting(fragments: Sequence[Fragment], forms: str) -> str:
    signs = "".join([sign for *_, sign in fragments])
    return f'["{documents(fragments)}","{signs}","{forms}"]'  # letters, digits and points: nothing to escape


def _standing(fragments: Sequence[Fragment]) -> str:
    return f'["{documents(fragments)}","{";".join([places for *_, places in fragments])}"]'


def _block(fragments: Sequence[Fragment], size: int) -> int | None:
    """How many meetings go into each part, a power of two, so that one is half a file on average; None for one part."""
    total = sum([len(slots) + len(told) for _, slots, told in fragments]) + 2 * len(fragments)
    if total <= size // _PART:
        return None
    wanted = (fragments[-1][0] + 1) * size // (_PART * total)
    return 1 << max(0, wanted.bit_length() - 1)


def _parts(term: str, fragments: Sequence[Fragment], block: int) -> Iterator[tuple[str, list[Fragment]]]:
    for number, part in groupby(fragments, key=lambda fragment: fragment[0] // block):
        yield f"{term}#{number:05}", list(part)


def shared(sizes: Iterable[tuple[str, int]], size: int) -> set[str]:
    """The beginnings whose terms are too many bytes to be fetched one by one, by ascending keys and their bytes."""
    most = size * _PREFIX_RANGE
    found: set[str] = set()
    sums = [0]  # of the terms so far with each beginning of the last one, by its length
    last = ""
    for key, bytes_ in sizes:
        term = key.partition("#")[0]
        same = alike(last, term)
        sums[same + 1 :] = [0] * (len(term) - same)
        for length in range(SHORTEST_PREFIX, len(term) + 1):
            sums[length] += bytes_
            if sums[length] > most:
                found.add(term[:length])
        last = term
    return found


def _together(segment: SegmentTerms, beginnings: Set[str]) -> Iterator[tuple[str, list[Fragment]]]:
    """For each shared beginning the documents in which one of its terms weighs much, with the greatest weight."""
    open_: list[tuple[str, Best]] = []  # beginnings of the term at hand, each of the one before

    def close() -> tuple[str, list[Fragment]]:
        prefix, best = open_.pop()
        if open_:
            raise_to(open_[-1][1], best.items())
        return prefix, of_best(best)

    for term in segment.terms:
        while open_ and not term.startswith(open_[-1][0]):
            yield close()
        known = len(open_[-1][0]) if open_ else 0
        open_ += [(term[:length], {}) for length in range(known + 1, len(term) + 1) if term[:length] in beginnings]
        if open_:
            raise_to(open_[-1][1], (((meeting, slot), sign) for meeting, slot, sign in strong(segment.fragments(term))))
    while open_:
        yield close()
