"""What the last audit looked for, and where it found nothing: only what is looked for since is looked for there again.

It is kept under the fingerprint of each withheld thing, so that who has not the thing can read nothing of it. A pattern
that an open paper excused the last time was not looked for, and counts as new where no paper excuses it any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.audit.fingerprints import WINDOW, Pattern, Patterns
from generator.audit.secrets import Secrets
from generator.audit.withheld_patterns import patterns_of
from generator.cache import Cache, digest, fingerprint
from generator.openness import Withheld

_THING, _NIGHT = "audit-thing", "audit-night"


@dataclass(frozen=True, slots=True)
class Night:
    """`clean` are the keys of bunches that hold nothing of what was looked for; `since` is what is new."""

    clean: frozenset[bytes]
    since: Secrets


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked for of a withheld thing in a night: a byte for each of its patterns."""

    night: bytes
    patterns: bytes


@dataclass(frozen=True, slots=True)
class Ended:
    """How a night ended: the keys of the clean bunches, and the words that were looked for in the search index."""

    clean: frozenset[bytes]
    terms: frozenset[str]


def last_night(withheld: Sequence[Withheld], secrets: Secrets, cache: Cache) -> Night:
    """What the last audit can spare this one; nothing where it is not known."""
    nights: dict[bytes, list[tuple[Withheld, Looked]]] = {}
    for thing in _things(withheld):
        looked: Looked | None = cache.get(_THING, fingerprint(thing))
        if looked:
            nights.setdefault(looked.night, []).append((thing, looked))
    night = max(nights, key=lambda name: len(nights[name]), default=b"")
    ended: Ended | None = cache.get(_NIGHT, night) if night else None
    if ended is None:
        return Night(frozenset(), secrets)
    before = {
        _name(pattern)
        for thing, looked in nights[night]
        for pattern, was in zip(_patterns(thing), looked.patterns, strict=True)
        if was
    }
    since = Patterns(pattern for pattern in secrets.patterns if _name(pattern) not in before)
    terms = frozenset(term for term in secrets.terms - ended.terms if term not in secrets.open_words)
    return Night(ended.clean, replace(secrets, patterns=since, terms=terms))


def end(withheld: Sequence[Withheld], secrets: Secrets, clean: Collection[bytes], cache: Cache) -> None:
    """Remember that nothing of `secrets` stands in the bunches with these keys."""
    things = _things(withheld)
    night = digest(*sorted(map(fingerprint, things)), *sorted(clean))
    wanted = set(map(_name, secrets.patterns))
    for thing in things:
        looked = bytes(_name(pattern) in wanted for pattern in _patterns(thing))
        cache.put(_THING, fingerprint(thing), Looked(night, looked))
    terms = frozenset(term for term in secrets.terms if term not in secrets.open_words)
    if things:
        cache.put(_NIGHT, night, Ended(frozenset(clean), terms))


def _things(withheld: Iterable[Withheld]) -> list[Withheld]:
    """What is withheld, without its place and reason, which are nothing to look for; each once."""
    first: dict[tuple[str, tuple[str, ...]], Withheld] = {}
    for thing in withheld:
        first.setdefault((thing.kind, thing.secrets), thing)
    return list(first.values())


def _patterns(thing: Withheld) -> Iterator[Pattern]:
    return patterns_of([thing])


def _name(pattern: Pattern) -> tuple[str, bool, bool, str, bool]:
    """The pattern without its kind: which of two things a text is told to be of says nothing of where it stands."""
    is_window = len(pattern.stream) == WINDOW
    return (
        pattern.stream,
        pattern.whole and not is_window,
        pattern.number and not is_window,
        pattern.exactly,
        pattern.one_word,
    )
