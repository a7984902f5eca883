"""What a result shows, and what filters ask: documents and texts in chunks, each value of a filter by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from generator import urls, words
from generator.lookup import Lookup
from generator.model import Outcome
from generator.search.documents import Document, kind_words
from generator.search.shards import packed, steps

CARDS = 24  # documents of a chunk
_TEXTS = 12_000  # letters of a chunk of texts
_PASSAGE = 260  # letters of an excerpt, as in marking.js
_LONGEST_TEXT = 60_000  # letters of one document that an excerpt can be cut from


def cards(documents: Sequence[Document], folder: str) -> dict[str, bytes]:
    """What is shown of a document before its excerpt: kind, address, title, outcome, item's title, case, and how
    many letters the excerpt will have, so that room is kept for it."""
    rows = [
        [
            document.kind,
            document.url,
            document.title,
            document.outcome,
            "" if document.item_title == document.title else document.item_title,
            document.case,
            min(len(_text(document)), _PASSAGE),
        ]
        for document in documents
    ]
    starts = range(0, len(rows), CARDS)
    return {f"{folder}/{number}.pak": packed(rows[at : at + CARDS]) for number, at in enumerate(starts)}


def texts(documents: Sequence[Document], folder: str) -> tuple[dict[str, bytes], str]:
    """The texts that excerpts are cut from, and the first document of each chunk, as steps."""
    files: dict[str, bytes] = {}
    firsts: list[int] = []
    for first, group in _chunks([_text(document) for document in documents]):
        files[f"{folder}/{len(firsts)}.pak"] = packed(group)
        firsts.append(first)
    return files, steps(firsts)


def _text(document: Document) -> str:
    """The document in the order of a reader's interest: decision, recommendation, the rest."""
    names = ("decision", "recommendation", "section", "attachment", "number")
    found = [document.fields.get(name, "") for name in names]
    return "\n".join(text for text in found if text and text != document.title)[:_LONGEST_TEXT]


def _chunks(written: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    group: list[str] = []
    first = 0
    for number, text in enumerate(written):
        if group and sum(map(len, group)) + len(text) > _TEXTS:
            yield first, group
            group = []
        if not group:
            first = number
        group.append(text)
    if group:
        yield first, group


def filters(documents: Sequence[Document], lookup: Lookup, folder: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """A file for each value of each filter, and the values with their names and numbers of documents."""
    holders: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(documents):
        for facet, values in document.facets.items():
            for value in values:
                holders[facet][value].append(number)
    files: dict[str, bytes] = {}
    described: dict[str, Any] = {}
    for facet in ("type", "organ", "emne", "udfald", "ansvarlig"):
        named = sorted((_name(facet, value, lookup), value) for value in holders[facet])
        described[facet] = [[value, name, len(holders[facet][value])] for name, value in named]
        for place, (_, value) in enumerate(named):
            files[f"{folder}/{facet}-{place}.pak"] = packed(steps(holders[facet][value]))
    return files, described


def _name(facet: str, value: str, lookup: Lookup) -> str:
    """What the site calls a value."""
    if facet == "type":
        return kind_words()[value]
    if facet == "organ":
        return lookup.bodies[value].name
    if facet == "emne":
        return lookup.topics[value].name
    if facet == "udfald":
        return words.OUTCOMES[Outcome(value)] or words.OTHER_OUTCOME
    return value


def cases(documents: Sequence[Document]) -> bytes:
    """Which documents are of one case: its address, its title, its documents as steps."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    titles: dict[str, str] = {}
    for number, document in enumerate(documents):
        if document.case:
            members[document.case].append(number)
            titles[document.case] = document.case_title
    return packed([[urls.case(case), titles[case], steps(found)] for case, found in members.items()])


def meetings(documents: Sequence[Document]) -> list[list[Any]]:
    """The meetings that have documents, by date: date, body, number of documents."""
    rows: list[list[Any]] = []
    for meeting, group in groupby(documents, key=lambda document: document.meeting):
        body, date = meeting.split("/")[:2]
        rows.append([date[:10], body, sum(1 for _ in group)])
    return rows
