"""The verbs that promise, and the words that take a promise back. All patterns of the sentence rules are built here."""

from __future__ import annotations

import re
from functools import cache

# Work that one can later ask for; the present tense promises: "VOS undersøger …"
STRONG = {
    "undersøger": "undersøge",
    "udarbejder": "udarbejde",
    "vender tilbage": "vende tilbage",
    "kommer tilbage": "komme tilbage",
    "melder tilbage": "melde tilbage",
    "giver tilbagemelding": "give tilbagemelding",
    "genberegner": "genberegne",
    "beregner": "beregne",
    "sørger for": "sørge for",
    "kontakter": "kontakte",
    "tager kontakt": "tage kontakt",
    "tager fat": "tage fat",
    "tager initiativ": "tage initiativ",
    "tager dialogen": "tage dialogen",
    "tager sagen": "tage sagen",
    "tager det videre": "tage det videre",
    "tager den videre": "tage den videre",
    "tager ansvar": "tage ansvar",
    "bringer": "bringe",
    "indkalder": "indkalde",
    "inviterer": "invitere",
    "afklarer": "afklare",
    "afdækker": "afdække",
    "afsøger": "afsøge",
    "belyser": "belyse",
    "kvalificerer": "kvalificere",
    "kortlægger": "kortlægge",
    "analyserer": "analysere",
    "indarbejder": "indarbejde",
    "indskriver": "indskrive",
    "skriver": "skrive",
    "tilretter": "tilrette",
    "justerer": "justere",
    "reviderer": "revidere",
    "opdaterer": "opdatere",
    "laver": "lave",
    "udformer": "udforme",
    "formulerer": "formulere",
    "nedsætter": "nedsætte",
    "igangsætter": "igangsætte",
    "iværksætter": "iværksætte",
    "påbegynder": "påbegynde",
    "indhenter": "indhente",
    "indleder": "indlede",
    "arbejder videre": "arbejde videre",
    "går videre": "gå videre",
    "går i dialog": "gå i dialog",
    "ser nærmere": "se nærmere",
    "ser på": "se på",
    "samler op": "samle op",
    "koordinerer": "koordinere",
    "planlægger": "planlægge",
    "arrangerer": "arrangere",
    "forbereder": "forberede",
    "fremsender": "fremsende",
    "eftersender": "eftersende",
    "udsender": "udsende",
    "rejser": "rejse",
    "dagsordenssætter": "dagsordenssætte",
    "dagsordensætter": "dagsordensætte",
    "sætter": "sætte",
    "fremskaffer": "fremskaffe",
    "tager højde": "tage højde",
}
# These may tell of the meeting itself ("Direktøren orienterer om …"): a promise only with a time.
WEAK = {
    "forelægger": "forelægge",
    "fremlægger": "fremlægge",
    "præsenterer": "præsentere",
    "orienterer": "orientere",
    "informerer": "informere",
    "redegør": "redegøre",
    "sender": "sende",
    "deler": "dele",
    "drøfter": "drøfte",
    "evaluerer": "evaluere",
    "gennemfører": "gennemføre",
    "gennemgår": "gennemgå",
    "behandler": "behandle",
    "holder": "holde",
    "afholder": "afholde",
    "giver": "give",
    "fastsætter": "fastsætte",
    "etablerer": "etablere",
    "opretter": "oprette",
    "udvikler": "udvikle",
    "begynder": "begynde",
    "starter": "starte",
    "besøger": "besøge",
    "mødes": "mødes",
    "leverer": "levere",
    "afleverer": "aflevere",
    "får": "få",
    "tager": "tage",
    "følger": "følge",
    "kommer": "komme",
    "udfører": "udføre",
    "afslutter": "afslutte",
}
# Said of the thing: "Sagen forelægges …", "Der udarbejdes et notat"
PASSIVE = (
    r"(?:drøftes|forelægges|fremlægges|præsenteres|behandles|udarbejdes|laves|skrives|sendes|fremsendes|eftersendes|"
    r"udsendes|undersøges|gives|holdes|afholdes|indkaldes|evalueres|indarbejdes|følges op|samles op|vendes|"
    r"gennemgås|orienteres|leveres|afleveres|afklares|tages op|sættes på|tilrettes|opdateres|igangsættes|nedsættes|"
    r"planlægges|arrangeres|inviteres|beregnes|afdækkes|belyses|kvalificeres|besvares|offentliggøres)"
)
AGAIN = r"(?:genoptages|dagsordenssættes|dagsordensættes|genfremsættes|genforelægges)"
# Something one can hold in the hand afterwards
PAPER = (
    r"(?:\w*(?:notat|materiale|oplæg|redegørelse|oversigt|udkast|indstilling|evaluering|rapport|analyse|opgørelse|"
    r"beregning|tilbagemelding|orientering|handleplan|handlingsplan|tidsplan|procesplan|statistik|afrapportering|"
    r"opsamling|undersøgelse|beskrivelse|skrivelse|plan|strategi|liste|model|brev|pjece|svar|forslag|status)(?:en|et|er|erne|ne|n|r|t|ter)?)"
)
ADVERB = (
    r"(?:,? ?(?:selv|løbende|derfor|herefter|derefter|efterfølgende|desuden|også|ligeledes|nu|så|dog|"
    r"snarest(?: muligt)?|hurtigst muligt|fremadrettet|endvidere|videre|internt|i fællesskab|sammen|herpå|straks|"
    r"tillige|samtidig|"
    r"i (?:tæt )?(?:samarbejde|dialog) med [^,.;]{2,70}?|sammen med [^,.;]{2,60}?|i (?:20\d\d|[a-zæøå]+)|"
    r"(?:på|til) næste [a-zæøå]+),?)"
)
# Taken back: what somebody could do, might do, is asked to think of; what is done all the time
HEDGE = re.compile(
    r"\b(?:kan|kunne|ville|bør|burde|måske|muligvis|eventuelt|evt|overvejer?|foreslår|foreslås|anbefaler|anbefales|"
    r"forventer|forventes|ikke|allerede|fortsat|stadig|aktuelt|pt|p\.t|i dag|i øjeblikket|dagligt|normalt|typisk|ofte|"
    r"årligt|årlige|hvert år|hver (?:uge|måned|dag)|gerne)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:^|[,;:] |\b(?:kun|også|selv|og) )(?:hvis|såfremt|medmindre|i tilfælde af)\b"
    r"|\bnår [^,]{0,60}\b(?:godkendt|vedtaget|besluttet|tiltrådt)\b",
    re.IGNORECASE,
)
PAST = re.compile(r"\b(?:blev|har været|var|havde|er blevet|har fået)\b", re.IGNORECASE)


def any_of(words: dict[str, str]) -> str:
    """A pattern for the present tense; a particle may stand apart from its verb: "tager VOS kontakt"."""
    return _one_of(tuple(words))


def any_infinitive(words: dict[str, str]) -> str:
    """A pattern for the infinitive."""
    return _one_of(tuple(words.values()))


@cache
def _one_of(words: tuple[str, ...]) -> str:
    return rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"
