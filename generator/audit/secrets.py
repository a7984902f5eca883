"""What must not stand in the site: the fingerprints of all that is withheld and stands nowhere in what is open."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import words
from generator.audit.fingerprints import Pattern, Patterns, Ready
from generator.audit.folding import BREAK, normal, words_of
from generator.audit.formats import own_words
from generator.audit.gangs import in_gangs
from generator.audit.readings import readings, strings_of
from generator.audit.withheld_patterns import LONE_WORD, TITLE_WORD, patterns_of
from generator.cache import NO_CACHE, Cache
from generator.connections import Connections
from generator.fingerprints import NOTHING, Fingerprints
from generator.memory import Memory
from generator.openness import Archive, PublicItem, PublicMeeting, Withheld
from generator.search.analysis import term
from generator.words import connected

__all__ = ["LONE_WORD", "Secrets", "patterns_of", "secrets_of"]

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
_TOGETHER = 25  # meetings that one process looks through
_KIND = "audit-open"
_Ready = tuple[str, str, str]  # as `Ready` is made of


@dataclass(frozen=True, slots=True)
class Secrets:
    """What to look for: `patterns` anywhere, `terms` among the keys of the search index."""

    patterns: Patterns
    terms: frozenset[str]
    open_words: str  # all words that may be shown, apart by spaces

    def has_secret_term(self, keys: Iterable[str]) -> bool:
        """Whether a key of the search index is a word, or a stem, that no open paper holds even as part of a word."""
        return any(key not in self.open_words for key in self.terms.intersection(keys))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What open papers have of what is looked for, and all their words."""

    known: frozenset[Pattern]
    words: frozenset[str]


def secrets_of(
    site: Path,
    *,
    archive: Archive,
    connections: Connections,
    withheld: Sequence[Withheld],
    cache: Cache = NO_CACHE,
    prints: Fingerprints = NOTHING,
) -> Secrets:
    """What of `withheld` stands neither in what is open nor among the words that the site says of its own."""
    wanted = Patterns(patterns_of(withheld))
    if not wanted:
        return Secrets(wanted, frozenset(), "")
    known: set[Pattern] = set()
    open_words: set[str] = set()
    for shown in _shown(archive, wanted, withheld, cache, prints):
        known |= shown.known
        open_words |= shown.words
    # bodies; topics, which the municipality writes; what the site says of its own
    for own in (*archive.bodies, *connections.topics, *words.all_strings()):
        text = normal("\n".join(strings_of(own)))
        known |= wanted.find(text)
        open_words.update(words_of(text))
    known |= _chrome(site, wanted)
    for text in own_words():
        known |= _lone_words(wanted, text)
    for entry in connections.abbreviations:
        known |= _lone_words(wanted, f"{entry.short} {entry.long}")
    for followup in connections.followups:
        open_words.update(word for name in followup.responsible for word in words_of(normal(name)))
    patterns = Patterns(pattern for pattern in wanted if pattern not in known)
    return Secrets(patterns, _terms(withheld, open_words), " ".join(sorted(open_words)))


def _terms(withheld: Iterable[Withheld], open_words: set[str]) -> frozenset[str]:
    """The words of what is withheld that are in no open paper, and their stems as the search index has them.

    What is an open word read backwards is none of them: the index's lists by endings hold "råd" as "dår".
    """
    secret: set[str] = set()
    for thing in withheld:
        for text in thing.secrets:
            secret.update(word for word in words_of(normal(text)) if len(word) >= TITLE_WORD and not word.isdigit())
    secret -= open_words
    stems = {found for word in secret if len(found := term(word)) >= TITLE_WORD}
    shown = {*open_words, *map(term, open_words)}  # a word may be the stem of an open one
    return frozenset((secret | stems) - shown).difference(key[::-1] for key in shown)


# --- what does not count ------------------------------------------------------------------------------


