"""What a result shows, meeting by meeting; what filters ask and which documents are one case, segment by segment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator import urls, words
from generator.lookup import Lookup
from generator.model import Outcome
from generator.search.cutting import name_of, packed
from generator.search.documents import Document, kind_words
from generator.search.fragments import written
from generator.search.meeting_terms import MeetingTerms

CARDS = 24  # documents of a file
FACETS = ("type", "organ", "emne", "udfald", "ansvarlig")
_TEXTS = 12_000  # letters of a file of texts
_PASSAGE = 260  # letters of an excerpt, as in marking.js
_LONGEST_TEXT = 60_000  # letters of one document that an excerpt can be cut from

_EPOCH = date(1970, 1, 1)

Values = dict[tuple[str, str], list[tuple[int, int]]]  # facet and value → the documents of a segment


def shown(documents: Sequence[Document], folder: str) -> Iterator[tuple[str, bytes]]:
    """The files of what the results of a meeting show: cards, and the texts that excerpts are cut from.

    A card is kind, address, title, outcome, item's title, case, the case's title, the file of its text and the text's
    place in that, and how many letters the excerpt will have, so that room is kept for it.
    """
    meeting = documents[0].meeting
    texts = [_text(document) for document in documents]
    rows: list[list[Any]] = []
    for number, group in enumerate(_chunks(texts)):
        for place, text in enumerate(group):
            document = documents[len(rows)]
            rows.append([*_card(document), number, place, min(len(text), _PASSAGE)])
        yield f"{folder}/tekster/{meeting}-{number}.pak", packed(group)
    for number, at in enumerate(range(0, len(rows), CARDS)):
        yield f"{folder}/kort/{meeting}-{number}.pak", packed(rows[at : at + CARDS])


def _card(document: Document) -> list[str]:
    return [
        document.kind,
        document.url,
        document.title,
        document.outcome,
        "" if document.item_title == document.title else document.item_title,
        document.case,
        "" if document.case_title == document.item_title else document.case_title,
    ]


def _text(document: Document) -> str:
    """The document in the order of a reader's interest: decision, recommendation, the rest."""
    names = ("decision", "recommendation", "section", "attachment", "number")
    found = [document.fields.get(name, "") for name in names]
    return "\n".join(text for text in found if text and text != document.title)[:_LONGEST_TEXT]


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for text in texts:
        if group and sum(map(len, group)) + len(text) > _TEXTS:
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def values(meetings: Sequence[MeetingTerms]) -> Values:
    """The documents of a segment by what filters ask for; the body is known by the meeting."""
    found: Values = {}
    for number, meeting in enumerate(meetings):
        for document, facets in enumerate(meeting.facets):
            for facet, held in facets.items():
                for value in held:
                    found.setdefault((facet, value), []).append((number, meeting.slots[document]))
    return found


def filters(found: Values, start: str) -> Iterator[tuple[str, bytes]]:
    """The files of a segment's values: values whose names are alike in one."""
    files: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for (facet, value), documents in sorted(found.items()):
        if facet != "organ":
            files[filter_path(start, facet, value)][value] = written(documents)
    for path, told in files.items():
        yield path, packed(told)


def filter_path(start: str, facet: str, value: str) -> str:
    """The file that tells of a value."""
    return f"{start}{facet}-{name_of(urls.slug(value))}.pak"


def described(counts: Sequence[tuple[str, Mapping[tuple[str, str], int]]], lookup: Lookup) -> dict[str, list[Any]]:
    """The values of each filter with their names, how many documents have them, the name of their files, and the
    segments that these are of. `counts` are the segments' numbers."""
    rows: defaultdict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, ""])
    for segment, held in counts:
        for value, count in held.items():
            rows[value][0] += count
            rows[value][1] += segment
    told: dict[str, list[Any]] = {}
    for facet in FACETS:
        named = sorted((_name(facet, value, lookup), value) for known, value in rows if known == facet)
        told[facet] = [
            [value, name, rows[facet, value][0], name_of(urls.slug(value)), rows[facet, value][1]]
            for name, value in named
        ]
    return told


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


def case_values(meetings: Sequence[MeetingTerms]) -> dict[str, list[tuple[int, int]]]:
    """The documents of a segment by their case's address."""
    members: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, meeting in enumerate(meetings):
        for document, case in enumerate(meeting.cases):
            if case:
                members[urls.case(case)].append((number, meeting.slots[document]))
    return members


def cases(meetings: Sequence[MeetingTerms]) -> bytes:
    """Which documents of a segment are of one case."""
    return packed({case: written(found) for case, found in sorted(case_values(meetings).items())})


def meetings(ids: Sequence[str], bodies: Sequence[str]) -> dict[str, str]:
    """A segment's meetings: their days as steps from 1970 on, each with what follows the date in the id, and the
    numbers of their bodies."""
    number = {body: place for place, body in enumerate(bodies)}
    days: list[str] = []
    last = _EPOCH
    for id_ in ids:
        tail = id_.partition("/")[2]
        day = date.fromisoformat(tail[:10])
        days.append(f"{(day - last).days}{tail[10:]}")
        last = day
    return {"days": ",".join(days), "bodies": ",".join(str(number[id_.partition("/")[0]]) for id_ in ids)}
