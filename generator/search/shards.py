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

from generator.search.merging import Segment, of_meeting, written
from generator.search.weights import LEVELS

TERMS = 20_000  # bytes of a file before packing, at most: 4 kB packed on average
PLACES = 30_000
SPELLINGS = 24_000
SIZES = (TERMS, PLACES, SPELLINGS)
_LONGEST_NAME = 24  # letters of the key that a file is named by
_SMALLER = (4, 2)  # times, in the newest segments: every search asks them, and they have less to tell
_PREFIX_RANGE = 0.8  # files that terms with one beginning fill, before they get an entry together
_SHORTEST_PREFIX = 3  # as in lookup.js
_NEVER = 1 << 32
_PLAIN = re.compile(r"[^a-z0-9.]")


def packed(value: Any) -> bytes:
    """JSON, packed so that its size does not depend on the server; the same bytes each time."""
    return _pack(_json(value))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


Entry = tuple[str, str]  # a key, and what it holds as JSON


def _size(entry: Entry) -> int:
    return len(entry[0]) + len(entry[1]) + 4


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
    sizes = list(accumulate(map(_size, entries), initial=0))
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


# --- terms ----------------------------------------------------------------------------------------------


def term_entries(segment: Segment, size: int) -> list[Entry]:
    """Every term with its documents, and the beginnings that so many terms share that they have an entry together.
    `size` is that of a file."""
    terms = [(term, _posting(*segment.posting(term), sorted(segment.forms.get(term, ())))) for term in segment.terms]
    return sorted([*terms, *_together(segment, _shared(terms, size * _PREFIX_RANGE))])


def _posting(documents: str, signs: str, forms: Iterable[str]) -> str:
    return f'["{documents}","{signs}","{" ".join(forms)}"]'  # letters, digits and points: nothing to escape


def _shared(entries: Iterable[Entry], most: float) -> set[str]:
    """The beginnings whose terms are too many bytes to be fetched one by one."""
    shared: set[str] = set()
    sizes = [0]  # of the terms so far with each beginning of the last one, by its length
    last = ""
    for entry in entries:
        term = entry[0]
        alike = _alike(last, term)
        sizes[alike + 1 :] = [0] * (len(term) - alike)
        for length in range(_SHORTEST_PREFIX, len(term) + 1):
            sizes[length] += _size(entry)
            if sizes[length] > most:
                shared.add(term[:length])
        last = term
    return shared


def _alike(one: str, other: str) -> int:
    """How many letters two words begin alike with."""
    shorter = min(len(one), len(other))
    for length in range(shorter):
        if one[length] != other[length]:
            return length
    return shorter


def _together(segment: Segment, shared: Set[str]) -> Iterator[Entry]:
    """An entry for each shared beginning: every document of its terms with the greatest of their weights."""
    open_: list[tuple[str, dict[tuple[int, int], int]]] = []  # beginnings of the term at hand, each of the one before

    def close() -> Entry:
        prefix, best = open_.pop()
        if open_:
            outer = open_[-1][1]
            for document, rank in best.items():
                if outer.get(document, -1) < rank:
                    outer[document] = rank
        found = sorted(best)
        return f"{prefix}*", _posting(written(found), "".join(LEVELS[best[document]] for document in found), ())

    for term in segment.terms:
        while open_ and not term.startswith(open_[-1][0]):
            yield close()
        known = len(open_[-1][0]) if open_ else 0
        open_ += [(term[:length], {}) for length in range(known + 1, len(term) + 1) if term[:length] in shared]
        if open_:
            segment.best(term, open_[-1][1])
    while open_:
        yield close()


# --- places ---------------------------------------------------------------------------------------------


def place_entries(segment: Segment, size: int) -> Iterator[Entry]:
    """Where each term stands: for each of its documents the places as steps, parted by semicolons. `size` is that of
    a file."""
    for term in segment.terms:
        found = segment.places(term)
        if not found:
            continue
        block = _block(found, size)
        if block is None:
            yield term, _places(found)
            continue
        yield term, _json([block])
        for number, part in groupby(found, key=lambda told: told[0] // block):
            yield f"{term}#{number:05}", _places(list(part))


Standing = tuple[int, Sequence[int], str]  # a meeting's number, its documents, the places in each


def _block(found: Sequence[Standing], size: int) -> int | None:
    """How many meetings go into each part, a power of two, so that no part is more than a file; None for one part."""
    if sum(map(_length, found)) <= size:
        return None
    block = 1 << found[-1][0].bit_length()
    while block > 1:
        block //= 2
        parts = groupby(found, key=lambda told: told[0] // block)
        if all(sum(map(_length, part)) <= size for _, part in parts):
            break
    return block


def _length(standing: Standing) -> int:
    return len(standing[2]) + 3 + 3 * len(standing[1])


def _places(found: Sequence[Standing]) -> str:
    last = 0
    documents: list[str] = []
    for meeting, some, _ in found:
        documents.append(of_meeting(meeting - last, some))
        last = meeting
    return f'["{",".join(documents)}","{";".join([places for *_, places in found])}"]'


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
