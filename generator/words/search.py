"""The Danish words of search: its page, and what the browser says (`BROWSER`, handed over as JSON)."""

from __future__ import annotations

from babel.dates import get_month_names

from generator.words.numbers import LOCALE

SEARCH = "Søg"
SEARCH_PAGE = "Søg i arkivet"
SEARCH_INTRO = "Søg i titler, beslutninger, indstillinger, sagsfremstillinger, bilag og opfølgninger."
WITHOUT_SCRIPT = "Søgningen kræver JavaScript. Uden kan du finde alle titler fra A til Å, møder og punkter her:"

# --- the form ---------------------------------------------------------------------------------------

FIELD = "Søgeord"
HELP = (
    'Skriv »gåseøjne« eller "citationstegn" om ord, der skal stå efter hinanden, og minus foran et ord, der '
    "ikke må være med. Bøjninger, sammensatte ord, forkortelser og stavefejl klares af søgningen."
)
KEYS = "Tryk / for at søge, pil ned for at gå til resultaterne, Enter for at åbne."
FILTERS = "Afgræns"
ALL = "Alle"
FACETS = {"type": "Slags", "organ": "Organ", "emne": "Emne", "udfald": "Udfald", "ansvarlig": "Ansvarlig"}
DATES = {"fra": "Fra", "til": "Til"}
DATE_HINT = "år, år-måned eller dato, fx 2024-01"
CLEAR = "Fjern afgrænsninger"
SORT = "Rækkefølge"
ORDERS = {"": "Bedste først", "nyeste": "Nyeste først", "aeldste": "Ældste først"}
GROUP = "Saml efter sag"
PARAMETERS = ("orden", "saml", "sag")  # in the addresses of searches, beside the keys of FACETS and DATES
FAILED = "Søgningen kunne ikke hente sine filer. Prøv igen om lidt."

# --- what the browser says; `{}` is filled in by it ---------------------------------------------------

BROWSER: dict[str, str | list[str]] = {
    "oneResult": "1 resultat",
    "manyResults": "{} resultater",
    "noResults": "Ingen resultater",
    "atLeast": "Med mindst {} af {} ord",
    "oneSome": "1 resultat med nogle af ordene",
    "manySome": "{} resultater med nogle af ordene",
    "corrected": "Arkivet har ikke »{}«. Der er søgt efter: ",
    "more": "Vis flere",
    "moreCases": "Vis flere sager",
    "shown": "Viser {} af {}",
    "withoutCase": "Uden for sagerne",
    "badDate": "»{}« er ikke en dato. Skriv fx 2024, 2024-01 eller 2024-01-31.",
    "try": "Prøv",
    "tips": [
        "at skrive færre ord, eller et andet ord for det samme",
        "at fjerne en afgrænsning",
        "et sagsnummer, eller en del af det",
    ],
    "onlySmall": "Søgningen har kun småord som »og« og »i«, som står overalt. Skriv et ord mere.",
    "inItem": "Punkt:",
    "months": list(get_month_names("wide", locale=LOCALE).values()),
}
