"""Text of the papers as Markdown. The papers are untrusted: nothing they say may become markup.

Whatever could mean something to a Markdown renderer is written as a numeric character reference. That is
one rule for text, headings, list entries and table cells, and every Markdown dialect reads it alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator import urls, words
from generator.model import Bullets, Footnote, Heading, Paragraph, Table, TextBlock, block_strings

# The Markdown extensions that the site's pages need; hooks.py gives MkDocs these and no others.
EXTENSIONS: tuple[str, ...] = ("tables", "toc", "def_list", "sane_lists", "footnotes")
EXTENSION_SETTINGS: dict[str, dict[str, object]] = {
    "toc": {"slugify": lambda text, separator: anchor(text, separator), "marker": ""},
    "footnotes": {
        "BACKLINK_TITLE": words.BACK_TO_TEXT,
        "PLACE_MARKER": "\u0091footnotes\u0092",  # control characters never reach a page, so no paper can say it
    },
}

# Deleted: controls, surrogates, bidirectional overrides, byte-order marks, and what Unicode calls no character.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
# What Markdown reads as markup wherever it stands; last, the first letter of two words that Python-Markdown's
# footnotes use as placeholders of their own.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^#]|z(?=z1337820767766393449zz)|q(?=q3936677670287331zz)")
# What means something at the start of a line only: bullets, rules, definitions, admonitions, "1." and "1)".
_LINE_START = re.compile(r"[-+=:!?]+|(?<=\d)[.)]")
_NUMBER = re.compile(r"\d*")


def clean(text: str) -> str:
    """`text` on one line, without characters that no reader should meet (controls, bidirectional overrides …)."""
    return unicodedata.normalize("NFC", " ".join(_DROPPED.sub("", text).split()))


def clean_lines(text: str) -> str:
    """Like `clean`, line by line: for the data files, where a line is a paragraph."""
    return "\n".join(clean(line) for line in text.split("\n"))


def inline(text: str) -> str:
    """`text` so that Markdown shows exactly it, also at the start of a line."""
    cleaned = clean(text)
    digits = _NUMBER.match(cleaned)
    mark = _LINE_START.match(cleaned, digits.end() if digits else 0)
    if mark is None:
        return within_line(cleaned)
    return cleaned[: mark.start()] + _references(mark[0]) + within_line(cleaned[mark.end() :])


def within_line(text: str) -> str:
    """Like `inline`, for text that something of ours stands before on the line; spaces at its ends are kept."""
    return _SPECIAL.sub(lambda special: _references(special[0]), text)


def _references(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


def anchor(text: str, separator: str = "-") -> str:
    """The id of a heading: like an address, so that Danish letters are not lost (`oekonomi`)."""
    return urls.slug(text).replace("-", separator) or "afsnit"


def heading(text: str, level: int) -> str:
    """A heading; `level` 1 is the page's own."""
    return f"{'#' * level} {within_line(clean(text)) or '–'}"


def link(text: str, target: str) -> str:
    """A link of our own: `target` is one of our addresses, `text` may come from a paper."""
    return f"[{within_line(clean(text))}]({target})"


def bullets(entries: Iterable[str]) -> str:
    """A list of entries that are Markdown already."""
    return "\n".join(f"- {entry}" for entry in entries)


def numbered(entries: Iterable[str], start: int = 1) -> str:
    """A numbered list of entries that are Markdown already."""
    return "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, start))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown already; short rows are filled up."""
    lines = [header, *rows]
    width = max(len(line) for line in lines)
    filled = [[*line, *[""] * (width - len(line))] for line in lines]
    written = ["| " + " | ".join(line) + " |" for line in filled]
    return "\n".join([written[0], "|" + " --- |" * width, *written[1:]])


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of terms with what they are; both are Markdown already."""
    return "\n\n".join(f"{term}\n:   {meaning}" for term, meaning in pairs)


def quoted(markdown: str) -> str:
    """Markdown as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def document(parts: Iterable[str]) -> str:
    """Parts of a page, or of a part of it, parted by blank lines; empty ones left out."""
    return "\n\n".join(part for part in parts if part)


@dataclass(slots=True)
class BlockWriter:
    """Writes a page's text blocks. One per page: it numbers the page's footnotes and keeps headings in order.

    `top` is the level of the largest heading that the papers may have on this page. A heading is never more
    than one level below the one before it, however the paper jumps.
    """

    top: int = 2
    _notes: int = 0
    _level: int = field(default=0)

    def write(self, blocks: Sequence[TextBlock], *, top: int | None = None) -> str:
        """The blocks as Markdown."""
        if top is not None:
            self.top = top
        self._level = self.top - 1
        noted = self._noted(blocks)
        parts: list[str] = []
        before: TextBlock | None = None
        for block in blocks:
            if isinstance(block, Bullets) and isinstance(before, Bullets):
                parts.append("<!-- -->")  # else Markdown would make the two lists one
            parts.append(self._block(block, noted))
            before = block
        return document(parts)

    def _block(self, block: TextBlock, noted: dict[str, re.Pattern[str]]) -> str:
        match block:
            case Paragraph(text=text):
                return _with_notes(text, noted)
            case Heading(text=text, level=level):
                self._level = min(self._level + 1, self.top - 1 + max(level, 1), 6)
                return heading(text, self._level) if clean(text) else ""
            case Bullets(entries=entries, start=start):
                written = [_with_notes(entry, noted) or "&#160;" for entry in entries]
                return bullets(written) if start is None else numbered(written, max(start, 0))
            case Table(header=header, rows=rows):
                return _table(header, rows, noted)
            case Footnote(mark=mark, text=text) if mark in noted:
                return f"[^{mark}]: {inline(text)}"
            case Footnote(mark=mark, text=text):
                return f"<small>{within_line(clean(f'{mark}) {text}'))}</small>"

    def _noted(self, blocks: Sequence[TextBlock]) -> dict[str, re.Pattern[str]]:
        """The footnotes whose mark stands exactly once in the text, glued to a word ("Ravne1"), and is next in turn."""
        marked = [block for block in blocks if not isinstance(block, (Footnote, Heading))]
        strings = [clean(string) for block in marked for string in block_strings(block)]
        noted: dict[str, re.Pattern[str]] = {}
        for block in blocks:
            if isinstance(block, Footnote) and block.mark == str(self._notes + 1) and clean(block.text):
                pattern = re.compile(rf"(?:(?<=[a-zæøå])|(?<=[a-zæøå][.,)”»\"])){block.mark}(?!\w)")
                if sum(len(pattern.findall(string)) for string in strings) == 1:
                    noted[block.mark] = pattern
                    self._notes += 1
        return noted


def _with_notes(text: str, noted: dict[str, re.Pattern[str]]) -> str:
    """`text` as Markdown with its footnote marks as references."""
    for mark, pattern in noted.items():
        found = pattern.search(clean(text))
        if found:
            before, after = clean(text)[: found.start()], clean(text)[found.end() :]
            gap = " " if after.startswith(" ") else ""
            rest = _with_notes(after, {key: value for key, value in noted.items() if key != mark})
            return f"{_with_notes(before, noted)}[^{mark}]{gap}{rest}"
    return inline(text)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], noted: dict[str, re.Pattern[str]]) -> str:
    """A table of the papers. Without a header of its own it gets an empty one, which hooks.py takes away again."""
    cells = [[_with_notes(cell, noted) for cell in row] for row in (header, *rows)]
    width = max(map(len, cells))
    return table(cells[0] or [""] * width, cells[1:]) if width else ""
