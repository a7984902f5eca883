"""Meetings of an invented municipality of any size: the plain facts, before they become objects or bundles."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.danish_text import DanishText
from generator import words

ITEMS_A_MEETING = 10
_FIRST_DAY = datetime.date(2015, 1, 6)
_DAYS = 3650  # ten years
_MOST_BODIES = 20
_UNITS = (
    "Teknik og Anlæg",
    "Børn og Skole",
    "Social og Beskæftigelse",
    "Sundhed og Omsorg",
    "Kultur og Fritid",
    "Borgmesterens Stab",
)
_SECTIONS = ("Sagsfremstilling", "Økonomi", "Videre proces")
_TITLES = ("Status på {}", "Opfølgning på {}", "Forslag om {}", "Anlægsbevilling til {}", "Evaluering af {}", "Ny {}")
_DECISIONS = (
    "Indstillingen blev godkendt.",
    "Godkendt.",
    "Udvalget tog orienteringen til efterretning.",
    "Indstillingen blev tiltrådt.",
    "Punktet blev udsat.",
    "Udvalget drøftede sagen.",
    "Forslaget blev forkastet.",
    "Fremsendes til byrådet.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A paper of an item; `text` "" where the archive would have its name only."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An item of the agenda. `sections` are heading and paragraphs."""

    number: int
    title: str
    decision: str
    case: str = ""
    unit: str = ""
    recommendations: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting of a body."""

    body: str
    name: str
    day: datetime.date
    papers: tuple[Paper, ...]


@dataclass(slots=True, kw_only=True)
class _Case:
    number: str
    title: str
    subject: tuple[str, ...]
    unit: str
    treated: list[tuple[datetime.date, int]] = field(default_factory=list)


def sittings(items: int, *, seed: int) -> Iterator[Sitting]:
    """Meetings with `items` items in all, body by body, oldest first; the same for the same seed."""
    rng = random.Random(seed)
    text = DanishText(rng)
    meetings = -(-items // ITEMS_A_MEETING)
    bodies = max(2, min(_MOST_BODIES, round(meetings**0.5 / 2)))
    left = items
    for body in range(bodies):
        count = meetings // bodies + (body < meetings % bodies)
        step = max(1, min(28, _DAYS // max(count, 1)))
        maker = _Maker(rng, text, f"udvalg-{body + 1:02}", f"Udvalget for {text.subject(2)[0].capitalize()}")
        for meeting in range(count):
            size = min(ITEMS_A_MEETING, left)
            left -= size
            yield maker.sitting(_FIRST_DAY + datetime.timedelta(days=body % step + meeting * step), size)


class _Maker:
    """Writes the papers of one body and remembers its cases."""

    def __init__(self, rng: random.Random, text: DanishText, body: str, name: str) -> None:
        self._rng, self._text = rng, text
        self._body, self._name = body, name
        self._cases: list[_Case] = []
        self._count = 0

    def sitting(self, day: datetime.date, size: int) -> Sitting:
        """The meeting of a day: two items of routine, then cases."""
        routine = (
            Paper(number=1, title="Dagsorden", decision="Dagsordenen blev godkendt."),
            Paper(number=2, title="Referat", decision="Referatet blev godkendt."),
        )
        papers = [*routine[:size], *(self._paper(number, day) for number in range(3, size + 1))]
        return Sitting(body=self._body, name=self._name, day=day, papers=tuple(papers))

    def _paper(self, number: int, day: datetime.date) -> Paper:
        rng = self._rng
        old = [case for case in self._cases[-40:] if case.treated[-1][0] < day]
        case = rng.choice(old) if old and rng.random() < 0.4 else self._new_case(day)
        about = [self._text.paragraph(rng.randint(2, 5), case.subject) for _ in range(rng.randint(4, 8))]
        if case.treated:
            when, which = case.treated[-1]
            about[0] = f"Sagen blev behandlet på mødet den {words.date(when.isoformat())}, punkt {which}. {about[0]}"
        case.treated.append((day, number))
        bodies = (tuple(about), *((self._text.paragraph(2, case.subject),) for _ in _SECTIONS[1:]))
        wishes = tuple(
            f"at udvalget godkender {self._text.sentence(case.subject).lower()}" for _ in range(rng.randint(1, 3))
        )
        decision = f"{rng.choice(_DECISIONS)} {self._text.sentence(case.subject)}".strip()
        return Paper(
            number=number,
            title=case.title,
            decision=f"{decision} {self._text.name()} følger op." if rng.random() < 0.25 else decision,
            case=case.number,
            unit=case.unit,
            recommendations=wishes,
            sections=tuple(zip(_SECTIONS, bodies, strict=True)),
            annexes=tuple(self._annex(case) for _ in range(rng.choice((0, 1, 1, 2)))),
        )

    def _annex(self, case: _Case) -> Annex:
        text = self._text.paragraph(self._rng.randint(8, 24), case.subject) if self._rng.random() < 0.35 else ""
        return Annex(title=f"Notat om {self._rng.choice(case.subject)}", text=text)

    def _new_case(self, day: datetime.date) -> _Case:
        self._count += 1
        subject = self._text.subject()
        title = self._rng.choice(_TITLES).format(f"{subject[0]} ved {subject[-1]}")
        case = _Case(
            number=f"NLK-{day.year}-{int(self._body[-2:]):02}{self._count:04}",
            title=title,
            subject=subject,
            unit=self._rng.choice(_UNITS),
        )
        self._cases.append(case)
        return case
