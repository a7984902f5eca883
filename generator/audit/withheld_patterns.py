"""The fingerprints of what is withheld: numbers, short lines, runs of words, people's names, single words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.audit.fingerprints import WINDOW, Pattern
from generator.audit.folding import normal, stream_of, words_of
from generator.openness import Withheld

LONE_WORD = "a word of"
TITLE_WORD = 4  # letters of a word of a title that is looked for alone …
_TITLE_LENGTH = 250  # a one-line secret up to this long is a title, a name or a number
_PHRASE = 10  # letters: a short line of several words that is looked for whole
_NAME = 6  # the same of a person's name
_TEXT_WORD = 7  # … and of a word of a text: shorter ones are too often part of a page's own markup
_ENDING_WORD = 7  # letters from which a word is looked for with any ending
_SHORT_NUMBER = 8
_NUMBER = re.compile(r"(?:[^\W\d_]{1,5}[-/ ]?)?\d[\d./-]{2,}\d")
_LONG_NUMBER = re.compile(r"(?:[^\W\d_]{1,5}[-/ ]?)?\d(?:[./ -]?\d){5,}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d){2,}")  # "2016-2018": a list of years has them too
_PERSON = re.compile(r"[A-ZÆØÅÉÖÜ][^\W\d_]+(?:[ \n]+(?:[A-ZÆØÅ]\.|[A-ZÆØÅÉÖÜ][^\W\d_]+)){1,3}")
_OTHER_SPELLINGS = (("å", "a"), ("ø", "o"), ("æ", "a"), ("Å", "A"), ("Ø", "O"), ("Æ", "A"))


def patterns_of(withheld: Iterable[Withheld]) -> Iterator[Pattern]:
    """The fingerprints of everything withheld, also of what stands in open papers too."""
    for thing in withheld:
        for secret in thing.secrets:
            lines = [line for line in secret.splitlines() if line.strip()]
            is_title = len(lines) == 1 and len(secret) <= _TITLE_LENGTH
            yield from _numbers(secret, thing.kind, alone=len(lines) == 1)
            for line in lines:
                yield from _phrases(line, thing.kind)
            yield from _windows(secret, thing.kind)  # also over the ends of lines
            yield from _names(secret, thing.kind)
            yield from _words(secret, thing.kind, is_title=is_title)


def _numbers(secret: str, kind: str, *, alone: bool) -> Iterator[Pattern]:
    """Case numbers, personal numbers, telephone numbers: whole, however their parts are separated."""
    what = f"a number of a withheld {kind}"
    if alone and _NUMBER.fullmatch(secret.strip()):
        found = stream_of(secret)
        exactly = normal(secret.strip()) if len(found) < _SHORT_NUMBER else ""
        yield Pattern(stream=found, kind=what, number=True, exactly=exactly)
    for match in _LONG_NUMBER.finditer(secret):
        digits = re.sub(r"\D", "", match[0])
        streams = {stream_of(match[0]): None} | ({digits: None} if len(digits) >= _SHORT_NUMBER else {})
        yield from (Pattern(stream=one, kind=what, number=True) for one in streams if not _YEARS.fullmatch(one))


def _phrases(line: str, kind: str) -> Iterator[Pattern]:
    """A short line whole, also with its letters written otherwise."""
    for written in _spellings(line):
        found = stream_of(written)
        if _PHRASE <= len(found) < WINDOW and len(line.split()) > 1:
            yield Pattern(stream=found, kind=f"words of a withheld {kind}")


def _windows(secret: str, kind: str) -> Iterator[Pattern]:
    """Every five words or so of a longer text."""
    for written in _spellings(secret) if len(secret) <= _TITLE_LENGTH else (secret,):
        letters = stream_of(written)
        position = 0
        for word in words_of(normal(written)):
            if position + WINDOW <= len(letters):
                window = letters[position : position + WINDOW]
                yield Pattern(stream=window, kind=f"words of a withheld {kind}", whole=False)
            position += len(word)


def _names(secret: str, kind: str) -> Iterator[Pattern]:
    """What is written as people's names are: two words or more with capitals, together."""
    for match in _PERSON.finditer(secret):
        for written in _spellings(match[0]):
            found = stream_of(written)
            if _NAME <= len(found) < WINDOW:
                yield Pattern(stream=found, kind=f"a name in a withheld {kind}", name=True)


def _words(secret: str, kind: str, *, is_title: bool) -> Iterator[Pattern]:
    """The words of a title, and the long ones of a text, each alone; the long ones with any ending."""
    what = f"{LONE_WORD} a withheld {kind}'s {'title' if is_title else 'text'}"
    least = TITLE_WORD if is_title else _TEXT_WORD
    for spoken in dict.fromkeys(re.findall(r"[^\W\d_]+", secret.replace("\u00ad", ""))):
        for written in _spellings(spoken):
            word = stream_of(written)
            if least <= len(word) < WINDOW:
                yield Pattern(stream=word, kind=what, whole=len(word) < _ENDING_WORD, one_word=True)


def _spellings(text: str) -> Iterator[str]:
    """The text, and as some programs write it in addresses: without the ring, the stroke, or the whole letter."""
    yield text
    if not text.isascii():
        other = text
        for letter, plain in _OTHER_SPELLINGS:
            other = other.replace(letter, plain)
        dropped = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
        yield from (written for written in (other, dropped) if len(written) >= _ENDING_WORD)
