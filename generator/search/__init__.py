"""The search index as static files. Pure: published objects in, `{path: bytes}` out. The browser reads it.

1. `documents`  what can be found, by date
2. `weights`    what each word of it weighs: `analysis`, `vocabulary`, `compounds`, then lunr's measure
3. `shards`     terms, places and spellings in small files by their beginnings
4. `store`      what results show, and filters
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator import words
from generator.connections import Connections
from generator.lookup import look_up
from generator.openness import Archive
from generator.search import shards, store
from generator.search.analysis import browser_tables
from generator.search.documents import documents, kind_words
from generator.search.synonyms import synonyms
from generator.search.weights import weigh
from generator.words import search as said

__all__ = ["FOLDER", "RULES", "render"]

FOLDER = "soeg/index"
RULES = "assets/search/rules.json"  # words of no paper's
_SPELLING_SHARD = 24_000  # bytes before packing
_UNCONNECTED = Connections()


def render(
    archive: Archive, *, connections: Connections = _UNCONNECTED, groups: Iterable[Sequence[str]] = ()
) -> dict[str, str | bytes]:
    """Every file of the index by its path in the docs folder. `groups` are the synonyms of glossary.yml."""
    lookup = look_up(archive, connections)
    found = documents(lookup)
    weighed = weigh(found)
    files: dict[str, str | bytes] = {}
    manifest: dict[str, Any] = {
        "documents": len(found),
        "meetings": store.meetings(found),
        "bodies": {body.id: body.name for body in archive.bodies},
        "synonyms": synonyms(connections.abbreviations, groups),
        "levels": [shards.LEVELS, shards.LEAST, shards.STEP],
        "cards": store.CARDS,
    }
    forwards, backwards = shards.spelling_entries(weighed)
    kinds: tuple[tuple[str, Iterable[shards.Entry], int], ...] = (
        ("ord", shards.term_entries(weighed), shards.SHARD),
        ("steder", shards.place_entries(weighed), shards.SHARD),
        ("forfra", forwards, _SPELLING_SHARD),
        ("bagfra", backwards, _SPELLING_SHARD),
    )
    for name, entries, size in kinds:
        cut, manifest[name] = shards.cut(entries, f"{FOLDER}/{name}", size)
        files |= cut
    text_files, manifest["tekster"] = store.texts(found, f"{FOLDER}/tekster")
    filter_files, filters = store.filters(found, lookup, f"{FOLDER}/filtre")
    files |= {**store.cards(found, f"{FOLDER}/kort"), **text_files, **filter_files}
    files[f"{FOLDER}/sager.pak"] = store.cases(found)
    files[f"{FOLDER}/filtre.pak"] = shards.packed(filters)
    files[f"{FOLDER}/start.pak"] = shards.packed({**manifest, "said": _said()})
    files[RULES] = json.dumps(browser_tables(), ensure_ascii=False, separators=(",", ":")) + "\n"
    return files


def _said() -> dict[str, Any]:
    """What the browser says."""
    outcomes = {outcome.value: word for outcome, word in words.OUTCOMES.items() if word}
    return {**said.BROWSER, "kinds": kind_words(), "outcomes": outcomes}
