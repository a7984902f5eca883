"""`permalinks.json`: the public list of every address that the site answers at, with what stands there.

Made from the files themselves, so that nothing is published at an address that the list does not have. The list of one
build is what the next is held to: an address may change what it says, and never goes away without a tombstone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator import urls
from generator.lookup import Lookup

PATH = "permalinks.json"

_quoted = json.JSONEncoder(ensure_ascii=False).encode

_OF_THE_SITE = ("assets/", "soeg/index/", "oparl/")  # parts that only programs fetch; OParl has lists of its own


def permalinks(files: Iterable[str], lookup: Lookup, gone: Iterable[str] = ()) -> str:
    """The list, in order of address. `files` are paths in the docs folder, `gone` the addresses of tombstones."""
    things = {**dict(_things(lookup)), **dict.fromkeys(gone, ("gone", ""))}
    addresses = sorted(_address(path) for path in files if not path.startswith(_OF_THE_SITE))
    return "[\n" + ",\n".join(_row(address, things) for address in addresses) + "\n]\n"


def gone(written: str | bytes) -> set[str]:
    """The addresses of the list at which a tombstone stands."""
    return {row["address"] for row in json.loads(written) if row["kind"] == "gone"}


def _row(address: str, things: dict[str, tuple[str, str]]) -> str:
    """`{"address": "…", "kind": "…", "id": "…"}`; there are tens of thousands of them."""
    own = "page" if address.endswith("/") or not address else "file"
    kind, thing = things.get(address) or (own, "")
    told = f', "id": {_quoted(thing)}' if thing else ""
    return f'{{"address": {_quoted(address)}, "kind": "{kind}"{told}}}'


def _address(path: str) -> str:
    """The address, below the site's root, of a file in the docs folder."""
    if not path.endswith(".md"):
        return path
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path.removesuffix('.md')}/"


def _things(lookup: Lookup) -> Iterator[tuple[str, tuple[str, str]]]:
    """What has an id in the archive, by its address."""
    yield from ((urls.body(body), ("body", body)) for body in lookup.bodies)
    yield from ((urls.meeting(meeting), ("meeting", meeting)) for meeting in lookup.meetings)
    yield from ((urls.item(item), ("item", item)) for item in lookup.items)
    yield from ((urls.attachment(found), ("attachment", found)) for found in lookup.attachments)
    yield from ((urls.topic(topic), ("topic", topic)) for topic in lookup.topics)
    yield from ((urls.unit(unit), ("unit", unit)) for unit in lookup.units)
    for thread in lookup.connections.threads:
        yield urls.case(thread.id), ("case", urls.slug(thread.id))
