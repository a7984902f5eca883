"""Text that has the word statistics of Danish meeting papers and says nothing: Zipf's law, compounds, names, numbers.

Everything is drawn from one `random.Random`, so that a seed gives the same text on every machine.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate

_VOCABULARY = 60_000  # content words that can be drawn; a third of what ten years of real papers hold
_ZIPF, _FLAT = 1.05, 2.7  # Mandelbrot: 1 / (rank + _FLAT) ** _ZIPF
_FUNCTION_SHARE = 0.46
_SUBJECT_SHARE = 0.1
_RARE = 150  # what a case is about are words of higher rank than this

_FUNCTION = (
    "og at i der for til af en er på med den de som det et om fra ikke kan skal har vil ved være blive også eller så "
    "efter over under inden mellem hvis når hvor samt men idet herunder blandt gennem omkring mod uden op ud"
)

# noun + its definite, plural and definite plural endings + the letter that links it to a following noun
_NOUNS = (
    "bolig,en,er,erne, skole,n,r,rne, vej,en,e,ene, plan,en,er,erne, plads,en,er,erne,s område,t,r,rne,s "
    "indsats,en,er,erne, tilbud,et,,ene,s borger,en,e,ne, barn,et,,et, ung,en,e,ne,e familie,n,r,rne, "
    "bevilling,en,er,erne,s udgift,en,er,erne,s takst,en,er,erne, ordning,en,er,erne,s aftale,n,r,rne, "
    "forslag,et,,ene,s høring,en,er,erne,s svar,et,,ene, notat,et,er,erne, rapport,en,er,erne, "
    "undersøgelse,n,r,rne,s evaluering,en,er,erne,s medarbejder,en,e,ne, leder,en,e,ne, lærer,en,e,ne, "
    "pædagog,en,er,erne, elev,en,er,erne, klasse,n,r,rne, institution,en,er,erne,s børnehave,n,r,rne, "
    "vuggestue,n,r,rne, plejehjem,met,,mene,s ældre,n,,, hjælp,en,,,e støtte,n,,, omsorg,en,,,s sundhed,en,,,s "
    "læge,n,r,rne, træning,en,er,erne,s cykel,en,cykler,cyklerne, sti,en,er,erne, bro,en,er,erne, bus,sen,ser,serne, "
    "trafik,ken,,, parkering,en,er,erne,s hastighed,en,er,erne,s havn,en,e,ene,e kyst,en,er,erne, dige,t,r,rne, "
    "vand,et,,ene, spildevand,et,,,s affald,et,,,s genbrug,et,,,s varme,n,,, energi,en,er,erne, klima,et,er,erne, "
    "natur,en,er,erne, park,en,er,erne, skov,en,e,ene, strand,en,e,ene, mark,en,er,erne, by,en,er,erne, "
    "torv,et,e,ene,e gade,n,r,rne, hus,et,e,ene, bygning,en,er,erne,s grund,en,e,ene, ejendom,men,me,mene,s "
    "lokalplan,en,er,erne, kommuneplan,en,er,erne, bibliotek,et,er,erne,s museum,et,,erne,s teater,et,,ne, "
    "musik,ken,,, kultur,en,er,erne, idræt,ten,,,s hal,len,ler,lerne, bane,n,r,rne, forening,en,er,erne,s "
    "fritid,en,,,s klub,ben,ber,berne, job,bet,,bene, virksomhed,en,er,erne,s uddannelse,n,r,rne,s "
    "beskæftigelse,n,,,s ledig,e,e,,heds ydelse,n,r,rne,s pension,en,er,erne,s misbrug,et,,,s "
    "behandling,en,er,erne,s handicap,pet,,pene, herberg,et,er,erne,s værested,et,er,erne,s "
    "anlæg,get,,gene,s budget,tet,ter,terne, regnskab,et,er,erne,s revision,en,er,erne,s lån,et,,ene,e "
    "gebyr,et,er,erne, pulje,n,r,rne, projekt,et,er,erne, strategi,en,er,erne, politik,ken,ker,kerne, "
    "tilsyn,et,,ene,s kvalitet,en,er,erne,s sikkerhed,en,,,s tryghed,en,,,s miljø,et,er,erne, støj,en,,, "
    "ansøgning,en,er,erne,s tilladelse,n,r,rne,s kontrakt,en,er,erne, udbud,et,,ene,s leverandør,en,er,erne, "
    "netværk,et,,ene,s møde,t,r,rne, arbejde,t,r,rne,s gruppe,n,r,rne, råd,et,,ene, nævn,et,,ene,s "
    "kørsel,en,kørsler,kørslerne,s mad,en,,, køkken,et,er,erne, sygepleje,n,,, tand,en,tænder,tænderne, "
    "sprog,et,,ene, flygtning,en,e,ene,e integration,en,,,s digitalisering,en,er,erne,s data,ene,,, "
    "vedligeholdelse,n,,,s renovering,en,er,erne,s udvikling,en,er,erne,s forebyggelse,n,,,s"
)
_VERBS = (
    "drøfte,r,de,t godkende,r,te,t vurdere,r,de,t foreslå,r,,et etablere,r,de,t undersøge,r,,t udvide,r,de,t "
    "forlænge,r,de,t finansiere,r,de,t indgå,r,,et orientere,r,de,t beskrive,r,,t udarbejde,r,de,t "
    "gennemføre,r,te,t styrke,r,de,t planlægge,r,,t behandle,r,de,t afvente,r,de,t dække,r,de,t fordele,r,te,t"
)
_ADJECTIVES = (
    "ny,t,e kommunal,t,e samlet,,samlede årlig,t,e fælles,, midlertidig,t,e lokal,t,e grøn,t,ne social,t,e "
    "økonomisk,,e teknisk,,e offentlig,t,e særlig,t,e god,t,e stor,t,e lille,,små billig,t,e nødvendig,t,e"
)
_PLACE_HEADS = (
    "Mølle Strand Kirke Skov Bak Sø Eng Lærke Ege Birke Nord Syd Øster Vester Klit Havne Ris Kær Lund Sten Høj"
)
_PLACE_TAILS = (
    "bakken vej vænget gade torvet parken marken engen skoven lunden højen kæret sund holm rup strup lev by bjerg ager"
)
_FIRST = "Anne Bo Carl Ditte Erik Freja Gitte Hans Ida Jens Karen Lars Mette Niels Oda Per Rikke Søren Tove Ulla Åse"
_LAST_HEADS = "Bak Dal Eng Havre Kirke Lund Mose Nør Over Ravn Skov Strand Sønder Tang Ulv Vang Vester Øster Ager Ring"
_LAST_TAILS = "gaard lund holt bjerg by dal vig strup toft hede skov"


class DanishText:
    """Draws words, sentences and paragraphs. Two objects made with the same `rng` state give the same text."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.words = _content_words(rng)
        self._function = _FUNCTION.split()
        self._weights = list(accumulate(1 / (rank + _FLAT) ** _ZIPF for rank in range(len(self.words))))
        self._function_weights = list(accumulate(1 / (rank + 1.5) for rank in range(len(self._function))))
        self._places = [head + tail for head in _PLACE_HEADS.split() for tail in _PLACE_TAILS.split()]
        surnames = [head + tail for head in _LAST_HEADS.split() for tail in _LAST_TAILS.split()]
        self._names = [f"{first} {last}" for first in _FIRST.split() for last in surnames]
        rng.shuffle(self._places)
        rng.shuffle(self._names)

    def subject(self, size: int = 8) -> tuple[str, ...]:
        """What a case is about: words that are not in every paper, and a place."""
        start = self._weights[_RARE]
        points = (self._rng.uniform(start, self._weights[-1]) for _ in range(size - 1))
        return (*(self.words[bisect(self._weights, point)] for point in points), self.place())

    def place(self) -> str:
        """`Møllebakken`; some places are named often, most hardly ever."""
        return self._places[min(int(self._rng.expovariate(1 / 60)), len(self._places) - 1)]

    def name(self) -> str:
        """`Tove Vangdal`"""
        return self._names[min(int(self._rng.expovariate(1 / 300)), len(self._names) - 1)]

    def sentence(self, subject: Sequence[str] = ()) -> str:
        """A run of 7 to 22 words, with a comma now and then."""
        rng = self._rng
        size = rng.randint(7, 22)
        content = rng.choices(self.words, cum_weights=self._weights, k=size)
        function = rng.choices(self._function, cum_weights=self._function_weights, k=size)
        line: list[str] = []
        for number in range(size):
            chance = rng.random()
            if chance < _FUNCTION_SHARE:
                line.append(function[number])
            elif subject and chance < _FUNCTION_SHARE + _SUBJECT_SHARE:
                line.append(rng.choice(subject))
            else:
                line.append(content[number] if chance < 0.985 else self._odd())
        if size > 12:
            line[size // 2] += ","
        text = " ".join(line)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, sentences: int, subject: Sequence[str] = ()) -> str:
        """Some sentences."""
        return " ".join(self.sentence(subject) for _ in range(sentences))

    def _odd(self) -> str:
        """A name, a place, an amount or a year."""
        rng = self._rng
        return rng.choice((self.name, self.place, self._amount, self._year))()

    def _amount(self) -> str:
        return f"{self._rng.randint(1, 90)},{self._rng.randint(0, 9)} mio. kr."

    def _year(self) -> str:
        return str(self._rng.randint(2012, 2030))


