"""A bunch of files as the audit remembers it: its pages' outline, and the words that stand in it.

Of a bunch that was found clean and has changed since, only what is new in it is read. What is remembered of it then has
also words and links that are gone, which does no harm: what may stand in a bunch is looked for once more in its files.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import urls
from generator.audit.bunches import Bunch
from generator.audit.condensing import Condenser, gathered
from generator.audit.gangs import in_gangs
from generator.audit.leaks import Readable, Suspicion, suspicion, suspicion_of
from generator.audit.letters import Spelt
from generator.audit.markup import NOT_CUT
from generator.audit.outlines import Outline, outline
from generator.audit.published import Change, Published
from generator.audit.secrets import Search
from generator.cache import Cache, digest

_TOGETHER = 16  # bunches that one process looks at before it tells
_OUTLINE, _WORDS = "audit-outline", "audit-words"
_OFTEN = 30  # times that something came


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to say of a bunch: whether what is withheld may stand in it, so that it must be read; and whether
    open sentences explain what else would be withheld.
    """

    bunch: Bunch
    outline: Outline
    suspect: bool
    explained: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is remembered of a bunch. `words` are packed."""

    outline: Outline
    words: tuple[bytes, ...]


_Spelt = tuple[Spelt, Spelt, Spelt]  # of a `Readable`


@dataclass(frozen=True, slots=True)
class _Task:
    site: Path
    published: Path
    base: str
    search: Search
    condenser: Condenser
    cache: Cache


@dataclass(frozen=True, slots=True)
class _Order:
    """A bunch to look at. `words` is the key of its words where they are known, and only to be searched: for what is
    new, where it is `clean`. With a `change`, it and `outline` are of the published bunch.
    """

    number: int
    bunch: Bunch
    words: bytes = b""
    clean: bool = False
    change: Change | None = None
    outline: Outline | None = None


def surveys(
    site: Path,
    bunches: Sequence[Bunch],
    base: str,
    search: Search,
    cache: Cache,
    *,
    published: Published,
    now: Mapping[str, bytes],
) -> Iterator[Survey]:
    """Each bunch, where `now` has the numbers of all files. What was looked for in the last audit is not looked for
    again in what was clean then.
    """
    outlines: dict[int, Outline] = {}
    orders: list[_Order] = []
    known: list[_Order] = []
    changes = published.changes(now, search.left)
    cleaned = {bygone.key for bygone in search.left.values() if bygone.clean}
    for number, bunch in enumerate(bunches):
        seen: Outline | None = cache.get(_OUTLINE, _key(bunch.key, base)) if bunch.key else None
        if seen is None or not cache.may_know(_WORDS, bunch.key):
            orders.append(_order(number, bunch, changes.of(bunch), base, cache))
            continue
        outlines[number] = seen
        cache.keep(_WORDS, bunch.key)
        clean = bunch.key in cleaned
        if search.new if clean else search.all:
            known.append(_Order(number, bunch, bunch.key, clean))
    orders.sort(key=lambda order: order.bunch.name)
    known.sort(key=lambda order: order.clean)  # those that are clean can be searched together
    if orders or known:
        search.all.get_ready()
        search.new.get_ready()
    both = (orders, known)
    some = [part[at : at + _TOGETHER] for part in both for at in range(0, len(part), _TOGETHER)]
    suspicions: dict[int, Suspicion] = {}
    task = _Task(site, published.folder, base, search, Condenser(), cache)
    for numbers, results in zip(some, in_gangs(_look, some, task), strict=True):
        for order, (made, suspect) in zip(numbers, results, strict=True):
            if suspect:
                suspicions[order.number] = suspect
            if made is not None:
                if made.words:
                    cache.put(_OUTLINE, _key(order.bunch.key, base), made.outline)
                    cache.put(_WORDS, order.bunch.key, made.words)
                outlines[order.number] = made.outline
            if order.change is not None:
                cache.release(_WORDS, order.change.before)
    harmless = search.open_sentences.explain({seam for one in suspicions.values() for seam in one.seams})
    suspects = {number for number, one in suspicions.items() if one.certain or not one.seams <= harmless}
    for number, bunch in enumerate(bunches):
        yield Survey(bunch, outlines[number], number in suspects, explained=number in suspicions)


def outlined_again(site: Path, some: Iterable[Survey], base: str, cache: Cache) -> Iterator[Survey]:
    """The same, of pages that were all read: nothing is in their outlines that is gone."""
    for survey in some:
        seen = outline(site, survey.bunch.files, base)
        if survey.bunch.key and seen != survey.outline:
            cache.put(_OUTLINE, _key(survey.bunch.key, base), seen)
        yield replace(survey, outline=seen)


def _order(number: int, bunch: Bunch, change: Change | None, base: str, cache: Cache) -> _Order:
    """To read a bunch, or what has changed of it, where it is known what was published."""
    seen: Outline | None = cache.get(_OUTLINE, _key(change.before, base)) if change is not None else None
    if change is None or seen is None or not cache.may_know(_WORDS, change.before):
        return _Order(number, bunch)
    cache.release(_OUTLINE, _key(change.before, base))
    return _Order(number, bunch, change.before, change=change, outline=seen)


def _key(key: bytes, base: str) -> bytes:
    return digest(base, key)


def _look(orders: Sequence[_Order], task: _Task) -> list[tuple[_Kept | None, Suspicion]]:
    words = [_words(order, task.cache) for order in orders]
    known = [found for found in words if found is not None]
    together = all(order.clean for order in orders) and len(known) == len(orders)  # that takes little more than one
    if together and not suspicion(_readable(*known), task.search.new):
        return [(None, Suspicion()) for _ in orders]
    return [_survey(order, found, task) for order, found in zip(orders, words, strict=True)]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a bunch as it was first read, and what has come since, time after time; and the same packed."""

    times: tuple[_Spelt, ...]
    packed: tuple[bytes, ...]

    @classmethod
    def of(cls, spelt: _Spelt) -> _Words:
        """What was read at one time."""
        return cls((spelt,), (zlib.compress(marshal.dumps([tuple(part) for part in spelt]), 1),))

    @classmethod
    def unpacked(cls, packed: tuple[bytes, ...]) -> _Words:
        """The same again."""
        times = (marshal.loads(zlib.decompress(one)) for one in packed)
        return cls(tuple((Spelt(*words), Spelt(*markup), Spelt(*keys)) for words, markup, keys in times), packed)

    def and_then(self, new: _Spelt) -> _Words:
        """With what is new."""
        other = _Words.of(new)
        return _Words(self.times + other.times, self.packed + other.packed)

    @property
    def has_grown(self) -> bool:
        """Whether so much has come since that the bunch is better read anew."""
        first, *since = (sum(len(part.signs) for part in spelt) for spelt in self.times)
        return sum(since) > first or len(since) > _OFTEN


