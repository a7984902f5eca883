"""What can be found: every published item, attachment and commitment as a document, meeting by meeting.

The documents of a meeting are made of a `Sitting` and nothing else, so its fingerprint says whether they have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator import urls, words
from generator.lookup import Lookup
from generator.markdown_text import clean, clean_lines
from generator.openness import PublicAttachment, PublicItem, PublicMeeting
from generator.search import slots
from generator.words import connected as said

ITEM, ATTACHMENT, FOLLOW_UP = "punkt", "bilag", "opfoelgning"  # kinds, as they stand in the address

# Where a word stands, and what that is worth. lunr weighs each field by itself.
WEIGHTS: dict[str, float] = {
    "title": 9.0,
    "number": 9.0,
    "decision": 4.0,
    "recommendation": 2.5,
    "about": 2.0,  # date, body, unit, topics
    "section": 1.2,
    "attachment": 1.0,
    "names": 0.8,  # of the item's attachments; of the attachment's item
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A thing that can be found. `fields` are texts by the names in WEIGHTS; `facets` are values of filters."""

    kind: str
    url: str
    title: str
    meeting: str
    item: str
    item_title: str
    outcome: str = ""
    case: str = ""
    case_title: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the rest of the archive adds to an item's documents, as texts: all that they are made of beside it."""

    reference: str  # »NB 2025-01-29/3«
    case: str = ""  # the slug of its case
    case_title: str = ""
    topics: tuple[tuple[str, str], ...] = ()  # slug and name
    followups: tuple[tuple[str, str, tuple[str, ...]], ...] = ()  # address, text, who


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting, its body's name, and what is around each of its items: everything that its documents are made of."""

    meeting: PublicMeeting
    body: str
    around: tuple[Around, ...]


def sittings(lookup: Lookup) -> list[Sitting]:
    """Every meeting with anything to find, by date."""
    meetings = sorted(lookup.archive.meetings, key=lambda meeting: (meeting.date, meeting.id))
    return [_sitting(meeting, lookup) for meeting in meetings if meeting.items]


def _sitting(meeting: PublicMeeting, lookup: Lookup) -> Sitting:
    return Sitting(
        meeting=meeting,
        body=lookup.bodies[meeting.body].name,
        around=tuple(_around(item, lookup) for item in meeting.items),
    )


def _around(item: PublicItem, lookup: Lookup) -> Around:
    thread = lookup.thread_of(item.id)
    return Around(
        reference=lookup.reference(item.id),
        case=urls.slug(thread.id) if thread else "",
        case_title=clean(thread.title) if thread else "",
        topics=tuple((tag.topic, lookup.topics[tag.topic].name) for tag in lookup.tags_of(item.id)),
        followups=tuple(
            (f"{urls.item(found.item)}#{urls.commitment(found.id)}", clean(found.text), found.responsible)
            for found in lookup.followups_of(item.id)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The documents of a meeting, in the order of its agenda, with their slots; `held` tells the browser of these."""

    every: tuple[Document, ...]
    slots: tuple[int, ...]
    held: str


def documents(sitting: Sitting) -> Documents:
    """What can be found of a meeting."""
    both = zip(sitting.meeting.items, sitting.around, strict=True)
    found = [list(_documents(item, around, sitting)) for item, around in both]
    places = slots.places([item.number for item in sitting.meeting.items])
    counts = [len(some) for some in found]
    return Documents(
        every=tuple(document for some in found for document in some),
        slots=tuple(slots.slots(places, counts)),
        held=slots.held(places, counts),
    )


def _documents(item: PublicItem, around: Around, sitting: Sitting) -> Iterator[Document]:
    yield _item(item, around, sitting)
    for attachment in item.attachments:
        if not attachment.is_recommendation:
            yield _attachment(attachment, item, around, sitting)
    for url, text, responsible in around.followups:
        yield _followup(url, text, responsible, item, around, sitting)


def _item(item: PublicItem, around: Around, sitting: Sitting) -> Document:
    decision = clean_lines(item.decision.text) if item.decision else ""
    steps = "\n".join(clean(step.text) for step in item.case_steps)
    topics = (name for _, name in around.topics)
    about = (around.reference, *_when(sitting), item.responsible or "", *topics)
    return Document(
        kind=ITEM,
        url=urls.item(item.id),
        title=clean(item.title),
        **_common(item, around, sitting),
        fields={
            "title": clean(item.title),
            "number": _lines(item.case_numbers),
            "decision": decision,
            "recommendation": _lines(recommendation.text for recommendation in item.recommendations),
            "about": _lines(about),
            "section": "\n".join((*(f"{s.heading}\n{clean_lines(s.text)}" for s in item.sections), steps)).strip(),
            "names": _lines(attachment.title for attachment in item.attachments),
        },
        facets=_facets(ITEM, item, around, sitting),
    )


def _attachment(attachment: PublicAttachment, item: PublicItem, around: Around, sitting: Sitting) -> Document:
    return Document(
        kind=ATTACHMENT,
        url=urls.attachment(attachment.id),
        title=clean(attachment.title),
        **_common(item, around, sitting),
        fields={
            "recommendation": clean(attachment.title),  # an item's own title counts for more
            "number": _lines(attachment.case_numbers),
            "about": _lines(_when(sitting)),
            "attachment": clean_lines(attachment.text),
            "names": clean(item.title),
        },
        facets=_facets(ATTACHMENT, item, around, sitting),
    )


def _followup(
    url: str, text: str, responsible: tuple[str, ...], item: PublicItem, around: Around, sitting: Sitting
) -> Document:
    return Document(
        kind=FOLLOW_UP,
        url=url,
        title=text,
        **_common(item, around, sitting),
        fields={
            "section": text,
            "about": _lines((*_when(sitting), *responsible)),
            "names": clean(item.title),
        },
        facets=_facets(FOLLOW_UP, item, around, sitting, *map(clean, responsible)),
    )


def _common(item: PublicItem, around: Around, sitting: Sitting) -> dict[str, str]:
    return {
        "meeting": sitting.meeting.id,
        "item": item.id,
        "item_title": clean(item.title),
        "outcome": item.decision.outcome.value if item.decision else "",
        "case": around.case,
        "case_title": around.case_title,
    }


def _when(sitting: Sitting) -> tuple[str, ...]:
    """The body, and the date as words and as the numbers that people write it with, each by itself."""
    year, month, day = sitting.meeting.date.split("-")[:3]
    numbers = dict.fromkeys((day, str(int(day)), month, str(int(month)), year))
    return (sitting.body, words.date(sitting.meeting.date), *numbers)


def _facets(
    kind: str, item: PublicItem, around: Around, sitting: Sitting, *responsible: str
) -> dict[str, tuple[str, ...]]:
    unit = responsible or ((clean(item.responsible),) if item.responsible else ())
    return {
        "type": (kind,),
        "organ": (sitting.meeting.body,),
        "emne": tuple(topic for topic, _ in around.topics),
        "udfald": (item.decision.outcome.value,) if item.decision else (),
        "ansvarlig": tuple(dict.fromkeys(unit)),
    }


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(clean(text) for text in texts if text)


def kind_words() -> dict[str, str]:
    """How the site says the kinds."""
    return {ITEM: words.ITEM, ATTACHMENT: words.ATTACHMENT, FOLLOW_UP: said.FOLLOW_UP}
