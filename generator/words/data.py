"""What the site says of its data: the forms they come in, the licence, and worked questions."""

from __future__ import annotations

DATABASE = "Hele arkivet i én fil"
DATABASE_TEXT = (
    "{file} er en SQLite-database med alle tabellerne, med fuldtekstsøgning og med visninger af det, der oftest "
    "spørges om. Den kan åbnes med DB Browser for SQLite, med kommandoen `sqlite3`, med R og Python, og som websted "
    "med Datasette: `datasette moedearkiv.sqlite`."
)
LINES = "Hver tabel findes også som NDJSON: én række som JSON på hver linje."
CHANGES_TEXT = (
    "Vil du følge med uden at hente det hele hver gang, så hent `changes.ndjson`: hvad der er kommet til, ændret og "
    "taget ud, og hvilken dag det blev set. Hvert punkt har sin egen datafil ved siden af sin side."
)
LICENCE = "Licens og oprindelse"
LICENCE_TEXT = "Data må bruges efter licensen {licence}. Nævn kilden som: {name}."
PROVENANCE = (
    "Data er læst maskinelt fra de åbne dagsordener og referater. I `meetings` står hver kildefil med sit fingeraftryk "
    "(SHA-256), og i `items` står de sider eller linjer, teksten er læst fra."
)
STANDARD = "Som OParl"
STANDARD_TEXT = (
    "Arkivet findes også efter OParl 1.1, en fælles form for information fra byråd og udvalg. Begynd ved {system}."
)
PERMALINKS_TEXT = "Alle adresser i arkivet, og hvad der står på dem, er i {permalinks}."
QUESTIONS_TITLE = "Ti spørgsmål og svar"
QUESTIONS_LINK = "Ti spørgsmål, som data kan svare på"
QUESTIONS_INTRO = (
    "Hent databasen, og kør forespørgslen, som den står, i et program, der kan åbne SQLite-filer, eller på "
    "kommandolinjen. Skift ordene mellem apostroffer ud med dine egne. Svaret gælder kun arkivets åbne punkter."
)
COMMAND = "sqlite3 -box moedearkiv.sqlite < spørgsmål.sql"
COMMAND_TEXT = "På kommandolinjen, med forespørgslen gemt i en fil:"

QUESTIONS: dict[str, str] = {
    "01-lovet": "Hvad er lovet om hjemløshed og ikke besvaret?",
    "02-besluttet": "Hvad er der besluttet om hjemløse siden 2023, nyeste først?",
    "03-frister": "Hvilke frister er passeret, uden at arkivet har fundet et svar?",
    "04-hvor-laenge": "Hvor længe går der, før et løfte bliver besvaret, og hos hvem?",
    "05-uenighed": "Hvem stemte imod eller tog forbehold?",
    "06-sagens-gang": "Hvordan er en sag gået fra møde til møde?",
    "07-udsat": "Hvilke punkter blev udsat?",
    "08-lukkede": "Hvor mange punkter er ikke offentlige hos hvert organ, år for år?",
    "09-bilag": "Hvilke bilag nævner millionbeløb?",
    "10-rettet": "Hvad er rettet, efter at papirerne kom i arkivet, og hvorfor?",
}
