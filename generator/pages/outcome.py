"""Outcomes and states as words with a shape, in HTML of our own that the stylesheet draws."""

from __future__ import annotations

from generator import markdown_text as md
from generator import words
from generator.cards import ItemCard
from generator.connections import FollowUpStatus
from generator.model import Outcome
from generator.words import connected as said


def chip(outcome: Outcome) -> str:
    """The outcome's word, marked for the stylesheet; nothing where the decision says it best."""
    word = words.OUTCOMES[outcome]
    return f'<span class="udfald udfald--{outcome.value}">{word}</span>' if word else ""


def item_chip(item: ItemCard) -> str:
    """The item's outcome, if the archive knows it, and that it has a condition, if it has."""
    if item.outcome is None:
        return ""
    told = chip(item.outcome)
    return f"{told} {md.small(said.CONDITIONAL)}" if told and item.conditional else told


def status_chip(status: FollowUpStatus) -> str:
    """The state of a commitment: a sign, a word, and a frame."""
    sign = f'<span aria-hidden="true">{said.STATUS_SIGNS[status]}</span>'
    return f'<span class="status status--{status.value}">{sign} {said.STATUSES[status]}</span>'
