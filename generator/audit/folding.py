"""Text as the audit compares it: lower case, æøå and marks folded as in addresses, and written in one piece."""

from __future__ import annotations

import re
import unicodedata

BREAK = "\x1f"  # between strings that no reader meets together: nothing is found across it

_WORD_OR_BREAK = re.compile(r"[^\W_]+|\x1f")
_FOREIGN_SIGNS = re.compile(r"[^\w\x00-\x7f]+")
# Signs to spaces, so that a text's words are found without an expression; a break becomes a word that nothing else is.
_BREAK_WORD = "\x02"
APART = f" {_BREAK_WORD} "  # the same between words that are written with spaces between them
_SIGNS = str.maketrans({c: " " for c in map(chr, range(128)) if not c.isalnum() and c != _BREAK_WORD})
# A hyphen between two words becomes a word that nothing else is, and then a hyphen without spaces.
_HYPHEN = re.compile(r"(?<=[^\W_])[-\u2010]\s*(?=[^\W_]|$)")
_KEPT_WORD = "0hyphen0"
_KEPT = f" {_KEPT_WORD} "
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
    return [word for word in pieces_of(text) if word != _BREAK_WORD] if BREAK in text else pieces_of(text)


def pieces_of(text: str) -> list[str]:
    """The words and breaks of a text in its normal form; a break is a piece of one sign that no word has."""
    signs = text if text.isascii() else _FOREIGN_SIGNS.sub(" ", text)
    if not signs.isascii():
        return [_BREAK_WORD if piece == BREAK else piece for piece in _WORD_OR_BREAK.findall(text)]
    if _BREAK_WORD in signs:
        signs = signs.replace(_BREAK_WORD, " ")
    if BREAK in signs:
        signs = signs.replace(BREAK, f" {_BREAK_WORD} ")
    return signs.translate(_SIGNS).split()


def condensed(text: str) -> str:
    """The words of a text in its normal form, apart by spaces; by a hyphen where one, and no more than space after it,
    stands between them, as at a line's end. A hyphen at the end of the text stays there.
    """
    if "-" in text or "\u2010" in text:
        text = _HYPHEN.sub(_KEPT, text)
        return " ".join(pieces_of(text)).replace(f" {_KEPT_WORD} ", "-").replace(f" {_KEPT_WORD}", "-")
    return " ".join(pieces_of(text))


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each word (or break) stands in the text itself."""
    return [match.span() for match in _WORD_OR_BREAK.finditer(text)]
