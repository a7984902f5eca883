"""Items as entries: what was decided in full, what was recommended, what has been put right."""

from __future__ import annotations

from generator import urls, words
from generator.feeds import markup
from generator.feeds.entry import Entry, tag
from generator.lookup import Lookup
from generator.markdown_text import clean
from generator.modified import last_modified
from generator.named import item_title, where
from generator.openness import PublicItem
from generator.settings import SiteSettings
from generator.words import follow as said
from generator.words import ways


def item_entry(item: PublicItem, lookup: Lookup, settings: SiteSettings) -> Entry | None:
    """The entry of an item; None where its last change has no day (`modified`)."""
    updated = last_modified(item, lookup)
    if updated is None:
        return None
    meeting = lookup.meetings[item.meeting]
    held = lookup.has_come(meeting.date)
    return Entry(
        id=tag(item.id, settings),
        title=clean(item_title(item)) or "–",
        url=urls.item(item.id),
        updated=updated,
        published=min(meeting.date, updated) if held else None,
        author=clean(lookup.bodies[meeting.body].name),
        categories=tuple(clean(lookup.topics[found.topic].name) for found in lookup.tags_of(item.id)),
        content="".join(
            (
                markup.paragraph(markup.link(settings.address(urls.item(item.id)), where(item.id, lookup))),
                _decision(item, held=held),
                _recommendations(item),
                _corrections(item),
            )
        ),
    )


def _decision(item: PublicItem, *, held: bool) -> str:
    if item.decision is None:
        return markup.paragraph(words.NO_DECISION if held else said.TO_COME)
    outcome = words.OUTCOMES[item.decision.outcome] or ""
    head = f"<strong>{outcome}</strong>" if outcome else ""
    return (
        f"<h3>{words.DECISION}</h3>{markup.paragraph(head)}"
        f"<blockquote>{markup.of_blocks(item.decision.blocks)}</blockquote>"
    )


def _recommendations(item: PublicItem) -> str:
    told = markup.listed(recommendation.text for recommendation in item.recommendations)
    return f"<h3>{words.RECOMMENDATION}</h3>{told}" if told else ""


def _corrections(item: PublicItem) -> str:
    told = markup.listed(
        f"{ways.CORRECTED} {words.date(correction.date)}: {correction.text} {ways.WHY_CORRECTED} {correction.reason}"
        for correction in reversed(item.corrections)
    )
    return f"<h3>{ways.CORRECTIONS}</h3>{told}" if told else ""
