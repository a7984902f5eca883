"""Takes running heads, page marks, letterheads and contact lines out of a paper's lines.

What is taken out is returned too: its facts (case numbers) are kept, and nothing disappears unseen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.clean.steps import clean
from generator.dates import find_dates
from generator.segment import patterns
from generator.segment.units import is_blank
from generator.sources.bundle import Line

# Aarhus Kommune
_MUNICIPALITY = re.compile(r"^[A-ZÆØÅ][\w-]+ Kommune$", re.IGNORECASE)
# 8000 Aarhus C
_POSTCODE = re.compile(r"^\d{4} [A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ]{1,2})?$")
# Sag: EMN-2023-011201   Dokumentnummer:   Sagsbehandler:
_CASE_LINE = re.compile(r"^(?:Sag(?:snr\.?|snummer)?|Dokumentnummer|Journalnr\.?|Sagsbehandlere?)\s*:", re.IGNORECASE)
_EMAIL = re.compile(r"^\S+@\S+$")
# Emne:   Em- / ne:
_SUBJECT = re.compile(r"^Emne:$|^ne:$|^Em-$")
_SHORT = 45
_MUNICIPALITY_LINES_ABOVE = 4
_NAME = re.compile(r"^[A-ZÆØÅ][\w.'-]*(?: [A-ZÆØÅ][\w.'-]*)*[/-]?$|^[a-zæøå]{1,6}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """The lines somebody reads, the lines nobody does, and the case numbers a letterhead named."""

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    case_numbers: tuple[str, ...]


def strip_furniture(lines: Sequence[Line]) -> Stripped:
    """`lines` of one paper, without what the layout repeats on every page."""
    dropped: set[int] = set()
    for rule in (_page_marks, _repeated_heads, _letterheads, _contacts, _subject_labels):
        dropped |= rule(lines)
    kept = tuple(_keep_joints(lines, dropped))
    furniture = tuple(lines[n] for n in sorted(dropped) if not is_blank(lines[n]))
    numbers = [m for line in furniture for m in patterns.CASE_NUMBER.findall(line.text)]
    return Stripped(lines=kept, furniture=furniture, case_numbers=tuple(dict.fromkeys(numbers)))


def _keep_joints(lines: Sequence[Line], dropped: set[int]) -> list[Line]:
    """A dropped line that began a page leaves its joint to the next line, so that pages still meet there."""
    kept: list[Line] = []
    joint = False
    for n, line in enumerate(lines):
        joint = joint or line.joint
        if n in dropped:
            continue
        if joint and not is_blank(line) and not line.joint:
            line = Line(
                text=line.text, page=line.page, number=line.number, joint=True,
                role=line.role, level=line.level, table=line.table,
            )  # fmt: skip
        if not is_blank(line):
            joint = False
        kept.append(line)
    return kept


def _page_marks(lines: Sequence[Line]) -> set[int]:
    """`side 1 af 2`, and the date printed just above it (`5. januar 2024⏎Side 3 af 4`)."""
    found: set[int] = set()
    for n, line in enumerate(lines):
        if patterns.PAGE_OF.match(clean(line.text)):
            found.add(n)
            above = clean(lines[n - 1].text) if n else ""
            if find_dates(above) and len(above) < 25 and lines[n - 1].joint:
                found.add(n - 1)
    return found


def _repeated_heads(lines: Sequence[Line]) -> set[int]:
    """The first lines of a paper, printed again at the top of its later pages."""
    first = [clean(line.text) for line in lines if not is_blank(line)][:6]
    found: set[int] = set()
    starts = [n for n, line in enumerate(lines) if line.joint and not is_blank(line)]
    for start in starts[1:] if starts and starts[0] == 0 else starts:
        at, same = start, 0
        run: list[int] = []
        while at < len(lines) and same < len(first):
            words = clean(lines[at].text)
            if not is_blank(lines[at]):
                if words != first[same]:
                    break
                same += 1
                run.append(at)
            at += 1
        if same >= 2 or (same == 1 and len(first[0]) > 20):
            found |= set(run)
    return found


def _letterheads(lines: Sequence[Line]) -> set[int]:
    """The column with department, address, telephone and case number, wherever the text layer put it."""
    found: set[int] = set()
    for n, line in enumerate(lines):
        if n not in found and _MUNICIPALITY.match(clean(line.text)):
            block = _letterhead_around(lines, n)
            cues = [k for k in block if _is_cue(clean(lines[k].text))]
            if len(cues) >= 2:
                found |= set(block)
    return found


def _is_cue(words: str) -> bool:
    return bool(
        _POSTCODE.match(words) or _CASE_LINE.match(words) or patterns.CONTACT.match(words) or _EMAIL.match(words)
    )


def _letterhead_around(lines: Sequence[Line], municipality: int) -> list[int]:
    return [*_above(lines, municipality), *_below(lines, municipality)]


def _above(lines: Sequence[Line], municipality: int) -> list[int]:
    """Department and unit above the municipality's name: contiguous, or one blank line between each."""
    block: list[int] = []
    at = municipality
    tight = at > 0 and not is_blank(lines[at - 1])
    while at > 0 and len(block) < _MUNICIPALITY_LINES_ABOVE and not lines[at].joint:
        at -= 1
        words = clean(lines[at].text)
        if is_blank(lines[at]):
            if tight or lines[at].text == " " or (at > 0 and is_blank(lines[at - 1])):
                break
            continue
        if len(words) > _SHORT or words.endswith((".", ":", ",")) or words.startswith(("-", "•", "\uf0b7")):
            break
        block.append(at)
    return block


def _below(lines: Sequence[Line], municipality: int) -> list[int]:
    """Address, telephone, case number and caseworker below it, as far as the last line that is surely such."""
    block = [municipality]
    last_cue, plain = 0, 0
    at = municipality + 1
    while at < len(lines) and plain < 5:
        words = clean(lines[at].text)
        if lines[at].joint or len(words) > _SHORT or words.endswith("."):
            break
        if words:
            block.append(at)
            if _is_cue(words) or (re.match(r"^\d+$", words) and last_cue):
                last_cue, plain = len(block), 0
            else:
                plain += 1
        at += 1
    return block[: last_cue + _names_after(lines, block, last_cue)] if last_cue else []


def _names_after(lines: Sequence[Line], block: Sequence[int], last_cue: int) -> int:
    """`Sagsbehandler:` alone on its line: the names follow on the next lines, one of them perhaps wrapped."""
    if not re.match(r"^Sagsbehandlere?\s*:$", clean(lines[block[last_cue - 1]].text), re.IGNORECASE):
        return 0
    names = 0
    for at in block[last_cue:]:
        words = clean(lines[at].text)
        wraps = names and clean(lines[block[last_cue + names - 1]].text).endswith(("/", "-"))
        if not _NAME.match(words) or (names and not wraps):
            break
        names += 1
    return names


def _contacts(lines: Sequence[Line]) -> set[int]:
    """Direct telephone numbers and e-mail addresses are left out by default (QUALITY.md)."""
    found: set[int] = set()
    for n, line in enumerate(lines):
        words = clean(line.text)
        above = n - 2 if n > 1 and is_blank(lines[n - 1]) else n - 1
        if (patterns.CONTACT.match(words) and len(words) < 80) or (_EMAIL.match(words) and above in found):
            found.add(n)
    return found


def _subject_labels(lines: Sequence[Line]) -> set[int]:
    """The label `Emne:`, which a narrow column breaks as `Em-⏎ne:`."""
    head = [n for n, line in enumerate(lines) if not is_blank(line)][:8]
    return {n for n in head if _SUBJECT.match(clean(lines[n].text))}
