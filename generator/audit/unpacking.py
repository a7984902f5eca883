"""What is packed inside a file: compressed data, archives, the texts of pictures, base64."""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache

_DEPTH = 4
_PNG = b"\x89PNG\r\n\x1a\n"
_LINES = r"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*={0,2}"  # as in e-mail
_BASE64 = re.compile(rf"{_LINES}|[A-Za-z0-9+/_-]{{12,}}={{0,2}}")


class Unreadable(Exception):
    """A file that cannot be searched, and so may not be published. The message says why."""


def unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The data as they are, or what they are packed of, at any depth. Raises Unreadable where that cannot be told."""
    opener = next((opener for magic, opener in _OPENERS.items() if data.startswith(magic)), None)
    if opener is None:
        yield data
        return
    if depth == _DEPTH:
        raise Unreadable("it is packed too often")
    try:
        for inner in opener(data):
            yield from unpacked(inner, depth + 1)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError) as error:
        raise Unreadable("it cannot be unpacked") from error


def _gzip(data: bytes) -> Iterator[bytes]:
    if data[3:4] != b"\0":  # its header holds the name of a file, or a comment
        yield b" " + data[10:256]
    yield from _once(gzip.decompress(data), data)


def _once(inner: bytes, outer: bytes) -> Iterator[bytes]:
    if inner != outer:
        yield inner


def _zip(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment
        for entry in archive.infolist():
            yield entry.filename.encode("utf-8", "replace") + b"\n" + entry.comment
            yield archive.read(entry)


def _picture(data: bytes) -> Iterator[bytes]:
    """A PNG's chunks that are no pixels; the packed ones unpacked."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield chunk.replace(b"\0", b" ")
            yield from _deflated(chunk)
        elif kind != b"IDAT":
            yield kind + b" " + chunk.replace(b"\0", b" ")
    yield b" " + data[at:]


def _deflated(chunk: bytes) -> Iterator[bytes]:
    """What follows the name of a packed text."""
    for start in (match.start() for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk)):
        try:
            yield b" " + zlib.decompressobj().decompress(chunk[start:])
        except zlib.error:
            continue


def _unknown(data: bytes) -> Iterator[bytes]:
    raise Unreadable("the audit has no reader for this kind of file")


_OPENERS: dict[bytes, Callable[[bytes], Iterator[bytes]]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": lambda data: _once(bz2.decompress(data), data),
    b"\xfd7zXZ": lambda data: _once(lzma.decompress(data), data),
    b"PK\x03\x04": _zip,
    _PNG: _picture,
    b"7z\xbc\xaf": _unknown,
    b"\x28\xb5\x2f\xfd": _unknown,  # zstd
    b"Rar!": _unknown,
    b"%PDF-": _unknown,
}


def from_base64(text: str) -> Iterator[str]:
    """Texts that are written as base64 in `text`."""
    for token in _BASE64.findall(text):
        if not token.islower() and not token[1:].islower():  # words and addresses are, base64 hardly ever is
            found = _decoded(token)
            if found:
                yield found


@lru_cache(maxsize=20_000)
def _decoded(token: str) -> str:
    """What a token says, "" where that is no text."""
    letters = token.translate(_PLAIN).rstrip("=")
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4))
        text = data.decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if text.isprintable() or len(text.split()) > 1 else ""


_PLAIN = str.maketrans("-_", "+/", "\r\n")
