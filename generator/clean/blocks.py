"""Makes paragraphs, headings, lists, tables and footnotes of a paper's wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.clean.flat_tables import find_tables
from generator.clean.footnotes import take_footnotes
from generator.clean.hyphens import Hyphen, Vocabulary, join, judge
from generator.clean.steps import clean
from generator.clean.titles import join_title
from generator.clean.wraps import Row, has_label, rows_of, same_paragraph
from generator.model import Bullets, Heading, Paragraph, Table, TextBlock
from generator.sources.bundle import Line, Role

# U+F0B7, U+F0FC, U+F0D8 and their like are Wingdings and Symbol bullets (FORMATS.md section 1); so is the letter that
# a Wingdings tick came out as where no word can be: ü1,1 mio. kr.   ü Midler
_BULLET = re.compile(
    r"^(?:[\uf0a7\uf0b7\uf0fc\uf0d8\uf02d\uf076\uf0a8\uf06f•●▪■◦‣⁃∙·]\s*|ü(?=[\d\s])\s*|[-–]\s+(?=\S))(?P<rest>.*)$"
)
# 1) specialskolerne …   2. Styrkelse af …   3. at rådmanden …   (not "1. kvartal": an ordinal)
_NUMBER = re.compile(r"^(?P<number>\d{1,2})(?:\)\s*|\.\s*(?=at\b|[^a-zæøå]))(?P<rest>[^\d\s.,)].*)$")
# Bilag 1: Oversigt over …
_LISTED = re.compile(r"^Bilag \d{1,2}\s*[:.]")
# üEn fagprofessionel …: a Wingdings tick that came out as a letter
_TICK = re.compile(r"^ü(?P<rest>[A-ZÆØÅ].*)$")
_TICKS_FOR_SURE = 3
_LOOK_AHEAD = 10
_HEADING_LENGTH = 90


@dataclass(slots=True)
class _Draft:
    """A block being gathered from lines."""

    kind: str  # "text", "bullets", "numbers"
    entries: list[list[Row]]
    start: int | None = None
    gap_before: bool = False

    @property
    def last(self) -> Row:
        return self.entries[-1][-1]


@dataclass(slots=True)
class _Grouping:
    rows: list[Row]
    ticks: bool
    done: list[_Draft | TextBlock] = field(default_factory=list)
    current: _Draft | None = None

    def flush(self) -> None:
        if self.current:
            self.done.append(self.current)
        self.current = None


def to_blocks(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[TextBlock, ...]:
    """The text of one paper or section. `vocabulary` is the bundle's own (for line-end hyphens).

    Every word of `lines` stands in the result; only bullets, list numbers and line-end hyphens change.
    """
    kept, notes = take_footnotes(lines)
    rows = rows_of(kept)
    tables = find_tables(rows)
    ticks = sum(bool(_TICK.match(row.text)) for row in rows) >= _TICKS_FOR_SURE
    grouping = _Grouping(rows, ticks)
    at = 0
    while at < len(rows):
        if at in tables:
            grouping.flush()
            table, at = tables[at]
            grouping.done.append(table)
            continue
        _take(grouping, at)
        at += 1
    grouping.flush()
    return (*_finish(grouping.done, vocabulary), *notes)


def _take(grouping: _Grouping, at: int) -> None:
    row = grouping.rows[at]
    if row.line.table is not None:
        grouping.flush()
        grouping.done.append(_clean_table(row.line.table))
        return
    bullet = _BULLET.match(row.text) or (_TICK.match(row.text) if grouping.ticks else None)
    if bullet and _may_be_bullet(grouping, row):
        _start_entry(grouping, "bullets", row.with_text(bullet["rest"]), None)
        return
    number = _NUMBER.match(row.text)
    if number and _in_sequence(grouping, at, int(number["number"])):
        _start_entry(grouping, "numbers", row.with_text(number["rest"]), int(number["number"]))
        return
    current = grouping.current
    if current and row.line.role is not Role.HEADING and _continues(grouping, current, row, at):
        current.entries[-1].append(row)
    else:
        grouping.flush()
        grouping.current = _Draft("text", [[row]], gap_before=row.gap > 0 or row.line.joint)


def _clean_table(table: Table) -> Table:
    """The table with each cell's wrapped lines joined."""
    return Table(
        header=tuple(join_title(cell.split("\n")) for cell in table.header),
        rows=tuple(tuple(join_title(cell.split("\n")) for cell in row) for row in table.rows),
    )


def _may_be_bullet(grouping: _Grouping, row: Row) -> bool:
    """A dash begins an entry only where a line could end: `gen tæt, - og informerer` is a sentence."""
    if row.text[0] not in "-–":
        return True
    current = grouping.current
    return current is None or current.kind == "bullets" or row.gap > 0 or current.last.text.endswith((":", ".", "?"))


