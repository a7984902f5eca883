"""What a clerk should know about cases: numbers that join nothing."""

from __future__ import annotations

from generator.findings import Finding, Severity
from generator.links.catalogue import Catalogue
from generator.links.collecting import CaseNumbers

_WHY = {
    "routine": "it stands on an item that is on every agenda",
    "one meeting": "it stands on unlike items of one meeting",
    "unlike titles": "it stands on items whose titles have nothing in common",
}


def collecting_files(catalogue: Catalogue, cases: CaseNumbers) -> tuple[Finding, ...]:
    """A finding for each number on several items that makes no case."""
    found = []
    for (organisation, number), why in sorted(cases.collecting.items()):
        items = cases.all_items[organisation, number]
        if len(items) < 2:
            continue
        places = catalogue.items[items[0]].places
        found.append(
            Finding(
                code="collecting-file",
                severity=Severity.INFO,
                file=places[0].file if places else "",
                place=items[0],
                message=f"case number {number} ({len(items)} items) makes no case: {_WHY[why]}",
            )
        )
    return tuple(found)
