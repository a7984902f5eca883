"""The plan of an invented municipality of any size: bodies, days, cases and where they are treated; no text yet.

The plan is small (a few numbers an item) and is all that is held in memory: the papers of a meeting are written from
the plan and a seed of their own (`benchmarks.papers`), in any order and by any process.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

ITEMS_A_MEETING = 10
ROUTINE = 2  # items of each meeting that are no case: the agenda, the last minutes
FIRST_DAY = datetime.date(2015, 1, 6)
_DAYS = 3650  # ten years
_RECENT = 40  # a body's cases that may come back
_JULY = 7
BODIES = (
    ("byraadet", "Byrådet"),
    ("oekonomiudvalget", "Økonomiudvalget"),
    ("teknisk-udvalg", "Teknisk Udvalg"),
    ("skoleudvalget", "Skoleudvalget"),
    ("socialudvalget", "Socialudvalget"),
    ("sundhedsudvalget", "Sundhedsudvalget"),
    ("kulturudvalget", "Kulturudvalget"),
    ("klimaudvalget", "Klimaudvalget"),
    ("beskaeftigelsesudvalget", "Beskæftigelsesudvalget"),
    ("planudvalget", "Planudvalget"),
    ("aeldreudvalget", "Ældreudvalget"),
    ("fritidsudvalget", "Fritidsudvalget"),
    ("havneudvalget", "Havneudvalget"),
    ("trafikudvalget", "Trafikudvalget"),
    ("boligudvalget", "Boligudvalget"),
    ("landdistriktsudvalget", "Landdistriktsudvalget"),
    ("erhvervsudvalget", "Erhvervsudvalget"),
    ("integrationsudvalget", "Integrationsudvalget"),
    ("naturudvalget", "Naturudvalget"),
    ("digitaliseringsudvalget", "Digitaliseringsudvalget"),
)
KINDS = ("text", "written", "fetched", "pdf", "minutes")  # how a meeting's papers lie in its folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Shares, of one: of meetings by the kind of their papers (text bundles are the rest), and of items."""

    written: float = 0.04
    fetched: float = 0.02
    pdf: float = 0.01
    minutes: float = 0.01
    closed: float = 0.05  # of the cases' items
    back: float = 0.4  # of the cases' items: a case that was treated before
    elsewhere: float = 0.1  # of those: by another body
    taken_down: float = 0.001  # of all items; one at least
    shared: bool = True  # with topics.yml and glossary.yml
    brief: bool = False  # little text and even meetings, to look at how work grows with the number of papers alone


TEXT_ONLY = Mix(written=0.0, fetched=0.0, pdf=0.0, minutes=0.0, closed=0.0, taken_down=0.0, shared=False)


@dataclass(slots=True)
class Case:
    """A case: its place in the plan's list, the year it began, and the (meeting, item number) it was treated at."""

    id: int
    year: int
    closed: bool = False
    treated: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A meeting to be written. `cases` are those of the items after the routine ones."""

    index: int  # its place in the plan
    body: int  # its place in BODIES
    day: datetime.date
    kind: str
    size: int
    cases: tuple[int, ...]
    before: int | None  # the body's last meeting

    @property
    def id(self) -> str:
        """Its folder, which is its id in the archive."""
        return f"{BODIES[self.body][0]}/{self.day.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything about an archive but its words."""

    seed: int
    mix: Mix
    slots: tuple[Slot, ...]  # by day, then by body
    cases: tuple[Case, ...]
    taken_down: tuple[str, ...]  # ids of items

    def bodies(self) -> list[int]:
        """The bodies that meet, by their place in BODIES."""
        return sorted({slot.body for slot in self.slots})


