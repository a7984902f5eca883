"""Text of the papers as Markdown. The papers are untrusted: nothing they say may become markup.

Whatever could mean something to a Markdown renderer is written as a numeric character reference. That is
one rule for text, headings, list entries and table cells, and every Markdown dialect reads it alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from generator import urls, words

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
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
# What Markdown reads as markup wherever it stands; last, the first letter of two words that Python-Markdown's
# footnotes use as placeholders of their own.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^#]|z(?=z1337820767766393449zz)|q(?=q3936677670287331zz)")
_PERHAPS_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^#zq]")  # a set of letters is looked for much faster
# What means something at the start of a line only: bullets, rules, definitions, admonitions, "1." and "1)".
_LINE_START = re.compile(r"[-+=:!?]+|(?<=\d)[.)]")
_NUMBER = re.compile(r"\d*")
DESCRIPTION_LENGTH = 160  # letters


def clean(text: str) -> str:
    """`text` on one line, without characters that no reader should meet (controls, bidirectional overrides …)."""
    if text.isprintable():  # then spaces are all that it has to part words with
        line = " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    else:
        line = " ".join(_DROPPED.sub("", text).split())
    return unicodedata.normalize("NFC", line)


def clean_lines(text: str) -> str:
    """Like `clean`, line by line: for the data files, where a line is a paragraph."""
    return "\n".join(clean(line) for line in text.split("\n"))


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """`text` on one line, cut at a word where it is longer than `length`."""
    line = clean(text)
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def inline(text: str) -> str:
    """`text` so that Markdown shows exactly it, also at the start of a line."""
    return line_start(clean(text))


def line_start(text: str) -> str:
    """Like `inline`, for clean text whose spaces are kept."""
    digits = _NUMBER.match(text)
    mark = _LINE_START.match(text, digits.end() if digits else 0)
    if mark is None:
        return within_line(text)
    return text[: mark.start()] + _references(mark[0]) + within_line(text[mark.end() :])


def within_line(text: str) -> str:
    """Like `line_start`, for text that something of ours stands before on the line."""
    if _PERHAPS_SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda special: _references(special[0]), text)


def attribute(text: str) -> str:
    """`text` as the value of an attribute in HTML of our own, between double quotes."""
    return within_line(clean(text)).replace('"', "&#34;")


def _references(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


def anchor(text: str, separator: str = "-") -> str:
    """The id of a heading: like an address, so that Danish letters are not lost (`oekonomi`)."""
    slug = urls.slug(text)
    taken = urls.COMMITMENT.fullmatch(slug)  # our own anchors, which no heading of a paper may have
    return (f"afsnit-{slug}" if taken else slug).replace("-", separator) or "afsnit"


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


def small(text: str) -> str:
    """`text` in small letters."""
    return f"<small>{within_line(clean(text))}</small>"


def small_links(markdown: str) -> str:
    """Markdown of our own in small letters."""
    return f"<small>{markdown}</small>"


def quoted(markdown: str) -> str:
    """Markdown as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def document(parts: Iterable[str]) -> str:
    """Parts of a page, or of a part of it, parted by blank lines; empty ones left out."""
    return "\n\n".join(part for part in parts if part)
