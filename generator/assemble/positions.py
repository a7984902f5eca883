"""Reads from a decision who stood how to it: reservations, votes, abstentions, disqualifications.

A rule is a pattern around an enumeration of names (`generator.assemble.names`). Names count only where the words
before them begin a sentence or a clause, so "han spurgte, om Venstre tog forbehold" names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.assemble.names import DECIDING, ENUMERATION, split_names
from generator.danish import told_sentences
from generator.model import Position, PositionKind

_LEAD = (
    r"(?:^|[;:]\s|\s[–-]\s|(?:,\s|^)(?:og|men|idet|da|mens|medens|hvor|hvorefter|hvorved|dog|samt)\s|\bidet\s|\bat\s"
    r"|\b(?:undtagelse af|bortset fra|undtagen|bestående af)\s|^(?:Herefter|Derefter|Dog)\s)"
)
_MATTER = (
    r"(?:forslaget|indstillingen|ændringsforslaget|sagen|punktet|planen|det(?:te)?|budgettet|oplægget|beslutningen)"
)
_TREATMENT = (
    r"(?:i\s)?(?:(?:under\s)?(?:sagens|punktets|punktet|sagen)s?\s?(?:behandling|drøftelse|afgørelse)?"
    r"|behandlingen|drøftelsen|afstemningen|beslutningen|afgørelsen)"
)
_AGREE = r"(?:tiltræde|godkende|anbefale|støtte|bakke op om|gå ind for|medvirke til|stemme for|tilslutte sig|vedtage)"


@dataclass(frozen=True, slots=True)
class _Verb:
    """Words after the names that say how they stood."""

    kind: PositionKind
    pattern: str


# The order matters: the first rule that reads a sentence's names decides between "inhabil" and "deltog ikke".
_VERBS: tuple[_Verb, ...] = (
    # Jens Hansen blev erklæret inhabil.  Mette Holm erklærede sig inhabil og forlod lokalet.
    _Verb(
        PositionKind.DISQUALIFIED,
        r"(?:(?:blev|er|var|blev enstemmigt) (?:(?:erklæret|kendt|fundet|anset for|vurderet)(?: at være)? )?"
        r"|(?:erklærede|erklærer|meldte|anså) sig(?: selv)?(?: for)? |findes |fandtes )inhabile?\b",
    ),
    # Jesper Holm deltog ikke i sagens behandling.  Anna Lund forlod mødet under behandlingen.
    _Verb(
        PositionKind.NOT_TAKING_PART,
        rf"(?:deltog|deltager|har) ikke (?:deltaget )?{_TREATMENT}"
        rf"|(?:forlod|forlader) (?:mødet|lokalet|salen|mødelokalet) under {_TREATMENT}",
    ),
    # Venstre undlod at stemme.  SF stemte hverken for eller imod.  Alternativet stemte blankt.
    _Verb(
        PositionKind.ABSTAINED,
        r"(?:undlod|undlader|afstod fra|afholdt sig fra) at (?:stemme|tage stilling)"
        r"|(?:stemte|stemmer) (?:hverken for eller i?mod|blankt)|(?:var|er) hverken for eller i?mod",
    ),
    # Socialdemokratiet tog forbehold.  Venstre forbeholdt sig sin stilling.
    _Verb(
        PositionKind.RESERVATION,
        r"(?:tog|tager|har taget|ønskede at tage|ønsker at tage|tog (?:et )?generelt|udtrykte|meddelte) "
        r"(?:foreløbigt? )?forbehold\b(?! for at)|(?:forbeholdt|forbeholder) sig (?:deres |sin |sit )?(?:still|standp)",
    ),
    # Venstre kunne ikke tiltræde indstillingen.  SF stemte imod.  DF imod.
    _Verb(
        PositionKind.AGAINST,
        rf"(?:kunne|kan) ikke {_AGREE}|(?:stemte|stemmer) (?:i?mod|nej)\b(?! at)"
        r"|imod(?= ?(?:[.;]|$))",
    ),
    # Jens Hansen, Anna Lund og SF kunne tiltræde indstillingen.  Venstre stemte for.
    _Verb(PositionKind.IN_FAVOUR, rf"(?:kunne|kan) {_AGREE}|(?:stemte|stemmer) (?:for|ja)\b(?! at)"),
)


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: PositionKind
    pattern: re.Pattern[str]


def _before(verb: _Verb) -> _Rule:
    """`<names> <verb>`, also as a clause on names before a comma: "bortset fra Venstre, der stemte imod"."""
    return _Rule(verb.kind, re.compile(rf"{_LEAD}(?P<names>{ENUMERATION})(?:, (?:der|som|hvilke))? (?:{verb.pattern})"))


def _listed(verb: _Verb) -> _Rule:
    """`Følgende deltog ikke i behandlingen: <names>`. With nothing after the colon it names nobody."""
    return _Rule(
        verb.kind,
        re.compile(rf"^(?:Følgende|Disse)(?: \w+)? (?:{verb.pattern})[^:.]{{0,40}}: ?(?P<names>{ENUMERATION})"),
    )


def _counted(verb: _Verb) -> _Rule:
    """`Et mindretal på 2 (Venstre og SF) stemte imod`; `7 (A, V og C) stemte for`."""
    head = r"(?:Et (?:fler|mindre)tal|\d{1,2}|[Ee]t medlem|(?:To|Tre|Fire|Fem|Seks) medlemmer)"
    return _Rule(verb.kind, re.compile(rf"\b{head}[^().:]{{0,40}}\((?P<names>{ENUMERATION})\) (?:{verb.pattern})"))


# Words that stand before the names, too.
_VOTES: tuple[tuple[PositionKind, str], ...] = (
    (PositionKind.ABSTAINED, r"(?:[Hh]verken for eller i?mod|[Bb]lankt)"),
    (PositionKind.AGAINST, r"(?:[Ii]mod|[Mm]od)"),
    (PositionKind.IN_FAVOUR, r"[Ff]or"),
)
_LABELS: tuple[tuple[PositionKind, str], ...] = (
    *((kind, rf"(?:[Ss]tem(?:te|mer) )?{word}(?: {_MATTER})?") for kind, word in _VOTES),
    (PositionKind.ABSTAINED, r"[Uu]ndlod(?: at stemme)?"),
    (PositionKind.RESERVATION, r"(?:[Tt]og )?[Ff]orbehold"),
    (PositionKind.DISQUALIFIED, r"(?:[Ee]rklæret )?[Ii]nhabile?"),
    (PositionKind.NOT_TAKING_PART, rf"[Dd]eltog ikke {_TREATMENT}"),
)
_NUMBER = r"(?:\d{1,2}(?: medlemmer)? ?)?\(?"


def _labelled(kind: PositionKind, label: str) -> _Rule:
    """`Imod: <names>`, `Undlod at stemme (3): <names>`."""
    return _Rule(kind, re.compile(rf"(?:^|[.;,] )(?:{label})(?: \(\d{{1,2}}\))?: ?{_NUMBER}(?P<names>{ENUMERATION})"))


def _voted(kind: PositionKind, word: str) -> _Rule:
    """`Imod stemte <names>`, `For forslaget stemte 12 (<names>)`."""
    head = rf"(?:^|[.;,] |\b(?:og|mens) ){word}(?: {_MATTER})? (?:stemte|stemmer)"
    return _Rule(kind, re.compile(rf"{head} {_NUMBER}(?P<names>{ENUMERATION})"))


def _tallied(kind: PositionKind, word: str) -> _Rule:
    """`12 stemmer imod (<names>)`."""
    tally = r"\b(?:\d{1,2}|[Ee]n|[Tt]o|[Tt]re) (?:stemte|stemmer|stemme)"
    return _Rule(kind, re.compile(rf"{tally} {word} ?\((?P<names>{ENUMERATION})\)"))


_OTHERS = (
    # Godkendt med forbehold fra Venstre.  (not: med forbehold for budgettet)
    _Rule(PositionKind.RESERVATION, re.compile(rf"\bforbehold fra (?P<names>{ENUMERATION})")),
    # 20 stemte for, og 3 undlod at stemme (Venstre).
    _Rule(PositionKind.ABSTAINED, re.compile(rf"\bundlod at stemme \((?P<names>{ENUMERATION})\)")),
    # Herefter stemte Venstre imod.  Dog stemte SF for.
    _Rule(PositionKind.AGAINST, re.compile(rf"\bstemte (?P<names>{ENUMERATION}) imod\b")),
    _Rule(PositionKind.IN_FAVOUR, re.compile(rf"\bstemte (?P<names>{ENUMERATION}) for(?=[.,;]|$)")),
)

_RULES: tuple[_Rule, ...] = (
    *(make(verb) for verb in _VERBS for make in (_before, _listed, _counted)),
    *(_labelled(kind, label) for kind, label in _LABELS),
    *(make(kind, word) for kind, word in _VOTES for make in (_voted, _tallied)),
    *_OTHERS,
)
# … kunne tiltræde indstillingen, men tog forbehold for punkt 3: the names go on.
_GOES_ON = tuple((verb.kind, re.compile(rf"\b(?:men|og) (?:{verb.pattern})")) for verb in _VERBS)

# What somebody asks, doubts or denies is no position.
_UNSURE = re.compile(r"^(?:Hvis|Såfremt)\b|\b(?:spurgte|spørger), om\b|\bfandt(?:es)? ikke\b|\bhvorvidt\b")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: PositionKind
    who: tuple[str, ...]
    start: int
    end: int


def read_positions(text: str) -> tuple[Position, ...]:
    """The positions that a decision's plain text tells of, in the order of the text."""
    read: dict[tuple[str, PositionKind], Position] = {}
    for sentence in told_sentences(text):
        for found in _in_sentence(sentence):
            for who in found.who:
                read.setdefault((who, found.kind), Position(who=who, kind=found.kind, words=sentence))
    return tuple(read.values())


