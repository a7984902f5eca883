"""Reads a structured *Sagsforløb* block (`Udvalg: … Dato: … Punktnummer: …` and what was decided)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.clean.blocks import to_blocks
from generator.clean.hyphens import Vocabulary
from generator.clean.steps import clean
from generator.dates import find_dates
from generator.model import CaseStep, Place, plain_text
from generator.segment.units import is_blank
from generator.sources.bundle import Line

# Udvalg: Aarhus Byråd   Dato: 09-04-2025   Punktnummer: 12   (each on its line, or all on one)
_FIELD = re.compile(r"\b(Udvalg|Dato|Punktnummer|Punkt nr\.?)\s*:\s*", re.IGNORECASE)


def read_case_steps(lines: Sequence[Line], file: str, vocabulary: Vocabulary) -> tuple[CaseStep, ...]:
    """The steps in the order of the paper. A block without `Udvalg:` gives none; its lines stay with the caller."""
    groups: list[list[Line]] = []
    for line in lines:
        if re.match(r"^Udvalg\s*:", clean(line.text), re.IGNORECASE):
            groups.append([])
        if groups:
            groups[-1].append(line)
    return tuple(_step(group, file, vocabulary) for group in groups)


def _step(lines: Sequence[Line], file: str, vocabulary: Vocabulary) -> CaseStep:
    fields: dict[str, str] = {}
    body: list[Line] = []
    for line in lines:
        words = clean(line.text)
        matches = list(_FIELD.finditer(words))
        if matches and matches[0].start() == 0 and not any(not is_blank(known) for known in body):
            ends = [*(match.start() for match in matches[1:]), len(words)]
            for match, end in zip(matches, ends, strict=True):
                fields[match[1].lower()[:5]] = words[match.end() : end].strip()
        else:
            body.append(line)
    dates = find_dates(fields.get("dato", ""))
    return CaseStep(
        body=fields.get("udval", ""),
        date=dates[0] if dates else None,
        number=fields.get("punkt") or None,
        text=plain_text(to_blocks(body, vocabulary)),
        place=Place(file=file, page=lines[0].page, line=lines[0].number),
    )
