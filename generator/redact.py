"""Leaves the names of confidential attachments out of lists and sentences of open papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import Bullets, Footnote, Heading, Paragraph, Table, TextBlock
from generator.segment.patterns import CONFIDENTIAL_NAME
from generator.words import REDACTED_NAME

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
# (Fortroligt)   [Lukket]   alone on its line
_MARK_ALONE = re.compile(r"[(\[]\s*(?:fortroligt?|lukket)(?: bilag)?\s*[)\]]\.?", re.IGNORECASE)
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
    kept: list[TextBlock] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _MARK_ALONE.fullmatch(block.text) and kept:
            kept[-1] = _last_closed(kept[-1], names)  # the mark stands under the name it closes
        else:
            kept.append(_block(block, names))
    return Redacted(blocks=tuple(kept), names=tuple(names))


def redact_texts(texts: Sequence[str]) -> list[str]:
    """The same for the pieces of text of a document, piece by piece; a mark alone closes the piece before it."""
    kept: list[str] = []
    for text in texts:
        if _MARK_ALONE.fullmatch(text.strip()):
            before = next((n for n in range(len(kept) - 1, -1, -1) if kept[n].strip()), None)
            if before is not None:
                kept[before] = REDACTED_NAME
            kept.append("")
        else:
            kept.append(_string(text, []))
    return kept


def is_confidential(name: str) -> bool:
    """Whether an attachment's name says that it is not public."""
    return bool(CONFIDENTIAL_NAME.search(name))


def _block(block: TextBlock, names: list[str]) -> TextBlock:
    match block:
        case Paragraph(text=text) | Heading(text=text) | Footnote(text=text):
            return replace(block, text=_string(text, names))
        case Bullets(entries=entries):
            return replace(block, entries=tuple(_entries(entries, names)))
        case Table(header=header, rows=rows):
            return Table(
                header=tuple(_string(cell, names) for cell in header),
                rows=tuple(_row(row, names) for row in rows),
            )


def _entries(entries: Iterable[str], names: list[str]) -> list[str]:
    kept: list[str] = []
    for entry in entries:
        if _MARK_ALONE.fullmatch(entry) and kept:
            names.append(kept[-1])
            kept[-1] = REDACTED_NAME
        else:
            kept.append(_string(entry, names))
    return kept


def _last_closed(block: TextBlock, names: list[str]) -> TextBlock:
    """The block with its last entry, row or whole text left out."""
    match block:
        case Bullets(entries=entries):
            names.append(entries[-1])
            return replace(block, entries=(*entries[:-1], REDACTED_NAME))
        case Table(rows=rows) if rows:
            names.extend(cell for cell in rows[-1] if cell)
            return replace(block, rows=(*rows[:-1], (REDACTED_NAME, *("" for _ in rows[-1][1:]))))
        case Paragraph(text=text) | Heading(text=text) | Footnote(text=text):
            names.append(text)
            return replace(block, text=REDACTED_NAME)
    return block


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
