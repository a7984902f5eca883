"""The index cut into small files by the start of the terms, so that a search fetches only what it asks about.

A file holds the terms from its first key up to the next file's; `start.pak` has the first keys. Under a key stand
`[documents, weights, forms]`: documents as steps from one to the next, with commas between; weights as one sign each;
forms the words the term was made of. `abc*` is every term that begins with `abc`, where they are too many to be
fetched. Under a term among `steder` stand `[documents, places]`; where these would be more than a file, the first
document of each part, and the parts under `abc#000`, `abc#001` … No number is written with letters, so that the audit
meets the archive's own words only.

Entries are made one at a time and in order, so that an index of any size takes little memory.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from heapq import merge
from itertools import pairwise
from typing import Any

from generator.search.weights import Posting, Weighed

LEVELS = "0123456789!#$~^|"  # weights, each 1.5 times the one before
LEAST, STEP = 0.1, 1.5
SHARD = 20_000  # bytes before packing: about 9 kB packed
_PREFIX_RANGE = 16_000  # bytes of terms with one beginning, before they get an entry together
_SHORTEST_PREFIX = 2
_DOCUMENT = 4  # bytes of a document's number and its signs, about


@lru_cache(maxsize=100_000)
def level(weight: float) -> str:
    """A weight as one sign."""
    exponent = round(math.log(max(weight, LEAST) / LEAST) / math.log(STEP))
    return LEVELS[min(exponent, len(LEVELS) - 1)]


def steps(numbers: Sequence[int]) -> str:
    """Ascending numbers as steps: 3, 5, 9 → "3,2,4"."""
    return ",".join(str(number - before) for before, number in pairwise((0, *numbers)))


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


def cut(entries: Iterable[Entry], folder: str, size: int) -> tuple[dict[str, bytes], list[str]]:
    """The files of ascending entries, and the first key of each, as short as tells it from the file before."""
    files: dict[str, bytes] = {}
    keys: list[str] = []
    last = ""
    for number, group in enumerate(_groups(entries, size)):
        keys.append(_telling(last, group[0][0]))
        last = group[-1][0]
        files[f"{folder}/{number}.pak"] = _pack(f"{{{','.join(f'{_json(key)}:{value}' for key, value in group)}}}")
    return files, keys


def _telling(last: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `last`."""
    return next(first[:length] for length in range(1, len(first) + 1) if first[:length] > last)


def _groups(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    total = 0
    for entry in entries:
        if group and total + _size(entry) > size:
            yield group
            group, total = [], 0
        group.append(entry)
        total += _size(entry)
    if group:
        yield group


# --- terms ----------------------------------------------------------------------------------------------


def term_entries(weighed: Weighed) -> Iterator[Entry]:
    """Every term with its documents, and the beginnings that so many terms share that they have an entry together."""
    forms = weighed.forms()
    levels = {term: "".join(map(level, posting.weights)) for term, posting in weighed.postings.items()}

    def terms() -> Iterator[Entry]:
        for term, posting in weighed.postings.items():
            yield term, _posting(posting.documents, levels[term], forms.get(term, ()))

    shared = _shared(terms())
    together = sorted(_together(weighed.postings, levels, shared, weighed.vocabulary.size))
    return merge(terms(), together)


def _posting(documents: Sequence[int], levels: str, forms: Iterable[str]) -> str:
    return _json([steps(documents), levels, " ".join(sorted(forms))])


def _shared(entries: Iterable[Entry]) -> set[str]:
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
            if sizes[length] > _PREFIX_RANGE:
                shared.add(term[:length])
        last = term
    return shared


def _alike(one: str, other: str) -> int:
    """How many letters two words begin alike with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _together(
    postings: Mapping[str, Posting], levels: Mapping[str, str], shared: Set[str], size: int
) -> Iterator[Entry]:
    """An entry for each shared beginning: every document of its terms with the greatest of their weights."""
    rank = {sign: n for n, sign in enumerate(LEVELS, start=1)}
    open_: list[tuple[str, bytearray]] = []  # beginnings of the term at hand, each of the one before

    def close() -> Entry:
        prefix, best = open_.pop()
        if open_:
            open_[-1][1][:] = bytes(map(max, open_[-1][1], best))
        found = [document for document in range(size) if best[document]]
        return f"{prefix}*", _posting(found, "".join(LEVELS[best[document] - 1] for document in found), ())

    for term, posting in postings.items():
        while open_ and not term.startswith(open_[-1][0]):
            yield close()
        known = len(open_[-1][0]) if open_ else 0
        open_ += [
            (term[:length], bytearray(size)) for length in range(known + 1, len(term) + 1) if term[:length] in shared
        ]
        if open_:
            best = open_[-1][1]
            for document, sign in zip(posting.documents, levels[term], strict=True):
                best[document] = max(best[document], rank[sign])
    while open_:
        yield close()


# --- places ---------------------------------------------------------------------------------------------


def place_entries(weighed: Weighed) -> Iterator[Entry]:
    """Where each term stands: for each of its documents the places as steps, parted by semicolons."""
    for term, standing in weighed.places().items():
        documents, places = _by_document(standing)
        groups = list(_parts(documents, places))
        if len(groups) == 1:
            yield term, _places(documents, places)
            continue
        yield term, _json([documents[first] for first, _ in groups])
        for number, (first, last) in enumerate(groups):
            yield f"{term}#{number:03}", _places(documents[first:last], places[first:last])


def _by_document(standing: Sequence[int]) -> tuple[list[int], list[str]]:
    """The documents, and the steps of the places in each."""
    found: dict[int, list[int]] = {}
    for at in range(0, len(standing), 2):
        found.setdefault(standing[at], []).append(standing[at + 1])
    return list(found), [steps(places) for places in found.values()]


def _parts(documents: Sequence[int], places: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where to cut a term's documents so that no part is more than a file."""
    first, total = 0, 0
    for number, written in enumerate(places):
        size = len(written) + _DOCUMENT
        if total + size > SHARD:
            yield first, number
            first, total = number, 0
        total += size
    yield first, len(documents)


def _places(documents: Sequence[int], places: Sequence[str]) -> str:
    return _json([steps(documents), ";".join(places)])


# --- words ----------------------------------------------------------------------------------------------


def spelling_entries(weighed: Weighed) -> tuple[list[Entry], list[Entry]]:
    """Every word with the number of its documents: in order, and in order of its last letters (written backwards).

    Where a reader writes the word otherwise than it is folded, that stands beside the number.
    """
    vocabulary = weighed.vocabulary
    spoken = vocabulary.spoken()
    told = {
        word: _json([number, spoken[word]] if word in spoken else number)
        for word, number in zip(vocabulary.words, vocabulary.holders, strict=True)
        if word.isalpha()
    }
    return sorted(told.items()), sorted((word[::-1], value) for word, value in told.items())
