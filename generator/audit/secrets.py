"""What must not stand in the site: the fingerprints of all that is withheld and stands nowhere in what is open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import words
from generator.audit.fingerprints import WINDOW, Pattern, Patterns
from generator.audit.folding import normal, stream_of, words_of
from generator.audit.formats import own_words
from generator.audit.readings import readings, strings_of
from generator.connections import Connections
from generator.openness import Archive, PublicAttachment, PublicItem, Withheld
from generator.search.analysis import term
from generator.words import connected

_TITLE_LENGTH = 250  # a one-line secret up to this long is a title, a name or a number
_PHRASE = 10  # letters: a short line of several words that is looked for whole
_NAME = 6  # the same of a person's name
_TITLE_WORD = 4  # letters of a word of a title that is looked for alone …
_TEXT_WORD = 7  # … and of a word of a text: shorter ones are too often part of a page's own markup
_ENDING_WORD = 7  # letters from which a word is looked for with any ending
_SHORT_NUMBER = 8
_NUMBER = re.compile(r"(?:[^\W\d_]{1,5}[-/ ]?)?\d[\d./-]{2,}\d")
_LONG_NUMBER = re.compile(r"(?:[^\W\d_]{1,5}[-/ ]?)?\d(?:[./ -]?\d){5,}")
_PERSON = re.compile(r"[A-ZÆØÅÉÖÜ][^\W\d_]+(?:[ \n]+(?:[A-ZÆØÅ]\.|[A-ZÆØÅÉÖÜ][^\W\d_]+)){1,3}")
_OTHER_SPELLINGS = (("å", "a"), ("ø", "o"), ("æ", "a"), ("Å", "A"), ("Ø", "O"), ("Æ", "A"))

# Files that hold the site's own words and nothing of any meeting: a lone word in two of them betrays nothing.
_CHROME = (
    "404.html",
    "om/index.html",
    "soeg/index.html",
    "data/index.html",
    "data/spoergsmaal/index.html",
    "data/datapackage.json",
    "tilgaengelighed/index.html",
    "privatliv/index.html",
)
LONE_WORD = "a word of"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What to look for: `patterns` anywhere, `terms` among the keys of the search index."""

    patterns: Patterns
    terms: frozenset[str]
    open_words: str  # all words that may be shown, apart by spaces

    def has_secret_term(self, keys: Iterable[str]) -> bool:
        """Whether a key of the search index is a word, or a stem, that no open paper holds even as part of a word."""
        return any(key not in self.open_words for key in self.terms.intersection(keys))


def secrets_of(site: Path, *, archive: Archive, connections: Connections, withheld: Sequence[Withheld]) -> Secrets:
    """What of `withheld` stands neither in what is open nor among the words that the site says of its own."""
    wanted = Patterns(patterns_of(withheld))
    if not any(wanted):
        return Secrets(wanted, frozenset(), "")
    opened = [normal("\n".join(strings_of(thing))) for thing in _open(archive, connections)]
    known: set[Pattern] = set()
    for text in opened:
        known |= wanted.find(text)
    known |= _in_copies(archive, withheld, wanted)
    for own in (*words.all_strings(), *_as_named(archive)):
        known |= wanted.find(normal(own))
    known |= _chrome(site, wanted)
    for text in own_words():
        known |= _lone_words(wanted, text)
    for entry in connections.abbreviations:
        known |= _lone_words(wanted, f"{entry.short} {entry.long}")
    patterns = Patterns(pattern for pattern in wanted if pattern not in known)
    responsible = (name for followup in connections.followups for name in followup.responsible)
    copied = (strings_of(a) for m in archive.meetings for item in m.items for a in item.attachments if a.minutes_of)
    told = (
        *opened,
        *(normal("\n".join(texts)) for texts in copied),
        *map(normal, (*words.all_strings(), *responsible)),
    )
    open_words = {word for text in told for word in words_of(text)}
    return Secrets(patterns, _terms(withheld, open_words), " ".join(sorted(open_words)))


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
        yield Pattern(stream=stream_of(match[0]), kind=what, number=True)
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= _SHORT_NUMBER:
            yield Pattern(stream=digits, kind=what, number=True)


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
                yield Pattern(stream=found, kind=f"a name in a withheld {kind}")


