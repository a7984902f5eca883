"""Where everything of the archive has its page. The addresses are a public contract (DESIGN.md section 5).

All are relative to the site's root, without a leading slash, and never hold a title.
"""

from __future__ import annotations

import re

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

# First folders that belong to no body: pages of the site's own, and its files.
OWN_FOLDERS = frozenset(
    ("organer", "data", "om", "emner", "sager", "opfoelgning", "ordliste", "soeg", "assets", "search")
)

COMMITMENT = re.compile(r"opfoelgning-\d+")  # the anchor of a commitment on its item's page


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


def commitment(followup_id: str) -> str:
    """The anchor of a commitment on its item's page: `…/3/opfoelgning-1` → `opfoelgning-1`"""
    return slug(followup_id.rpartition("/")[2])


def document(url: str, *, leaf: bool = False) -> str:
    """The Markdown file that becomes the page at `url`; a `leaf` has no folder of its own (`bilag-2.md`)."""
    return f"{url.rstrip('/')}.md" if leaf else f"{url}index.md"
