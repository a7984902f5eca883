"""What can be found: every published item, attachment and commitment as a document, oldest first.

Ids are given by date, so that a search from one date to another is a range of ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator import urls, words
from generator.connections import FollowUp
from generator.lookup import Lookup
from generator.markdown_text import clean, clean_lines
from generator.openness import PublicAttachment, PublicItem, PublicMeeting
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


def documents(lookup: Lookup) -> list[Document]:
    """Every document, by date."""
    meetings = sorted(lookup.archive.meetings, key=lambda meeting: (meeting.date, meeting.id))
    return [document for meeting in meetings for document in _of_meeting(meeting, lookup)]


def _of_meeting(meeting: PublicMeeting, lookup: Lookup) -> Iterator[Document]:
    for item in meeting.items:
        yield _item(item, meeting, lookup)
        for attachment in item.attachments:
            if not attachment.is_recommendation:
                yield _attachment(attachment, item, meeting, lookup)
        for followup in lookup.followups_of(item.id):
            yield _followup(followup, item, meeting, lookup)


def _item(item: PublicItem, meeting: PublicMeeting, lookup: Lookup) -> Document:
    decision = clean_lines(item.decision.text) if item.decision else ""
    steps = "\n".join(clean(step.text) for step in item.case_steps)
    return Document(
        kind=ITEM,
        url=urls.item(item.id),
        title=clean(item.title),
        **_common(item, meeting, lookup),
        fields={
            "title": clean(item.title),
            "number": _lines(item.case_numbers),
            "decision": decision,
            "recommendation": _lines(recommendation.text for recommendation in item.recommendations),
            "about": _lines((lookup.reference(item.id), *_about(item, meeting, lookup).split("\n"))),
            "section": "\n".join((*(f"{s.heading}\n{clean_lines(s.text)}" for s in item.sections), steps)).strip(),
            "names": _lines(attachment.title for attachment in item.attachments),
        },
        facets=_facets(ITEM, item, meeting, lookup),
    )


def _attachment(attachment: PublicAttachment, item: PublicItem, meeting: PublicMeeting, lookup: Lookup) -> Document:
    return Document(
        kind=ATTACHMENT,
        url=urls.attachment(attachment.id),
        title=clean(attachment.title),
        **_common(item, meeting, lookup),
        fields={
            "recommendation": clean(attachment.title),  # an item's own title counts for more
            "number": _lines(attachment.case_numbers),
            "about": _when(meeting, lookup),
            "attachment": clean_lines(attachment.text),
            "names": clean(item.title),
        },
        facets=_facets(ATTACHMENT, item, meeting, lookup),
    )


def _followup(followup: FollowUp, item: PublicItem, meeting: PublicMeeting, lookup: Lookup) -> Document:
    return Document(
        kind=FOLLOW_UP,
        url=f"{urls.item(followup.item)}#{urls.commitment(followup.id)}",
        title=clean(followup.text),
        **_common(item, meeting, lookup),
        fields={
            "section": clean(followup.text),
            "about": _lines((_when(meeting, lookup), *followup.responsible)),
            "names": clean(item.title),
        },
        facets=_facets(FOLLOW_UP, item, meeting, lookup, *map(clean, followup.responsible)),
    )


def _common(item: PublicItem, meeting: PublicMeeting, lookup: Lookup) -> dict[str, str]:
    thread = lookup.thread_of(item.id)
    return {
        "meeting": meeting.id,
        "item": item.id,
        "item_title": clean(item.title),
        "outcome": item.decision.outcome.value if item.decision else "",
        "case": urls.slug(thread.id) if thread else "",
        "case_title": clean(thread.title) if thread else "",
    }


def _about(item: PublicItem, meeting: PublicMeeting, lookup: Lookup) -> str:
    topics = (lookup.topics[tag.topic].name for tag in lookup.tags_of(item.id))
    return _lines((_when(meeting, lookup), item.responsible or "", *topics))


def _when(meeting: PublicMeeting, lookup: Lookup) -> str:
    """The body, and the date as words and as the numbers that people write it with, each by itself."""
    year, month, day = meeting.date.split("-")[:3]
    numbers = dict.fromkeys((day, str(int(day)), month, str(int(month)), year))
    return _lines((lookup.bodies[meeting.body].name, words.date(meeting.date), *numbers))


def _facets(
    kind: str, item: PublicItem, meeting: PublicMeeting, lookup: Lookup, *responsible: str
) -> dict[str, tuple[str, ...]]:
    unit = responsible or ((clean(item.responsible),) if item.responsible else ())
    return {
        "type": (kind,),
        "organ": (meeting.body,),
        "emne": tuple(tag.topic for tag in lookup.tags_of(item.id)),
        "udfald": (item.decision.outcome.value,) if item.decision else (),
        "ansvarlig": tuple(dict.fromkeys(unit)),
    }


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(clean(text) for text in texts if text)


def kind_words() -> dict[str, str]:
    """How the site says the kinds."""
    return {ITEM: words.ITEM, ATTACHMENT: words.ATTACHMENT, FOLLOW_UP: said.FOLLOW_UP}
