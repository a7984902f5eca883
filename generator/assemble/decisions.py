"""Makes the decision of an item from the text of its minutes."""

from __future__ import annotations

from generator.assemble.conditions import read_condition
from generator.assemble.outcomes import read_outcome
from generator.assemble.positions import read_positions
from generator.model import Decision, Place, TextBlock, plain_text


def read_decision(blocks: tuple[TextBlock, ...], place: Place) -> Decision:
    """The decision, with all that is read from its words."""
    text = plain_text(blocks)
    outcome, evidence = read_outcome(text)
    return Decision(
        blocks=blocks,
        outcome=outcome,
        evidence=evidence,
        place=place,
        condition=read_condition(text),
        positions=read_positions(text),
    )
