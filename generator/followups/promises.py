"""Sentences in which somebody promises: one rule per function, tried in the order of `RULES`.

A rule takes one sentence and gives a `Promise` or None. Sources are the kinds of minutes the rule was
made for; the examples are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.followups.actors import ACTOR, is_somebody
from generator.followups.commitment import Promise
from generator.followups.verbs import (
    ADVERB,
    CONDITION,
    HEDGE,
    PAPER,
    STRONG,
    WEAK,
    any_infinitive,
    any_of,
)

Rule = Callable[[str], Promise | None]

# A clause with its subject may begin here: "…, og VOS undersøger", "Det aftales, at UVU følger op"
_START = r"(?:\b[Aa]t |^|[:;–-] |, (?:og|men|mens|så|hvorefter) | og )"
_AGREED = re.compile(
    r"\b(?:det|der) (?:aftales|aftaltes|blev aftalt|er aftalt|besluttedes|blev besluttet|er besluttet|blev enighed om|"
    r"var enighed om|er enighed om)\b[^.]{0,40}?\bat\b|^aftal[et]+[:,]? at\b|^beslutning: ",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"\b(?:på|om|i forhold til|ift\.?|vedr\.?|vedrørende|vedrørende|omkring|for)\s+(?!det$|dette$|sagen$|punktet$)",
    re.IGNORECASE,
)
_TIME_TAIL = re.compile(
    r"\bpå (?:et |det )?(?:næste|næstkommende|kommende|førstkommende|senere)\b[^,.]*", re.IGNORECASE
)


def is_agreed(sentence: str) -> bool:
    """Whether the sentence says that it was agreed: "Det blev aftalt, at …"."""
    return bool(_AGREED.search(sentence))


def _before(verb: str, sentence: str) -> Iterator[re.Match[str]]:
    """Subject, adverbs, verb: "VOS undersøger", "Organisation og Ledelse løbende følger"."""
    pattern = rf"{_START}(?P<who>{ACTOR})(?P<between>{ADVERB}{{0,3}}) (?P<verb>{verb})\b(?P<rest>.*)"
    match = re.search(pattern, sentence)
    if match and is_somebody(match["who"]) and not _taken_back(match, sentence):
        yield match


def _after(verb: str, sentence: str) -> Iterator[re.Match[str]]:
    """Something else first, then verb and subject: "Til næste møde udarbejder VOS et notat"."""
    pattern = rf"^(?P<front>[^.;:]{{2,120}}?),? (?P<verb>{verb}) (?P<who>{ACTOR})(?P<between>)(?P<rest>\b.*)"
    match = re.search(pattern, sentence)
    fronted = match and not re.search(r"\b(?:som|der|at|hvordan|hvad|om|hvor)$", match["front"])
    if match and fronted and is_somebody(match["who"]) and not _taken_back(match, sentence):
        yield match


def _taken_back(match: re.Match[str], sentence: str) -> bool:
    """Whether the clause asks, hedges, depends on something, or tells of daily work."""
    if sentence.rstrip().endswith("?") or CONDITION.search(sentence):
        return True
    if _OPINION.search(sentence[: match.start("who")].rstrip()):
        return True
    near = re.split(r"[,;]", match["rest"].lstrip(), maxsplit=1)[0]
    beside = " ".join(near.split()[:4])
    return bool(HEDGE.search(match["between"]) or HEDGE.search(beside))


# An opinion or a proposal about what somebody does: "Det er vigtigt, at forvaltningen følger op"
_OPINION = re.compile(
    r"\b(?:vigtig\w*|ønskelig\w*|afgørende|nødvendig\w*|godt|positivt|glad for|tilfreds med|håber?|håbede|mente|mener|"
    r"kvitterede for|roste|takkede for|indstill\w+|foreslog|foreslår|foreslås|anbefal\w+)\b[^.]{0,40}\bat$",
    re.IGNORECASE,
)


def _who(match: re.Match[str]) -> tuple[str, ...]:
    return (match["who"],)


def follows_up(sentence: str) -> Promise | None:
    """Somebody follows up. Minutes of mayors' meetings: "VOS og Malthe følger op.", "Rådmanden følger selv op"."""
    if "følger" not in sentence:
        return None
    verb = r"følger(?: selv| løbende| derfor| også| efterfølgende| herefter| snarest)* op"
    for match in _before(verb, sentence):
        return Promise(who=_who(match), leans=_says_little(match["rest"], sentence))
    relative = re.search(
        rf"(?P<who>{ACTOR})(?P<between>), (?:der|som) (?:så |derfor |herefter )?{verb}\b(?P<rest>.*)", sentence
    )
    if relative and is_somebody(relative["who"]) and not _taken_back(relative, sentence):
        return Promise(who=_who(relative))
    inverted = rf"^(?P<front>[^.;:]{{2,120}}?),? følger (?P<who>{ACTOR})(?P<between>{ADVERB}{{0,2}}) op\b(?P<rest>.*)"
    inverse = re.search(inverted, sentence)
    if inverse and is_somebody(inverse["who"]) and not _taken_back(inverse, sentence):
        return Promise(who=_who(inverse), leans=_says_little(inverse["rest"], sentence))
    return None