def without_positions(text: str) -> str:
    """The text with what single parties and persons meant blanked out, every other letter at its place."""
    for sentence in told_sentences(text):
        at = text.find(sentence)
        for found in _in_sentence(sentence):
            start, end = at + found.start, at + found.end
            text = text[:start] + " " * (end - start) + text[end:]
    return text


@lru_cache(maxsize=256)  # a decision is read for its outcome and for its positions, and again before it is shown
def _in_sentence(sentence: str) -> tuple[_Found, ...]:
    if sentence.endswith("?") or _UNSURE.search(sentence):
        return ()
    found: list[_Found] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(sentence):
            who = split_names(match["names"])
            taken = any(match.start("names") < other.end and other.start < match.end() for other in found)
            if who and not taken and not _is_body_deciding(rule.kind, who):
                found.append(_Found(rule.kind, who, match.start("names"), match.end()))
    found += [more for one in tuple(found) for more in _going_on(sentence, one)]
    return tuple(sorted(found, key=lambda one: one.start))


def _going_on(sentence: str, found: _Found) -> Iterator[_Found]:
    """What the same names did besides, in the same clause chain."""
    if found.kind is PositionKind.DISQUALIFIED:  # "inhabil og deltog ikke" is said once
        return
    for kind, pattern in _GOES_ON:
        match = pattern.search(sentence, found.end)
        if match and kind is not found.kind and not re.search(r"[;:]", sentence[found.end : match.start()]):
            yield _Found(kind, found.who, match.start(), match.end())


def _is_body_deciding(kind: PositionKind, who: tuple[str, ...]) -> bool:
    """ "Rådmanden kunne ikke tiltræde" is the decision itself, not a position to it."""
    voted = kind in (PositionKind.AGAINST, PositionKind.IN_FAVOUR)
    return voted and any(DECIDING.match(name) for name in who)
