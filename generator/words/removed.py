"""What a tombstone says: that something was removed and when, or only that it is not public."""

from __future__ import annotations

from collections.abc import Iterator

from generator.words.numbers import date

_TAKEN_DOWN = {
    "meeting": "Mødet er fjernet fra arkivet",
    "item": "Punktet er fjernet fra arkivet",
    "attachment": "Bilaget er fjernet fra arkivet",
}
NOT_PUBLIC = "Siden er ikke offentlig"
NOTHING_PUBLIC = "Der er ikke længere noget offentligt på denne adresse."
DATA_TABLES: dict[str, tuple[str, str]] = {
    "takedowns": ("Fjernet", "Møder, punkter og bilag, der er fjernet fra arkivet, og hvornår de blev fjernet.")
}


def title(kind: str, day: str | None) -> str:
    """`Punktet er fjernet fra arkivet`; without a day it is not said what happened."""
    return _TAKEN_DOWN[kind] if day else NOT_PUBLIC


def told(day: str | None) -> str:
    """`Det blev fjernet den 1. juli 2025.`"""
    return f"Det blev fjernet den {date(day)}." if day else NOTHING_PUBLIC


def all_phrases() -> Iterator[str]:
    """Every sentence of a tombstone."""
    yield from _TAKEN_DOWN.values()
    yield from (NOT_PUBLIC, NOTHING_PUBLIC, "Det blev fjernet den")
