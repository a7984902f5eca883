"""The papers of an invented meeting: the plain facts, before they become objects, bundles, items or answers.

Each meeting is written from the plan and a seed of its own, so that any can be made alone and in any order.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.danish_text import DanishText
from benchmarks.danish_words import Words
from benchmarks.municipality import BODIES, ROUTINE, Plan, Slot
from generator import words as site_words

UNITS = (
    ("TA", "Teknik og Anlæg"),
    ("BS", "Børn og Skole"),
    ("SB", "Social og Beskæftigelse"),
    ("SO", "Sundhed og Omsorg"),
    ("KF", "Kultur og Fritid"),
    ("BST", "Borgmesterens Stab"),
)
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
_PARTIES = ("Enhedslisten", "Dansk Folkeparti", "Alternativet", "Liberal Alliance")
_SECTIONS = ("Sagsfremstilling", "Økonomi", "Videre proces")
_PROMISED, _REFERS, _DISSENT, _FOLLOWED = 0.2, 0.25, 0.06, 0.08  # shares of items
_ANNEXES, _ANNEX_WITH_TEXT = (0, 1, 1, 2), 0.35

Block = str | tuple[str, ...]  # a paragraph, or the entries of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A paper of an item; `text` "" where the archive would have its name only."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An item of the agenda. `sections` are heading and blocks."""

    number: int
    title: str
    decision: str
    case: str = ""
    unit: str = ""
    closed: bool = False
    recommendations: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[Block, ...]], ...] = ()
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting of a body. `previous` are the heading and the decision of each open item of the last minutes."""

    slot: Slot
    name: str
    papers: tuple[Paper, ...]
    previous: tuple[tuple[int, str, str], ...] = ()

    @property
    def body(self) -> str:
        return BODIES[self.slot.body][0]

    @property
    def day(self) -> datetime.date:
        return self.slot.day


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What a case is about, wherever it is treated."""

    number: str
    title: str
    subject: tuple[str, ...]
    unit: str


