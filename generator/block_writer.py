"""Writes a page's text as Markdown: paragraphs, lists, tables and footnotes of the papers, abbreviations explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator import markdown_text as md
from generator.model import Bullets, Footnote, Heading, Paragraph, Table, TextBlock, block_strings
from generator.short_forms import ShortForms

Notes = Mapping[str, re.Pattern[str]]

_NONE = ShortForms({})


@dataclass(frozen=True, slots=True, order=True)
class _Cut:
    """Letters of a text that get markup of ours: `before` and `after` them, or `instead` of them."""

    start: int
    reach: int  # minus the end, so that of two cuts at one place the longer comes first
    before: str = ""
    after: str = ""
    instead: str | None = None

    @property
    def end(self) -> int:
        return -self.reach

    def crosses(self, other: _Cut) -> bool:
        """Whether the two overlap without one holding the other."""
        return self.start < other.start < self.end < other.end or other.start < self.start < other.end < self.end


@dataclass(slots=True)
class BlockWriter:
    """Writes the text of one page. It numbers the page's footnotes, keeps headings in order, explains abbreviations.

    `top` is the level of the largest heading that the papers may have on this page. A heading is never more
    than one level below the one before it, however the paper jumps. Each of `short_forms` is explained where the page
    uses it first.
    """

    top: int = 2
    short_forms: ShortForms = _NONE
    _notes: int = 0
    _level: int = 0
    _explained: set[str] = field(default_factory=set)
    _marked: str = ""

    def text(self, text: str) -> str:
        """One line of a paper as Markdown."""
        return self._inline(text, {})

    def write(self, blocks: Sequence[TextBlock], *, top: int | None = None, marked: str = "") -> str:
        """The blocks as Markdown; the first place that says `marked` is marked."""
        if top is not None:
            self.top = top
        self._level = self.top - 1
        self._marked = md.clean(marked)
        noted = self._noted(blocks)
        parts: list[str] = []
        before: TextBlock | None = None
        for block in blocks:
            if isinstance(block, Bullets) and isinstance(before, Bullets):
                parts.append("<!-- -->")  # else Markdown would make the two lists one
            parts.append(self._block(block, noted))
            before = block
        self._marked = ""
        return md.document(parts)

    def _block(self, block: TextBlock, noted: Notes) -> str:
        match block:
            case Paragraph(text=text):
                return self._inline(text, noted)
            case Heading(text=text, level=level):
                self._level = min(self._level + 1, self.top - 1 + max(level, 1), 6)
                return md.heading(text, self._level) if md.clean(text) else ""
            case Bullets(entries=entries, start=start):
                written = [self._inline(entry, noted) or "&#160;" for entry in entries]
                return md.bullets(written) if start is None else md.numbered(written, max(start, 0))
            case Table(header=header, rows=rows):
                return self._table(header, rows, noted)
            case Footnote(mark=mark, text=text) if mark in noted:
                return f"[^{mark}]: {self._inline(text, {})}"
            case Footnote(mark=mark, text=text):
                return md.small(f"{mark}) {text}")

    def _noted(self, blocks: Sequence[TextBlock]) -> dict[str, re.Pattern[str]]:
        """The footnotes whose mark stands exactly once in the text, glued to a word ("Ravne1"), and is next in turn."""
        if not any(isinstance(block, Footnote) for block in blocks):
            return {}
        marked = [block for block in blocks if not isinstance(block, (Footnote, Heading))]
        strings = [md.clean(string) for block in marked for string in block_strings(block)]
        noted: dict[str, re.Pattern[str]] = {}
        for block in blocks:
            if isinstance(block, Footnote) and block.mark == str(self._notes + 1) and md.clean(block.text):
                pattern = re.compile(rf"(?:(?<=[a-zæøå])|(?<=[a-zæøå][.,)”»\"])){block.mark}(?!\w)")
                if sum(len(pattern.findall(string)) for string in strings) == 1:
                    noted[block.mark] = pattern
                    self._notes += 1
        return noted

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[str]], noted: Notes) -> str:
        """A table of the papers. Without a header of its own it gets an empty one, which hooks.py takes away again."""
        cells = [[self._inline(cell, noted) for cell in row] for row in (header, *rows)]
        width = max(map(len, cells))
        return md.table(cells[0] or [""] * width, cells[1:]) if width else ""

    # --- markup within a line ---------------------------------------------------------------------

    def _inline(self, text: str, noted: Notes) -> str:
        cleaned = md.clean(text)
        cuts = [*_note_cuts(cleaned, noted), *self._mark_cuts(cleaned)]
        cuts += self._abbreviation_cuts(cleaned, cuts)
        return _composed(cleaned, 0, len(cleaned), sorted(cuts))

    def _mark_cuts(self, text: str) -> Iterator[_Cut]:
        """The words that are to be marked, if they stand here and have not been marked before."""
        found = re.search(rf"(?<!\w){re.escape(self._marked)}(?!\w)", text) if self._marked else None
        if found:
            self._marked = ""
            yield _Cut(found.start(), -found.end(), "<mark>", "</mark>")

    def _abbreviation_cuts(self, text: str, others: Sequence[_Cut]) -> Iterator[_Cut]:
        """The short forms that the page uses here for the first time."""
        for use in self.short_forms.uses(text):
            form = text[use.start : use.end]
            cut = _Cut(use.start, -use.end, f'<abbr title="{md.attribute(use.long)}">', "</abbr>")
            if form not in self._explained and not any(cut.crosses(other) for other in others):
                self._explained.add(form)
                yield cut


def _note_cuts(text: str, noted: Notes) -> Iterator[_Cut]:
    """The marks of footnotes, which become references."""
    for mark, pattern in noted.items():
        found = pattern.search(text)
        if found:
            yield _Cut(found.start(), -found.end(), instead=f"[^{mark}]")


def _composed(text: str, start: int, end: int, cuts: Iterable[_Cut]) -> str:
    """`text[start:end]` as Markdown with the markup of its cuts, which come in order and do not cross."""
    parts: list[str] = []
    at, rest = start, list(cuts)
    while rest:
        cut, *later = rest
        inner = [other for other in later if other.end <= cut.end]
        rest = later[len(inner) :]
        parts.append(_escaped(text, at, cut.start))
        inside = _composed(text, cut.start, cut.end, inner) if cut.instead is None else cut.instead
        parts.append(f"{cut.before}{inside}{cut.after}")
        at = cut.end
    return "".join((*parts, _escaped(text, at, end)))


def _escaped(text: str, start: int, end: int) -> str:
    """A piece of a text; at its start the line starts too."""
    piece = text[start:end]
    return md.line_start(piece) if start == 0 else md.within_line(piece)
