"""A file as the texts that somebody could read out of it, whatever it is packed, written or escaped in."""

from __future__ import annotations

import dataclasses
import html
import os
import re
import stat
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from urllib.parse import unquote

from generator.audit import database
from generator.audit.index_words import dictionary, is_dictionary
from generator.audit.pdf_bytes import MARK, pdf_texts
from generator.audit.unpacking import Unreadable, from_base64, unpacked
from generator.fields import getter
from generator.findings import AuditError

__all__ = [
    "PERCENT",
    "TAG",
    "Unreadable",
    "decoded",
    "in_pieces",
    "is_of_lines",
    "may_go_on",
    "raw_texts",
    "readings",
    "readings_of",
    "strings_of",
    "without_escapes",
    "without_markup_words",
    "without_percent",
    "without_references",
]

TAG = re.compile(r"(<[^<>]*>)")
_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2}))")
_OTHER_ESCAPE = re.compile(r"\\[nrtbf]")
PERCENT = re.compile("%[0-9a-fA-F]{2}")
_MARKUP_WORDS = re.compile(
    r"""</?[\w:-]+|\sclass=(?:"[^"]*"|'[^']*'|[^\s>]+)|\s(?:id|for|aria-[a-z]+)="soeg-[a-z]+"|\s[\w:@-]+(?==)"""
)
_TAG_OVER_LINES = re.compile(r"<[^<>\n]*\n[^<>]*>")
_PACKED_LINES = re.compile(  # base64 as in e-mail; the line's end first, which is quickly found
    r"\n(?:(?<=[A-Za-z0-9+/]{60}\n)|(?<=[A-Za-z0-9+/]{60}\r\n))[A-Za-z0-9+/]"
)
_PACKED_LINE = 60  # signs
_PACKED_END = re.compile(rf"[A-Za-z0-9+/]{{{_PACKED_LINE}}}\r?$")
_CALENDAR = b"BEGIN:VCALENDAR"
_FOLD = re.compile(rb"\r\n[ \t]")  # RFC 5545, 3.1: also in the middle of a word, half of which may be another word
_IN_LINES = frozenset((".json", ".ndjson", ".csv", ".xml", ".ics", ".txt"))
_LARGE, _BLOCK = 4_000_000, 1_000_000  # bytes
_OVER = 10_000  # bytes: more than a window takes, however its letters are escaped
_TIMES = 3  # how often one escape may be written in another
_HIGHEST = 0x10FFFF
_BROTLI = ".br"
_AS_BYTES = getattr(os, "O_BINARY", 0)  # Windows


def readings(file: Path) -> Iterator[str]:
    """What stands between the tags, and what stands inside them (attributes, comments); unpacked and unescaped.

    Nothing where there is no such file. Raises Unreadable where the file cannot be searched.
    """
    for text in raw_texts(file):
        yield from readings_of(text)


def raw_texts(file: Path) -> Iterator[str]:
    """The texts of a file as they are written; it is unpacked, and nothing else. Raises as `readings` does."""
    path = file.as_posix()
    try:
        seen = file.stat()
    except OSError:
        return
    if not stat.S_ISREG(seen.st_mode):
        return
    if path.endswith(_BROTLI):
        raise Unreadable("the audit has no reader for this kind of file")
    if seen.st_size > _LARGE:
        blocks = list(_blocks(file))
        if len(blocks) > 1:
            for start, length in blocks:
                yield from decoded(_part(file, start, length))
            return
    content = _content(path, seen.st_size)
    if content.startswith(MARK):
        yield from _paper(file, content)
        return
    if content.startswith(database.MARK):
        yield from database.database_texts(content)
        return
    for data in unpacked(content):
        if is_dictionary(path):
            yield dictionary(data, path)
        elif data.startswith(_CALENDAR):
            yield from decoded(_FOLD.sub(b"", data))
        else:
            yield from decoded(data)


def _content(path: str, size: int) -> bytes:
    """All bytes of a file. It costs a third of what an open file of Python's costs, of which a site has very many."""
    descriptor = os.open(path, os.O_RDONLY | _AS_BYTES)
    try:
        parts = [os.read(descriptor, size + 1)]
        while parts[-1]:
            parts.append(os.read(descriptor, size + 1))
    finally:
        os.close(descriptor)
    return b"".join(parts)


