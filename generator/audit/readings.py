"""A file as the texts that somebody could read out of it, whatever it is packed, written or escaped in."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from urllib.parse import unquote

from generator.audit import database
from generator.audit.index_words import dictionary, is_dictionary
from generator.audit.pdf_bytes import MARK, pdf_texts
from generator.audit.unpacking import Unreadable, from_base64, unpacked
from generator.findings import AuditError

__all__ = ["Unreadable", "readings", "strings_of", "without_markup_words"]

_TAG = re.compile(r"(<[^<>]*>)")
_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2}))")
_OTHER_ESCAPE = re.compile(r"\\[nrtbf]")
_PERCENT = re.compile("%[0-9a-fA-F]{2}")
_MARKUP_WORDS = re.compile(
    r"""</?[\w:-]+|\sclass=(?:"[^"]*"|'[^']*'|[^\s>]+)|\s(?:id|for|aria-[a-z]+)="soeg-[a-z]+"|\s[\w:@-]+(?==)"""
)
_TIMES = 3  # how often one escape may be written in another
_HIGHEST = 0x10FFFF
_BROTLI = ".br"


def readings(file: Path) -> Iterator[str]:
    """What stands between the tags, and what stands inside them (attributes, comments); unpacked and unescaped.

    Nothing where there is no such file. Raises Unreadable where the file cannot be searched.
    """
    if not file.is_file():
        return
    if file.suffix == _BROTLI:
        raise Unreadable("the audit has no reader for this kind of file")
    content = file.read_bytes()
    if content.startswith(MARK):
        yield from _paper(file, content)
        return
    if content.startswith(database.MARK):
        for text in database.database_texts(content):
            yield from _texts(text)
        return
    for data in unpacked(content):
        if is_dictionary(file.as_posix()):
            yield from _texts(dictionary(data))
        else:
            for text in _decoded(data):
                yield from _texts(text)


def _paper(file: Path, content: bytes) -> Iterator[str]:
    """A PDF's texts, and its bytes as they are."""
    try:
        texts = list(pdf_texts(file))
    except AuditError as error:
        raise Unreadable("it is a PDF that cannot be opened") from error
    for text in (*texts, *_decoded(content)):
        yield from _texts(text)


def _decoded(data: bytes) -> Iterator[str]:
    """The bytes as text: UTF-8; where they are not, also as older programs and pictures' metadata write."""
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        yield data.decode("utf-8", "replace")
        yield data.decode("cp1252", "replace")
    if b"\0" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "replace")


def _texts(text: str) -> Iterator[str]:
    plain = _without_escapes(text)
    parts = _TAG.split(plain)
    yield from _plain(" ".join(parts[::2]))
    if len(parts) > 1:
        yield from _plain(" ".join(parts[1::2]))
    if "&lt;" in plain:
        yield " ".join(_TAG.split(html.unescape(plain))[::2])  # markup that was itself escaped
    if "Ã" in plain:  # UTF-8 that was taken for an older code
        yield plain.encode("cp1252", "ignore").decode("utf-8", "ignore")
    packed = list(from_base64(plain))
    if packed:
        yield "\n".join(packed)


def _without_escapes(text: str) -> str:
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
    for _ in range(_TIMES):
        if "&" not in text:
            break
        text = html.unescape(text)
    yield text
    if _PERCENT.search(text):
        shown = text
        for _ in range(_TIMES):
            shown = unquote(shown)
        yield shown
        if "\ufffd" in shown:
            yield unquote(text, "cp1252")


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
        for field in dataclasses.fields(thing):
            yield from strings_of(getattr(thing, field.name))
