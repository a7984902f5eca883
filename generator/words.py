"""Every Danish word the site itself says, and how it writes dates, times and numbers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from babel.dates import format_date, get_day_names, get_month_names

from generator.model import Outcome, Stage

LOCALE = "da"

# --- outcomes and stages ----------------------------------------------------------------------------

OUTCOMES: dict[Outcome, str | None] = {
    Outcome.APPROVED: "Godkendt",
    Outcome.REJECTED: "Forkastet",
    Outcome.NOTED: "Taget til efterretning",
    Outcome.DISCUSSED: "Drøftet",
    Outcome.POSTPONED: "Udsat",
    Outcome.REFERRED: "Henvist",
    Outcome.NOT_DISCUSSED: "Ikke drøftet",
    Outcome.NOTHING_TO_RECORD: "Intet til referat",
    Outcome.OTHER: None,  # the words of the decision say it best
}

STAGES: dict[Stage, str] = {Stage.AGENDA: "Dagsorden", Stage.MINUTES: "Referat"}

# --- headings and labels ----------------------------------------------------------------------------

FRONT = "Forside"
BODIES = "Organer"
DATA = "Data"
ABOUT = "Om arkivet"

REDACTED_NAME = "[navnet på et fortroligt bilag er udeladt]"

DECISION = "Beslutning"
RECOMMENDATION = "Indstilling"
CASE_STEPS = "Sagsforløb"
ATTACHMENTS = "Bilag"
SOURCE = "Kilde"
SOURCES = "Kilder"
ITEMS = "Punkter"
MEETINGS = "Møder"
LATEST = "Seneste møder"
UPCOMING = "Kommende møder"
HOW_TO = "Sådan bruger du arkivet"
WHAT_IT_IS = "Hvad arkivet er – og ikke er"

HOW_MADE = "Sådan er arkivet lavet"
HOW_TO_CITE = "Henvis til en side, hent data"
PRIVACY = "Dine spor"
DATA_FORMAT = "Om filerne"

BODY = "Organ"
MEETING = "Møde"
NUMBER = "Punkt"
ITEM = "Punkt"
ATTACHMENT = "Bilag"
TITLE = "Titel"
CASE_NUMBER = "Sagsnummer"
CASE_NUMBERS = "Sagsnumre"
RESPONSIBLE = "Ansvarlig enhed"
DURATION = "Afsat tid"
OUTCOME = "Udfald"
DATE = "Dato"
TIME = "Tid"
PLACE = "Sted"
STAGE = "Papirer"
ORGANISATION = "Myndighed"
CONTACT = "Kontakt"
PREVIOUS_MEETING = "Forrige møde"
NEXT_MEETING = "Næste møde"
PREVIOUS_ITEM = "Forrige punkt"
NEXT_ITEM = "Næste punkt"
TABLE = "Tabel"
BACK_TO_TEXT = "Tilbage til teksten ved note {}"
SHA256 = "SHA-256"

# --- sentences --------------------------------------------------------------------------------------

NO_DECISION = "Arkivet har intet referat af punktet."
SEE_DECISION = "Se beslutningen"
NO_MINUTES = "Intet referat"
NAME_ONLY = "Arkivet har kun bilagets navn."
NAME_ONLY_SHORT = "kun navnet"
IS_RECOMMENDATION = "Bilaget er selve indstillingen. Teksten står på punktets side:"
COPY_OF_MINUTES = "Bilaget er en kopi af referatet fra"
NO_ITEMS = "Arkivet har ingen åbne punkter fra mødet."
NO_MEETINGS = "Arkivet har endnu ingen møder."

INTRO = (
    "Her kan du læse, hvad der er besluttet på møderne i {organisation}: beslutningen først, så indstillingen, "
    "baggrunden og bilagene."
)
OPEN_ONLY = (
    "Arkivet viser kun åbne punkter. Punkter og bilag, der er lukkede, eller hvor intet siger, at de er åbne, er ikke "
    "med. For hvert møde står der, hvor mange punkter der ikke er offentlige."
)
NOT_STATUTORY = (
    "Arkivet er ikke den offentliggørelse, som loven kræver. Er der forskel på arkivet og kommunens egne dagsordener "
    "og referater, er det kommunens, der gælder."
)
HOW_TO_STEPS = (
    "Søg efter et ord, et sagsnummer eller et emne i feltet øverst på siden.",
    "Vælg et organ, og find mødet under det år, det blev holdt.",
    "Åbn et punkt. Øverst står, hvad der blev besluttet; længere nede står, hvad der blev indstillet og hvorfor.",
    "Nederst på hvert punkt står den fil og de sider, teksten er læst fra, så du kan kontrollere den.",
)
HOW_IT_IS_MADE = (
    "Teksten er læst maskinelt fra mødernes papirer. Linjer er samlet, og sidetal og brevhoveder er taget væk, men "
    "ordene er papirernes egne. Udfaldet – for eksempel {example} – er læst ud af referatets ord. Hvor arkivet ikke "
    "ved noget, siger det det."
)
FINGERPRINT = (
    "Hver side nævner sin kildefil med et fingeraftryk (SHA-256). To filer med samme fingeraftryk har præcis samme "
    "indhold, så en fil, du selv har fået, kan sammenlignes med den, arkivet har læst."
)
ADDRESSES = (
    "En sides adresse består af organ, dato og nummer og ændres ikke, så du kan henvise til den. Når et møde har fået "
    "sit referat, står referatet på samme adresse."
)
NO_TRACKING = (
    "Siderne henter intet fra andre end arkivet selv, og de sætter ingen cookies. Alt undtagen søgningen virker uden "
    "JavaScript."
)
FOUND_AN_ERROR = "Har du fundet en fejl eller oplysninger, der ikke burde stå her, så skriv eller ring til: {contact}"

DATA_INTRO = (
    "Alt i arkivet findes også som data, du kan hente. Hver tabel findes som JSON og som CSV "
    "(UTF-8, komma som skilletegn) med de samme rækker."
)
DATA_NESTED = (
    "I CSV-filerne står lister og objekter som JSON i cellen. En celle, der ellers ville begynde med `=`, `+`, `-`, "
    "`@` eller et tabulatortegn, har fået en apostrof foran, så regneark ikke læser den som en formel."
)
DATA_PACKAGE = "Felterne er beskrevet i {package} (Frictionless Data Package) og i et JSON-skema for hver tabel."
DATA_OPEN_ONLY = "Også data rummer kun åbne punkter og bilag."

DATA_TABLES: dict[str, tuple[str, str]] = {
    "meetings": (
        "Møder",
        "Et møde pr. række: organ, dato, tid, sted, punkter, kilder og antal punkter, der ikke er offentlige.",
    ),
    "items": ("Punkter", "Et åbent punkt pr. række: titel, indstilling, beslutning, udfald, tekst og bilag."),
    "followups": ("Opfølgninger", "Det, referaterne siger, at nogen skal vende tilbage med."),
    "links": ("Forbindelser", "Forbindelser mellem møder, punkter og bilag, hver med de ord, de er læst af."),
    "bodies": ("Organer", "De organer, arkivet har møder fra."),
}


# --- numbers, dates and times -----------------------------------------------------------------------


def date(iso: str) -> str:
    """`2024-06-04` → `4. juni 2024`"""
    return format_date(datetime.date.fromisoformat(iso), "d. MMMM y", locale=LOCALE)


def date_or_text(words: str) -> str:
    """An ISO date as Danes write it; anything else as it is."""
    try:
        return date(words)
    except ValueError:
        return words


def date_with_weekday(iso: str) -> str:
    """`2024-06-04` → `tirsdag den 4. juni 2024`"""
    return format_date(datetime.date.fromisoformat(iso), "EEEE 'den' d. MMMM y", locale=LOCALE)


def clock(start: str | None, end: str | None) -> str | None:
    """`10:30`, `12:00` → `kl. 10.30–12.00`; None where neither is known."""
    if start and end:
        return f"kl. {_dotted(start)}–{_dotted(end)}"
    if start:
        return f"kl. {_dotted(start)}"
    return f"til kl. {_dotted(end)}" if end else None


def _dotted(time: str) -> str:
    return time.replace(":", ".")


def duration(minutes: int) -> str:
    """`30` → `30 minutter`"""
    return count(minutes, "minut", "minutter")


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: `1 punkt`, `2 punkter`."""
    return f"{number} {one if number == 1 else many}"


