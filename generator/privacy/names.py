"""Tells names of people in running text from names of units, places and papers. A guess, and used as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = r"[A-ZÆØÅ][a-zæøåéèüöä]+(?:-[A-ZÆØÅ][a-zæøåéèüöä]+)?"
# Karla Vindfelt   Bo J. Holm   Anne-Grethe Dam Lund
_NAME = re.compile(rf"(?<![\w-]){_PART}(?: (?:[A-ZÆØÅ]\.|af|de|von|{_PART})){{0,2}} {_PART}(?![\w-])")
# A word that no person is called: units, places, offices, papers, months and what begins a sentence.
_NO_NAME = re.compile(
    r"kommune|region|forvaltning|afdeling|sekretariat|udvalg|råd\b|byråd|nævn|center|centre|skole|bibliotek|museum|"
    r"service|kontor|styrelse|ministeri|bestyrelse|forening|forbund|klub|kirke|hus\b|huset\b|plejehjem|børnehave|"
    r"vuggestue|dagtilbud|institution|stiftelse|fond\b|selskab|administration|magistrat|politi|domstol|datatilsyn|"
    r"(?:vej|gade|allé|alle|stræde|plads|vænge|vænget|torv|parken|bakken|haven|engen|havn|by|borg|sund|ø|strand|skov)$|"
    r"^(?:nord|syd|øst|vest|nordre|søndre|østre|vestre|ny|nye|gl|gamle|store|lille|sankt|sct|"
    r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|telefon|tlf|mobil|mail|e-mail|epost|kontakt|ring|skriv|"
    r"den|det|de|der|en|et|vi|i|på|af|for|fra|til|med|som|når|hvis|om|og|at|har|er|vil|kan|skal|bilag|punkt|sag|"
    r"side|notat|referat|dagsorden|høringssvar|indstilling|beslutning|kære|hej|hilsen|venlig|mvh|danmark|dansk|danske|"
    r"sagsbehandler|direkte|social|sociale|sundhed|teknik|miljø|kultur|børn|unge|beskæftigelse|økonomi|plan|budget|"
    r"rådhus|lov|serviceloven|jf|status|formål|baggrund|økonomi)$",
    re.IGNORECASE,
)
# What may stand with a capital letter in front of a name and is no part of it.
_BEFORE_NAME = re.compile(
    r"^(?:Kære|Hej|Hilsen|Venlig|Mvh|Fra|Til|Ring|Skriv|Kontakt|Borger(?:en)?|Sagsbehandler|Og|At|Rådmand|Borgmester|"
    r"Viceborgmester|Direktør|\w*[Cc]hef|\w*[Ll]eder|Formand|Udvalgsmedlem|Professor|Minister|\w*[Kk]onsulent|Medlem|Fru|"
    r"Hr)\.? +"
)


def people(text: str) -> Iterator[tuple[int, int]]:
    """Where two or more capitalised words stand together that are no unit, place or paper."""
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        while cut := _BEFORE_NAME.match(name):
            start, name = start + cut.end(), name[cut.end() :]
        parts = name.split()
        if len(parts) > 1 and not any(_NO_NAME.search(part) for part in parts):
            yield start, match.end()


def initials(name: str) -> str:
    """How a name is told of: "Karla Vindfelt" → "K. V."."""
    return " ".join(f"{part[0]}." for part in name.split())
