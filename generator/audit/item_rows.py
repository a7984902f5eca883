"""The rows of `data/items.json`, in which most of an archive stands: what an audit asks of them, remembered a few at a
time under all that they say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin
from zlib import crc32

from generator.audit.gangs import in_gangs
from generator.audit.markup import INDEX, local_path
from generator.cache import Cache, digest

_KIND = "audit-rows"
_TOGETHER = 32  # rows, more or less, are remembered together: where some end hangs on one row and no other
# The table as the build writes it. No line begins so inside a row, whose lines are indented by more, nor in a text,
# which is written in one line.
_BEGINS, _BETWEEN, _ENDS = b"[\n {\n", b"\n },\n {\n", b"\n }\n]\n"


class ItemRow(NamedTuple):
    """Of a row: the item, the file of the page that it names, "" where that is none of the site; the same of its
    attachments; and the SHA-256 of the row as a file of its own, which the build puts beside the page.
    """

    id: str
    page: str
    attachments: tuple[tuple[str, str], ...]
    own: bytes


@dataclass(frozen=True, slots=True)
class ItemTable:
    """The rows of the table, and what stands there between the brackets of each."""

    rows: Sequence[ItemRow]
    texts: Sequence[bytes]


def item_table(site: Path, base: str, cache: Cache) -> ItemTable | None:
    """The table of a site whose address is `base`; None where it cannot be read."""
    try:
        texts = _texts((site / "data" / "items.json").read_bytes())
        some = list(_together(texts))
        keys = [digest(base, *part) for part in some]
        known: list[tuple[ItemRow, ...] | None] = [cache.get(_KIND, key) for key in keys]
        missing = [number for number, rows in enumerate(known) if rows is None]
        for number, rows in zip(missing, in_gangs(_rows, [some[number] for number in missing], base), strict=True):
            cache.put(_KIND, keys[number], rows)
            known[number] = rows
    except (OSError, ValueError):
        return None
    return ItemTable([row for rows in known if rows is not None for row in rows], texts)


def page_at(address: object, base: str) -> str:
    """The file of the page with an address; "" where it is none of the site."""
    local = local_path(urljoin(base, str(address)), base)
    return f"{local[0]}{INDEX}" if local else ""


def alone(text: bytes) -> bytes:
    """A row of the table as the build writes it in a file of its own."""
    return (b"{\n%b\n}\n" % text).replace(b"\n ", b"\n")


def _texts(content: bytes) -> list[bytes]:
    """What stands between the brackets of each row. Raises ValueError where the table is no list of rows."""
    if content.startswith(_BEGINS) and content.endswith(_ENDS):
        content = content[len(_BEGINS) : -len(_ENDS)]
        return content.split(_BETWEEN)
    rows: Any = json.loads(content.decode())
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("no list of rows")
    return [json.dumps(row).encode()[1:-1] for row in rows]


def _together(texts: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    ends = [number for number, text in enumerate(texts, start=1) if crc32(text) % _TOGETHER == 0]
    for start, end in zip([0, *ends], [*ends, len(texts)], strict=True):
        if start < end:
            yield texts[start:end]


def _rows(texts: Sequence[bytes], base: str) -> tuple[ItemRow, ...]:
    return tuple(_row(text, base) for text in texts)


def _row(text: bytes, base: str) -> ItemRow:
    """Raises ValueError where it is none."""
    written = alone(text)
    row: Any = json.loads(written.decode())
    attachments = tuple((str(one.get("id")), page_at(one.get("url"), base)) for one in row.get("attachments") or ())
    return ItemRow(str(row.get("id")), page_at(row.get("url"), base), attachments, sha256(written).digest())
