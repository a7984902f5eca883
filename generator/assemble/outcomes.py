"""Reads the outcome of a decision from its words. One rule per outcome, weightiest first (DESIGN.md section 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.assemble.positions import without_positions
from generator.model import Outcome

# "ikke godkendt" approves nothing, nor does "de godkendte leverandører".
_NOT_BEFORE = r"(?<!ikke )(?<!ikke at )(?<!at blive )(?<!hvis )(?<!\bde )(?<!\bden )(?<!tidligere )"


@dataclass(frozen=True, slots=True)
class _Rule:
    outcome: Outcome
    pattern: re.Pattern[str]


def _rule(outcome: Outcome, *alternatives: str) -> _Rule:
    return _Rule(outcome, re.compile(rf"\b{_NOT_BEFORE}(?:{'|'.join(alternatives)})", re.IGNORECASE))


RULES: tuple[_Rule, ...] = (
    # Godkendt.  Rådmanden kunne godkende indstillingen.  Byrådet vedtog …  Indstillingen tiltrådt.
    _rule(
        Outcome.APPROVED,
        r"godkend(?:t|tes|te|es|er)\b",
        r"kunne (?:godkende|tiltræde)\b",
        r"vedt(?:aget|og|ages|oges|ager)\b",
        r"tiltr(?:ådt|ådte|æder|ædes|ådtes)\b",
        r"bevilge(?:t|de|s)\b",
    ),
    # Forslaget blev forkastet.  Indstillingen afvist.  Ændringsforslaget faldt.  (not: "antallet faldt")
    _rule(
        Outcome.REJECTED,
        r"forkaste(?:t|de|des|s|r)\b",
        r"afvis(?:t|te|tes|es|er)\b",
        r"(?:(?:ændrings|under)?forslaget|indstillingen) (?:faldt|bortfaldt)\b",
        r"blev ikke (?:godkendt|vedtaget|tiltrådt)\b",
    ),
    # Taget til efterretning.  … tog orienteringen til efterretning  Til orientering.
    _rule(
        Outcome.NOTED,
        r"til efterretning\b",
        r"(?:taget|tog|tages) (?:[\wæøå]+ ){0,3}til orientering\b",
        r"orienteringen? (?:blev |er )?(?:taget|modtaget)\b",
        r"^til orientering\b",
    ),
    # Drøftet.  Sagen blev kort drøftet.  Mødekredsen drøftede …  Der var en kort drøftelse af …
    _rule(
        Outcome.DISCUSSED,
        r"drøfte(?:t|de|des)\b",
        r"drøftelsen? (?:fandt|gav)\b",
        r"(?:var|havde|førte|fik)(?: der)?(?: også)? en (?:[\wæøå]+ ){0,3}drøftelse\b",
        r"blev vendt\b",
    ),
    # Punktet udsættes.  Sagen blev udsat til næste møde.  Punktet genoptages.  Behandlingen udskydes.
    # (not "de mest udsatte børn")
    _rule(
        Outcome.POSTPONED,
        r"(?<!særligt )(?<!socialt )(?<!mest )udsat\b(?! (?:for|børn|ung|borger))",
        r"udsættes\b",
        r"(?:punktet|sagen) genoptages\b",
        r"(?:udskydes|udskudt)\b",
        r"udsatte (?:punktet|sagen|behandlingen|beslutningen)\b",
    ),
    # Fremsendes til Teknisk Udvalg …  Henvist til …  Sendes tilbage til forvaltningen.  Indstilles til godkendelse.
    # Udvalget anbefaler indstillingen godkendt.  (not: "bemærkninger til det fremsendte")
    _rule(
        Outcome.REFERRED,
        r"henvis(?:t|es|te|tes|er)\b(?! til bilag)",
        r"(?<!det )(?:frem|over|tilbage)send(?:t|es|te|tes|er)\b",
        r"send(?:t|es|te|tes) tilbage\b",
        r"tilbagesendt\b",
        r"(?:indstilles|anbefales) til\b",
        r"(?:indstille[rs]|anbefale[rs]|anbefalede)\b[^.]{0,60}? (?:godkend|tiltræd|tiltråd|vedtag)(?:t|es|et)",
    ),
    # Udgik.  Punktet blev ikke drøftet.  Taget af dagsordenen.
    _Rule(
        Outcome.NOT_DISCUSSED,
        re.compile(
            r"\b(?:udg(?:ik|år(?! af udvalg)|ået)|(?:ikke|ej) (?:blevet )?(?:drøftet|behandlet)|aflyst"
            r"|(?:taget|tages) af (?:dagsorden|mødet))",
            re.IGNORECASE,
        ),
    ),
    # Intet til referat.  Ingen bemærkninger til referatet → not this one
    _Rule(Outcome.NOTHING_TO_RECORD, re.compile(r"\b(?:intet|ingenting) (?:til|at) refer(?:at|ere)", re.IGNORECASE)),
)
# Words that speak of what may come, of another meeting, or of papers: no decision of this item.
_NO_DECISION = re.compile(
    r"\b(?:anbefale[rs]|anbefalede|indstille[rs]|foreslå[rs])\b(?:[^.,]{0,60}|[^.]{0,60}\bat\b[^.]{0,100})$"
    r"|, (?:der|som) (?:[\wæøå]+ ){0,3}$"
    r"|\b(?:hvis|såfremt|forventes|afventer|inden|indtil|når)\b[^.]{0,60}$"
    r"|\b(?:skal|kan|vil|bør|måtte|kunne|skulle)\b (?:[\wæøå]+ ){0,2}$",
    re.IGNORECASE,
)


def read_outcome(text: str) -> tuple[Outcome, str]:
    """The outcome and the words it was read from ("" with `OTHER`).

    What single parties or persons could agree to is no outcome, and is not looked at.
    """
    whole = without_positions(text)
    for rule in RULES:
        for match in rule.pattern.finditer(whole):
            sentence_start = max(whole.rfind(mark, 0, match.start()) for mark in (". ", "\n", "? ")) + 1
            before = whole[sentence_start : match.start()]
            if rule.outcome not in (Outcome.NOT_DISCUSSED, Outcome.NOTHING_TO_RECORD) and _NO_DECISION.search(before):
                continue
            return rule.outcome, match.group()
    return Outcome.OTHER, ""
