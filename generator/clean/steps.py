"""The cleaning steps that every piece of text goes through, in order. Each is named and tested alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# C0/C1 controls, soft hyphen, zero-width and bidi characters: never part of a Danish paper's words.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \t\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
# Symbols from Wingdings and Symbol fonts land in the private use area; as text they mean nothing.
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Letters and signs that only the last step can change: Latin ones without marks to compose, and the usual quotes.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
_SHORT = 1_000  # letters: a line is asked for by many rules, a document's text once


def compose(text: str) -> str:
    """One form for each letter: `a` + ring becomes `å` (PDFs of macOS)."""
    return unicodedata.normalize("NFC", text)


def drop_surrogates(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8: they become the replacement character."""
    return _SURROGATES.sub("\ufffd", text)


def drop_invisible(text: str) -> str:
    """Control, bidi and zero-width characters go: `be\u00adhov` becomes `behov`."""
    return _INVISIBLE.sub("", text)


def split_ligatures(text: str) -> str:
    """`ﬁnansiering` becomes `finansiering`, so that search finds it."""
    return _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text)


def drop_private_use(text: str) -> str:
    """Font symbols that stand for nothing in Unicode go (bullets have been recognised before)."""
    return _PRIVATE_USE.sub(" ", text)


def fold_spaces(text: str) -> str:
    """Runs of any white space become one space; U+00A0 is everywhere in slides."""
    return _SPACES.sub(" ", text).strip()


STEPS: tuple[Callable[[str], str], ...] = (
    drop_surrogates,
    compose,
    split_ligatures,
    drop_private_use,
    drop_invisible,
    fold_spaces,
)


def clean(text: str) -> str:
    """All steps in order. Idempotent; never fails."""
    return _remembered(text) if len(text) < _SHORT else _clean(text)


def _clean(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return fold_spaces(text)
    for step in STEPS:
        text = step(text)
    return text


_remembered = lru_cache(maxsize=1 << 14)(_clean)


def shown(value: object, longest: int = 80) -> str:
    """A name out of a file as a finding may show it: clean, and not without end."""
    text = clean(str(value)[: 2 * longest])
    return text if len(text) <= longest else f"{text[:longest]} …"
