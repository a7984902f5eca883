"""Text as the audit compares it: lower case, æøå and marks folded as in addresses, and written in one piece."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

BREAK = "\x1f"  # between strings that no reader meets together: nothing is found across it

_WORD_OR_BREAK = re.compile(r"[^\W_]+|\x1f")
_FOREIGN_SIGNS = re.compile(r"[^\w\x00-\x7f]+")
# Signs to spaces, so that a text's words are found without an expression; a break becomes a word that nothing else is.
_BREAK_WORD = "\x02"
APART = f" {_BREAK_WORD} "
_SIGNS = str.maketrans({c: " " for c in map(chr, range(128)) if not c.isalnum() and c != _BREAK_WORD})
_SIGNS_BUT_HYPHENS = {sign: space for sign, space in _SIGNS.items() if sign != ord("-")}
_USUAL_SIGNS = "\u2013\u2014\u201e\u201c\u201d\u2018\u2019\u2022\u2026\u00a7\u00b0\u00bb\u00ab\u00b7\u00b4"
_OTHER_HYPHEN = "\u2010"
LINE_HYPHEN = "~"  # one with space after it, as at the end of a line
_HYPHENS = re.compile("[-~]{2,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]")
_SOFT_HYPHEN = "\u00ad"  # the only invisible sign of Latin-1
_MARKED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
_MARKS = re.compile("[\u0300-\u036f]+")
_LETTERS = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))


def normal(text: str) -> str:
    """`text` in lower case, compatibility forms and æøå folded (as in addresses), marks and invisible signs gone."""
    if text.isascii():
        return text.lower()
    try:
        text.encode("latin-1")
        folded = text.replace(_SOFT_HYPHEN, "")
    except UnicodeEncodeError:
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


def ascii_signs(text: str) -> str:
    """A text in its normal form with spaces for the signs that are not ASCII."""
    if text.isascii():
        return text
    for sign in _USUAL_SIGNS:  # much faster than the expression, which seldom finds another
        if sign in text:
            text = text.replace(sign, " ")
    return text if text.isascii() else _FOREIGN_SIGNS.sub(" ", text)


def condensed_lines(text: str) -> list[str]:
    """The words of the lines of a text, which has a BREAK between them: with one space between two words, or with one
    hyphen where only that stands there (LINE_HYPHEN where space follows it). A hyphen at the end of a line stays there.
    """
    for sign in _USUAL_SIGNS if not text.isascii() else ():
        if sign in text:
            text = text.replace(sign, " ")
    signs = ascii_signs(normal(text).replace(_OTHER_HYPHEN, "-")).replace(_BREAK_WORD, " ").replace(BREAK, APART)
    words = " ".join(signs.translate(_SIGNS_BUT_HYPHENS).split())
    if "-" in words:
        words = _without_lone_hyphens(words)
    return [line.strip() for line in words.split(_BREAK_WORD)]


def joined(lines: Iterable[str]) -> str:
    """Condensed lines as one text."""
    return " ".join(filter(None, lines)).replace("- ", LINE_HYPHEN)


def _without_lone_hyphens(words: str) -> str:
    words = words.replace("- ", LINE_HYPHEN)
    if "--" in words or "-~" in words or "~-" in words:
        words = _HYPHENS.sub(" ", words)
    while " -" in words or " ~" in words:
        words = words.replace(" -", " ").replace(" ~", " ")
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each word (or break) stands in the text itself."""
    return [match.span() for match in _WORD_OR_BREAK.finditer(text)]
