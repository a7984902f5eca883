"""The index cut into small files by the start of the terms, so that a search fetches only what it asks about.

A file holds the terms from its first key up to the next file's, and is named by that key. Where a segment is cut
follows from its keys: a few bytes more or less in one entry leave the other files as they are. Under a key stand
`[documents, weights, forms]`: documents as merging.py writes them; weights as one sign each; forms the words the term
was made of. `abc*` is every term that begins with `abc`, where they are too many to be fetched. Under a term among
`steder` stand `[documents, places]`; where these would be more than a file, `[meetings]`: how many meetings of the
segment are told of in each of the parts, which are under `abc#00000`, `abc#00001` … No number is written with
letters, so that the audit meets the archive's own words only.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, groupby, pairwise
from typing import Any
from zlib import crc32

from generator.search.merging import Fragment, Segment, documents, strong
from generator.search.weights import LEVELS

TERMS = 12_000  # bytes of a file before packing, at most: 2 kB packed on average
PLACES = 12_000
SPELLINGS = 24_000
SIZES = (TERMS, PLACES, SPELLINGS)
_LONGEST_NAME = 24  # letters of the key that a file is named by
_SMALLER = (3, 2)  # times, in the newest segments: every search asks them, and they have less to tell
_PART = 2  # an entry is in parts where it is more than such a part of a file
_PREFIX_RANGE = 2  # files that terms with one beginning fill, before they get an entry together
_RANK = {sign: rank for rank, sign in enumerate(LEVELS)}
_SHORTEST_PREFIX = 3  # as in lookup.js
_NEVER = 1 << 32
_PLAIN = re.compile(r"[^a-z0-9.]")


def packed(value: Any) -> bytes:
    """JSON, packed so that its size does not depend on the server; the same bytes each time."""
    return _pack(_json(value))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0)


Entry = tuple[str, str]  # a key, and what it holds as JSON


def _size(key: str, value: str) -> int:
    return len(key) + len(value) + 4


def cut(entries: Sequence[Entry], start: str, size: int) -> Iterator[tuple[str, str, bytes]]:
    """The files of ascending entries: the first key of each, as short as tells it from the file before; the path,
    which begins with `start`; the content."""
    last = ""
    for first, end in _cuts(entries, size):
        key = _telling(last, entries[first][0])
        last = entries[end - 1][0]
        content = ",".join(f"{_json(key)}:{value}" for key, value in entries[first:end])
        yield key, f"{start}{name_of(key)}.pak", _pack(f"{{{content}}}")


def size_in(segment: str, size: int) -> int:
    """How large files of a kind may be in a segment."""
    return size // _SMALLER[int(segment)] if int(segment) < len(_SMALLER) else size


def name_of(key: str) -> str:
    """A key as part of a file's name, which any disk and any address can hold."""
    return _PLAIN.sub(lambda letter: f"_{ord(letter[0])}_", key)


