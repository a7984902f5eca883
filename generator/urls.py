"""Where everything of the archive has its page. The addresses are a public contract (DESIGN.md section 5).

All are relative to the site's root, without a leading slash, and never hold a title.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "é": "e"})

FRONT = ""
BODIES = "organer/"
DATA = "data/"
ABOUT = "om/"
TOPICS = "emner/"
CASES = "sager/"
REGISTER = "opfoelgning/"
GLOSSARY = "ordliste/"
SEARCH = "soeg/"
UNITS = "enheder/"
TITLES = "a-aa/"
FIGURES = "tal/"
ACCESSIBILITY = "tilgaengelighed/"
PRIVACY = "privatliv/"
QUALITY = "datakvalitet/"
FOLLOW = "foelg/"
QUESTIONS = "data/spoergsmaal/"
NOTICES = "foelg/rettelser.xml"
CALENDAR = "kalender.ics"
DEADLINES = "opfoelgning/frister.ics"
ORIGINALS = "originaler/"

# First folders that belong to no body: pages of the site's own, and its files.
_OWN_PAGES = (BODIES, DATA, ABOUT, TOPICS, CASES, REGISTER, GLOSSARY, UNITS, TITLES, FIGURES)
_ABOUT_THE_SITE = (ACCESSIBILITY, PRIVACY, QUALITY, FOLLOW)
OWN_FOLDERS = frozenset(
    (
        *(folder.rstrip("/") for folder in (*_OWN_PAGES, *_ABOUT_THE_SITE)),
        *("soeg", "assets", "search", "oparl", "originaler"),
    )
)

# The register's page for each state of a commitment, by the data's value.
_STATES = {"overdue": "overskredet", "open": "afventer", "followed-up": "fulgt-op", "closed": "afsluttet"}

COMMITMENT = re.compile(r"opfoelgning-\d+")  # the anchor of a commitment on its item's page


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """`text` as a part of an address: `[a-z0-9-]`, with æ→ae, ø→oe, å→aa."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_LETTERS)).strip("-")


def body(body_id: str) -> str:
    """`msb-raadmandsmoede/`"""
    return f"{body_id}/"


def meeting(meeting_id: str) -> str:
    """`msb-raadmandsmoede/2024-06-04/`"""
    return f"{meeting_id}/"


def item(item_id: str) -> str:
    """`msb-raadmandsmoede/2024-06-04/3` → `msb-raadmandsmoede/2024-06-04/punkt-3/`"""
    meeting_id, _, number = item_id.rpartition("/")
    return f"{meeting_id}/punkt-{slug(number)}/"


def attachment(attachment_id: str) -> str:
    """`…/2024-06-04/3/bilag-2` → `…/2024-06-04/punkt-3/bilag-2/`"""
    item_id, _, name = attachment_id.rpartition("/")
    return f"{item(item_id)}{slug(name)}/"


def topic(slug_of_topic: str) -> str:
    """`emner/hjemloeshed/`"""
    return f"{TOPICS}{slug(slug_of_topic)}/"


def case(thread_id: str) -> str:
    """`sager/emn-2023-011201/`"""
    return f"{CASES}{slug(thread_id)}/"


def case_letter(letter: str) -> str:
    """`sager/bogstav-aa/`"""
    return f"{CASES}bogstav-{slug(letter) or 'andet'}/"


def titles(letter: str) -> str:
    """`a-aa/oe/`; what begins with no letter stands under `a-aa/andet/`"""
    return f"{TITLES}{slug(letter) or 'andet'}/"


def unit(slug_of_unit: str) -> str:
    """`enheder/kultur-og-borgerservice/`"""
    return f"{UNITS}{slug_of_unit}/"


def state(status: str) -> str:
    """The register's page for a state: `overdue` → `opfoelgning/overskredet/`"""
    return f"{REGISTER}{_STATES[status]}/"


def figures(body_id: str) -> str:
    """A body in numbers: `tal/msb-raadmandsmoede/`"""
    return f"{FIGURES}{body_id}/"


def year(url: str, number: str) -> str:
    """The part of a long page that is about one year: `emner/hjemloeshed/` → `emner/hjemloeshed/2024/`"""
    return f"{url}{number}/"


def item_data(item_id: str) -> str:
    """The item's own data file, beside its page."""
    return f"{item(item_id)}data.json"


def item_text(item_id: str) -> str:
    """The item as plain text, beside its page."""
    return f"{item(item_id)}tekst.txt"


def feed(url: str) -> str:
    """The feed beside a page: `emner/hjemloeshed/` → `emner/hjemloeshed/feed.xml`"""
    return f"{url}feed.xml"


def calendar(body_id: str) -> str:
    """The meetings of a body: `msb-raadmandsmoede/kalender.ics`"""
    return f"{body_id}/{CALENDAR}"


def original(meeting_id: str, name: str) -> str:
    """An original file: `originaler/byraadet/2024-06-19/bundle.pdf`. One folder for all: hosts send it with care."""
    return f"{ORIGINALS}{meeting_id}/{name}.pdf"


def commitment(followup_id: str) -> str:
    """The anchor of a commitment on its item's page: `…/3/opfoelgning-1` → `opfoelgning-1`"""
    return slug(followup_id.rpartition("/")[2])


def document(url: str, *, leaf: bool = False) -> str:
    """The Markdown file that becomes the page at `url`; a `leaf` has no folder of its own (`bilag-2.md`)."""
    return f"{url.rstrip('/')}.md" if leaf else f"{url}index.md"
