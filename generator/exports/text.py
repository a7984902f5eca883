"""An item as plain text, for programs and people that read no HTML: what its page says, without its links."""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls, words
from generator.lookup import Lookup
from generator.markdown_text import clean, clean_lines
from generator.named import attachment_title, item_title, where
from generator.openness import PublicItem
from generator.settings import SiteSettings
from generator.words import ways


def text_twin(item: PublicItem, lookup: Lookup, settings: SiteSettings) -> str:
    """Title and place; decision, recommendation and sections under their headings; the attachments' names."""
    head = (
        clean(item_title(item)),
        clean(where(item.id, lookup)),
        lookup.reference(item.id),
        settings.address(urls.item(item.id)),
    )
    parts = ["\n".join(head), *(f"{heading.upper()}\n\n{text}" for heading, text in _parts(item) if text)]
    return "\n\n".join(parts) + "\n"


def _parts(item: PublicItem) -> Iterator[tuple[str, str]]:
    outcome = (words.OUTCOMES[item.decision.outcome] or "") if item.decision else ""
    decision = clean_lines(item.decision.text) if item.decision else words.NO_DECISION
    yield words.DECISION, f"{outcome}\n\n{decision}".strip()
    yield (
        ways.CORRECTIONS,
        "\n".join(
            f"{words.date(correction.date)}: {clean(correction.text)} {ways.WHY_CORRECTED} {clean(correction.reason)}"
            for correction in item.corrections
        ),
    )
    recommendations = (clean(recommendation.text) for recommendation in item.recommendations)
    yield words.RECOMMENDATION, "\n".join(f"{number}. {text}" for number, text in enumerate(recommendations, 1))
    for section in item.sections:
        yield clean(section.heading), clean_lines(section.text)
    yield words.ATTACHMENTS, "\n".join(clean(attachment_title(attachment)) for attachment in item.attachments)
