"""The responsible units: whose items and commitments are whose. Pure; people have no page of their own.

A unit is what some item's papers name as the responsible one, or what an abbreviation in a commitment stands
for. "VOS", "Voksne og Støtte (VOS)" and "Voksne og Støtte" are one unit. A commitment's "Malthe" is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import urls
from generator.connections import FollowUp
from generator.openness import PublicItem

_WITH_SHORT = re.compile(r"(?P<long>.+?)\s*\((?P<short>[^()]+)\)")  # "Ledelsessekretariatet (LES)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit with the ids of its items, and its commitments, both in the archive's order."""

    slug: str
    name: str
    items: tuple[str, ...]
    followups: tuple[FollowUp, ...]


def find_units(
    items: Iterable[PublicItem], followups: Iterable[FollowUp], expansions: Mapping[str, str]
) -> dict[str, Unit]:
    """The units by their slug."""
    names: dict[str, str] = {}
    of_items: defaultdict[str, list[str]] = defaultdict(list)
    of_followups: defaultdict[str, dict[FollowUp, None]] = defaultdict(dict)
    for item in items:
        name = full_name(item.responsible or "", expansions)
        names.setdefault(urls.slug(name), name)
        of_items[urls.slug(name)].append(item.id)
    spelled_out = set(expansions.values())
    for followup in followups:
        for who in followup.responsible:
            name = full_name(who, expansions)
            of_followups[urls.slug(name)][followup] = None
            if name in spelled_out:
                names.setdefault(urls.slug(name), name)
    return {
        slug: Unit(slug=slug, name=name, items=tuple(of_items[slug]), followups=tuple(of_followups[slug]))
        for slug, name in names.items()
        if slug
    }


def full_name(name: str, expansions: Mapping[str, str]) -> str:
    """`VOS` and `Voksne og Støtte (VOS)` → `Voksne og Støtte`; a name that is known in one way only as it is."""
    match = _WITH_SHORT.fullmatch(name.strip())
    if match and urls.slug(expansions.get(match["short"], "")) == urls.slug(match["long"]):
        return match["long"]
    return expansions.get(name.strip(), name.strip())
