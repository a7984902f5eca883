"""The outcome of an item as a word with a shape: the only HTML the pages write, and all of it our own."""

from __future__ import annotations

from generator import words
from generator.model import Outcome
from generator.openness import PublicItem


def chip(outcome: Outcome) -> str:
    """The outcome's word, marked for the stylesheet; nothing where the decision says it best."""
    word = words.OUTCOMES[outcome]
    return f'<span class="udfald udfald--{outcome.value}">{word}</span>' if word else ""


def item_chip(item: PublicItem) -> str:
    """The item's outcome, if the archive knows it."""
    return chip(item.decision.outcome) if item.decision else ""
