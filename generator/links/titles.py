"""Titles of items: which are routine, what they go on with, and whether two speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer
from rapidfuzz import fuzz, process

COMPOUND = 6  # letters of a word that may be part of a compound
_ALIKE = 92  # likeness (0 to 100) of two titles that are the same but for a letter or two

# Who tells at every meeting what is new.
_TELLERS = (
    r"(?:(?:de |den |det )?(?:magistrat|udvalg|formand|forvaltning|borgmester|rådmand|direktør|direktion|administration"
    r"|medlemmer|byråd|kommunalbestyrelse|afdeling|chef|ledelse)[\w-]*)"
)
_TOLD = rf"(?: (?:fra|om|ved|i) {_TELLERS}(?:(?:,| og|/) (?:fra )?{_TELLERS})*)"
# Titles that stand on every agenda: they are about the meeting, not about a case. One line per habit.
_ROUTINE = re.compile(
    r"^(?:"
    # Dagsorden   Godkendelse af dagsorden   Referat fra møde den …   Godkendelse af referat
    r"(?:(?:godkendelse|underskrift|behandling) af )?(?:den )?(?:åbn?en? )?"
    r"(?:dagsorden(?:en)?(?: (?:for|til) (?:\w+ )?møde.*| og .*referat.*)?|protokol(?:len)?(?: fra .*møde.*)?"
    r"|(?:beslutnings)?referat(?:et|er)?(?:,? (?:fra|af|for|og|til) .*)?)"
    # Orientering fra Magistraten   Orientering om udvalgsmødet   Gensidig orientering   Orienteringspunkter
    rf"|(?:gensidige? |mundtlige? |skriftlige? |øvrige )*(?:orientering(?:er|spunkter|ssager)?|meddelelser){_TOLD}?"
    # Nyt fra udvalget   Siden sidst   Forvaltningen orienterer
    rf"|nyt{_TOLD}|(?:nyt )?siden sidst\b.{{0,40}}|{_TELLERS} orienterer\b.{{0,40}}"
    # Bordet rundt   Bordrunde   Eventuelt   Evaluering af mødet
    r"|eventuelt|evt|(?:bordrunden?|bordet rundt|mødeevaluering|evaluering af (?:dagens )?møde(?:t)?)\b.{0,20}"
    # Spørgetid for borgere   Underskriftsblad   Udvalgets næste møde   Punkter til kommende møder   Lukkede punkter
    r"|(?:borgernes )?spørgetid\b.{0,40}|(?:elektronisk )?(?:underskrift(?:er|s?(?:blad|ark|side))?)(?: af referat)?"
    rf"|(?:{_TELLERS} )?(?:næste|kommende|fremtidige) (?:møder?|punkter|sager)\b.{{0,30}}"
    r"|(?:punkter|sager|emner|temaer) (?:til|på vej til) .{0,40}|(?:lukkede?|åbne) (?:punkter|sager|dagsorden)"
    r"|pressemeddelelser?|(?:mødeplan|kurser og konferencer)\b.{0,40}"
    r")$",
    re.IGNORECASE,
)
# Words that stand in titles of every kind.
_STOP_WORDS = """
og i på af til for fra om med ved den det de en et der som at er over under efter mod mellem samt vedr vedrørende ift pr
jf hhv bl a m fl nye ny nyt sag sagen punkt møde mødet kommune kommunes forslag orientering status opfølgning svar
drøftelse godkendelse beslutning indstilling endelig endeligt behandling oplæg notat plan
"""
_STOP = frozenset(_STOP_WORDS.split())
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# … (30 min)   … (genoptaget)   Punkt 3: …
_TRIMMED = re.compile(
    r"\s*\((?:\d{1,3} ?min\.?|genoptaget|genoptagelse|genfremsat|fortsat|\w+\. behandling|anden behandling)\)"
    r"|^(?:evt\. )?byrådshenvist sag: |\s*[–-]\s*(?:\d\.|anden|fortsat) behandling$",
    re.IGNORECASE,
)
_stemmer = snowballstemmer.stemmer("danish")


def is_routine(title: str) -> bool:
    """`Godkendelse af dagsorden`, `Referat`, `Orientering fra Magistraten`: about the meeting itself."""
    return bool(_ROUTINE.match(normal(title)))


@lru_cache(maxsize=4096)
def normal(title: str) -> str:
    """The title without what is only added to it: minutes in brackets, "(genoptaget)", a full stop."""
    return _TRIMMED.sub("", re.sub(r"\s+", " ", title).strip()).strip(" .:–-")


@lru_cache(maxsize=4096)  # an item's title is read by several rules, one after the other
def stems(title: str) -> frozenset[str]:
    """Stems of the words that say something. A word with a capital suffix as in "MSB’s" counts as "MSB"."""
    words = (word.lower() for word in _WORD.findall(re.sub(r"[’']s\b", "", title)))
    return frozenset(_stem(word) for word in words if word not in _STOP and len(word) > 2)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    twice: str = _stemmer.stemWord(_stemmer.stemWord(word))
    return twice


def plain(title: str) -> str:
    """The title as it is compared with others: `normal`, in lower case."""
    return normal(title).lower()


def same_title(one: str, other: str) -> bool:
    """The same title (two `plain` ones) but for a letter or two. Numbers ("regnskab 2023", "etape 2") must agree."""
    if one == other:
        return True
    return fuzz.ratio(one, other, score_cutoff=_ALIKE) >= _ALIKE and _DIGITS.findall(one) == _DIGITS.findall(other)


def same_titles(title: str, others: Sequence[str]) -> list[int]:
    """The places of those of `others` that are the same title (all of them `plain`) but for a letter or two."""
    alike = process.extract(title, others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    numbers = _DIGITS.findall(title)
    return sorted(place for other, _, place in alike if other == title or numbers == _DIGITS.findall(other))


def speaks_of(one: frozenset[str], other: frozenset[str], *, words: int) -> bool:
    """Whether all that one title (of these stems) names, at least `words` telling words, stands in the other."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return len(shorter) >= words and shorter <= longer


def nearly_only(of: frozenset[str], title: frozenset[str]) -> bool:
    """Whether `title` is about what `of` names and little else: all its telling words, two or more, and few others.

    Words of every year's budget tell nothing: "Budget 2025" stands in too many titles.
    """
    if not of <= title or len(title - of) > 2:
        return False
    return sum(stem.isalpha() and not stem.startswith(("budget", "regnskab")) for stem in of) >= 2


def have_in_common(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles share a telling word, also as part of a compound ("værested", "værestedet")."""
    if not one.isdisjoint(other):
        return True
    long = [stem for stem in other if len(stem) >= COMPOUND]
    return any(stem.startswith(part) or part.startswith(stem) for stem in one if len(stem) >= COMPOUND for part in long)