def _words(secret: str, kind: str, *, is_title: bool) -> Iterator[Pattern]:
    """The words of a title, and the long ones of a text, each alone; the long ones with any ending."""
    what = f"{LONE_WORD} a withheld {kind}'s {'title' if is_title else 'text'}"
    least = _TITLE_WORD if is_title else _TEXT_WORD
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


def _terms(withheld: Iterable[Withheld], open_words: set[str]) -> frozenset[str]:
    """The words of what is withheld that are in no open paper, and their stems as the search index has them."""
    secret: set[str] = set()
    for thing in withheld:
        for text in thing.secrets:
            secret.update(word for word in words_of(normal(text)) if len(word) >= _TITLE_WORD and not word.isdigit())
    secret -= open_words
    stems = {found for word in secret if len(found := term(word)) >= _TITLE_WORD}
    return frozenset(secret | stems.difference(map(term, open_words)))


# --- what does not count ------------------------------------------------------------------------------


def _open(archive: Archive, connections: Connections) -> Iterator[object]:
    """What may be shown, without copies of minutes: a closed item that came along in one is not open for it."""
    yield from archive.bodies
    yield from connections.topics  # written by the municipality
    for meeting in archive.meetings:
        yield replace(meeting, items=tuple(map(_without_copies, meeting.items)))


def _without_copies(item: PublicItem) -> PublicItem:
    return replace(item, attachments=tuple(entry for entry in item.attachments if not entry.minutes_of))


def _copies(archive: Archive) -> Iterator[tuple[str, PublicAttachment]]:
    """The copies of minutes, each with the id of the meeting whose minutes they are."""
    for meeting in archive.meetings:
        for attachment in (attachment for item in meeting.items for attachment in item.attachments):
            if attachment.minutes_of:
                known = "/" in attachment.minutes_of
                yield attachment.minutes_of if known else f"{meeting.body}/{attachment.minutes_of}", attachment


def _in_copies(archive: Archive, withheld: Sequence[Withheld], wanted: Patterns) -> set[Pattern]:
    """What copies of minutes hold, but for whole phrases of what their own meeting closed."""
    closed: dict[str, set[str]] = {}
    for entry in withheld:
        meeting_id = "/".join(entry.id.split("/")[:2])
        closed.setdefault(meeting_id, set()).update(pattern.stream for pattern in patterns_of([entry]))
    known: set[Pattern] = set()
    for meeting_id, attachment in _copies(archive):
        found = wanted.find(normal("\n".join(strings_of(attachment))))
        theirs = closed.get(meeting_id, set())
        known |= {pattern for pattern in found if pattern.stream not in theirs or pattern.kind.startswith(LONE_WORD)}
    return known


def _chrome(site: Path, wanted: Patterns) -> set[Pattern]:
    """Lone words that two or more of the pages without papers have, or a description of the data."""
    once: set[Pattern] = set()
    twice: set[Pattern] = set()
    for name in _CHROME:
        here = {found for text in readings(site / name) for found in _lone_words(wanted, text)}
        twice |= once & here
        once |= here
    for file in sorted((site / "data" / "schemas").glob("*.json")):
        twice |= {found for text in readings(file) for found in _lone_words(wanted, text)}
    return twice


def _as_named(archive: Archive) -> Iterator[str]:
    """What is open as the pages name it: a closed paper may say "Sag: …" of the same case, "Punkt 3: …" of the item."""
    for meeting in archive.meetings:
        for item in meeting.items:
            yield f"{words.NUMBER} {item.number} {item.title}"
            for number in item.case_numbers:
                yield from (f"{label} {number}" for label in (words.CASE_NUMBER, words.CASE_NUMBERS, connected.CASE))


def _lone_words(secret: Patterns, text: str) -> set[Pattern]:
    """The patterns in `text` that are one word, and say nothing where they stand alone."""
    return {pattern for pattern in secret.find(normal(text)) if pattern.kind.startswith(LONE_WORD)}
