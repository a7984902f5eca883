"""The words that invented papers are made of: a head of common words, and a tail that never ends.

Danish makes new words by putting old ones together, so a vocabulary of fixed size would stop growing where real
papers do not. `tail` gives the word of any rank without keeping it.
"""

from __future__ import annotations

import random

_FUNCTION = (
    "og at i der for til af en er på med den de som det et om fra ikke kan skal har vil ved være blive også eller så "
    "efter over under inden mellem hvis når hvor samt men idet herunder blandt gennem omkring mod uden op ud dette "
    "bliver hvilket derfor denne disse være vi man deres sig alle flere andre bør dog hvordan igen kun både mere "
    "fortsat ligesom tilsvarende således endvidere derudover fordi at selv hver hele egne sin sit siden ift hos ad "
    "nu her første to tre fire fem mange nogle ingen altid ofte løbende snart tidligere senere fremover dermed"
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
    "vedligeholdelse,n,,,s renovering,en,er,erne,s udvikling,en,er,erne,s forebyggelse,n,,,s "
    "dag,en,e,ene, uge,n,r,rne, måned,en,er,erne,s år,et,,ene,s tid,en,er,erne,s sag,en,er,erne,s del,en,e,ene, "
    "mål,et,,ene, behov,et,,ene,s krav,et,,ene, ønske,t,r,rne, løsning,en,er,erne,s rum,met,,mene, dør,en,e,ene, "
    "tag,et,e,ene, væg,gen,ge,gene, mur,en,e,ene, lys,et,,ene, træ,et,er,erne, bænk,en,e,ene, kant,en,er,erne, "
    "pris,en,er,erne, penge,ne,,, tal,let,,lene, side,n,r,rne, punkt,et,er,erne, brev,et,e,ene, bog,en,bøger,bøgerne, "
    "kort,et,,ene, bil,en,er,erne, tog,et,,ene, båd,en,e,ene, land,et,e,ene, folk,et,,ene,e mand,en,mænd,mændene, "
    "mor,en,mødre,mødrene, ven,nen,ner,nerne, nabo,en,er,erne, ejer,en,e,ne, gæst,en,er,erne, vagt,en,er,erne, "
    "sø,en,er,erne, å,en,er,erne, eng,en,e,ene, mose,n,r,rne, vind,en,e,ene, sol,en,e,ene, regn,en,,, jord,en,e,ene, "
    "rør,et,,ene, pumpe,n,r,rne, brønd,en,e,ene, kloak,ken,ker,kerne, kabel,et,kabler,kablerne, mast,en,er,erne, "
    "spil,let,,lene, bold,en,e,ene, dans,en,e,ene, kor,et,,ene, scene,n,r,rne, fest,en,er,erne, kunst,en,er,erne, "
    "prøve,n,r,rne, fag,et,,ene, time,n,r,rne, pause,n,r,rne, ferie,n,r,rne, kost,en,,, søvn,en,,, smerte,n,r,rne"
)
_VERBS = (
    "drøfte,r,de,t godkende,r,te,t vurdere,r,de,t foreslå,r,,et etablere,r,de,t undersøge,r,,t udvide,r,de,t "
    "forlænge,r,de,t finansiere,r,de,t indgå,r,,et orientere,r,de,t beskrive,r,,t udarbejde,r,de,t "
    "gennemføre,r,te,t styrke,r,de,t planlægge,r,,t behandle,r,de,t afvente,r,de,t dække,r,de,t fordele,r,te,t "
    "sende,r,te,t holde,r,,t give,r,,t tage,r,,t sætte,r,,t lægge,r,,t gå,r,,et stå,r,,et komme,r,,t se,r,,t "
    "følge,r,,t vise,r,te,t bruge,r,te,t bygge,r,de,t købe,r,te,t sælge,r,,t leje,r,de,t måle,r,te,t hente,r,de,t "
    "flytte,r,de,t ændre,r,de,t samle,r,de,t dele,r,te,t åbne,r,de,t lukke,r,de,t spørge,r,,t svare,r,de,t "
    "skrive,r,,t læse,r,te,t høre,r,te,t tale,r,te,t møde,r,te,t hjælpe,r,,t støtte,r,de,t lære,r,te,t øve,r,de,t "
    "passe,r,de,t pleje,r,de,t køre,r,te,t cykle,r,de,t parkere,r,de,t rense,r,de,t male,r,de,t tegne,r,de,t "
    "regne,r,de,t tælle,r,,t betale,r,te,t spare,r,de,t øge,r,de,t sænke,r,de,t hæve,r,de,t mindske,r,de,t "
    "begynde,r,te,t slutte,r,de,t fortsætte,r,,t vente,r,de,t prøve,r,de,t ønske,r,de,t kræve,r,de,t løse,r,te,t"
)
_ADJECTIVES = (
    "ny,t,e kommunal,t,e samlet,,samlede årlig,t,e fælles,, midlertidig,t,e lokal,t,e grøn,t,ne social,t,e "
    "økonomisk,,e teknisk,,e offentlig,t,e særlig,t,e god,t,e stor,t,e lille,,små billig,t,e nødvendig,t,e "
    "høj,t,e lav,t,e lang,t,e kort,,e bred,t,e smal,t,le tung,t,e let,,te hurtig,t,e langsom,t,me tidlig,t,e sen,t,e "
    "fast,,e løs,t,e åben,t,åbne lukket,,lukkede gammel,t,gamle sund,t,e syg,t,e tryg,t,ge sikker,t,sikre ren,t,e "
    "klar,t,e enkel,t,enkle svær,t,e mulig,t,e vigtig,t,e rigtig,t,e frivillig,t,e personlig,t,e faglig,t,e varig,t,e"
)
_PREFIXES = "af an be for fore ind op ud over under til med gen mis sam selv u efter mellem hoved nær fjern"
_SUFFIXES = ("ing", "ingen", "else", "er", "es", "et", "er", "eren", "bar", "lig", "ede", "ende", "er", "et")
_PLACE_HEADS = "Mølle Strand Kirke Skov Bak Sø Eng Lærke Ege Birke Nord Syd Øster Pile Klit Havne Ris Kær Lund Sten Høj"
_PLACE_TAILS = (
    "bakken vej vænget gade torvet parken marken engen skoven lunden højen kæret sund holm rup strup lev by bjerg ager"
)
_FIRST = "Anne Bo Carl Ditte Erik Freja Gitte Hans Ida Jens Karen Lars Mette Niels Oda Per Rikke Søren Tove Ulla Åse"
_LAST_HEADS = "Bak Dal Eng Havre Kirke Lund Mose Nør Over Ravn Skov Strand Sønder Tang Ulv Vang Vester Øster Ager Ring"
_LAST_TAILS = "gaard lund holt bjerg by dal vig strup toft hede skov"
_MIX = 0x9E3779B97F4A7C15  # an odd number without pattern: neighbouring ranks give words that share nothing
_MASK = (1 << 64) - 1


