"""What every entry of a feed has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.cache import fingerprint
from generator.settings import SiteSettings

MOST = 50  # entries of a feed that grows with the archive
_SINCE = "2025"  # a year in which the municipality had the host: RFC 4151 wants one, and it must never change
_NO_HOST = "moedearkiv.invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry. `updated` and `published` are ISO days, `content` HTML, `url` a path below the site's root."""

    id: str
    title: str
    url: str
    updated: str
    content: str
    published: str | None = None
    author: str = ""
    categories: tuple[str, ...] = ()


class Waiting(NamedTuple):
    """An entry that is made when it is known to be among the newest. `print` is its fingerprint where that is known."""

    updated: str
    make: Callable[[], Entry]
    print: bytes | None = None

    def fingerprint(self) -> bytes:
        """The fingerprint of what it says."""
        return self.print or fingerprint(self.make())


def tag(thing: str, settings: SiteSettings) -> str:
    """`tag:moeder.nordlunde.example,2025:kulturudvalg/2024-06-04/3`"""
    host = urlsplit(settings.site_url).hostname or _NO_HOST
    return f"tag:{host},{_SINCE}:{thing}"


def newest(entries: Iterable[Waiting], most: int | None = MOST) -> Sequence[Waiting]:
    """The newest first, and where days are equal in the order given; `most` None means all."""
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)[:most]
