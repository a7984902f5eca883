"""The page of an agenda item: what was decided and what became of it, what was asked, why, the papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.block_writer import BlockWriter
from generator.lookup import Lookup
from generator.model import CaseStep, Decision
from generator.openness import PublicAttachment, PublicItem
from generator.pages.cases import case_fact, course_of_item
from generator.pages.cite import cite_item
from generator.pages.corrections import change_fact, corrections_of_item
from generator.pages.document import Links, Page, facts, neighbours
from generator.pages.followups import item_followups
from generator.pages.history import history_of_item, withdrawn_note
from generator.pages.outcome import chip
from generator.pages.related import item_connections
from generator.pages.sources import source_list
from generator.pages.things import attachment_title, item_title, meeting_title, numbered_title, unit_link
from generator.pages.topics import topic_facts
from generator.settings import SiteSettings
from generator.words import connected as said
from generator.words import ways


def item_page(
    item: PublicItem,
    *,
    lookup: Lookup,
    settings: SiteSettings,
    before: PublicItem | None = None,
    after: PublicItem | None = None,
) -> Page:
    """The page of `item`, with links to the item before and the item after."""
    url = urls.item(item.id)
    links = Links(url)
    writer = BlockWriter(short_forms=lookup.short_forms)
    meeting = lookup.meetings[item.meeting]
    body = lookup.bodies[meeting.body]
    return Page(
        url=url,
        about=item,
        item=item,
        title=item_title(item),
        description=_description(item, lookup),
        trail=((urls.body(body.id), body.name), (urls.meeting(meeting.id), words.date(meeting.date))),
        here=f"{words.NUMBER} {item.number}",
        noindex=item.noindex,
        parts=(
            withdrawn_note(item),
            *_decision(item, writer),
            *corrections_of_item(item),
            md.heading(ways.ABOUT_ITEM, 2),
            _facts(item, lookup, links),
            *item_followups(item, lookup, links, writer),
            *course_of_item(item, lookup, links),
            *_recommendations(item, writer),
            *_sections(item, writer),
            *_case_steps(item, writer),
            *_attachments(item, links),
            *item_connections(item, lookup, links),
            *history_of_item(item, lookup),
            *cite_item(item, lookup, links, settings),
            md.heading(words.SOURCE, 2) if item.places else "",
            source_list(meeting.sources, links, item.places),
            neighbours(
                (words.PREVIOUS_ITEM, links.to(urls.item(before.id), numbered_title(before)) if before else None),
                (words.NEXT_ITEM, links.to(urls.item(after.id), numbered_title(after)) if after else None),
            ),
        ),
    )


def _description(item: PublicItem, lookup: Lookup) -> str:
    head = f"{words.NUMBER} {item.number}, {meeting_title(item.meeting, lookup)}."
    return f"{head} {item.decision.text}" if item.decision else head


def _facts(item: PublicItem, lookup: Lookup, links: Links) -> str:
    cases = words.CASE_NUMBER if len(item.case_numbers) == 1 else words.CASE_NUMBERS
    return facts(
        (
            (words.MEETING, links.to(urls.meeting(item.meeting), meeting_title(item.meeting, lookup))),
            (words.NUMBER, md.inline(item.number)),
            (cases, md.inline(", ".join(item.case_numbers))),
            (said.CASE, case_fact(item, lookup, links)),
            (words.RESPONSIBLE, unit_link(item.responsible or "", lookup, links)),
            (words.DURATION, words.duration(item.duration_minutes) if item.duration_minutes else None),
            (said.TOPICS, topic_facts(item, lookup, links)),
            change_fact(lookup.meetings[item.meeting].date, (item,)),
        )
    )


def _decision(item: PublicItem, writer: BlockWriter) -> Iterator[str]:
    """The outcome and the decision whole, the words its outcome was read from marked, and who stood how."""
    yield md.heading(words.DECISION, 2)
    decision = item.decision
    if decision is None:
        yield md.quoted(words.NO_DECISION)
        return
    yield f"{chip(decision.outcome)} {md.within_line(md.clean(decision.condition))}".strip()
    text = writer.write(decision.blocks, top=3, marked=decision.evidence)
    yield md.quoted(text)
    if "<mark>" in text:
        yield md.small(f"{said.OUTCOME_READ_FROM} {said.quoted(decision.evidence)}")
    yield from _positions(decision)


def _positions(decision: Decision) -> Iterator[str]:
    if decision.positions:
        yield md.heading(said.POSITIONS_HEADING, 3)
        yield md.table(
            (said.WHO, said.HOW, said.IN_WORDS),
            [
                (md.inline(position.who), said.POSITIONS[position.kind], md.inline(said.quoted(position.words)))
                for position in decision.positions
            ],
        )


def _recommendations(item: PublicItem, writer: BlockWriter) -> Iterator[str]:
    if item.recommendations:
        yield md.heading(words.RECOMMENDATION, 2)
        yield md.numbered(writer.text(recommendation.text) for recommendation in item.recommendations)


def _sections(item: PublicItem, writer: BlockWriter) -> Iterator[str]:
    """The papers' sections; one called as the page's own list of attachments gets a name that tells them apart."""
    for section in item.sections:
        heading = md.clean(section.heading)
        if heading:
            yield md.heading(said.NAMED_ATTACHMENTS if heading == words.ATTACHMENTS else heading, 2)
        yield writer.write(section.blocks, top=3)


def _case_steps(item: PublicItem, writer: BlockWriter) -> Iterator[str]:
    if item.case_steps:
        yield md.heading(words.CASE_STEPS, 2)
        yield md.definitions((md.inline(_step_head(step)), writer.text(step.text) or "–") for step in item.case_steps)


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
