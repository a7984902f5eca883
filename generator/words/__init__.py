"""Every Danish word the site itself says, and how it writes dates, times and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from babel.dates import get_day_names, get_month_names

from generator.model import Outcome, Stage
from generator.words import (
    changes,
    connected,
    data,
    follow,
    linking,
    manners,
    privacy,
    promised,
    removed,
    search,
    ways,
)  # fmt: skip
from generator.words.numbers import LOCALE
from generator.words.numbers import attachments_not_public as attachments_not_public
from generator.words.numbers import bodies as bodies
from generator.words.numbers import clock as clock
from generator.words.numbers import count as count
from generator.words.numbers import date as date
from generator.words.numbers import date_or_text as date_or_text
from generator.words.numbers import date_with_weekday as date_with_weekday
from generator.words.numbers import due as due
from generator.words.numbers import duration as duration
from generator.words.numbers import from_to as from_to
from generator.words.numbers import items as items
from generator.words.numbers import items_not_public as items_not_public
from generator.words.numbers import listed as listed
from generator.words.numbers import meetings as meetings
from generator.words.numbers import month as month
from generator.words.numbers import more_items as more_items
from generator.words.numbers import original_file as original_file
from generator.words.numbers import places as places
from generator.words.numbers import short_month as short_month

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

STAGES: dict[Stage, str] = {Stage.AGENDA: "Dagsorden", Stage.DRAFT: "Udkast til referat", Stage.MINUTES: "Referat"}

# --- headings and labels ----------------------------------------------------------------------------

FRONT = "Forside"
BODIES = "Organer"
DATA = "Data"
ABOUT = "Om arkivet"

REDACTED_NAME = "[navnet på et fortroligt bilag er udeladt]"

DECISION = "Beslutning"
RECOMMENDATION = "Indstilling"
CASE_STEPS = connected.MENTIONED_CASE_STEPS
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
OTHER_OUTCOME = "Andet"
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
    "items": (
        "Punkter",
        "Et åbent punkt pr. række: titel, indstilling, beslutning, udfald, tekst, bilag og rettelser.",
    ),
    **connected.DATA_TABLES,
    **changes.DATA_TABLES,
    **removed.DATA_TABLES,
    "bodies": ("Organer", "De organer, arkivet har møder fra."),
}


def all_strings() -> Iterator[str]:
    """Every word the site may say of its own accord: the audit does not take them for a leak."""
    own = (
        vars(module).items() for module in (changes, connected, data, follow, manners, privacy, removed, search, ways)
    )
    for name, value in chain(globals().items(), *own):
        if not name.startswith("_"):
            yield from _strings(value)
    yield from get_month_names("wide", locale=LOCALE).values()
    yield from get_month_names("abbreviated", locale=LOCALE).values()
    yield from get_day_names("wide", locale=LOCALE).values()
    yield from ("kl.", "til kl.", "minutter", "minut", "punkter", "punkt", "møder", "møde", "side", "linje")
    yield from ("fra", "til", "organ", "organer")
    yield from (items_not_public(1), items_not_public(2), attachments_not_public(2))
    yield from changes.all_phrases()
    yield from connected.all_phrases()
    yield from follow.all_phrases()
    yield from ways.all_phrases()
    yield from linking.all_phrases()
    yield from promised.all_phrases()
    yield from removed.all_phrases()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        yield from _strings(tuple(value))  # names of fields in addresses are the site's own words too
        yield from _strings(tuple(value.values()))
