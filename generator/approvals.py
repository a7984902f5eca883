"""Which minutes have been approved: read from the next meeting's item on them.

A body approves the minutes of its last meeting as an item of the next one ("Referat", "Godkendelse af referat";
the real bundles in `samples/` do so as item 2). Where that item names another day, or several, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.connections import Approval
from generator.dates import find_dates
from generator.model import Outcome, Stage
from generator.openness import Archive, PublicItem, PublicMeeting

_ON_MINUTES = re.compile(
    r"(?:godkendelse af (?:det )?)?(?:seneste |sidste |forrige )?(?:møde)?(?:referat|(?:beslutnings)?protokol)"
    r"(?:et|len)?(?:\s+(?:fra|af|til)\b.*)?\.?",
    re.IGNORECASE,
)


def approvals(archive: Archive) -> tuple[Approval, ...]:
    """Every approval that the open papers tell of, by body and date."""
    by_body: dict[str, list[PublicMeeting]] = {}
    for meeting in archive.meetings:
        by_body.setdefault(meeting.body, []).append(meeting)
    return tuple(found for body in sorted(by_body) for found in _of_body(by_body[body]))


def _of_body(meetings: Sequence[PublicMeeting]) -> Iterator[Approval]:
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.id))
    for meeting, following in pairwise(ordered):
        items = [item for item in following.items if _approves(item, meeting)]
        if meeting.stage is Stage.MINUTES and len(items) == 1 and items[0].decision:
            yield Approval(meeting=meeting.id, item=items[0].id, words=items[0].decision.evidence)


def _approves(item: PublicItem, meeting: PublicMeeting) -> bool:
    decision = item.decision
    if decision is None or decision.outcome is not Outcome.APPROVED or not _ON_MINUTES.fullmatch(item.title.strip()):
        return False
    return set(find_dates(f"{item.title}\n{decision.text}")) <= {meeting.date}