def _telling(last: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `last`."""
    return next(first[:length] for length in range(1, len(first) + 1) if first[:length] > last)


def _cuts(entries: Sequence[Entry], size: int) -> Iterator[tuple[int, int]]:
    """Where files begin and end, in order. What is too large is cut in its middle half where the lot falls, which
    keys draw: so the same keys are cut at the same places."""
    sizes = list(accumulate([_size(key, value) for key, value in entries], initial=0))
    lots = _lots([key for key, _ in entries])
    open_ = [(0, len(entries))] if entries else []
    while open_:
        first, end = open_.pop()
        at = _best(sizes, lots, first, end) if sizes[end] - sizes[first] > size else None
        if at is None:
            yield first, end
        else:
            open_ += [(at, end), (first, at)]


def _lots(keys: Sequence[str]) -> list[int]:
    """What each key draws; _NEVER where a file that begins with it would have a long name."""
    return [
        crc32(key.encode("utf-8", "surrogatepass")) if _alike(last, key) < _LONGEST_NAME else _NEVER
        for last, key in pairwise(("", *keys))
    ]


def _best(sizes: Sequence[int], lots: Sequence[int], first: int, end: int) -> int | None:
    """Where to cut from `first` to `end`; None where there is nowhere."""
    quarter = (sizes[end] - sizes[first]) / 4
    low = bisect_left(sizes, sizes[first] + quarter, first + 1, end)
    high = bisect_right(sizes, sizes[end] - quarter, low, end)
    at = min(range(low, high), key=lots.__getitem__, default=None)
    if at is not None and lots[at] != _NEVER:
        return at
    near = [at for at in range(first + 1, end) if lots[at] != _NEVER]  # a large entry lies over the middle
    center = sizes[first] + 2 * quarter
    return min(near, key=lambda at: abs(sizes[at] - center), default=None)


# --- terms and places -----------------------------------------------------------------------------------


def term_entries(segment: Segment, size: int) -> list[Entry]:
    """Every term with its documents, and the beginnings that so many terms share that they have an entry together.
    `size` is that of a file."""
    entries = [
        entry
        for term in segment.terms
        for entry in term_entry(term, segment.fragments(term), segment.forms.get(term, ()), size)
    ]
    beginnings = shared(((key, _size(key, value)) for key, value in entries), size * _PREFIX_RANGE)
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


def place_entries(segment: Segment, size: int) -> Iterator[Entry]:
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


def shared(sizes: Iterable[tuple[str, int]], most: float) -> set[str]:
    """The beginnings whose terms are too many bytes to be fetched one by one, by ascending keys and their bytes."""
    found: set[str] = set()
    sums = [0]  # of the terms so far with each beginning of the last one, by its length
    last = ""
    for key, size in sizes:
        term = key.partition("#")[0]
        alike = _alike(last, term)
        sums[alike + 1 :] = [0] * (len(term) - alike)
        for length in range(_SHORTEST_PREFIX, len(term) + 1):
            sums[length] += size
            if sums[length] > most:
                found.add(term[:length])
        last = term
    return found


def _alike(one: str, other: str) -> int:
    """How many letters two words begin alike with."""
    shorter = min(len(one), len(other))
    for length in range(shorter):
        if one[length] != other[length]:
            return length
    return shorter


def _together(segment: Segment, beginnings: Set[str]) -> Iterator[tuple[str, list[Fragment]]]:
    """For each shared beginning the documents in which one of its terms weighs much, with the greatest weight."""
    open_: list[tuple[str, Best]] = []  # beginnings of the term at hand, each of the one before

    def close() -> tuple[str, list[Fragment]]:
        prefix, best = open_.pop()
        if open_:
            _raise(open_[-1][1], best.items())
        return prefix, best_fragments(best)

    for term in segment.terms:
        while open_ and not term.startswith(open_[-1][0]):
            yield close()
        known = len(open_[-1][0]) if open_ else 0
        open_ += [(term[:length], {}) for length in range(known + 1, len(term) + 1) if term[:length] in beginnings]
        if open_:
            _raise(open_[-1][1], (((meeting, slot), sign) for meeting, slot, sign in strong(segment.fragments(term))))
    while open_:
        yield close()


Best = dict[tuple[int, int], str]  # the greatest weight by meeting and slot


def _raise(best: Best, others: Iterable[tuple[tuple[int, int], str]]) -> None:
    for document, sign in others:
        known = best.get(document)
        if known is None or _RANK[known] < _RANK[sign]:
            best[document] = sign


def best_fragments(best: Best) -> list[Fragment]:
    """By meeting and slot."""
    return [
        (meeting, "".join([f".{slot}" for _, slot in some]), "".join([best[document] for document in some]))
        for meeting, group in groupby(sorted(best), key=lambda document: document[0])
        for some in [list(group)]
    ]


# --- words ----------------------------------------------------------------------------------------------


def spelling_entries(spelt: Mapping[str, tuple[int, str]]) -> tuple[list[Entry], list[Entry]]:
    """Every word and how usual it is: in order, and in order of its last letters (written backwards).

    A word is one more usual than another of half as many documents: coarse, so that few words are another night's.
    Where a reader writes the word otherwise than it is folded, that stands beside the number.
    """
    told = {
        word: _json(number.bit_length() if spoken == word else [number.bit_length(), spoken])
        for word, (number, spoken) in spelt.items()
    }
    return sorted(told.items()), sorted((word[::-1], value) for word, value in told.items())