def _content_words(rng: random.Random) -> list[str]:
    """The content words by rank: simple words first, then compounds of two, all in shuffled order."""
    nouns = [_noun(entry.split(",")) for entry in _NOUNS.split(" ") if entry]
    simple = {form for _, forms in nouns for form in forms}
    for entry in (*_VERBS.split(), *_ADJECTIVES.split()):
        first, *endings = entry.split(",")
        simple |= {first} | {_inflected(first, ending) for ending in endings if ending}
    compounds = {
        linked + form for linked, whole in nouns for _, forms in nouns for form in forms if form != whole[0]
    } - simple
    frequent, rest = sorted(simple), sorted(compounds)
    rng.shuffle(frequent)
    rng.shuffle(rest)
    return (frequent + rest)[:_VOCABULARY]


def _noun(entry: list[str]) -> tuple[str, tuple[str, ...]]:
    """How a noun begins a compound, and its forms."""
    stem, *endings, link = (*entry, "", "")[:5] if len(entry) < 5 else entry
    forms = tuple(dict.fromkeys((stem, *(_inflected(stem, ending) for ending in endings))))
    return stem + link, forms


def _inflected(stem: str, ending: str) -> str:
    """An ending; one as long as a word of its own that begins alike is the whole form (`cykel`, `cykler`)."""
    return ending if len(ending) > 3 and ending[:2] == stem[:2] else stem + ending
