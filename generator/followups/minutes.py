"""Reads the commitments out of running text: which sentences promise, and which of them speak of one promise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.followups import passives, promises
from generator.followups.actors import people
from generator.followups.calendar import Calendar
from generator.followups.commitment import NO_DUE, Commitment, Due, Promise
from generator.followups.due import find_due
from generator.followups.promises import Rule
from generator.followups.units import NO_UNITS, Units
from generator.model import TextBlock, block_strings
from generator.sentences import sentences

RULES: tuple[Rule, ...] = (*promises.RULES, *passives.RULES)

# Says nothing without the sentence before it: "Det bør indarbejdes …", "Herunder hvem …", "Kunne være den 19."
_ANAPHOR = re.compile(
    r"^(?:herunder|kunne|kan|dette|disse|denne|den|det|de|han|hun|her|hertil) "
    r"(?!aftal|blev aftalt|er aftalt|er vigtig)",
    re.IGNORECASE,
)
_CLEFT = re.compile(r"^(?:det|der)\b.*?, at\b|^den videre", re.IGNORECASE)
# A time in a sentence that only leads up to the promise counts where that sentence looks ahead.
_AHEAD = re.compile(
    r"\b(?:skal|vil|bør|kunne være|senest|inden|brug for|behov for|næste|kommende|aftal\w+|bad|beder|ønske\w*)\b",
    re.IGNORECASE,
)
_FURTHEST = 3  # sentences before the promise that may belong to it


@dataclass(slots=True)
class _Draft:
    """A commitment being read: the sentences from `first` to `last`, of which `said` promise."""

    first: int
    last: int
    said: list[int]
    who: tuple[str, ...]
    due: Due
    rule: str


def read_commitments(
    blocks: Sequence[TextBlock], *, item: str, source: str, calendar: Calendar, units: Units = NO_UNITS
) -> list[Commitment]:
    """The commitments in a decision, in reading order."""
    texts = [sentence for block in blocks for text in block_strings(block) for sentence in sentences(text)]
    drafts: list[_Draft] = []
    for at, sentence in enumerate(texts):
        found = promise_in(sentence, calendar)
        if found:
            _add(drafts, texts, at, found, calendar, units)
    return [
        Commitment(
            item=item,
            source=source,
            text=" ".join(texts[draft.first : draft.last + 1]),
            evidence=" ".join(texts[draft.said[0] : draft.last + 1]),
            responsible=draft.who,
            due=draft.due,
            rule=draft.rule,
        )
        for draft in drafts
    ]


def promise_in(sentence: str, calendar: Calendar) -> tuple[Promise, str] | None:
    """What the sentence promises and by which rule; the first rule that fits."""
    for rule in RULES:
        promise = rule(sentence)
        if promise and not (promise.needs_due and not _sets_a_time(sentence, calendar)):
            return promise, rule.__name__
    return None


def _sets_a_time(sentence: str, calendar: Calendar) -> bool:
    """Whether a day, a month or a coming meeting is named; "løbende" is none."""
    due = find_due(sentence, calendar)
    return due.value is not None or "møde" in due.words


def _add(
    drafts: list[_Draft],
    texts: Sequence[str],
    at: int,
    found: tuple[Promise, str],
    calendar: Calendar,
    units: Units,
) -> None:
    promise, rule = found
    who = tuple(name for words in promise.who for name in people(words, units))
    first = _context(texts, at) if promise.leans else at
    due = find_due(texts[at], calendar)
    earlier = drafts[-1] if drafts else None
    if promise.leans and earlier and earlier.last >= first and _same(earlier, who):
        earlier.last = at
        earlier.said.append(at)
        earlier.who = tuple(dict.fromkeys((*earlier.who, *who)))
        between = _due_before(texts[earlier.said[-2] : at], calendar)
        earlier.due = next((d for d in (due, earlier.due, between) if d.value), due if due.words else earlier.due)
        return
    if earlier:
        first = max(first, earlier.last + 1)
    if not due.value:
        before = _due_before(texts[first:at], calendar)
        due = before if before.value or not due.words else due
    drafts.append(_Draft(first=first, last=at, said=[at], who=who, due=due, rule=rule))


def _same(earlier: _Draft, who: tuple[str, ...]) -> bool:
    """Whether a leaning sentence can speak of the promise before it: nobody else has been named for it."""
    return not earlier.who or not who or bool(set(earlier.who) & set(who))


def _context(texts: Sequence[str], at: int) -> int:
    """The first sentence that a reader needs to understand the one at `at`."""
    first = max(at - 1, 0)
    while first > max(at - _FURTHEST, 0) and _ANAPHOR.match(texts[first]) and not _CLEFT.match(texts[first]):
        first -= 1
    return first


def _due_before(texts: Sequence[str], calendar: Calendar) -> Due:
    found = [find_due(text, calendar) for text in texts if _AHEAD.search(text)]
    return next((due for due in reversed(found) if due.value), next((due for due in found if due.words), NO_DUE))
