"""How many items of one case number hang together: by their titles, or by one naming the other's day.

A number may stand on every agenda of many years, so no two items are compared that need not be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from generator.links.catalogue import Catalogue
from generator.links.groups import Groups
from generator.links.titles import COMPOUND, same_title

_FEW = 3  # telling words: titles of more that are the same but for a letter or two share one of them


def largest_group(items: Sequence[str], catalogue: Catalogue) -> int:
    """The number of items in the largest group that hangs together, directly or through others."""
    groups = Groups(items)
    for join in (_by_words, _by_titles, _by_days):
        for one, other in join(items, catalogue):
            groups.join(one, other)
        if len(groups.all()) == 1:
            return len(items)
    return max(map(len, groups.all()))


def _by_words(items: Sequence[str], catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    """Items whose titles share a telling word, also as the beginning of a compound (`titles.have_in_common`)."""
    first_with: dict[str, str] = {}
    for item in items:
        for stem in catalogue.read[item].stems:
            yield item, first_with.setdefault(stem, item)
    beginnings: list[str] = []  # each the beginning of the next
    for stem in sorted(stem for stem in first_with if len(stem) >= COMPOUND):
        while beginnings and not stem.startswith(beginnings[-1]):
            beginnings.pop()
        if beginnings:
            yield first_with[stem], first_with[beginnings[-1]]
        beginnings.append(stem)


def _by_titles(items: Sequence[str], catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    """Items whose titles are the same but for a letter or two."""
    titled: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        titled[catalogue.read[item].plain].append(item)
    for same in titled.values():
        yield from pairwise(same)
    short = [title for title, same in titled.items() if len(catalogue.read[same[0]].stems) <= _FEW]
    for one, other in combinations(short, 2):
        if same_title(one, other):
            yield titled[one][0], titled[other][0]


def _by_days(items: Sequence[str], catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    """Items of which one names the other's day; two of one meeting do not."""
    on_day: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        on_day[catalogue.date_of(item)].append(item)
    for item in items:
        for day in catalogue.read[item].days:
            for other in on_day.get(day, ()):
                if catalogue.items[item].meeting != catalogue.items[other].meeting:
                    yield item, other
