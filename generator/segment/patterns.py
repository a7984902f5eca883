"""Every pattern that tells the parts of a *rådmandsmøde* bundle apart, with an example above each."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}[a-z]?"
_CLOSED_THING = r"(?:punkt|pkt\.?|sag|(?:tillægs)?dagsorden|referat|møde|del)"

# Punkt 3, Bilag 2: Tematikker fra
FOOTER = re.compile(rf"^Punkt (?P<item>{_NUMBER}), Bilag (?P<number>{_NUMBER})\s*:\s*(?P<title>.*)$")
# Punkt 3: Opfølgning på temadrøftelse om efterværn (30 min)
ITEM = re.compile(rf"^Punkt (?P<item>{_NUMBER})\s*[:.]\s+(?P<title>\S.*)$")
# Beslutning for Punkt 5: Orientering fra magistraten (5
DECISION = re.compile(rf"^Beslutning(?:er)? for Punkt (?P<item>{_NUMBER})\s*[:.]\s*(?P<title>.*)$", re.IGNORECASE)
# … efterværn (30 min)   … (tidl. efterværn) (45 min)
DURATION = re.compile(r"\s*\((?P<minutes>\d{1,3})\s*min(?:\.|utter)?\)\s*$", re.IGNORECASE)
# … udvalget (5      (the rest, "min)", stands on the next line)
OPEN_DURATION = re.compile(r"\(\d{1,3}$")
# 9. januar 2024 – 30 minutter
HEADER_DURATION = re.compile(r"[–-]\s*(?P<minutes>\d{1,3})\.?\s*min(?:\.|utter)?\s*$", re.IGNORECASE)
# Referat   Åbent referat   Lukket referat
MINUTES_TITLE = re.compile(r"^(?:åbent |lukket )?(?:beslutnings)?referat$", re.IGNORECASE)
# Dagsorden   Åben dagsorden   Lukket dagsorden   Tillægsdagsorden
AGENDA_TITLE = re.compile(r"^(?:åben |lukket )?(?:tillægs)?dagsorden$", re.IGNORECASE)
# Overblik: Delte kommentarer
PRIVATE = re.compile(r"^(?:Overblik\s*:|(?:Mine|Private|Personlige|Egne)\s+(?:noter|kommentarer)\b)", re.IGNORECASE)
# side 1 af 2
PAGE_OF = re.compile(r"^side (?P<page>\d{1,3}) af (?P<of>\d{1,3})$", re.IGNORECASE)
# Side 2 af 43. Håndtering af …   Side 3 af 4Metode: …
GLUED_PAGE_OF = re.compile(
    r"^(?P<mark>Side (?P<page>\d{1,3}) af (?P<of>\d{1,3}?))(?P<rest>[1-9]\d?\. ?[A-ZÆØÅ].*|[A-ZÆØÅ].*)$"
)
# Indstilling   Indstilling til rådmandsmødet
PROPOSAL_TITLE = re.compile(r"^(?:Rådmands)?indstilling(?: til .{0,60})?$", re.IGNORECASE)
# Rådmandsmøde 14. januar 2025 - 10 minutter
PROPOSAL_DATE = re.compile(r"^\w+møde \d{1,2}\. \w+ \d{4} [-–] \d{1,3}\.? min", re.IGNORECASE)
# SAGSFREMSTILLING   HANDLEMULIGHEDER/LØSNINGER
CAPITAL_HEADING = re.compile(r"^[A-ZÆØÅ][A-ZÆØÅ /,&-]{2,60}$")
# Notat   Bilag 1 - Opfølgning på …   Emne:   Em-
ANNEX_TITLE = re.compile(r"^(?:Notat|Bilag \d{1,2}\s*[-–:]\s*\S.*|Emne:?|Em-)$")
# Det indstilles,   Det indstilles, at rådmanden godkender …   Forvaltningen indstiller, at …
RECOMMENDATION = re.compile(r"^(?:Det (?:indstilles|anbefales)\b|[A-ZÆØÅ]\w+ (?:indstiller|anbefaler),? at\b)")
# Sagsbehandler: Maja Bæk Andersen
CASEWORKER = re.compile(r"^Sagsbehandler(?:e)?\s*:", re.IGNORECASE)
# E-post: …   Direkte e-mail: …   Tlf.: …
CONTACT = re.compile(r"^(?:E-post|E-mail|Direkte e-mail|Tlf\.?|Telefon|Direkte telefon|Mobil)\s*:", re.IGNORECASE)
# Sag: EMN-2023-011201 (the number stands anywhere; letters, year, running number)
CASE_NUMBER = re.compile(r"\b[A-ZÆØÅ]{2,5}-\d{4}-\d{4,7}\b")
# Social- og Beskæftigelsesudvalgsmøde
COMMITTEE = re.compile(r"udvalgs?(?:møde|ets møde)", re.IGNORECASE)
# Indhold / Indholdsfortegnelse
CONTENTS = re.compile(r"^Indhold(?:sfortegnelse)?$", re.IGNORECASE)
# 18-12-2023 10:30 - 11:30
FRONT_TIME = re.compile(
    r"^(?P<date>\S+(?: \w+ \d{4})?)\s+(?P<start>\d{1,2}[:.]\d{2})\s*[-–]\s*(?P<end>\d{1,2}[:.]\d{2})$"
)
# .
EMPTY = re.compile(r"^[.\-–]$")
# Lukket dagsorden   Lukket punkt   Fortroligt   Punktet er lukket.
CLOSED_LINE = re.compile(
    rf"^[(\[]?(?:lukket(?: {_CLOSED_THING})?|lukkede punkter|fortrolig(?:t|e)?(?: (?:punkt|sag|bilag))?"
    r"|(?:dette |denne )?(?:punkt|punktet|sag|sagen) er (?:lukket|fortroligt?))[)\]]?[:.]?$",
    re.IGNORECASE,
)
# Lukket dagsorden (a heading after which every item is closed)
CLOSED_SECTION = re.compile(
    r"^lukke(?:t (?:dagsorden|referat|møde|tillægsdagsorden|del)|de punkter)[:.]?$", re.IGNORECASE
)
# Åben   Åbent punkt   Åben dagsorden
OPEN_LINE = re.compile(
    r"^åben(?:t)?(?: (?:punkt|sag|dagsorden|referat|møde|del))?[:.]?$|^åbne punkter[:.]?$", re.IGNORECASE
)
# Lukket: Køb af …   Lukket punkt Køb af …   Køb af … (Lukket)   Køb af … (punktet er lukket)   Køb af … – lukket sag
# LUKKET Køb af …   (not: Lukket vej ved …   Lukkede døre i natbussen   AFDELINGEN ER LUKKET)
CLOSED_TITLE = re.compile(
    r"^\W*(?:lukket|fortroligt?)\b(?:\s+(?:punkt|sag))?\s*(?:[:)\]–-]|$)"
    rf"|^\W*lukket\s+{_CLOSED_THING}(?!\w)"
    rf"|[(\[]\s*(?:(?:punktet|sagen)\s+er\s+)?(?:lukket|fortroligt?)(?:\s+{_CLOSED_THING})?\s*[)\]]"
    r"|[(\[][^)\]]{0,30}\bfor\s+lukkede\s+døre\s*[)\]]"
    rf"|[–—,;:-]\s*(?:lukket|fortroligt?)(?:\s+{_CLOSED_THING})?\s*\.?$"
    r"|^(?=.*(?-i:[a-zæøå]))(?:\W*(?-i:LUKKET)\b|.*\b(?-i:LUKKET)\W*$)",
    re.IGNORECASE,
)
# Oversigt over … (Fortroligt)   … (fortroligt bilag)   Fortroligt bilag: …
CONFIDENTIAL_NAME = re.compile(
    r"[(\[]\s*(?:fortroligt?|lukket)(?:\s+(?:bilag|notat|dokument))?\s*[)\]]|\b(?:fortroligt|lukket) bilag\b"
    r"|^\W*(?:fortroligt?|lukket)\s*[:–-]|[–-]\s*(?:fortroligt?|lukket)\s*$",
    re.IGNORECASE,
)
# Godkendt uden bemærkninger.   Udgik.   Intet til referat.   (words of minutes, not of an agenda)
DECIDED = re.compile(
    r"\b(?:godkendt|godkendte|vedtaget|tiltrådt|udgik|intet til referat|drøftet|drøftede|til efterretning|udsat"
    r"|orienterede|redegjorde|kvitterede|følger op)\b",
    re.IGNORECASE,
)