def _shown(
    archive: Archive, wanted: Patterns, withheld: Sequence[Withheld], cache: Cache, prints: Fingerprints
) -> Iterator[_Shown]:
    """What the meetings show, some of them at a time.

    A copy of minutes does not open what came along in it: whole phrases of what its own meeting closed.
    """
    closed: dict[str, list[Withheld]] = {}
    for entry in withheld:
        closed.setdefault("/".join(entry.id.split("/")[:2]), []).append(entry)
    memory = Memory(cache, prints)
    keys = [memory.of_meeting(meeting) for meeting in archive.meetings]
    known = [
        (meeting, cache.get(_KIND, key) if key else None) for meeting, key in zip(archive.meetings, keys, strict=True)
    ]
    some = [known[at : at + _TOGETHER] for at in range(0, len(known), _TOGETHER)]
    fresh: list[bytes] = []
    for shown, opened in in_gangs(_look_through, some, (wanted, closed, cache.remembers)):
        fresh += opened
        yield shown
    for key, made in zip(keys, fresh, strict=True):
        if made:
            cache.put(_KIND, key, made)


def _look_through(
    meetings: Sequence[tuple[PublicMeeting, bytes | None]], task: tuple[Patterns, dict[str, list[Withheld]], bool]
) -> tuple[_Shown, list[bytes]]:
    """What some meetings show, and what is to be remembered of those of which nothing is known yet."""
    wanted, closed, remembers = task
    known: set[Pattern] = set()
    found: set[str] = set()
    fresh: list[bytes] = []
    for meeting, kept in meetings:
        own, copies = marshal.loads(zlib.decompress(kept)) if kept else _opened(meeting)
        fresh.append(zlib.compress(marshal.dumps((own, copies)), 1) if remembers and not kept else b"")
        ready = Ready(*own)
        known |= wanted.find_in(ready)
        found |= ready.distinct
        for minutes_of, copy in copies:
            theirs = {pattern.stream for pattern in patterns_of(closed.get(minutes_of, ()))}
            ready = Ready(*copy)
            known |= {
                pattern
                for pattern in wanted.find_in(ready)
                if pattern.stream not in theirs or pattern.kind.startswith(LONE_WORD)
            }
            found |= ready.distinct
    return _Shown(frozenset(known), frozenset(found)), fresh


def _opened(meeting: PublicMeeting) -> tuple[_Ready, list[tuple[str, _Ready]]]:
    """A meeting's own text, and those of copies of minutes in its papers with the id of the meeting they are of."""
    own = replace(meeting, items=tuple(map(_without_copies, meeting.items)))
    text = f"{chr(10).join(strings_of(own))}{BREAK}{BREAK.join(_as_named(meeting))}"
    return Ready.of(normal(text)), [(minutes_of, Ready.of(copy)) for minutes_of, copy in _copies(meeting)]


def _without_copies(item: PublicItem) -> PublicItem:
    return replace(item, attachments=tuple(entry for entry in item.attachments if not entry.minutes_of))


def _copies(meeting: PublicMeeting) -> Iterator[tuple[str, str]]:
    """The copies of minutes in a meeting's papers: the id of the meeting whose minutes they are, and their text."""
    for attachment in (attachment for item in meeting.items for attachment in item.attachments):
        if attachment.minutes_of:
            known = "/" in attachment.minutes_of
            meeting_id = attachment.minutes_of if known else f"{meeting.body}/{attachment.minutes_of}"
            yield meeting_id, normal("\n".join(strings_of(attachment)))


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


def _as_named(meeting: PublicMeeting) -> Iterator[str]:
    """What is open as the pages name it: a closed paper may say "Sag: …" of the same case, "Punkt 3: …" of the item."""
    for item in meeting.items:
        yield f"{words.NUMBER} {item.number} {item.title}"
        for number in item.case_numbers:
            yield from (f"{label} {number}" for label in (words.CASE_NUMBER, words.CASE_NUMBERS, connected.CASE))


def _lone_words(secret: Patterns, text: str) -> set[Pattern]:
    """The patterns in `text` that are one word, and say nothing where they stand alone."""
    return {pattern for pattern in secret.find(normal(text)) if pattern.kind.startswith(LONE_WORD)}