class Clerk:
    """Writes the papers of a plan's meetings."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._words = Words(plan.seed)

    def sitting(self, slot: Slot, *, edition: int = 0) -> Sitting:
        """The meeting of a slot. Another `edition` has the same items with other texts, as a corrected agenda has."""
        papers = [*_routine()[: slot.size]]
        papers += [self._paper(slot, number, edition) for number in range(ROUTINE + 1, slot.size + 1)]
        previous = tuple(self._last_minutes(slot))
        return Sitting(slot=slot, name=BODIES[slot.body][1], papers=tuple(papers), previous=previous)

    def _last_minutes(self, slot: Slot) -> Iterator[tuple[int, str, str]]:
        if slot.before is None:
            return
        before = self.plan.slots[slot.before]
        yield from ((paper.number, paper.title, paper.decision) for paper in _routine()[: before.size])
        for number, case in enumerate(before.cases, start=ROUTINE + 1):
            if not self.plan.cases[case].closed:
                yield number, self._about(case).title, self._decision(before, number, 0)

    def _text(self, *parts: object) -> tuple[DanishText, random.Random]:
        rng = random.Random(f"{self.plan.seed} {' '.join(map(str, parts))}")
        return DanishText(self._words, rng), rng

    def _about(self, case: int) -> _About:
        text, rng = self._text("case", case)
        subject = text.subject()
        return _About(
            number=f"NLK-{self.plan.cases[case].year}-{case + 1:06}",
            title=rng.choice(_TITLES).format(f"{subject[0]} ved {subject[-1]}"),
            subject=subject,
            unit=rng.choice(UNITS)[1],
        )

    def _paper(self, slot: Slot, number: int, edition: int) -> Paper:
        case = slot.cases[number - ROUTINE - 1]
        about = self._about(case)
        text, rng = self._text("item", slot.id, number, edition)
        sections = tuple((heading, tuple(self._blocks(text, rng, about, heading))) for heading in _SECTIONS)
        heading, blocks = sections[0]
        story = (*self._history(slot, case, text, rng), *blocks)
        return Paper(
            number=number,
            title=about.title,
            decision=self._decision(slot, number, edition),
            case=about.number,
            unit=about.unit,
            closed=self.plan.cases[case].closed,
            recommendations=tuple(_wishes(text, rng, about)),
            sections=((heading, story), *sections[1:]),
            annexes=tuple(self._annexes(slot, number, about)),
        )

    def _annexes(self, slot: Slot, number: int, about: _About) -> Iterator[Annex]:
        """The same in every edition: an annex that is gone would be told as a loss."""
        text, rng = self._text("annexes", slot.id, number)
        for _ in range(rng.choice(_ANNEXES)):
            yield _annex(text, rng, about, self.plan.mix.brief)

    def _blocks(self, text: DanishText, rng: random.Random, about: _About, heading: str) -> Iterator[Block]:
        if self.plan.mix.brief:
            yield f"{text.words(6, about.subject)}."
            return
        if heading != _SECTIONS[0]:
            yield text.paragraph(2, about.subject)
            return
        for _ in range(rng.randint(4, 7)):
            yield text.paragraph(rng.choice((1, 1, 2, 3, 4)), about.subject)
            if rng.random() < 0.45:
                entries = (text.words(rng.randint(3, 12), about.subject) for _ in range(rng.randint(2, 6)))
                yield tuple(f"{entry[0].upper()}{entry[1:]}" for entry in entries)

    def _history(self, slot: Slot, case: int, text: DanishText, rng: random.Random) -> Iterator[str]:
        """Where the case was treated before, and now and then what another meeting has decided."""
        earlier = [at for at in self.plan.cases[case].treated if at[0] < slot.index]
        if earlier:
            meeting, number = earlier[-1]
            there = self.plan.slots[meeting]
            where = "mødet" if there.body == slot.body else f"{BODIES[there.body][1]}s møde"
            yield f"Sagen blev behandlet på {where} den {_date(there)}, punkt {number}. {text.sentence()}"
        if slot.index and rng.random() < _REFERS:
            other = self.plan.slots[rng.randrange(slot.index)]
            body = BODIES[other.body][1]
            number = rng.randint(1, max(1, other.size))
            yield f"{text.sentence()[:-1]}, jf. {body}s møde den {_date(other)}, punkt {number}."

    def _decision(self, slot: Slot, number: int, edition: int) -> str:
        """What the minutes say: the outcome, a sentence, and sometimes what was promised until when."""
        about = self._about(slot.cases[number - ROUTINE - 1])
        text, rng = self._text("decision", slot.id, number, edition)
        parts = [rng.choice(_DECISIONS), text.sentence(about.subject)]
        if rng.random() < _PROMISED:
            due = slot.day + datetime.timedelta(days=rng.randint(30, 300))
            until = f"inden den {site_words.date(due.isoformat())}"
            parts.append(f"{about.unit} udarbejder et notat om {about.subject[0]} ved {about.subject[-1]} {until}.")
        if rng.random() < _DISSENT:
            parts.append(f"{rng.choice(_PARTIES)} stemte imod.")
        if rng.random() < _FOLLOWED:
            parts.append(f"{text.name()} følger op.")
        return " ".join(parts)


def _date(slot: Slot) -> str:
    return site_words.date(slot.day.isoformat())


def _routine() -> tuple[Paper, ...]:
    return (
        Paper(number=1, title="Dagsorden", decision="Dagsordenen blev godkendt."),
        Paper(number=2, title="Referat", decision="Referatet blev godkendt."),
    )


def _wishes(text: DanishText, rng: random.Random, about: _About) -> Iterator[str]:
    for _ in range(rng.randint(1, 3)):
        yield f"at udvalget godkender {text.words(rng.randint(5, 18), about.subject)}."


def _annex(text: DanishText, rng: random.Random, about: _About, brief: bool) -> Annex:
    title = f"Notat om {rng.choice(about.subject)}"
    if rng.random() >= _ANNEX_WITH_TEXT or brief:
        return Annex(title=title, text="")
    paragraphs = [text.paragraph(rng.choice((1, 2, 3)), about.subject) for _ in range(rng.randint(4, 12))]
    return Annex(title=title, text="\n\n".join(paragraphs))