def plan(items: int, *, seed: int, mix: Mix | None = None) -> Plan:
    """An archive with `items` items in all, over as many bodies as its size asks for; the same for the same seed."""
    mix = mix or Mix()
    rng = random.Random(f"plan {seed}")
    cases: list[Case] = []
    recent: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    slots: list[Slot] = []
    for index, (day, body, size) in enumerate(_calendar(items, rng, even=mix.brief)):
        chosen = [_case(cases, recent, body, day, rng, mix, busy=slots) for _ in range(max(0, size - ROUTINE))]
        chosen = list(dict.fromkeys(chosen))
        while len(chosen) < size - ROUTINE:  # no case is treated twice at a meeting
            chosen.append(_new(cases, recent, body, day, closed=False))
        for number, case in enumerate(chosen, start=ROUTINE + 1):
            cases[case].treated.append((index, number))
        slots.append(
            Slot(
                index=index,
                body=body,
                day=day,
                kind=_kind(rng.random(), mix),
                size=size,
                cases=tuple(chosen),
                before=last.get(body),
            )
        )
        last[body] = index
    gone = tuple(_taken_down(slots, cases, rng, mix))
    return Plan(seed=seed, mix=mix, slots=tuple(slots), cases=tuple(cases), taken_down=gone)


def _calendar(items: int, rng: random.Random, *, even: bool) -> list[tuple[datetime.date, int, int]]:
    """Day, body and number of items of each meeting. Bodies meet at an even pace, and never in July."""
    meetings = -(-items // ITEMS_A_MEETING)
    bodies = max(2, min(len(BODIES), round(meetings**0.5 / 2)))
    found = []
    for body in range(bodies):
        count = meetings // bodies + (body < meetings % bodies)
        step = max(1, min(28, _DAYS // max(count, 1)))
        days = (FIRST_DAY + datetime.timedelta(days=body % step + number * step) for number in range(2 * count))
        found += [(day, body) for day in [day for day in days if day.month != _JULY][:count]]
    found.sort()
    return [(day, body, size) for (day, body), size in zip(found, _sizes(items, meetings, rng, even=even), strict=True)]


def _sizes(items: int, meetings: int, rng: random.Random, *, even: bool) -> Iterator[int]:
    """Ten items a meeting on average; what one has too many the next has too few."""
    left, more = items, 0
    for number in range(meetings):
        more = 0 if even else -more if number % 2 else _surplus(rng, left)
        size = min(ITEMS_A_MEETING + more, left)
        left -= size
        yield size


def _surplus(rng: random.Random, left: int) -> int:
    return rng.randint(-4, 4) if left >= 2 * ITEMS_A_MEETING else 0


def _kind(chance: float, mix: Mix) -> str:
    for kind in KINDS[1:]:
        share: float = getattr(mix, kind)
        if chance < share:
            return kind
        chance -= share
    return "text"


def _case(
    cases: list[Case],
    recent: dict[int, list[int]],
    body: int,
    day: datetime.date,
    rng: random.Random,
    mix: Mix,
    *,
    busy: list[Slot],
) -> int:
    """A case for the next item: a new one, a closed one, or one that comes back."""
    if rng.random() < mix.closed:
        return _new(cases, recent, body, day, closed=True)
    if rng.random() < mix.back:
        of = rng.choice(sorted(recent)) if recent and rng.random() < mix.elsewhere else body
        known = [case for case in recent.get(of, ()) if cases[case].treated and _before(cases[case], busy, day)]
        if known:
            return rng.choice(known)
    return _new(cases, recent, body, day, closed=False)


def _before(case: Case, slots: list[Slot], day: datetime.date) -> bool:
    return slots[case.treated[-1][0]].day < day


def _new(cases: list[Case], recent: dict[int, list[int]], body: int, day: datetime.date, *, closed: bool) -> int:
    case = Case(len(cases), day.year, closed)
    cases.append(case)
    if not closed:
        known = recent.setdefault(body, [])
        known.append(case.id)
        del known[:-_RECENT]
    return case.id


def _taken_down(slots: list[Slot], cases: list[Case], rng: random.Random, mix: Mix) -> Iterator[str]:
    """Ids of open items that a clerk has taken down."""
    candidates = [slot for slot in slots if slot.size > ROUTINE + 1]
    if not mix.taken_down or not candidates:
        return
    wanted = max(1, round(mix.taken_down * len(slots) * ITEMS_A_MEETING))
    for slot in sorted(rng.sample(candidates, wanted), key=lambda slot: slot.index):
        number = next((n for n, case in enumerate(slot.cases, ROUTINE + 1) if not cases[case].closed), None)
        if number:
            yield f"{slot.id}/{number}"
