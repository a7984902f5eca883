"""Where the documents of a meeting stand in the index: by the agenda's own numbers, so that an item more or less moves
no other document.

An item's *place* is its number on the agenda, or its rank where the numbers are no plain ascending ones. Its documents
are the item itself, its attachments and its commitments, and the *slot* of each is the place and a stride for each
document before it. `held` tells how many documents every place has, from which the browser knows the slots.
"""

from __future__ import annotations

from collections.abc import Sequence

STRIDE = 64  # as in files.js; doubled for a meeting of more places
_GAPS = 16  # places that may be without an item, beside as many as there are items
_DIGIT = 10


def places(numbers: Sequence[str]) -> list[int]:
    """The place of each item, by the numbers on the agenda in order."""
    found = [int(number) if number.isascii() and number.isdigit() and len(number) <= 4 else -1 for number in numbers]
    ascending = all(one < other for one, other in zip([-1, *found], found, strict=False))
    return found if ascending and found and found[-1] <= 2 * len(found) + _GAPS else list(range(len(found)))


def slots(places_: Sequence[int], documents: Sequence[int]) -> list[int]:
    """The slots of a meeting's documents in order, item by item. `documents` is how many each item has."""
    stride = STRIDE
    while places_ and places_[-1] >= stride:
        stride *= 2
    return [place + stride * nth for place, count in zip(places_, documents, strict=True) for nth in range(count)]


def held(places_: Sequence[int], documents: Sequence[int]) -> str:
    """How many documents each place has, from 0 on, a digit each: "0211"; more than nine in brackets."""
    counts = [0] * (places_[-1] + 1 if places_ else 0)
    for place, count in zip(places_, documents, strict=True):
        counts[place] = count
    return "".join(str(count) if count < _DIGIT else f"({count})" for count in counts)
