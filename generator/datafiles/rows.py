"""A row of each table, as its schema describes it."""

from __future__ import annotations

from collections.abc import Sequence

from generator import urls
from generator.connections import Abbreviation, CaseThread, Change, FollowUp, Link, Topic, TopicTag
from generator.corrections import last_changed
from generator.datafiles.forms import Row
from generator.lookup import Lookup
from generator.markdown_text import clean, clean_lines
from generator.model import Body, Openness, Place, SourceFile
from generator.openness import PublicItem, PublicMeeting
from generator.settings import SiteSettings
from generator.takedown import Removed


def meeting_row(meeting: PublicMeeting, lookup: Lookup, settings: SiteSettings) -> Row:
    """A meeting with the ids of its open items."""
    approval = lookup.approval_of(meeting.id)
    return {
        "id": meeting.id,
        "body": meeting.body,
        "date": meeting.date,
        "start": meeting.start,
        "end": meeting.end,
        "place": _text(meeting.place),
        "participants": [{"name": clean(one.name), "absent": one.absent} for one in meeting.participants],
        "stage": meeting.stage.value,
        "approvedBy": approval.item if approval else None,
        "withdrawn": meeting.withdrawn,
        "url": settings.address(urls.meeting(meeting.id)),
        "items": [item.id for item in meeting.items],
        "withheld": meeting.withheld,
        "sources": [_source(source, settings) for source in meeting.sources],
    }


def _source(source: SourceFile, settings: SiteSettings) -> Row:
    url = settings.address(source.original.url) if source.original else None
    return {"file": source.file, "sha256": source.sha256, "pages": source.pages, "url": url}


def item_row(item: PublicItem, lookup: Lookup, settings: SiteSettings) -> Row:
    """An item with all its text, what it refers to and what is like it."""
    decision, thread = item.decision, lookup.thread_of(item.id)
    return {
        "id": item.id,
        "meeting": item.meeting,
        "number": item.number,
        "reference": lookup.reference(item.id),
        "title": clean(item.title),
        "durationMinutes": item.duration_minutes,
        "url": settings.address(urls.item(item.id)),
        "openness": Openness.OPEN.value,
        "caseNumbers": [clean(number) for number in item.case_numbers],
        "recommendations": [clean(recommendation.text) for recommendation in item.recommendations],
        "decision": clean_lines(decision.text) if decision else None,
        "outcome": decision.outcome.value if decision else None,
        "outcomeEvidence": clean(decision.evidence) if decision else None,
        "condition": clean(decision.condition) if decision and decision.condition else None,
        "positions": [
            {"who": clean(position.who), "kind": position.kind.value, "words": clean(position.words)}
            for position in (decision.positions if decision else ())
        ],
        "case": urls.slug(thread.id) if thread else None,
        "topics": [tag.topic for tag in lookup.tags_of(item.id)],
        "responsible": _text(item.responsible),
        "withheldAttachments": item.withheld_attachments,
        "modified": _modified(item, lookup),
        **_nested(item, settings),
        **_joined(item, lookup),
        "withdrawn": item.withdrawn,
    }


def _modified(item: PublicItem, lookup: Lookup) -> str:
    """The newest of the meeting, the item's corrections and the changes that its history tells of."""
    changes = (change.date for change in lookup.changes_of(item.id))
    return max((last_changed(lookup.meeting_of(item.id).date, (item,)), *changes))


def _nested(item: PublicItem, settings: SiteSettings) -> Row:
    return {
        "sections": [
            {"heading": clean(section.heading), "text": clean_lines(section.text)} for section in item.sections
        ],
        "caseSteps": [
            {"body": clean(step.body), "date": step.date, "number": step.number, "text": clean_lines(step.text)}
            for step in item.case_steps
        ],
        "attachments": [
            {
                "id": attachment.id,
                "number": attachment.number,
                "title": clean(attachment.title),
                "url": settings.address(urls.attachment(attachment.id)),
                "text": clean_lines(attachment.text),
            }
            for attachment in item.attachments
        ],
        "places": [_place(place) for place in item.places],
        "corrections": [
            {"date": correction.date, "text": clean(correction.text), "reason": clean(correction.reason)}
            for correction in item.corrections
        ],
    }


