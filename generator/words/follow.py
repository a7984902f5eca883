"""What the site says of feeds and calendars, and of how to follow the archive."""

from __future__ import annotations

from collections.abc import Iterator

FOLLOW = "Følg med"
FOLLOW_INTRO = (
    "Du kan få besked, når der kommer nyt i arkivet, uden at give din mailadresse til nogen. Du abonnerer på et feed "
    "med et program, du selv vælger."
)
HOW = "Sådan gør du"
HOW_STEPS = (
    "Hent en feedlæser. Det er et program eller en app, der holder øje for dig; der findes mange, også gratis, og "
    "flere mailprogrammer og browsere kan det samme.",
    "Kopiér adressen på det feed, du vil følge. Højreklik på navnet herunder, eller hold fingeren på det, og vælg at "
    "kopiere linket.",
    "Sæt adressen ind i feedlæseren, og vælg at abonnere. Derefter viser den nye punkter, når de kommer.",
)
HOW_SHORT = (
    "Du kan også give feedlæseren adressen på en almindelig side i arkivet, for eksempel et organs eller et emnes. "
    "Læseren finder selv det feed, der hører til."
)
WHAT = "Hvad feeds rummer"
WHAT_TEXT = (
    "Et feed rummer de 50 nyeste punkter: beslutningen i sin helhed, indstillingen og et link. Et feed for en sag "
    "rummer alle sagens punkter. Bliver et punkt rettet, eller får det sit referat, kommer det øverst igen med den nye "
    "tekst. Kun åbne punkter er med. Punkter fra kommende møder er med, når arkivet ved, hvornår de kom til."
)
WHOLE = "Hele arkivet"
CASES_TEXT = "Hver sag har sit eget feed. Find sagen under {cases}, og giv feedlæseren adressen på sagens side."
STOP = "Du holder op med at følge ved at slette feedet i dit eget program. Arkivet ved ikke, hvem der følger med."

ALL_ITEMS = "Alle punkter"
ALL_MEETINGS = "Kalender: alle møder"
DEADLINES = "Kalender: frister for opfølgninger"
CALENDARS = "Kalendere"
CALENDARS_TEXT = (
    "Møderne og de frister, som arkivet ikke har fundet svar på, findes også som kalendere. Kopiér adressen, og vælg "
    "»abonnér på kalender« eller »tilføj fra internettet« i dit kalenderprogram. Så følger ændringer med."
)

FOLLOW_UPS = "Opfølgninger: fristen er passeret, eller svaret er kommet"
NOTICES = "Rettelser, og hvad der er taget ned"
AS_TEXT = "Punktet som ren tekst"
AS_DATA = "Punktet som data"
TO_COME = "Punktet er på dagsordenen for et kommende møde."
GONE = "Ikke længere offentligt"


def body_feed(name: str) -> str:
    """`Punkter fra Kulturudvalget`"""
    return f"Punkter fra {name}"


def body_calendar(name: str) -> str:
    """`Kalender: møder i Kulturudvalget`"""
    return f"Kalender: møder i {name}"


def topic_feed(name: str) -> str:
    """`Punkter om emnet Hjemløshed`"""
    return f"Punkter om emnet {name}"


def unit_feed(name: str) -> str:
    """`Punkter fra enheden Kultur og Borgerservice`"""
    return f"Punkter fra enheden {name}"


def case_feed(title: str) -> str:
    """`Sagen Nyt hovedbibliotek`"""
    return f"Sagen {title}"


def all_phrases() -> Iterator[str]:
    """What the functions say, for the audit."""
    yield from (body_feed(""), body_calendar(""), topic_feed(""), unit_feed(""), case_feed(""))
