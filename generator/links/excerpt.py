"""The words a reader is shown: a sentence, or as much of it as is needed around what was read."""

from __future__ import annotations

_MOST = 160  # letters


def excerpt(text: str, start: int, end: int) -> str:
    """`text` whole where it is short, else whole words around `start` to `end`, with dots for what is left out."""
    if len(text) <= _MOST:
        return text.strip()
    room = max(_MOST - (end - start), 40)
    first, last = max(0, start - room * 2 // 3), min(len(text), end + room // 3)
    if first > 0:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        last = text.rfind(" ", end, last) if " " in text[end:last] else end
    return f"{'… ' if first else ''}{text[first:last].strip()}{' …' if last < len(text) else ''}"