def _start_entry(grouping: _Grouping, kind: str, row: Row, number: int | None) -> None:
    if not row.text:  # the bullet stands alone on its line, its text on the next
        row = row.with_text("")
    current = grouping.current
    if current and current.kind == kind:
        current.entries.append([row])
        return
    grouping.flush()
    grouping.current = _Draft(kind, [[row]], start=number, gap_before=row.gap > 0)


def _in_sequence(grouping: _Grouping, at: int, number: int) -> bool:
    """Whether the number goes on with a list, or begins one whose next number follows closely."""
    current = grouping.current
    if current and current.kind == "numbers" and current.start is not None:
        return number == current.start + len(current.entries)
    for before, row in pairwise(grouping.rows[at : at + 1 + _LOOK_AHEAD]):
        match = _NUMBER.match(row.text)
        if match:
            return int(match["number"]) == number + 1
        wraps = row.gap <= 1 and not before.text.endswith((".", ":", "?")) and len(row.text) < 70
        if has_label(row.text) or not (same_paragraph(before, row) or wraps):
            return False
    return False


def _continues(grouping: _Grouping, current: _Draft, row: Row, at: int) -> bool:
    if current.kind != "text" and not current.last.text:
        return True
    if current.last.line.role is Role.HEADING:
        return False
    if _LISTED.match(row.text) or _ends_numbered_heading(current, row):
        return False
    if same_paragraph(current.last, row):
        return True
    ended = (current.last.text.endswith((".", ":", "?", "!")), row.text.endswith(":"))
    if current.kind == "text" or row.gap > 1 or row.line.joint or any(ended):
        return False
    if row.gap == 1 and _full(current.last) and (row.text.endswith(".") or len(row.text) >= 0.6 * row.width):
        return True
    # the wrapped end of an entry: a gap before it, but none between it and the next bullet or number
    following = grouping.rows[at + 1] if at + 1 < len(grouping.rows) else None
    pattern = _BULLET if current.kind == "bullets" else _NUMBER
    follows_closely = following is not None and following.gap == 0 and bool(pattern.match(following.text))
    return row.gap == 1 and follows_closely and len(row.text) < 70


def _full(row: Row) -> bool:
    return len(row.text) >= 0.75 * row.width


def _ends_numbered_heading(current: _Draft, row: Row) -> bool:
    """`3) Fritidsjob til unge` stands alone on its line, and the text begins on the next with a capital."""
    first = current.entries[0][0]
    if current.kind != "text" or current.last is not first or not _NUMBER.match(first.text) or row.gap:
        return False
    room = len(first.text) + 1 + len(row.text.split(" ", 1)[0]) <= first.width
    return row.text[:1].isupper() and (room or first.text.endswith("?"))


def _finish(drafts: Sequence[_Draft | TextBlock], vocabulary: Vocabulary) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    for n, draft in enumerate(drafts):
        if not isinstance(draft, _Draft):
            blocks.append(draft)
            continue
        entries = tuple(filter(None, (_joined(rows, vocabulary) for rows in draft.entries)))
        if not entries:
            continue
        if draft.kind == "text":
            following = drafts[n + 1] if n + 1 < len(drafts) else None
            level = _heading_level(draft, entries[0], following)
            blocks.append(Heading(text=entries[0], level=level) if level else Paragraph(text=entries[0]))
        else:
            blocks.append(Bullets(entries=entries, start=draft.start))
    return blocks


def _joined(rows: Sequence[Row], vocabulary: Vocabulary) -> str:
    text = rows[0].text
    for before, row in pairwise(rows):
        if text.endswith("-"):
            author = (before.line.page, before.line.number) in vocabulary.author
            verdict = judge(text, row.text, vocabulary, author=author)
            text = join(text, row.text, Hyphen.KEEP_SPACE if text.endswith(" -") else verdict)
        else:
            text = f"{text} {row.text}"
    return clean(text)


def _heading_level(draft: _Draft, text: str, following: _Draft | TextBlock | None) -> int:
    """1 for a heading in capitals or set larger, 2 for a short line that stands over its text, 0 for no heading."""
    row = draft.entries[0][0]
    if row.line.role is Role.HEADING:
        return max(row.line.level, 1)
    letters = re.sub(r"[\W\d_]", "", text)
    if len(letters) >= 4 and letters.isupper() and len(text) <= _HEADING_LENGTH and len(draft.entries[0]) <= 2:
        return 1
    stands_over = (
        len(draft.entries[0]) <= 2 and len(text) <= _HEADING_LENGTH and not text.endswith((".", ":", ",", ";"))
    )
    if not stands_over or not (text[0].isupper() or _NUMBER.match(text)) or len(letters) < 4 or has_label(text):
        return 0
    if not isinstance(following, _Draft):
        return 0
    if draft.gap_before and _NUMBER.match(text):
        return 2
    if following.kind != "text":
        return 2 if draft.gap_before else 0
    words = " ".join(row.text for row in following.entries[0])
    return 2 if len(words) >= 60 and (words[0].isupper() or words[0].isdigit() or words[0] in "\"”“’'»") else 0
