"""The reference finder: every rule over every passage, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.links import item_rules, meeting_rules, title_rules
from generator.links.bodies import Bodies
from generator.links.mentions import Mention
from generator.links.passages import Passage, read_passages
from generator.openness import PublicMeeting

RULES: tuple[Callable[[Passage, Bodies], Iterator[Mention]], ...] = (
    item_rules.own_case_number,
    item_rules.attached_minutes,
    item_rules.case_step,
    title_rules.title_follow_up,
    title_rules.title_status,
    title_rules.title_answer,
    title_rules.title_resumed,
    title_rules.title_again,
    title_rules.renamed,
    meeting_rules.read_days,
    item_rules.item_number,
    item_rules.other_case_number,
)


def find(meeting: PublicMeeting, bodies: Bodies) -> Iterator[Mention]:
    """What the papers of a meeting name, in reading order."""
    for passage in read_passages(meeting, bodies):
        for rule in RULES:
            yield from rule(passage, bodies)
