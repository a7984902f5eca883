"""Sentences in which something is to be done and nobody, or somebody by the way, is named: one rule per function."""

from __future__ import annotations

import re

from generator.followups.actors import ACTOR, is_somebody
from generator.followups.commitment import Promise
from generator.followups.promises import Rule, is_agreed
from generator.followups.verbs import AGAIN, CONDITION, HEDGE, PAPER, PASSIVE, PAST

# The subject of a main clause: a few words, none of which opens another clause
_SUBJECT = r"(?P<subject>(?:(?!\b(?:som|der|hvis|hvordan|hvorvidt|om|at|når|da|fordi|hvad|hvor)\b)[^,.;:?]){2,90}?)"
_BY = re.compile(rf"\baf (?P<who>{ACTOR})")
_LEAD_ACTOR = re.compile(rf"\bmed (?P<who>{ACTOR}) (?:som|i rollen som) (?:tovholder|ansvarlig|projektleder)")


def _idle(sentence: str, found: re.Match[str]) -> bool:
    """Whether the clause asks, depends, hedges or tells of what has been."""
    clause = found[0].split(",", 1)[0]
    return bool(
        sentence.rstrip().endswith("?") or CONDITION.search(sentence) or HEDGE.search(clause) or PAST.search(clause)
    )


def is_taken_up_again(sentence: str) -> Promise | None:
    """The case comes back. "Sagen genoptages på det kommende møde", "Punktet kommer på igen til marts"."""
    again = rf"(?:{AGAIN}|(?:kommer|tages|sættes|drøftes|behandles) (?:op |på (?:dagsordenen )?)?igen|vender tilbage)"
    subject = r"(?P<subject>[Pp]unktet|[Ss]agen|[Ee]mnet|[Dd]et|[Dd]en|[Dd]røftelsen)"
    found = re.search(rf"^(?:Det aftales, at )?{subject}(?: \w+)? {again}\b.*", sentence)
    return Promise() if found and not _idle(sentence, found) else None


def paper_is_made(sentence: str) -> Promise | None:
    """A paper is to be made. "Der udarbejdes et notat om …", "Der skal laves en oversigt"."""
    made = r"(?:(?:skal|vil blive|bliver) )?(?:udarbejdes|udarbejdet|laves|lavet|skrives|skrevet|eftersendes|udformes)"
    found = re.search(rf"(?:^|\bat )[Dd]er {made}(?: \w+){{0,4}}? {PAPER}\b.*", sentence, re.IGNORECASE)
    return Promise(who=_named_by(sentence)) if found and not _idle(sentence, found) else None


def _named_by(sentence: str) -> tuple[str, ...]:
    for pattern in (_LEAD_ACTOR, _BY):
        match = pattern.search(sentence)
        if match and is_somebody(match["who"]):
            return (match["who"],)
    return ()


def is_put_on_a_list(sentence: str) -> Promise | None:
    """Something is put on the year wheel or the agenda. "Status skal skrives ind i årshjulet"."""
    put = r"(?:skal|vil|bliver)\b[^.;?]{0,60}?(?:skrives|skrevet|sættes|sat|føjes|tages) (?:ind|på|til|med)\b.*"
    found = re.search(rf"^(?:[^.;:?]{{0,60}}- )?[^.;:?]{{0,90}}?\b{put}", sentence)
    listed = re.search(r"årshjul|dagsorden|mødeplan|tidsplan|liste", sentence, re.IGNORECASE)
    return (
        Promise(needs_due="årshjul" not in sentence.lower())
        if found and listed and not _idle(sentence, found)
        else None
    )


def is_done_by_a_time(sentence: str) -> Promise | None:
    """Something is done, shown or discussed at a named time. "Den videre proces drøftes med SUO i marts"."""
    found = re.search(rf"(?:^|\bat ){_SUBJECT} (?:(?:skal|vil)\b(?: \w+){{0,3}}? )?{PASSIVE}\b.*", sentence)
    done = r"(?:forelagt|fremlagt|præsenteret|drøftet|behandlet|sendt|orienteret|taget op)"
    will = rf"(?:^|\bat )(?:{_SUBJECT} )?(?:vil|bliver|skal)\b(?: \w+){{0,8}}? (?:blive )?{done}\b.*"
    found = found or re.search(will, sentence)
    if not found or _idle(sentence, found) or re.match(r"(?:Rådmands)?[Kk]redsen drøfte", sentence):
        return None
    by = _named_by(sentence)
    return Promise(who=by, needs_due=not (by or is_agreed(sentence)))


def is_to_be_ready(sentence: str) -> Promise | None:
    """A thing is to be there at a named time. "Der skal ligge et forslag senest i april"."""
    there = r"(?:ligge|foreligge|være|laves|findes|arbejdes videre|følges op|gives|ses på)"
    ready = rf"(?:[Dd]er skal|skal der) (?:\w+ )?{there}\b.*"
    need = r"[Dd]er er (?:brug|behov) for\b.*\b(?:senest|inden)\b.*"
    soon = r"(?:\bsenest\b|\binden\b|\bpå (?:det )?næste\b|\btil næste\b)"
    wants = r"(?:ønsker|ønskede|efterspurgte|efterspørger|bad om|beder om|vil gerne (?:have|se|høre))"
    wish = rf"{wants}(?: at få)?\b[^,.]*(?:{soon}|\b{PAPER}\b|\bopfølgning\b).*"
    found = re.search(rf"^(?:{ready}|{need}|.{{2,60}}?\b{wish})", sentence)
    if not found or sentence.endswith("?") or CONDITION.search(sentence):
        return None
    return Promise(who=_named_by(sentence), needs_due=True)


def is_sent_for_a_draft(sentence: str) -> Promise | None:
    """A proposal goes to a department that is to draft a recommendation. Council minutes: "Fremsendes til Børn og Skole
    med henblik på udarbejdelse af svar". A referral without a draft is an outcome, no promise.
    """
    sent = r"(?:[Ff]remsendes|[Oo]versendes|[Ss]endes|[Hh]envises)"
    found = re.search(rf"{sent} til (?P<who>{ACTOR}) (?:med henblik på|til|for) (?:en )?udarbejdelse\b", sentence)
    return Promise(who=(found["who"],)) if found and is_somebody(found["who"]) else None


def is_to_be_sent_back(sentence: str) -> Promise | None:
    """The case is asked back. Council minutes: "Sagen bedes tilbagesendt byrådet via Magistraten."."""
    found = re.search(r"\bbedes (?:tilbagesendt|genfremsendt|returneret|forelagt)\b", sentence)
    return Promise(leans=True) if found else None


RULES: tuple[Rule, ...] = (
    is_taken_up_again,
    paper_is_made,
    is_put_on_a_list,
    is_sent_for_a_draft,
    is_to_be_sent_back,
    is_done_by_a_time,
    is_to_be_ready,
)
