"""Reads `source:` of body.md: the server that `moedearkiv sync` follows, and whether what it calls open is open."""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.clean.steps import clean
from generator.findings import ContentError
from generator.sources.written import openness_word

_FIELDS = {"kind", "server", "body", "from", "openness"}
_REMEDY = (
    "source: {kind: firstagenda, server: https://…, body: the server's name of it, from: 2024-01-01, openness: åben}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a body's papers are fetched. `bodies` are the server's names or ids of it; none: the archive's own name."""

    server: str  # an origin: scheme, host and port, without a slash at the end
    bodies: tuple[str, ...]
    since: str  # ISO date; "" for the whole history
    openness: str  # the declared word, "" when nothing is said


def read_source(value: object, file: str) -> Source | None:
    """What `source:` says; None where body.md has none. Raises ContentError that says what is wrong with it."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ContentError("'source' is not a list of fields", file=file, remedy=_REMEDY)
    unknown = sorted(clean(str(name)) for name in value if name not in _FIELDS)
    if unknown:
        raise ContentError(f"'source' has no field '{unknown[0]}'", file=file, remedy=_REMEDY)
    if value.get("kind") != "firstagenda":
        raise ContentError("the only kind of source is firstagenda", file=file, remedy=_REMEDY)
    return Source(
        server=_origin(value.get("server"), file),
        bodies=tuple(_names(value.get("body"))),
        since=_day(value.get("from"), file),
        openness=openness_word(value.get("openness")),
    )


def _names(value: object) -> Iterator[str]:
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str) and clean(name):
            yield clean(name)


def _origin(value: object, file: str) -> str:
    """`https://dagsordener.nordlunde.dk/` → `https://dagsordener.nordlunde.dk`. Plain http only on this machine."""
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    host = parts.hostname or ""
    secure = parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))
    bare = parts.path in ("", "/") and not parts.query and not parts.fragment and "@" not in parts.netloc
    if not host or not secure or not bare:
        raise ContentError("'server' is not the https address of a server", file=file, remedy=_REMEDY)
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _day(value: object, file: str) -> str:
    if value is None:
        return ""
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise ContentError("'from' is not a day", file=file, remedy=_REMEDY) from error