class Words:
    """The words of one invented municipality, by rank; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(f"words {seed}")
        self._nouns = [_noun(entry.split(",")) for entry in _NOUNS.split(" ") if entry]
        self._prefixes = _PREFIXES.split()
        self._stems = [entry.split(",")[0].removesuffix("e") for entry in _VERBS.split()]
        simple = {form for _, forms in self._nouns for form in forms}
        for entry in (*_VERBS.split(), *_ADJECTIVES.split()):
            first, *endings = entry.split(",")
            simple |= {first} | {_inflected(first, ending) for ending in endings if ending}
        self.function = list(dict.fromkeys(_FUNCTION.split()))
        self.head = sorted(simple - set(self.function))
        rng.shuffle(self.head)
        self.places = [head + tail for head in _PLACE_HEADS.split() for tail in _PLACE_TAILS.split()]
        surnames = [head + tail for head in _LAST_HEADS.split() for tail in _LAST_TAILS.split()]
        self.names = [f"{first} {last}" for first in _FIRST.split() for last in surnames]
        rng.shuffle(self.places)
        rng.shuffle(self.names)

    def tail(self, rank: int) -> str:
        """The word of a rank behind the head: derived from a verb, or two or three nouns; the same at each call."""
        mixed = (rank * _MIX) & _MASK
        mixed = ((mixed ^ (mixed >> 29)) * _MIX) & _MASK
        kind, mixed = mixed % 16, mixed >> 8
        if kind < 13:
            mixed, stem = divmod(mixed, len(self._stems))
            mixed, prefix = divmod(mixed, len(self._prefixes))
            return self._prefixes[prefix] + self._stems[stem] + _SUFFIXES[mixed % len(_SUFFIXES)]
        mixed, first = divmod(mixed, len(self._nouns))
        mixed, second = divmod(mixed, len(self._nouns))
        linked = self._nouns[first][0]
        if kind == 15 and mixed % 4 == 0:
            mixed, third = divmod(mixed, len(self._nouns))
            linked += self._nouns[third][0]
        forms = self._nouns[second][1]
        return linked + forms[mixed % len(forms)]


def _noun(entry: list[str]) -> tuple[str, tuple[str, ...]]:
    """How a noun begins a compound, and its forms."""
    stem, *endings, link = (*entry, "", "")[:5] if len(entry) < 5 else entry
    forms = tuple(dict.fromkeys((stem, *(_inflected(stem, ending) for ending in endings))))
    return stem + link, forms


def _inflected(stem: str, ending: str) -> str:
    """An ending; one as long as a word of its own that begins alike is the whole form (`cykel`, `cykler`)."""
    return ending if len(ending) > 3 and ending[0] == stem[0] else stem + ending
