"""A bunch of files as the audit remembers it: its pages' outline, and the words that stand in it."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.audit.bunches import Bunch
from generator.audit.condensing import Condensed, Condenser
from generator.audit.forms import APART
from generator.audit.gangs import in_gangs
from generator.audit.leaks import Suspicion, suspicion
from generator.audit.outlines import NO_PAGES, Outline, outline
from generator.audit.seams import of_open_sentences
from generator.audit.secrets import Search, Secrets
from generator.cache import Cache, digest

_TOGETHER = 16  # bunches that one process looks at before it tells
_OUTLINE, _WORDS = "audit-outline", "audit-words"


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to say of a bunch, and whether what is withheld may stand in it."""

    bunch: Bunch
    outline: Outline
    suspect: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is remembered of a bunch. `condensed` is packed."""

    outline: Outline
    condensed: bytes


@dataclass(frozen=True, slots=True)
class _Task:
    site: Path
    base: str
    search: Search
    condenser: Condenser
    remembers: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """A bunch to look at; `condensed` where its words are known, and only to be searched: for what is new, where it
    is `clean`.
    """

    number: int
    bunch: Bunch
    condensed: bytes = b""
    clean: bool = False


def surveys(site: Path, bunches: Sequence[Bunch], base: str, search: Search, cache: Cache) -> Iterator[Survey]:
    """Each bunch. What was looked for in the last audit is not looked for again in what was clean then."""
    remembers = any(bunch.key for bunch in bunches)
    outlines: dict[int, Outline] = {}
    orders: list[_Order] = []
    known: list[_Order] = []
    for number, bunch in enumerate(bunches):
        seen: Outline | None = cache.get(_OUTLINE, _key(bunch, base)) if bunch.key else None
        clean = bunch.key in search.clean
        wanted = bool(search.new if clean else search.all)
        condensed: bytes | None = cache.get(_WORDS, bunch.key) if seen is not None and wanted else b""
        if seen is None or condensed is None:
            orders.append(_Order(number, bunch))
            continue
        outlines[number] = seen
        if wanted:
            known.append(_Order(number, bunch, condensed, clean))
        else:
            cache.keep(_WORDS, bunch.key)
    orders.sort(key=lambda order: order.bunch.near)
    if orders or known:
        search.all.get_ready()
        search.new.get_ready()
    both = (orders, known)
    some = [part[at : at + _TOGETHER] for part in both for at in range(0, len(part), _TOGETHER)]
    suspicions: dict[int, Suspicion] = {}
    for numbers, results in zip(
        some, in_gangs(_look, some, _Task(site, base, search, Condenser(), remembers)), strict=True
    ):
        for order, (made, suspect) in zip(numbers, results, strict=True):
            if suspect:
                suspicions[order.number] = suspect
            if made is not None:
                if order.bunch.key:
                    cache.put(_OUTLINE, _key(order.bunch, base), made.outline)
                    cache.put(_WORDS, order.bunch.key, made.condensed)
                outlines[order.number] = made.outline
    harmless = of_open_sentences({seam for one in suspicions.values() for seam in one.seams}, search.open_texts)
    suspects = {number for number, one in suspicions.items() if one.certain or not one.seams <= harmless}
    for number, bunch in enumerate(bunches):
        yield Survey(bunch, outlines[number], number in suspects)


def _key(bunch: Bunch, base: str) -> bytes:
    return digest(base, bunch.key)


def _look(orders: Sequence[_Order], task: _Task) -> list[tuple[_Kept | None, Suspicion]]:
    if all(order.condensed and order.clean for order in orders) and not _in_any(orders, task.search.new):
        return [(None, Suspicion()) for _ in orders]
    return [_survey(order, task) for order in orders]


def _in_any(orders: Sequence[_Order], secrets: Secrets) -> bool:
    """Whether any of some bunches is suspect: they are searched together, which costs little more than one."""
    some = [_unpacked(order.condensed) for order in orders]
    parts = ([one.words for one in some], [one.markup for one in some], [one.keys for one in some])
    words, markup, keys = (APART.join(filter(None, part)) for part in parts)
    return bool(suspicion(Condensed(words, markup, keys, any(one.unreadable for one in some)), secrets))


def _survey(order: _Order, task: _Task) -> tuple[_Kept | None, Suspicion]:
    """What is to be remembered, where it is not known yet; and whether the bunch is suspect."""
    if order.condensed:
        return None, suspicion(_unpacked(order.condensed), task.search.new if order.clean else task.search.all)
    bunch, suspect, packed = order.bunch, Suspicion(), b""
    if task.remembers or task.search.all:
        if bunch.part is None:
            condensed = task.condenser.condense(task.site, bunch.files)
        else:
            condensed = task.condenser.condense_part(bunch.text(task.site), bunch.files[0])
        suspect = suspicion(condensed, task.search.all) if task.search.all else suspect
        packed = _packed(condensed) if task.remembers else b""
    seen = outline(task.site, bunch.files, task.base) if bunch.part is None else NO_PAGES
    return _Kept(seen, packed), suspect


def _packed(condensed: Condensed) -> bytes:
    parts = (condensed.words, condensed.markup, condensed.keys, condensed.unreadable)
    return zlib.compress(marshal.dumps(parts), 1)


def _unpacked(packed: bytes) -> Condensed:
    return Condensed(*marshal.loads(zlib.decompress(packed)))
