"""How the site writes numbers, dates and times, and nouns with their numbers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "da"


@lru_cache(maxsize=4096)
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


def original_file(size: int) -> str:
    """`Original fil (PDF, 1,2 MB)`; `size` is in bytes."""
    if size < 1_000_000:
        return f"Original fil (PDF, {max(round(size / 1000), 1)} kB)"
    return f"Original fil (PDF, {format_decimal(round(size / 1_000_000, 1), locale=LOCALE)} MB)"


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


def bodies(number: int) -> str:
    """`2 organer`"""
    return count(number, "organ", "organer")


def from_to(first: str, last: str) -> str:
    """`fra 4. juni 2024 til 14. januar 2025`"""
    return f"fra {date(first)} til {date(last)}" if first != last else f"fra {date(first)}"


def items_not_public(number: int) -> str:
    """`2 punkter er ikke offentlige.`"""
    return f"{items(number)} er ikke {'offentligt' if number == 1 else 'offentlige'}."


def attachments_not_public(number: int) -> str:
    """`1 bilag er ikke offentligt.`"""
    return f"{number} bilag er ikke {'offentligt' if number == 1 else 'offentlige'}."


def size(number: int) -> str:
    """A number of bytes: `834 byte`, `12 kB`, `3,4 MB`"""
    if number < 1_000:
        return f"{number} byte"
    return f"{number / 1_000:.0f} kB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB".replace(".", ",")


def month(iso: str) -> str:
    """`2024-05` → `maj 2024`"""
    return format_date(datetime.date.fromisoformat(f"{iso[:7]}-01"), "MMMM y", locale=LOCALE)


def short_month(iso: str) -> str:
    """`2024-05-17` → `maj 2024`, `2023-08-01` → `aug. 2023`"""
    return format_date(datetime.date.fromisoformat(f"{iso[:7]}-01"), "MMM y", locale=LOCALE)


def due(iso: str) -> str:
    """A day or a month: `2024-05-17` → `17. maj 2024`, `2024-05` → `maj 2024`; anything else as it is."""
    try:
        return month(iso) if len(iso) == len("2024-05") else date(iso)
    except ValueError:
        return iso


def listed(parts: Sequence[str]) -> str:
    """`45, 1292 og 1295`"""
    return " og ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def places(pages_read: Iterable[tuple[int, int]], lines: Iterable[int]) -> str:
    """Page ranges and lines in one file: `side 4–6 og 9`, `linje 45, 1292 og 1295`."""
    ranges = [str(first) if first == last else f"{first}–{last}" for first, last in pages_read]
    told = [
        f"{word} {listed(numbers)}"
        for word, numbers in (("side", ranges), ("linje", [str(n) for n in lines]))
        if numbers
    ]
    return ", ".join(told)