def _says_little(rest: str, sentence: str) -> bool:
    """Whether "følger op" stands without what is followed up: "VOS følger op med de pårørende."."""
    return not is_agreed(sentence) and not _CONTENT.search(_TIME_TAIL.sub("", rest).rstrip(" ."))


def promises_work(sentence: str) -> Promise | None:
    """Somebody does something one can later ask for. "VOS undersøger muligheden for …", "TKM udarbejder notat"."""
    for match in (*_before(any_of(STRONG), sentence), *_after(any_of(STRONG), sentence)):
        return Promise(who=_who(match))
    return None


def promises_by_a_time(sentence: str) -> Promise | None:
    """Somebody tells, shows or holds something at a named time. "UVU forelægger en status i april"."""
    for match in (*_before(any_of(WEAK), sentence), *_after(any_of(WEAK), sentence)):
        sends = match["verb"] in ("sender", "deler", "leverer") and re.search(rf"\b{PAPER}\b", match["rest"])
        return Promise(who=_who(match), needs_due=not (sends or is_agreed(sentence)))
    return None


def is_agreed_to(sentence: str) -> Promise | None:
    """Agreed, and nobody named. "Det blev aftalt at holde et opfølgende møde i marts"."""
    infinitive = rf"(?:{any_infinitive(STRONG)}|{any_infinitive(WEAK)}|følge op)"
    it_was = r"[Dd]et (?:aftales|aftaltes|(?:blev|bliver|er) (?:aftalt|besluttet))"
    found = re.search(rf"(?:^|, )(?:{it_was}|[Aa]ftalt|[Dd]er (?:er|var) enighed om),? at {infinitive}\b", sentence)
    return Promise(needs_due=True) if found and not CONDITION.search(sentence) else None


def is_to_do(sentence: str) -> Promise | None:
    """Somebody shall or will. "Forvaltningen skal undersøge …", "UVU vil vende tilbage i maj"."""
    if not any(word in sentence for word in ("skal", "vil", "opgave")):
        return None
    infinitives = rf"(?:{any_infinitive(STRONG)}|følge(?: \w+)? op)"
    for match in _before(rf"(?:skal|vil|får til opgave at|har til opgave at){ADVERB}{{0,2}} {infinitives}", sentence):
        return Promise(who=_who(match))
    for match in _before(rf"(?:skal|vil){ADVERB}{{0,2}} {any_infinitive(WEAK)}", sentence):
        return Promise(who=_who(match), needs_due=not is_agreed(sentence))
    return None


_ASKS = ("eder ", "Bad ", "bad ", "ålægger ", "ålagde ", "bedes ", "bedt ", "anmodes ")


def is_asked_to(sentence: str) -> Promise | None:
    """Somebody is given a task by name. "Rådmanden bad VOS om at undersøge …", "Forvaltningen bedes udarbejde …"."""
    if not any(word in sentence for word in _ASKS):
        return None
    asked = rf"\b(?:[Bb]eder|[Bb]ad|[Pp]ålægger|[Pp]ålagde) (?P<who>{ACTOR})(?: \w+)? (?:om )?(?:at|en|et) (?P<rest>.*)"
    bid = r"(?:bedes|(?:blev|bliver|er) bedt om at|anmodes om at)"
    bidden = rf"{_START}(?P<who>{ACTOR}) {bid} (?P<rest>.*)"
    for pattern in (asked, bidden):
        match = re.search(pattern, sentence)
        if match and is_somebody(match["who"]) and not CONDITION.search(sentence) and not sentence.endswith("?"):
            if re.match(r"(?:overveje|huske|sende sin|takke)\b", match["rest"]):
                continue
            return Promise(who=_who(match))
    return None


def is_to_receive(sentence: str) -> Promise | None:
    """A body or the mayor is to have a paper or be told. "Udvalget skal have notatet på næste udvalgsmøde."."""
    whom = r"(?:udvalget|rådmanden|byrådet|magistraten|direktionen|kredsen|mødekredsen|\w*udvalget|bestyrelsen|rådet)"
    told = r"(?:forelægges|orienteres|præsenteres)"
    gets = rf"(?:skal (?:have|modtage|se|{told})|får|modtager|{told})\b"
    match = re.search(rf"(?:^|\bat |, (?:og|så) )(?i:{whom}) {gets}(?P<rest>.*)", sentence)
    if not match or sentence.endswith("?") or CONDITION.search(sentence) or HEDGE.search(match["rest"][:40]):
        return None
    firm = "skal" in match[0][: match.start("rest") - match.start()] or is_agreed(sentence)
    if firm and re.search(rf"\b{PAPER}\b|orienteres|forelægges", match[0], re.IGNORECASE):
        return Promise()
    return Promise(needs_due=True) if re.search(rf"\b{PAPER}\b|orienteres|forelægges", match[0]) else None


RULES: tuple[Rule, ...] = (
    follows_up,
    promises_work,
    is_to_do,
    is_asked_to,
    promises_by_a_time,
    is_agreed_to,
    is_to_receive,
)
