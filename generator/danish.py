"""What a Danish word and a Danish sentence is: the one place that splits text and finds the stem of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from generator.sentences import sentences

_WORD = re.compile(r"[^\W_]+")
_STEMMER = snowballstemmer.stemmer("danish")

# Words that say nothing about what a paper is about. Lower case.
STOP_WORDS = frozenset(
    _WORD.findall("""
    ad af alle alt anden andet andre at bare begge bl bla blandt blev blive bliver bør både ca da de dem den
    denne der deraf derefter deres derfor deri derudover desuden det dette dig din dine disse dog du efter ej
    eller ellers en end endvidere enkelte er et evt fik flere fleste for fordi forhold fra frem få får før
    første gennem gjorde gør gøre ham han hans har havde have heller hen hende hendes her heraf herefter heri
    herom herunder hos hun hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i idet
    ifm ift igen ikke ind inden indenfor ingen intet ja jeg jf jo kan kom kommer kun kunne lav lige løbende man
    mange med medens mellem men mens mere mest mht mig min mod måtte når nej ned nogen noget nogle nok nr nu ny
    nye nyt næste nær og også om omkring op over overfor pga på pct pkt samme samt se selv senere senest sig sin
    sine sit skal skulle som stor store så sådan således såvel tage tager tidligere til tilbage tog u ud uden
    udover under var vdr ved vedr vedrørende vi videre vil ville vores være været øvrige
    """)
)

_BULLET = re.compile(r"^(?:[•–-]|\d{1,2}[.)])\s+")


def words(text: str) -> list[str]:
    """The words in lower case, in order: runs of letters and digits (soft hyphens are no part of them)."""
    return _WORD.findall(text.replace("\u00ad", "").lower())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: Snowball's Danish rules, twice ("genbrugspladsen" meets "genbrugsplads")."""
    once: str = _STEMMER.stemWord(word)
    twice: str = _STEMMER.stemWord(once)
    return twice


def same_word(left: str, right: str) -> bool:
    """Whether two lower-case words are forms of one.

    A shared stem is not enough, for Snowball gives "ledig" and "ledelse" the same: three quarters of the
    shorter word must agree too.
    """
    if stem(left) != stem(right):
        return False
    shorter = min(len(left), len(right))
    agree = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), shorter)
    return agree >= 0.75 * shorter


def content_words(text: str) -> list[str]:
    """The words that may tell what a text is about: no stop words, no numbers, none of one or two letters."""
    return [word for word in words(text) if len(word) > 2 and word not in STOP_WORDS and not word[0].isdigit()]


def told_sentences(text: str) -> Iterator[str]:
    """The sentences of a plain text of several lines, line by line, without list marks."""
    for line in text.splitlines():
        yield from sentences(_BULLET.sub("", line.strip()))


def is_list_entry(sentence: str, text: str) -> bool:
    """Whether a sentence of `text` stands in a list: some line that begins with a list mark holds it."""
    return any(_BULLET.match(line.strip()) and sentence in line for line in text.splitlines())
