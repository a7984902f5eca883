"""The words of a commitment that say what it is about, so that a later paper can be known by them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from generator.dates import MONTHS

_WORD = re.compile(r"[^\W\d_][\w-]*[^\W\d_]")
_ENDINGS = (
    "ernes", "erens", "erne", "enes", "eren", "erer", "heden", "ende", "ene", "ens", "ets", "ers", "ede", "en", "et",
    "er", "es", "e", "s", "t",
)  # fmt: skip
_SHORTEST = 4
# Words that stand in any promise and in any answer.
_COMMON_WORDS = """
aftale aftalt alle anden andet andre arbejde arbejder at bad bede beder behov beslutte besluttet blev blevet
blevne blive bliver brug byråd byrådet byrådets både del den der deres derfor dermed desuden det dette disse
drøfte drøftelse drøfter drøftes efter eller en et flere for fordi forelægge forelægger forelægges forslag
forvaltning forvaltningen fra frem fremlægge fremlægges fremsendes får følge følger før gang gennem genoptages
give giver godkende godkendt gør haft halvår ham hans har have heller henblik her herunder hos hvad hvem hver
hvilke hvor hvordan hvorfor ikke ind inden indstilling indtil ingen kan kommende kommer konkret konkrete
kredsen kunne kvartal lave ligge løbende magistrat magistraten man med mellem mere mod mulig mulighed
muligheden mulighederne måned møde mødet ned noget nogle notat notatet nu nye nyt når næste også om omkring op
opfølgning oplæg orientere orienterer orienteres orientering over papir plan proces processen punkt punktet på
rådmand rådmanden rådmandsmøde rådmandsmødet sag sagen samarbejde samlet samt se selv sende sendes senest sig
sin skal skrive skrives skulle som status stedet står sæt tage tager tid til tilbage tilbagesendt tættere
udarbejde udarbejdelse udarbejder udarbejdes uden udvalg udvalget udvalgsmøde under undersøge undersøger
undersøges var ved vedr vende vender via videre vil være vært år
"""
_COMMON = frozenset((*_COMMON_WORDS.split(), *MONTHS))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending: `initiativerne`, `initiativer` → `initiativ`."""
    lower = word.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST:
            return lower[: -len(ending)]
    return lower


_SILENT = frozenset(map(stem, _COMMON))


def content_stems(text: str, *, without: Iterable[str] = ()) -> frozenset[str]:
    """The stems of the words that say what `text` is about. Names in `without` and acronyms say nothing."""
    silent = {word.lower() for name in without for word in _WORD.findall(name)}
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if stem(word) not in _SILENT and word.lower() not in silent and len(word) >= _SHORTEST and not word.isupper()
    )


def all_stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of every word."""
    return frozenset(map(stem, set(chain.from_iterable(map(_WORD.findall, texts)))))


def shared(wanted: frozenset[str], found: frozenset[str]) -> frozenset[str]:
    """The stems of `wanted` that stand in `found`, also where a compound begins with them."""
    lines = "\n".join(("", *found))
    return frozenset(word for word in wanted if word in found or (len(word) > 6 and f"\n{word}" in lines))
