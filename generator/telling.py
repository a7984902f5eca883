"""Words of the municipality's own that would tell what is withheld: those of closed papers that no open paper has.

The glossary is the municipality's, but a name in it may be a closed item's (DESIGN promise 1). The audit would stop
such a site, and every takedown with it; so the entry is left out, and the clerk is told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple

from generator import words
from generator.audit.fingerprints import Pattern, Patterns
from generator.audit.folding import BREAK, normal, stream_of, words_of
from generator.audit.readings import strings_of
from generator.audit.sources import without_copies
from generator.audit.withheld_patterns import LONE_WORD, patterns_of
from generator.cache import digest
from generator.explained import years
from generator.memory import NO_MEMORY, Memory
from generator.openness import Archive, PublicMeeting, Withheld
from generator.search.synonyms import synonyms


class Entry(NamedTuple):
    """Words that mean the same, to be shown and looked for together. `alone`: a single one of them may tell."""

    same: tuple[str, ...]
    alone: bool


Telling = Callable[[Sequence[Entry]], Sequence[bool]]  # which of the entries would tell


def nothing_tells(entries: Sequence[Entry]) -> Sequence[bool]:
    """As `telling` where nothing is withheld."""
    return [False] * len(entries)


def telling(
    entries: Sequence[Entry], *, archive: Archive, withheld: Sequence[Withheld], memory: Memory = NO_MEMORY
) -> list[bool]:
    """Of each entry, whether the audit would find in it what stands in `withheld` and nowhere in `archive`.

    What copies of minutes say is not taken for open.
    """
    texts = ["\n".join(entry.same) for entry in entries]
    terms = ["\n".join(synonyms((), (entry.same,))) for entry in entries]  # as the search index has them
    streams = "\n".join(map(stream_of, (*texts, *terms)))
    standing = memory.each(
        "telling-withheld", withheld, partial(_standing, streams), key=lambda thing: digest(streams, *thing.secrets)
    )
    wanted = set().union(*standing)
    found = [_found(wanted, *each) for each in zip(entries, texts, terms, strict=True)]
    secret = _unsaid(set().union(*found), archive, memory)
    return [not secret.isdisjoint(patterns) for patterns in found]


def _standing(streams: str, thing: Withheld) -> tuple[Pattern, ...]:
    """The fingerprints of what is withheld that may stand in texts with these streams."""
    return tuple(dict.fromkeys(pattern for pattern in patterns_of((thing,)) if pattern.stream in streams))


def _found(wanted: Collection[Pattern], entry: Entry, text: str, terms: str) -> set[Pattern]:
    found = _among(wanted, text)
    others = _among(wanted, terms) - found
    return others | {pattern for pattern in found if entry.alone or not pattern.kind.startswith(LONE_WORD)}


def _unsaid(patterns: set[Pattern], archive: Archive, memory: Memory) -> set[Pattern]:
    """Those that nothing open has. Most are met at once, and then no more is read."""
    if patterns:
        own = BREAK.join(text for thing in (*archive.bodies, *words.all_strings()) for text in strings_of(thing))
        patterns = patterns - _among(patterns, own)
    wanted = tuple(sorted(patterns, key=lambda pattern: (pattern.stream, pattern.kind)))
    key = digest(*(part for pattern in wanted for part in (pattern.stream, pattern.kind)))
    left = set(wanted)
    for year in years(archive.meetings):
        if not left:
            break
        left -= set(memory.once("telling-open", partial(_said, wanted, year), key, *map(memory.of_meeting, year)))
    return left


def _said(wanted: Sequence[Pattern], meetings: Sequence[PublicMeeting]) -> tuple[Pattern, ...]:
    return tuple(set().union(*(_among(wanted, "\n".join(strings_of(without_copies(meeting)))) for meeting in meetings)))


def _among(patterns: Collection[Pattern], text: str) -> set[Pattern]:
    """Those that the audit finds in a text."""
    spelled = normal(text)
    stream = "".join(words_of(spelled))
    perhaps = [one for one in patterns if one.stream in stream]
    return {perhaps[row] for row in Patterns.of(perhaps).find(spelled).tolist()} if perhaps else set()
