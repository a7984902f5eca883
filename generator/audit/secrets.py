"""What must not stand in the site: the fingerprints of all that is withheld and stands nowhere in what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator import words
from generator.audit.excuses import in_meetings, open_sentences
from generator.audit.fingerprints import Patterns, Rows
from generator.audit.folding import BREAK, normal
from generator.audit.formats import own_words
from generator.audit.nights import Learnt, Verdicts, last_night
from generator.audit.published import Left
from generator.audit.readings import readings, strings_of
from generator.audit.seams import OpenSentences
from generator.audit.sources import terms_in
from generator.audit.terms import TermNumbers, Terms
from generator.audit.things import things_of
from generator.audit.withheld_patterns import LONE_WORD, patterns_of
from generator.cache import NO_CACHE, Cache
from generator.connections import Connections
from generator.fingerprints import NOTHING, Fingerprints
from generator.memory import Memory
from generator.openness import Archive, Withheld

__all__ = ["LONE_WORD", "Search", "Secrets", "patterns_of", "search_for", "secrets_of"]

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


@dataclass(frozen=True, slots=True)
class Secrets:
    """What to look for: `patterns` anywhere, `phrases`, which are those that are no lone words, also where the site's
    formats have words of their own, `terms` among the keys of the search index.
    """

    patterns: Patterns
    phrases: Patterns
    terms: frozenset[str]
    term_numbers: TermNumbers

    @classmethod
    def of(cls, patterns: Patterns, terms: frozenset[str]) -> Secrets:
        """Patterns and terms."""
        return cls(patterns, patterns.only(~patterns.are_of(LONE_WORD)), terms, TermNumbers(terms))

    def __bool__(self) -> bool:
        return bool(self.patterns or self.terms)

    def has_secret_term(self, keys: Iterable[str]) -> bool:
        """Whether a key of the search index is a word, or a stem, that no open paper holds even as part of a word."""
        return not self.terms.isdisjoint(keys)

    def get_ready(self) -> None:
        """Make what a search needs: once, and not in each of many processes."""
        self.patterns.get_ready()
        self.phrases.get_ready()


@dataclass(frozen=True, slots=True)
class Search:
    """What an audit is to look for: `all` of it, and only what is `new` in the bunches that are `left` of the last one,
    which found nothing in them. `learnt` is what the next one is to know, `open_sentences` all that is open.
    """

    all: Secrets
    new: Secrets
    left: Left
    learnt: Learnt
    open_sentences: OpenSentences


def secrets_of(
    site: Path,
    *,
    archive: Archive,
    connections: Connections,
    withheld: Sequence[Withheld],
) -> Secrets:
    """What of `withheld` stands neither in what is open nor among the words that the site says of its own."""
    return search_for(site, archive=archive, connections=connections, withheld=withheld).all


def search_for(
    site: Path,
    *,
    archive: Archive,
    connections: Connections,
    withheld: Sequence[Withheld],
    cache: Cache = NO_CACHE,
    prints: Fingerprints = NOTHING,
) -> Search:
    """The same, and what is new of it since the last audit."""
    memory = Memory(cache, prints)
    things = things_of(withheld, cache)
    night = last_night(things, cache)
    patterns = Patterns([thing.marks for thing in things])
    terms, term_of = np.unique([term for thing in things for term in thing.terms] or [""], return_inverse=True)
    term_of = term_of[: len(night.terms.source)]
    names = terms.tolist()
    own = _own_text(archive, connections)
    in_patterns, in_terms, sources = in_meetings(archive, things, patterns, names, term_of, night, memory, cache)
    own_patterns, own_terms = _own(site, own, connections, patterns.only(in_patterns == 0), Terms(names, in_terms == 0))
    wanted, wanted_terms = (in_patterns == 0) & ~own_patterns, ((in_terms == 0) & ~own_terms)[term_of]
    return Search(
        Secrets.of(patterns.only(wanted), _chosen(names, term_of[wanted_terms])),
        Secrets.of(
            patterns.only(wanted & ~night.patterns.wanted),
            _chosen(names, term_of[wanted_terms & ~night.terms.wanted]),
        ),
        night.left,
        Learnt(things, Verdicts(in_patterns, wanted), Verdicts(in_terms[term_of], wanted_terms), sources),
        open_sentences(archive, own, memory, cache),
    )


def _chosen(terms: Sequence[str], numbers: NDArray[np.intp]) -> frozenset[str]:
    return frozenset(terms[number] for number in np.unique(numbers).tolist())


# --- what the site says of its own --------------------------------------------------------------------


def _own_text(archive: Archive, connections: Connections) -> str:
    """Bodies; topics, which the municipality writes; the site's words."""
    own = (*archive.bodies, *connections.topics, *words.all_strings())
    return normal(BREAK.join("\n".join(strings_of(thing)) for thing in own))


def _own(
    site: Path, text: str, connections: Connections, patterns: Patterns, terms: Terms
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each pattern and term, whether the site has it of its own; `text` is what it says of its own."""
    found = np.zeros(len(patterns), np.bool_)
    found_terms = np.zeros(terms.count, np.bool_)
    if not patterns and not terms:
        return found, found_terms
    found[patterns.find(text)] = True
    names = (normal(name) for followup in connections.followups for name in followup.responsible)
    found_terms[terms.find(terms_in("\n".join((text, *names))))] = True
    lone = patterns.are_of(LONE_WORD)
    shown = (*own_words(), *(f"{entry.short} {entry.long}" for entry in connections.abbreviations))
    for rows in (*(patterns.find(normal(text)) for text in shown), _chrome(site, patterns)):
        found[rows[lone[rows]]] = True
    return found, found_terms


def _chrome(site: Path, patterns: Patterns) -> Rows:
    """What two or more of the pages without papers have, or a description of the data."""
    times = np.zeros(len(patterns), np.int64)
    for name in _CHROME:
        times[_in_file(site / name, patterns)] += 1
    for file in sorted((site / "data" / "schemas").glob("*.json")):
        times[_in_file(file, patterns)] += len(_CHROME)
    return np.flatnonzero(times > 1)


def _in_file(file: Path, patterns: Patterns) -> Rows:
    return np.unique(np.concatenate([np.zeros(0, np.intp), *_rows_in(file, patterns)]))


def _rows_in(file: Path, patterns: Patterns) -> Iterator[Rows]:
    return (patterns.find(normal(text)) for text in readings(file))