def _joined(item: PublicItem, lookup: Lookup) -> Row:
    """What the item and its attachments refer to, and which items use the same words."""
    sources = (item.id, *(attachment.id for attachment in item.attachments))
    references = [reference for source in sources for reference in lookup.references_of(source)]
    return {
        "references": [
            {
                "source": reference.source,
                "words": clean(reference.words),
                "target": reference.target,
                "missing": _text(reference.missing),
                "rule": reference.rule,
            }
            for reference in references
        ],
        "related": [
            {"item": related.other, "score": round(related.score, 4), "words": [clean(word) for word in related.words]}
            for related in lookup.related_to(item.id)
        ],
    }


def _place(place: Place) -> Row:
    return {"file": place.file, "page": place.page, "lastPage": place.last_page, "line": place.line}


def body_row(body: Body, settings: SiteSettings) -> Row:
    """A body that meets."""
    return {
        "id": body.id,
        "name": clean(body.name),
        "organisation": clean(body.organisation),
        "url": settings.address(urls.body(body.id)),
    }


def _text(text: str | None) -> str | None:
    return clean(text) if text is not None else None


def followup_row(followup: FollowUp, settings: SiteSettings) -> Row:
    """What was promised, and what became of it."""
    return {
        "id": followup.id,
        "item": followup.item,
        "source": followup.source,
        "text": clean(followup.text),
        "responsible": [clean(name) for name in followup.responsible],
        "due": followup.due,
        "dueWords": clean(followup.due_words),
        "status": followup.status.value,
        "followedUpBy": followup.followed_up_by,
        "reason": clean(followup.reason),
        "evidence": clean(followup.evidence),
        "rule": followup.rule,
        "url": settings.address(f"{urls.item(followup.item)}#{urls.commitment(followup.id)}"),
    }


def link_row(link: Link) -> Row:
    """That one thing leads to another."""
    return {
        "source": link.source,
        "target": link.target,
        "kind": link.kind.value,
        "evidence": clean(link.evidence),
        "rule": link.rule,
    }


def thread_row(thread: CaseThread, settings: SiteSettings) -> Row:
    """A case with its items."""
    return {
        "id": urls.slug(thread.id),
        "title": clean(thread.title),
        "caseNumbers": [clean(number) for number in thread.case_numbers],
        "names": [clean(name) for name in thread.names],
        "mergedBy": [clean(sentence) for sentence in thread.merged_by],
        "items": list(thread.items),
        "url": settings.address(urls.case(thread.id)),
    }


def topic_row(topic: Topic, tags: Sequence[TopicTag], settings: SiteSettings) -> Row:
    """A topic with its items."""
    return {
        "id": topic.slug,
        "name": clean(topic.name),
        "kle": clean(topic.kle),
        "words": [clean(word) for word in topic.words],
        "items": [{"item": tag.item, "reason": clean(tag.reason)} for tag in tags],
        "url": settings.address(urls.topic(topic.slug)),
    }


def abbreviation_row(entry: Abbreviation) -> Row:
    """What a short form stands for."""
    return {"short": clean(entry.short), "long": clean(entry.long), "evidence": clean(entry.evidence)}


def change_row(change: Change) -> Row:
    """What changed in a thing."""
    return {
        "item": change.item,
        "date": change.date,
        "kind": change.kind.value,
        "before": clean_lines(change.before) or None,
        "after": clean_lines(change.after) or None,
    }


def takedown_row(removed: Removed) -> Row:
    """What a clerk took down, and when."""
    return {"id": removed.id, "date": removed.date}
