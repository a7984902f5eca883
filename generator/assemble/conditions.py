"""Reads what an approval depends on: the clause after "under forudsætning af", "med den bemærkning" and the like."""

from __future__ import annotations

import re

from generator.assemble.outcomes import read_outcome
from generator.danish import is_list_entry, told_sentences
from generator.model import Outcome

# One pattern per wording, with an example. Each begins where the condition does; it runs to the end of the sentence.
_WORDINGS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"\b{pattern}", re.IGNORECASE)
    for pattern in (
        # Godkendt under forudsætning af, at naboerne høres.
        r"under (?:den )?(?:udtrykkelige )?forudsætning(?:er)?\b",
        # Godkendt med forbehold for budgettets vedtagelse.  (not: med forbehold fra Venstre)
        r"(?:med|under) (?:det |de )?forbehold(?! fra\b)",
        # Godkendt på betingelse af, at lejemålet forlænges.  Godkendt på den betingelse, at …
        r"(?:på|med) (?:den |de |følgende )?betingelser?\b",
        r"betinget af\b",
        # Godkendt med den bemærkning, at der skal være adgang for kørestole.  … med følgende ændringer: …
        r"med (?:den|det|de|denne|dette|disse|følgende) (?:[\wæøå]+ )?"
        r"(?:bemærkning(?:er)?|tilføjelse[r]?|ændring(?:er)?|præcisering(?:er)?|justering(?:er)?|rettelse[r]?"
        r"|undtagelse[r]?|tilretning(?:er)?|krav|vilkår)\b",
        # Godkendt, idet det forudsættes, at …  Byrådet forudsætter, at …
        r"(?:idet )?det forudsættes\b",
        # Godkendt, dog således at budgettet holdes.  Godkendt, dog at …
        r"dog (?:således|sådan)?,? ?at\b",
        # Godkendt med undtagelse af punkt 3.  Godkendt, bortset fra punkt 3.
        r"(?:med undtagelse af|bortset fra) (?:punkt|pkt|indstillingens|beslutningspunkt|bilag)\b",
        # Godkendt, såfremt tilskuddet bevilges.  Godkendt, hvis …
        r"(?:såfremt|hvis)\b",
    )
)


def read_condition(text: str) -> str:
    """The clause that an approval depends on, to the end of its sentence without the full stop; "" without one.

    It is looked for after the words that approve: in their own sentence, or at the start of the next. A clause
    that ends in a colon takes the list under it along, or the sentence where no list follows.
    """
    outcome, evidence = read_outcome(text)
    if outcome is not Outcome.APPROVED:
        return ""
    told = list(told_sentences(text))
    approving = next((n for n, sentence in enumerate(told) if evidence in sentence), None)
    if approving is None:
        return ""
    after = told[approving].partition(evidence)[2]
    start = _start(after)
    if start is not None:
        return _whole(after[start:], told[approving + 1 :], text)
    following = told[approving + 1] if approving + 1 < len(told) else ""
    return _clause(following) if re.match(r"Det (?:er en forudsætning|forudsættes)\b", following) else ""


def _start(words: str) -> int | None:
    starts = [match.start() for pattern in _WORDINGS if (match := pattern.search(words))]
    return min(starts, default=None)


def _whole(clause: str, following: list[str], text: str) -> str:
    if not clause.rstrip().endswith(":"):
        return _clause(clause)
    listed = [sentence for sentence in following if is_list_entry(sentence, text)]
    return " ".join([clause.rstrip(), *(listed or following[:1])])


def _clause(words: str) -> str:
    return words.strip().rstrip(".").rstrip()
