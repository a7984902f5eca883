"""Leaves the names of confidential attachments out of lists and sentences of open papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.model import Bullets, Footnote, Heading, Paragraph, Table, TextBlock
from generator.segment.patterns import CONFIDENTIAL_NAME
from generator.words import REDACTED_NAME

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_NAME_LENGTH = 200  # a list entry or cell; longer text is cut down to the sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """Text that may be shown, and the words that were left out of it."""

    blocks: tuple[TextBlock, ...]
    names: tuple[str, ...]


def redact(blocks: Iterable[TextBlock]) -> Redacted:
    """The blocks with every confidential name replaced by a note that one was left out.

    A name counts as confidential where the paper says so beside it: `(Fortroligt)`, `fortroligt bilag`
    (FORMATS.md section 1). Lower-case prose such as "fortrolige oplysninger" says nothing.
    """
    names: list[str] = []
    kept = tuple(_block(block, names) for block in blocks)
    return Redacted(blocks=kept, names=tuple(names))


def is_confidential(name: str) -> bool:
    """Whether an attachment's name says that it is not public."""
    return bool(CONFIDENTIAL_NAME.search(name))


def _block(block: TextBlock, names: list[str]) -> TextBlock:
    match block:
        case Paragraph(text=text) | Heading(text=text) | Footnote(text=text):
            return replace(block, text=_string(text, names))
        case Bullets(entries=entries):
            return replace(block, entries=tuple(_string(entry, names) for entry in entries))
        case Table(header=header, rows=rows):
            return Table(
                header=tuple(_string(cell, names) for cell in header),
                rows=tuple(_row(row, names) for row in rows),
            )


def _row(row: tuple[str, ...], names: list[str]) -> tuple[str, ...]:
    """In a table the mark may stand in a cell of its own: then the whole row is the name."""
    if not any(is_confidential(cell) or re.fullmatch(r"\W*fortroligt?\W*", cell, re.IGNORECASE) for cell in row):
        return row
    names.extend(cell for cell in row if cell)
    return (REDACTED_NAME, *("" for _ in row[1:]))


def _string(text: str, names: list[str]) -> str:
    if not is_confidential(text):
        return text
    if len(text) <= _NAME_LENGTH:
        names.append(text)
        return REDACTED_NAME
    return " ".join(_sentences(text, names))


def _sentences(text: str, names: list[str]) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        if is_confidential(sentence):
            names.append(sentence)
            yield REDACTED_NAME
        else:
            yield sentence
