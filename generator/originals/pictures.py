"""JPEG and JPEG 2000 files without what cameras and programs write into them: place, owner, comments, thumbnails."""

from __future__ import annotations

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_COMMENT = 0xFE
_APPLICATION = range(0xE0, 0xF0)
_DRAWN_WITH = (0xE0, 0xEE)  # JFIF and Adobe: how colours are stored
_JP2_START = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
_CODESTREAM_START = b"\xff\x4f\xff\x51"
_JP2_KEPT = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")


def without_metadata(data: bytes) -> bytes | None:
    """The picture with only what draws it; None where its parts cannot be told apart."""
    if data.startswith(_JPEG_START):
        return _jpeg(data)
    if data.startswith(_CODESTREAM_START):
        return data
    return _jp2(data) if data.startswith(_JP2_START) else None


def _jpeg(data: bytes) -> bytes | None:
    kept = bytearray(_JPEG_START)
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == _SCAN:
            end = data.rfind(_JPEG_END)
            return bytes(kept + data[at : end + 2]) if end > at else None
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        dropped = marker == _COMMENT or (marker in _APPLICATION and marker not in _DRAWN_WITH)
        if not dropped:
            kept += data[at : at + 2 + length]
        at += 2 + length
    return None


def _jp2(data: bytes) -> bytes | None:
    kept = bytearray()
    at = 0
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length == 0:
            length = len(data) - at
        if length < 8 or at + length > len(data):  # 1 is a length of 64 bits: nothing on a page is so large
            return None
        if kind in _JP2_KEPT:
            kept += data[at : at + length]
        at += length
    return bytes(kept) if at == len(data) and b"jp2c" in kept else None
