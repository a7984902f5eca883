"""The index cut into small files by the start of the terms, so that a search fetches only what it asks about.

A file holds the terms from its first key up to the next file's; `start.pak` has the first keys. Under a key stand
`[documents, weights, forms]`: documents as steps from one to the next, with commas between; weights as one sign each;
forms the words the term was made of. `abc*` is every term that begins with `abc`, where they are too many to be
fetched. No number is written with letters, so that the audit meets the archive's own words only.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from generator.search.weights import Weighed

LEVELS = "0123456789!#$~^|"  # weights, each 1.5 times the one before
LEAST, STEP = 0.1, 1.5
SHARD = 20_000  # bytes before packing: about 9 kB packed
_PREFIX_RANGE = 16_000  # bytes of terms with one beginning, before they get an entry together
_SHORTEST_PREFIX = 2


def level(weight: float) -> str:
    """A weight as one sign."""
    exponent = round(math.log(max(weight, LEAST) / LEAST) / math.log(STEP))
    return LEVELS[min(exponent, len(LEVELS) - 1)]


def steps(numbers: Sequence[int]) -> str:
    """Ascending numbers as steps: 3, 5, 9 → "3,2,4"."""
    return ",".join(str(number - before) for before, number in pairwise((0, *numbers)))


def packed(value: Any) -> bytes:
    """JSON, packed so that its size does not depend on the server; the same bytes each time."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


Entry = tuple[str, Any, int]  # key, what it holds, bytes


def term_entries(weighed: Weighed) -> list[Entry]:
    """Every term with its documents, and the beginnings that so many terms share that they have an entry together."""
    terms = [(term, _posting(found, weighed.forms.get(term, {}))) for term, found in weighed.postings.items()]
    entries = [_entry(term, posting) for term, posting in terms]
    return sorted((*entries, *_prefixes(entries, weighed)))


def place_entries(weighed: Weighed) -> list[Entry]:
    """Where each term stands: for each of its documents the places as steps, parted by semicolons."""
    return sorted(
        _entry(term, [steps(sorted(found)), ";".join(steps(places) for _, places in sorted(found.items()))])
        for term, found in weighed.places.items()
    )


def _entry(key: str, value: Any) -> Entry:
    return key, value, len(json.dumps(value, ensure_ascii=False)) + len(key) + 4


def _posting(found: Sequence[tuple[int, float]], forms: Iterable[str]) -> list[str]:
    written = " ".join(sorted(forms))
    return [steps([document for document, _ in found]), "".join(level(weight) for _, weight in found), written]


def _prefixes(entries: Sequence[Entry], weighed: Weighed) -> Iterator[Entry]:
    """An entry for each beginning whose terms are too many bytes to be fetched one by one."""
    bytes_of: defaultdict[str, int] = defaultdict(int)
    for term, _, size in entries:
        for length in range(_SHORTEST_PREFIX, len(term) + 1):
            bytes_of[term[:length]] += size
    shared = {prefix for prefix, size in bytes_of.items() if size > _PREFIX_RANGE}
    best: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for term, found in weighed.postings.items():
        for length in range(_SHORTEST_PREFIX, len(term) + 1):
            if term[:length] in shared:
                together = best[term[:length]]
                for document, weight in found:
                    together[document] = max(together.get(document, 0.0), weight)
    for prefix, together in best.items():
        yield _entry(f"{prefix}*", _posting(sorted(together.items()), ()))


def cut(entries: Sequence[Entry], folder: str, size: int) -> tuple[dict[str, bytes], list[str]]:
    """The files of sorted entries, and the first key of each, as short as tells it from the file before."""
    files: dict[str, bytes] = {}
    keys: list[str] = []
    last = ""
    for number, group in enumerate(_groups(entries, size)):
        keys.append(_telling(last, group[0][0]))
        last = group[-1][0]
        files[f"{folder}/{number}.pak"] = packed({key: value for key, value, _ in group})
    return files, keys


def _telling(last: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `last`."""
    return next(first[:length] for length in range(1, len(first) + 1) if first[:length] > last)


def _groups(entries: Sequence[Entry], size: int) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    total = 0
    for entry in entries:
        if group and total + entry[2] > size:
            yield group
            group, total = [], 0
        group.append(entry)
        total += entry[2]
    if group:
        yield group


def spelling_entries(weighed: Weighed) -> tuple[list[Entry], list[Entry]]:
    """Every word with the number of its documents: in order, and in order of its last letters (written backwards).

    Where a reader writes the word otherwise than it is folded, that stands beside the number.
    """
    times: Mapping[str, int] = {
        word: documents for forms in weighed.forms.values() for word, documents in forms.items() if word.isalpha()
    }
    told = {
        word: [number, weighed.spoken[word]] if word in weighed.spoken else number for word, number in times.items()
    }
    return (
        [_entry(word, value) for word, value in sorted(told.items())],
        sorted((_entry(word[::-1], value) for word, value in told.items()), key=lambda entry: entry[0]),
    )
