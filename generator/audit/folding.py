"""Text as the audit compares it: lower case, æøå and marks folded as in addresses, and written in one piece."""

from __future__ import annotations

import re
import unicodedata

BREAK = "\x1f"  # between strings that no reader meets together: nothing is found across it

_WORD = re.compile(r"[^\W_]+")
_WORD_OR_BREAK = re.compile(r"[^\W_]+|\x1f")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]")
_MARKED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
_MARKS = re.compile("[\u0300-\u036f]+")
_LETTERS = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))


def normal(text: str) -> str:
    """`text` in lower case, compatibility forms and æøå folded (as in addresses), marks and invisible signs gone."""
    if text.isascii():
        return text.lower()
    folded = _INVISIBLE.sub("", text)
    if not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded)
    folded = folded.casefold()
    for letter, written in _LETTERS:
        folded = folded.replace(letter, written)
    if not folded.isascii() and _MARKED.search(folded):
        folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
    return folded


def stream_of(text: str) -> str:
    """The stream of any text: "Køb af land-\\nbrug" → "koebaflandbrug"."""
    return "".join(words_of(normal(text)))


def words_of(text: str) -> list[str]:
    """The words of a text in its normal form."""
    return _WORD.findall(text)


def pieces_of(text: str) -> list[str]:
    """The words and breaks of a text in its normal form."""
    return _WORD_OR_BREAK.findall(text)


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each word (or break) stands in the text itself."""
    return [match.span() for match in _WORD_OR_BREAK.finditer(text)]
