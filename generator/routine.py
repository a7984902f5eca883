"""Which items come again at every meeting and are about nothing in themselves ("Bordet rundt")."""

from __future__ import annotations

import re

from generator.danish import words

_WHO = (
    r"(?:magistrat|udvalg|rådmand|borgmester|direktion|direktør|formand|forvaltning|administration|byråd|chef|kreds"
    r"|afdeling)\w*"
)
_ROUTINE = re.compile(
    "|".join(
        rf"(?:{pattern})$"
        for pattern in (
            # Dagsorden · Godkendelse af dagsordenen · Referat · Godkendelse af referat fra sidste møde
            r"(?:godkendelse|gennemgang|underskrift|underskrivelse)(?: af)? "
            r"(?:dagsorden|referat|protokol|beslutning)\w*(?: (?:fra|til|for|af)\b.*)?",
            r"(?:dagsorden|referat|underskrift|protokol|eventuelt|evt|meddelelse|orientering|spørgetid)\w*"
            r"(?: (?:fra|til|for) (?:sidste|seneste|forrige|dagens|borgere?|mødet)\b.*)?",
            # Bordet rundt · Bordrunde · Siden sidst · Gensidig orientering
            r"bordet rundt|bordrunde\w*|siden sidst|gensidig orientering|lukkede punkter|lukket punkt",
            # Orientering fra magistraten · Nyt fra udvalget · Orientering om udvalgsmødet · Meddelelser fra formanden
            rf"(?:orientering|nyt|meddelelse\w*|information)(?: (?:fra|om|til|ved)(?: \w+){{0,1}} {_WHO}"
            rf"| (?:fra|om|til|ved) {_WHO})(?: og {_WHO})?",
            # Udvalgets næste møde · Kommende møder · Sager til næste møde
            rf"(?:{_WHO} )?(?:næste|kommende|fremtidige|øvrige) (?:møde|punkt|sag|udvalgsmøde)\w*",
            r"(?:sager|punkter) (?:til|på) (?:næste|kommende|udvalgets|lukket|lukkede)\b.*",
        )
    )
)
OFTEN = 4  # a title that a body has had this many times without a case of its own comes by itself


def plain_title(title: str) -> str:
    """A title as it is compared: words in lower case, no marks."""
    return " ".join(words(title))


def is_routine(title: str) -> bool:
    """Whether the title itself says that the item is routine."""
    return bool(_ROUTINE.match(plain_title(title)))
