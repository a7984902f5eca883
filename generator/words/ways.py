"""What the site says of the ways into it (years, units, titles, numbers), of citing, and of its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.words.connected import QUARTERS
from generator.words.numbers import count, date, items, meetings

# --- ways in ----------------------------------------------------------------------------------------

WAYS_IN = "Find vej"
UNITS = "Enheder"
UNITS_INTRO = (
    "Punkter og opfølgninger efter den enhed i forvaltningen, som papirerne nævner som ansvarlig. Personer har ingen "
    "side."
)
NO_UNITS = "Papirerne nævner endnu ingen ansvarlige enheder."
UNIT_FOLLOW_UPS = "Enhedens opfølgninger"
TITLES = "Titler fra A til Å"
TITLES_SHORT = "A–Å"
TITLES_INTRO = "Titlerne på alle åbne punkter i arkivet efter forbogstav. Siderne virker uden JavaScript."
NO_TITLES = "Arkivet har endnu ingen punkter."
LETTERS = "Vælg et bogstav"
OTHER_LETTER = "Andet"
DIGITS = "0–9"
ALL_YEARS = "Alle år"
BY_BODY = "Organ og år"
BY_TOPIC = "Emne"
BY_CASE = "Sag"
BY_UNIT = "Ansvarlig enhed"
BY_FOLLOW_UP = "Opfølgninger: afventer, fristen passeret, fulgt op"
BY_TITLE = "Titel, fra A til Å"
BY_NUMBERS = "Tal og billeder"
BY_DATA = "Data til at hente"

# --- an item's own address --------------------------------------------------------------------------

ABOUT_ITEM = "Om punktet"
DECISIONS = "Beslutningerne i deres helhed"
CITE_HEADING = "Link og henvisning"
PERMANENT = "Fast link"
CITE = "Citér"
COPY = "Kopiér henvisningen"
COPIED = "Henvisningen er kopieret."
NOT_COPIED = "Henvisningen kunne ikke kopieres. Markér teksten, og kopiér den selv."
VISITED = "besøgt den"
BLANK = "__________"
GET_DATA = "Hent data"
GET_DATA_NOTE = "punktet som JSON"
LAST_CHANGED = "Senest ændret"
CORRECTIONS = "Rettelser"
CORRECTED = "Rettet"
WHY_CORRECTED = "Begrundelse:"
SEE_CORRECTIONS = "se rettelserne"
FEEDBACK = "Fejl på siden"
FEEDBACK_LINK = "Skriv til os om denne side"
FEEDBACK_SUBJECT = "Om en side i mødearkivet"

# --- numbers and pictures ---------------------------------------------------------------------------

FIGURES = "Tal og billeder"
FIGURES_SHORT = "Tal"
FIGURES_INTRO = (
    "Arkivet i tal: møder, udfald, opfølgninger og emner. Ved hvert billede står tallene i en tabel. Tallene gælder "
    "arkivets åbne punkter, ikke alt, hvad der er behandlet."
)
NO_FIGURES = "Arkivet har endnu ingen møder at tælle."
PER_BODY = "Hvert organ for sig"
MEETINGS_PER_QUARTER = "Møder pr. kvartal"
OUTCOMES_PER_QUARTER = "Udfald pr. kvartal"
FOLLOW_UPS_BY_UNIT = "Opfølgninger efter status og enhed"
TOPICS_OVER_TIME = "Emner over tid"
QUARTER = "Kvartal"
NO_UNIT = "Andre, eller ingen nævnt"
COUNTED_TWICE = (
    "En opfølgning, som flere enheder er ansvarlige for, står ved hver af dem, men er kun talt én gang i alt."
)

# Outcomes that one part of a bar stands for, from the bottom up.
OUTCOME_GROUPS: dict[str, str] = {
    "approved": "Godkendt",
    "noted": "Til efterretning eller drøftet",
    "postponed": "Udsat eller henvist",
    "rejected": "Forkastet",
    "none": "Andet, eller intet referat",
}


def quarter_short(year: int, number: int) -> str:
    """`2. kvt. 2024`"""
    return f"{number}. kvt. {year}"


def years_of(title: str, year: str) -> str:
    """`Hjemløshed: 2024`"""
    return f"{title}: {year}"


def titles_on(letter: str) -> str:
    """`Titler på B`"""
    return f"Titler på {letter}"


def titles(number: int) -> str:
    """`12 titler`"""
    return count(number, "titel", "titler")


def cases_on(letter: str) -> str:
    """`Sager på B`"""
    return f"Sager på {letter}"


def figures_of(body: str) -> str:
    """`Byrådet i tal`"""
    return f"{body} i tal"


def not_corrected(iso: str) -> str:
    """`Papirerne hører til mødet den 4. juni 2024; ingen rettelser er oplyst.`"""
    return f"Papirerne hører til mødet den {date(iso)}; ingen rettelser er oplyst."


def on_meeting(number: str, iso: str) -> str:
    """`punkt 3 på mødet den 4. juni 2024`"""
    return f"punkt {number} på mødet den {date(iso)}"


def span(number: int, what: tuple[str, str], first: tuple[int, int], last: tuple[int, int]) -> str:
    """`34 møder fra 1. kvartal 2023 til 2. kvartal 2025. Tabellen på siden har tallene.`"""
    ends = [f"{QUARTERS[quarter - 1]} {year}" for year, quarter in (first, last)]
    return f"{count(number, *what)} fra {ends[0]} til {ends[1]}. Tabellen på siden har tallene."


def split(number: int, what: tuple[str, str]) -> str:
    """`41 opfølgninger. Tabellen på siden har tallene.`"""
    return f"{count(number, *what)}. Tabellen på siden har tallene."


MEETING_NOUN = ("møde", "møder")
ITEM_NOUN = ("punkt", "punkter")
FOLLOW_UP_NOUN = ("opfølgning", "opfølgninger")
TAG_NOUN = ("gang, et punkt hører til et emne", "gange, et punkt hører til et emne")


def year_of_meetings(number: int, treated: int) -> str:
    """`12 møder med 84 punkter.`"""
    return f"{meetings(number)} med {items(treated)}."


def all_phrases() -> Iterator[str]:
    """What the functions here say around numbers and words of the papers."""
    yield from (titles_on(""), cases_on(""), figures_of(""), on_meeting("1", "2024-01-01"), quarter_short(2024, 1))
    yield not_corrected("2024-01-01")
    yield from (span(2, MEETING_NOUN, (2024, 1), (2024, 2)), split(2, FOLLOW_UP_NOUN), year_of_meetings(2, 2))