def _words(order: _Order, cache: Cache) -> _Words | None:
    """The words that are known of a bunch."""
    packed: tuple[bytes, ...] | None = cache.get(_WORDS, order.words) if order.words else None
    return None if packed is None else _Words.unpacked(packed)


def _readable(*some: _Words) -> Readable:
    return Readable.together([spelt for words in some for spelt in words.times])


def _survey(order: _Order, words: _Words | None, task: _Task) -> tuple[_Kept | None, Suspicion]:
    """What is to be remembered, where it is not known yet; and whether the bunch is suspect."""
    if words is not None and order.change is not None and order.outline is not None:
        found = _survey_change(order, words, order.change, order.outline, task)
        if found is not None:
            return found
    elif words is not None:
        return None, suspicion(_readable(words), task.search.new if order.clean else task.search.all)
    bunch, suspect, packed, cut = order.bunch, Suspicion(), tuple[bytes, ...](), NOT_CUT
    remembers = task.cache.remembers and bool(bunch.key)
    if remembers or task.search.all:
        read = gathered(task.site, bunch.files, bunch.parts)
        cut = read.pages()
        readable = Readable.of(task.condenser.together(read))
        suspect = suspicion(readable, task.search.all) if task.search.all else suspect
        if remembers and not readable.unreadable:
            packed = _Words.of(readable.spelt).packed
    return _Kept(outline(task.site, bunch.files, task.base, cut), packed), suspect


def _survey_change(
    order: _Order, words: _Words, change: Change, seen: Outline, task: _Task
) -> tuple[_Kept, Suspicion] | None:
    """The same of a bunch of which it is known what was published; None where it must be read whole."""
    fresh = task.condenser.new_in(task.site, task.published, change)
    if fresh is None:
        return None
    new, secrets = Readable.of(task.condenser.together(fresh)), task.search.all
    suspect = suspicion(new, secrets) and suspicion_of(fresh, secrets)
    if suspect.certain:
        return None
    both = words.and_then(new.spelt)
    wanted = task.search.new if change.clean else secrets
    old = suspicion(_readable(both), wanted) if wanted else Suspicion()
    if both.has_grown or old.certain:
        return None
    suspect = Suspicion(seams=suspect.seams | old.seams)
    if order.bunch.name.startswith(urls.REGISTER):  # of which it must be told what is listed, and what is not any more
        shown = outline(task.site, order.bunch.files, task.base)
    else:
        read = [*change.added, *(file for file, _ in change.changed)]
        shown = seen.with_changes(outline(task.site, read, task.base), order.bunch.files)
    return _Kept(shown, both.packed), suspect
