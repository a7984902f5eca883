"""Text as the audit compares it: lower case, æøå and marks folded as in addresses, and written in one piece."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BREAK = "\x1f"  # between strings that no reader meets together: nothing is found across it

APART = f" {BREAK} ".encode()  # between condensed texts

_WORD_OR_BREAK = re.compile(r"[^\W_]+|\x1f")
_FOREIGN_SIGNS = re.compile(r"[^\w\x00-\x7f]+")
# Signs to spaces, so that a text's words are found without an expression; a break becomes a word that nothing else is.
_BREAK_WORD = "\x02"
_SIGNS = str.maketrans({c: " " for c in map(chr, range(128)) if not c.isalnum() and c != _BREAK_WORD})
_USUAL_SIGNS = "\u2013\u2014\u201e\u201c\u201d\u2018\u2019\u2022\u2026\u203a\u00a7\u00b0\u00bb\u00ab\u00b7\u00b4"
_OTHER_HYPHEN = "\u2010"
LINE_HYPHEN = "~"  # one with space after it, as at the end of a line
_BREAK, _LINE_HYPHEN = BREAK.encode(), LINE_HYPHEN.encode()
_SPACE, _HYPHEN = ord(" "), ord("-")
_IS_LETTER = ~np.isin(np.arange(256), [_SPACE, _HYPHEN, ord(BREAK)])  # in a condensed text
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]")
_SOFT_HYPHEN = "\u00ad"  # the only invisible sign of Latin-1
_LAST_OF_LATIN = "\u00ff"
_MARKED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
_MARKS = re.compile("[\u0300-\u036f]+")
_LETTERS = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))


def normal(text: str) -> str:
    """`text` in lower case, compatibility forms and æøå folded (as in addresses), marks and invisible signs gone."""
    if text.isascii():
        return text.lower()
    known = _latin(text, _NORMAL)
    return _normal(_INVISIBLE.sub("", text)) if known is None else known.decode("latin-1")


def _normal(folded: str) -> str:
    """The same of a text without invisible signs, whatever letters it has."""
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


def condensed_lines(text: str) -> list[bytes]:
    """The words of the lines of a text, which has a BREAK between them, in UTF-8: with one space between two words, or
    with one hyphen where only that stands there (LINE_HYPHEN where space follows it). A hyphen at the end of a line
    stays there.
    """
    words = _latin(text, _CONDENSED)
    if words is None:
        for sign in _USUAL_SIGNS:  # there are hardly others, and to look for those takes longer
            text = text.replace(sign, " ")
        words = _latin(text, _CONDENSED)
    if words is None:
        for sign in {*text}:
            if sign > _LAST_OF_LATIN and (written := _sign(sign)) is not None:
                text = text.replace(sign, written)
        words = _latin(text, _CONDENSED)
    if words is None:
        signs = ascii_signs(normal(text).replace(_OTHER_HYPHEN, "-"))
        words = signs.encode("utf-8", "surrogatepass").translate(_ASCII_CONDENSED)
    return list(map(bytes.strip, _in_one_space(words).split(_BREAK)[:-1]))


@lru_cache(maxsize=10_000)
def _sign(sign: str) -> str | None:
    """What may stand for it in a text that is condensed: nothing, or a space; None where it is more than a sign."""
    if _INVISIBLE.fullmatch(sign):
        return ""
    is_more = any(one.isalnum() or one in ("-", _OTHER_HYPHEN) or unicodedata.combining(one) for one in normal(sign))
    return None if is_more or unicodedata.combining(sign) else " "


def joined(lines: Iterable[bytes]) -> bytes:
    """Condensed lines as one text."""
    return b" ".join(filter(None, lines)).replace(b"- ", _LINE_HYPHEN)


def _in_one_space(words: bytes) -> bytes:
    """Words with one sign between two of them, and a break at the end."""
    signs = _without_repeated_spaces(np.frombuffer(b" %b%b  " % (words, _BREAK), np.uint8))
    places = np.flatnonzero(signs == _HYPHEN)
    if not len(places):
        return signs.tobytes()
    is_end = ~_IS_LETTER[signs[places - 1]]
    has_space = signs[places + 1] == _SPACE
    after = signs[places + 1 + has_space]
    is_part = ~is_end & _IS_LETTER[after]
    is_last = ~is_end & (after == ord(BREAK))
    signs[places[~is_part & ~is_last]] = _SPACE
    over_lines = places[is_part & has_space]
    signs[over_lines] = ord(LINE_HYPHEN)
    return _without_repeated_spaces(np.delete(signs, over_lines + 1)).tobytes()


def _without_repeated_spaces(signs: NDArray[np.uint8]) -> NDArray[np.uint8]:
    is_kept = signs != _SPACE
    is_kept[1:] |= is_kept[:-1]  # numpy does this as if it were copied first
    kept: NDArray[np.uint8] = signs[is_kept]
    return kept


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each word (or break) stands in the text itself."""
    return [match.span() for match in _WORD_OR_BREAK.finditer(text)]


# --- Latin-1, in which nearly all is written: a sign hangs on no other there, and tables of bytes are fast ----------

_TWO_LETTERS = (("æ", b"ae"), ("ø", b"oe"), ("å", b"aa"), ("ß", b"ss"))  # that no table of single signs can say
_OTHERWISE = 0  # stands for signs that neither says; no text has it


def _table(*, is_condensed: bool) -> bytes:
    """For each sign of Latin-1 what it is in its normal form, or in a condensed text."""
    return bytes(_folded(chr(code), is_condensed=is_condensed) for code in range(256))


def _folded(sign: str, *, is_condensed: bool) -> int:
    folded = _normal(sign)
    for letter, written in _TWO_LETTERS:
        if folded == written.decode():
            return ord(letter)
    if len(folded) != 1 or folded > _LAST_OF_LATIN or folded == chr(_OTHERWISE):
        return _OTHERWISE
    if not is_condensed or folded in ("-", BREAK):
        return ord(folded)
    if folded.isalnum():
        return ord(folded) if folded.isascii() else _OTHERWISE
    return ord(" ")


_NORMAL, _CONDENSED = _table(is_condensed=False), _table(is_condensed=True)
_ASCII_CONDENSED = b" " + _CONDENSED[1:128] + bytes(range(128, 256))


def _latin(text: str, table: bytes) -> bytes | None:
    """A text in another form, by a table of its signs; None where one of them needs more than that."""
    try:
        folded = text.encode("latin-1").translate(table, _SOFT_HYPHEN.encode("latin-1"))
    except UnicodeEncodeError:
        return None
    if _OTHERWISE in folded:
        return None
    for letter, written in _TWO_LETTERS:
        folded = folded.replace(letter.encode("latin-1"), written)
    return folded