def _blocks(file: Path) -> Iterator[tuple[int, int]]:
    """A large file's parts that are read one at a time: whole lines, and some of what follows, for what stands over
    the end of a part. Only of data in lines; other files are one block.
    """
    if file.suffix not in _IN_LINES:
        yield 0, -1
        return
    with file.open("rb") as read:
        start, size = 0, file.stat().st_size
        while start < size:
            read.seek(start + _BLOCK)
            read.readline()
            end = min(read.tell(), size)
            read.seek(end + _OVER)
            read.readline()
            yield start, min(read.tell(), size) - start
            start = end


def _part(file: Path, start: int, length: int) -> bytes:
    with file.open("rb") as read:
        read.seek(start)
        return read.read(length)


def _paper(file: Path, content: bytes) -> Iterator[str]:
    """A PDF's texts, and its bytes as they are."""
    try:
        texts = list(pdf_texts(file))
    except AuditError as error:
        raise Unreadable("it is a PDF that cannot be opened") from error
    yield from texts
    yield from decoded(content)


def decoded(data: bytes) -> Iterator[str]:
    """The bytes as text: UTF-8; where they are not, also as older programs and pictures' metadata write."""
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        yield data.decode("utf-8", "replace")
        yield data.decode("cp1252", "replace")
    if b"\0" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "replace")


def readings_of(text: str) -> Iterator[str]:
    """What could be read out of a text, in each way of writing that programs know."""
    plain = without_escapes(text)
    parts = TAG.split(plain)
    yield from _plain(" ".join(parts[::2]))
    if len(parts) > 1:
        yield from _plain(" ".join(parts[1::2]))
    if "&lt;" in plain:
        yield " ".join(TAG.split(html.unescape(plain))[::2])  # markup that was itself escaped
    if "Ã" in plain:  # UTF-8 that was taken for an older code
        yield plain.encode("cp1252", "ignore").decode("utf-8", "ignore")
    packed = list(from_base64(plain))
    if packed:
        yield "\n".join(packed)


def in_pieces(text: str) -> list[str]:
    """A text cut before and after what looks like a tag, and at the ends of its lines."""
    return (text.replace("<", "\n<").replace(">", ">\n") if "<" in text else text).split("\n")


def is_of_lines(text: str) -> bool:
    """Whether each line of a text can be read without the others: no tag and no packed data go on in the next."""
    return not _TAG_OVER_LINES.search(text) and not _PACKED_LINES.search(text)


def may_go_on(line: str) -> bool:
    """Whether a tag, or packed data, may go on in the next line; where no line does, a text `is_of_lines`."""
    return ("<" in line and line.rfind("<") > line.rfind(">")) or (
        len(line) >= _PACKED_LINE and bool(_PACKED_END.search(line, len(line) - _PACKED_LINE - 1))
    )


def without_escapes(text: str) -> str:
    """Without the escapes of JSON and JavaScript."""
    if "\\" not in text:
        return text
    shown = text
    for _ in range(_TIMES):
        before = shown
        shown = _ESCAPE.sub(lambda match: chr(min(int(match[match.lastindex or 0], 16), _HIGHEST)), shown)
        shown = shown.replace("\\\\", "\\")
        if shown == before:
            break
    return _OTHER_ESCAPE.sub(" ", shown)


def _plain(text: str) -> Iterator[str]:
    """Without character references, and once more without the percent signs of addresses."""
    text = without_references(text)
    yield text
    if PERCENT.search(text):
        shown = without_percent(text)
        yield shown
        if "\ufffd" in shown:
            for _ in range(_TIMES):
                text = unquote(text, "cp1252")
            yield text


def without_references(text: str) -> str:
    """Without the character references of HTML and XML."""
    for _ in range(_TIMES):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text


def without_percent(text: str) -> str:
    """As an address is meant that is written with percent signs, in UTF-8."""
    for _ in range(_TIMES):
        text = unquote(text)
    return text


def without_markup_words(text: str) -> str:
    """The inside of tags without what is HTML's or the site's own: names of tags, attributes, classes, fields."""
    return _MARKUP_WORDS.sub(" ", text) if text.startswith("<") else text


def strings_of(thing: object) -> Iterator[str]:
    """Every string in a frozen object of the model, in order."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Enum):
        yield str(thing.value)
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from strings_of(part)
    elif dataclasses.is_dataclass(thing):
        kind: type = type(thing)
        for value in getter(kind)(thing):
            yield from strings_of(value)
