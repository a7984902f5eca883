"""Addresses of items that stand under another number now: they lead on to where the item is.

The history (`history/`) knows which number an item had; an address that another item has taken leads nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.connections import Change, ChangeKind
from generator.openness import Archive
from generator.tombstones import Tombstone, address_of, addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What stood at `address` (of an item or attachment) is a part of `item` (an id) now."""

    address: str
    item: str


def moved(
    archive: Archive, changes: Sequence[Change], tombstones: Sequence[Tombstone]
) -> tuple[tuple[Moved, ...], tuple[Tombstone, ...]]:
    """The addresses that lead on, and the tombstones that are left.

    What was taken down stays down: its address says so, whatever stood there before.
    """
    taken = {*addresses(archive), *(stone.address for stone in tombstones if stone.date)}
    found: dict[str, str] = {}
    for old, item in _earlier(changes):
        under = [stone.address for stone in tombstones if stone.address.startswith(old)]
        for address in (old, *under):
            if address not in taken:
                found.setdefault(address, item)
    left = tuple(stone for stone in tombstones if stone.address not in found)
    return tuple(Moved(address=address, item=found[address]) for address in sorted(found)), left


def _earlier(changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """Each address that an item has had, and the item's id today; the newest move first."""
    for change in changes:
        if change.kind is ChangeKind.NUMBER and change.before:
            meeting = change.item.rpartition("/")[0]
            yield address_of(f"{meeting}/{change.before}"), change.item
