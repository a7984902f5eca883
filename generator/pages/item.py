"""The page of an agenda item: what was decided, then what was asked, then why, then the papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.model import Body, CaseStep, Outcome
from generator.openness import PublicAttachment, PublicItem, PublicMeeting
from generator.pages.document import Links, Page, facts, neighbours
from generator.pages.outcome import chip
from generator.pages.sources import source_list


def item_page(
    item: PublicItem,
    *,
    meeting: PublicMeeting,
    body: Body,
    before: PublicItem | None = None,
    after: PublicItem | None = None,
) -> Page:
    """The page of `item`, with links to the item before and the item after."""
    url = urls.item(item.id)
    links = Links(url)
    writer = md.BlockWriter()
    return Page(
        url=url,
        title=item.title or f"{words.NUMBER} {item.number}",
        description=_description(item, meeting, body),
        parts=(
            links.trail(
                (urls.body(body.id), body.name),
                (urls.meeting(meeting.id), words.date(meeting.date)),
            ),
            _facts(item, meeting, body, links),
            *_decision(item, writer),
            *_recommendations(item),
            *_sections(item, writer),
            *_case_steps(item),
            *_attachments(item, links),
            md.heading(words.SOURCE, 2) if item.places else "",
            source_list(meeting.sources, item.places),
            neighbours(
                (words.PREVIOUS_ITEM, links.to(urls.item(before.id), numbered_title(before)) if before else None),
                (words.NEXT_ITEM, links.to(urls.item(after.id), numbered_title(after)) if after else None),
            ),
        ),
    )


def numbered_title(item: PublicItem) -> str:
    """`3. Efterværn`"""
    return f"{item.number}. {item.title}"


def _description(item: PublicItem, meeting: PublicMeeting, body: Body) -> str:
    head = f"{words.NUMBER} {item.number}, {body.name}, {words.date(meeting.date)}."
    return f"{head} {item.decision.text}" if item.decision else head


def _facts(item: PublicItem, meeting: PublicMeeting, body: Body, links: Links) -> str:
    cases = words.CASE_NUMBER if len(item.case_numbers) == 1 else words.CASE_NUMBERS
    met = links.to(urls.meeting(meeting.id), f"{body.name}, {words.date(meeting.date)}")
    return facts(
        (
            (words.MEETING, met),
            (words.NUMBER, md.inline(item.number)),
            (cases, md.inline(", ".join(item.case_numbers))),
            (words.RESPONSIBLE, md.inline(item.responsible or "")),
            (words.DURATION, words.duration(item.duration_minutes) if item.duration_minutes else None),
            (words.OUTCOME, _outcome_fact(item)),
        )
    )


def _outcome_fact(item: PublicItem) -> str | None:
    if item.decision is None:
        return words.NO_MINUTES
    if item.decision.outcome is Outcome.OTHER:
        return f"[{words.SEE_DECISION}](#{md.anchor(words.DECISION)})"
    return chip(item.decision.outcome)


def _decision(item: PublicItem, writer: md.BlockWriter) -> Iterator[str]:
    yield md.heading(words.DECISION, 2)
    text = writer.write(item.decision.blocks, top=3) if item.decision else words.NO_DECISION
    yield md.quoted(text)


def _recommendations(item: PublicItem) -> Iterator[str]:
    if item.recommendations:
        yield md.heading(words.RECOMMENDATION, 2)
        yield md.numbered(md.inline(recommendation.text) for recommendation in item.recommendations)


def _sections(item: PublicItem, writer: md.BlockWriter) -> Iterator[str]:
    for section in item.sections:
        if md.clean(section.heading):
            yield md.heading(section.heading, 2)
        yield writer.write(section.blocks, top=3)


def _case_steps(item: PublicItem) -> Iterator[str]:
    if item.case_steps:
        yield md.heading(words.CASE_STEPS, 2)
        yield md.definitions((md.inline(_step_head(step)), md.inline(step.text) or "–") for step in item.case_steps)


def _step_head(step: CaseStep) -> str:
    when = words.date_or_text(step.date) if step.date else ""
    number = f"{words.NUMBER.lower()} {step.number}" if step.number else ""
    return ", ".join(part for part in (step.body, when, number) if part)


def _attachments(item: PublicItem, links: Links) -> Iterator[str]:
    if not item.attachments and not item.withheld_attachments:
        return
    yield md.heading(words.ATTACHMENTS, 2)
    yield md.bullets(_attachment_entry(attachment, links) for attachment in item.attachments)
    if item.withheld_attachments:
        yield words.attachments_not_public(item.withheld_attachments)


def _attachment_entry(attachment: PublicAttachment, links: Links) -> str:
    target = links.to(urls.attachment(attachment.id), attachment_title(attachment), leaf=True)
    bare = not attachment.blocks and not attachment.is_recommendation
    return f"{target} ({words.NAME_ONLY_SHORT})" if bare else target


def attachment_title(attachment: PublicAttachment) -> str:
    """`Bilag 2: Tidsplan`"""
    return f"{words.ATTACHMENT} {attachment.number}: {attachment.title or '–'}"
