"""The published site, in which the last audit found nothing: what of a bunch has changed since is all that is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.audit.bunches import Bunch, Part, key_of, name_of
from generator.audit.stock import Noted

PartOf = tuple[str, bytes]  # the file of a part of a table, and the number of what the part says


class Bygone(NamedTuple):
    """A bunch as the last audit left it. It is `clean` where nothing was found, not even what open papers explained:
    they may explain it no more.
    """

    key: bytes
    parts: tuple[PartOf, ...]
    clean: bool


Left = Mapping[str, Bygone]  # by the bunch's name


@dataclass(frozen=True, slots=True)
class Change:
    """What a bunch has that the published one with the key `before`, which was `clean` or not, has not: files that are
    new; files that say something else now, with the SHA-256 of what they said; parts of tables.
    """

    before: bytes
    clean: bool
    added: tuple[str, ...]
    changed: tuple[tuple[str, bytes], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Published:
    """The site in `folder`, and what the build noted of its files."""

    folder: Path
    files: Noted

    def changes(self, now: Mapping[str, bytes], left: Left) -> Changes:
        """How files with these numbers differ, where the last audit has `left` this."""
        return Changes(self, now, left)


@dataclass(frozen=True)
class Changes:
    """The published site beside the next one, of whose files the numbers are known."""

    published: Published
    now: Mapping[str, bytes]
    left: Left

    def of(self, bunch: Bunch) -> Change | None:
        """What is new in a bunch; None where it is not known what the published one held."""
        if bunch.name not in self.left or not bunch.key:
            return None
        before, known = self.left[bunch.name], self.published.files
        added = tuple(file for file in bunch.files if file not in known)
        old = sorted({*bunch.files}.difference(added).union(self._gone.get(bunch.name, ())))
        if key_of(((file, known[file].digest) for file in old), before.parts) != before.key:
            return None
        changed = tuple(
            (file, known[file].digest) for file in bunch.files if file in known and known[file].digest != self.now[file]
        )
        known_parts = frozenset(before.parts)
        parts = tuple(part for part in bunch.parts if (part.file, part.digest) not in known_parts)
        return Change(before.key, before.clean, added, changed, parts)

    @cached_property
    def _gone(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for file in self.published.files.keys() - self.now.keys():
            found.setdefault(name_of(file), []).append(file)
        return found


NOT_PUBLISHED = Published(Path(), {})


def left_of(bunches: Iterable[Bunch], explained: Collection[str]) -> Left:
    """What is to be remembered of bunches; open papers explain what was found in those with these names."""
    return {
        bunch.name: Bygone(
            bunch.key, tuple((part.file, part.digest) for part in bunch.parts), bunch.name not in explained
        )
        for bunch in bunches
        if bunch.key
    }