def items(number: int) -> str:
    """`12 punkter`"""
    return count(number, "punkt", "punkter")


def more_items(number: int) -> str:
    """`Se 14 punkter mere`"""
    return f"Se {items(number)} mere"


def meetings(number: int) -> str:
    """`8 møder`"""
    return count(number, "møde", "møder")


def items_not_public(number: int) -> str:
    """`2 punkter er ikke offentlige.`"""
    return f"{items(number)} er ikke {'offentligt' if number == 1 else 'offentlige'}."


def attachments_not_public(number: int) -> str:
    """`1 bilag er ikke offentligt.`"""
    return f"{number} bilag er ikke {'offentligt' if number == 1 else 'offentlige'}."


def pages(first: int | None, last: int | None) -> str:
    """`side 3–5`, `side 3`, or nothing."""
    if first is None:
        return ""
    return f"side {first}" if last is None or last <= first else f"side {first}–{last}"


def all_strings() -> Iterator[str]:
    """Every word the site may say of its own accord: the audit does not take them for a leak."""
    for value in (*globals().values(), *DATA_TABLES.values()):
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, str))
    yield from (word for word in OUTCOMES.values() if word)
    yield from STAGES.values()
    yield from get_month_names("wide", locale=LOCALE).values()
    yield from get_day_names("wide", locale=LOCALE).values()
    yield from ("kl.", "til kl.", "minutter", "minut", "punkter", "punkt", "møder", "møde", "side", "linje")
    yield from (items_not_public(1), items_not_public(2), attachments_not_public(2))
