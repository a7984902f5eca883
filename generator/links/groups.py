"""Things that belong together, directly or through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Disjoint groups of ids; `join` makes two groups one."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._above = {member: member for member in ids}

    def join(self, one: str, other: str) -> None:
        """Make the groups of both one."""
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def all(self) -> list[list[str]]:
        """Every group, its members in the order they were given."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for member in self._above:
            groups[self._top(member)].append(member)
        return list(groups.values())

    def _top(self, member: str) -> str:
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member
