"""A file as the texts that somebody could read out of it, whatever it is packed or escaped in."""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import html
import re
import zlib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from urllib.parse import unquote

from generator.audit.pdf_bytes import MARK, pdf_texts

_TAG = re.compile(r"<[^<>]*>")
_UNICODE_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_OTHER_ESCAPE = re.compile(r"\\[nrtbf]")
_GZIP = b"\x1f\x8b"


def readings(file: Path) -> Iterator[str]:
    """What stands between the tags, and what stands inside them (attributes, comments); unpacked and unescaped."""
    data = file.read_bytes()
    if data.startswith(_GZIP):
        with contextlib.suppress(OSError, EOFError, zlib.error):  # else its bytes are searched as they are
            data = gzip.decompress(data)
    if data.startswith(MARK):
        yield from pdf_texts(file)
    text = _without_json_escapes(data.decode("utf-8", errors="replace"))
    yield _plain(_TAG.sub(" ", text))
    inside = " ".join(_TAG.findall(text))
    if inside:
        yield _plain(inside)
    unescaped = html.unescape(text)
    if unescaped != text and "&lt;" in text:
        yield _plain(_TAG.sub(" ", unescaped))  # markup that was itself escaped


def _without_json_escapes(text: str) -> str:
    if "\\" not in text:
        return text
    shown = _UNICODE_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return _OTHER_ESCAPE.sub(" ", shown)


def _plain(text: str) -> str:
    """Without character references (also doubled ones) and percent signs of addresses."""
    shown = html.unescape(html.unescape(text)) if "&" in text else text
    return f"{shown}\n{unquote(shown)}" if re.search("%[0-9a-fA-F]{2}", shown) else shown


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
