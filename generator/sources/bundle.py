"""The one result of every reader: lines of text in reading order, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.findings import Finding
from generator.model import SourceFile, Table

LONGEST_LINE = 10_000  # letters: three full pages; only a file that was made to do harm has longer ones


class Role(Enum):
    """What a reader already knows of a line from the file's own structure (never guessed from words)."""

    TEXT = "text"
    HEADING = "heading"  # larger or bolder than the body text around it
    ITEM = "item"  # a PDF bookmark of an agenda item points here
    TABLE = "table"  # a whole bordered table; `Line.table` holds it


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as the file has it, de-hyphenation and cleaning not yet done.

    A blank line (`text == ""`) is a vertical gap. `page` counts from 1; for text bundles it counts
    page breaks. `number` is the line number in the text file, or the line's number on the PDF page.
    `joint` marks where text was cut out between this line and the one before (a text bundle's
    newline and space, a PDF's new page).
    """

    text: str
    page: int
    number: int
    joint: bool = False
    page_start: bool = False  # a certain page break stands before this line
    role: Role = Role.TEXT
    level: int = 0  # bookmark depth (ITEM) or heading rank, 1 = largest (HEADING)
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A file of meeting papers, read. `lines` holds every word of it; `findings` what could not be read."""

    source: SourceFile
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()
    producer: str = ""  # the PDF's Producer, "" for text
