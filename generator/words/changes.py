"""What the site says of changes, of stages and of what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from generator.connections import ChangeKind
from generator.words.numbers import date

HISTORY = "Punktets historik"
HISTORY_NOTE = "Arkivet sammenligner papirerne fra gang til gang. Datoen er den dag, ændringen blev set."
MEETING_HISTORY = "Ændringer i dagsordenen"
BEFORE = "Før:"
AFTER = "Nu:"
PRESENT = "Deltagere"
ABSENT = "Fraværende"
WITHDRAWN = "Trukket tilbage"
APPROVED = "Godkendt referat"
NOT_APPROVED = "arkivet har ikke fundet, at det er godkendt"
NOT_HELD = "Dagsorden, mødet er ikke holdt"
NO_MINUTES = "Dagsorden, arkivet har intet referat"
MOVED = "Punktet har fået et andet nummer"

KINDS: dict[ChangeKind, str] = {
    ChangeKind.ADDED: "Punktet kom på dagsordenen.",
    ChangeKind.REMOVED: "Et punkt er ikke længere offentligt.",
    ChangeKind.NUMBER: "Punktet fik et andet nummer.",
    ChangeKind.TITLE: "Titlen blev ændret.",
    ChangeKind.RECOMMENDATION: "Indstillingen blev ændret.",
    ChangeKind.DECISION: "Beslutningen blev ændret.",
    ChangeKind.ATTACHMENT_ADDED: "Et bilag kom til:",
    ChangeKind.ATTACHMENT_REMOVED: "Et bilag er ikke længere offentligt.",
    ChangeKind.TEXT: "Sagens tekst blev ændret.",
}
CAME: dict[ChangeKind, str] = {  # where there was nothing before
    ChangeKind.RECOMMENDATION: "Indstillingen kom til.",
    ChangeKind.DECISION: "Beslutningen kom til.",
}
WENT: dict[ChangeKind, str] = {  # where there is nothing now
    ChangeKind.RECOMMENDATION: "Indstillingen blev taget ud.",
    ChangeKind.DECISION: "Beslutningen blev taget ud.",
}

DATA_TABLES: dict[str, tuple[str, str]] = {
    "changes": (
        "Ændringer",
        "Hvad der er ændret i punkterne, siden arkivet så dem første gang, og hvornår.",
    ),
}


def approved_at(day: str) -> str:
    """`godkendt 23. januar 2024`"""
    return f"godkendt {date(day)}"


def withdrawn(day: str) -> str:
    """`Trukket tilbage: kilden har ikke haft det siden 4. juni 2024.`"""
    return f"{WITHDRAWN}: kilden har ikke haft det siden {date(day)}."


def all_phrases() -> Iterator[str]:
    """What the functions say, for the audit."""
    yield from (approved_at("2024-01-23"), withdrawn("2024-06-04"))
