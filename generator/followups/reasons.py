"""How the status of a commitment is known, as Danish sentences for the reader.

They tell what the archive has found. None says that something was not done: the archive cannot know.
"""

from __future__ import annotations

from generator.connections import LinkKind
from generator.dates import MONTHS
from generator.followups.commitment import Due

NOT_FOUND = "Arkivet har ikke fundet en opfølgning."
SEVERAL = "Flere punkter kan være svaret, så arkivet peger ikke på et af dem."
NO_REASON = "Kommunen har oplyst det."


def danish_date(iso: str) -> str:
    """`2024-06-04` → `4. juni 2024`, `2024-06` → `juni 2024`."""
    year, month, *day = iso.split("-")
    named = f"{MONTHS[int(month) - 1]} {int(year)}"
    return f"{int(day[0])}. {named}" if day else named


def answered(
    title: str,
    date: str,
    *,
    linked: LinkKind | None,
    told: str | None,
    in_time: bool,
    words: tuple[str, ...],
) -> str:
    """`Punktet »Nyt værested« den 18. marts 2025 hører til samme sag og …`"""
    grounds = []
    if linked is LinkKind.FOLLOWS_UP:
        grounds.append("følger op på punktet")
    elif linked is LinkKind.SAME_CASE:
        grounds.append("hører til samme sag")
    if told:
        grounds.append(f"henviser til mødet den {danish_date(told)}")
    if in_time:
        grounds.append("kom til den tid, der var nævnt")
    if words:
        grounds.append(f"bruger de samme ord ({', '.join(words)})")
    listed = " og ".join(filter(None, (", ".join(grounds[:-1]), grounds[-1]))) if grounds else "svarer på det"
    return f"Punktet »{title}« den {danish_date(date)} {listed}."


def overdue(due: Due) -> str:
    """`Fristen var maj 2024. Arkivet har ikke fundet en opfølgning.`"""
    return f"Fristen var {danish_date(due.value or '')}. {NOT_FOUND}"


def still_open(due: Due) -> str:
    """`Fristen er maj 2026. Arkivet har ikke fundet en opfølgning.`"""
    if due.value:
        return f"Fristen er {danish_date(due.value)}. {NOT_FOUND}"
    if due.words:
        return f"Papirerne siger »{due.words}« og nævner ingen dato. {NOT_FOUND}"
    return f"Papirerne nævner ingen frist. {NOT_FOUND}"


def closed(words: str) -> str:
    """`Papirerne siger »Afsluttes«.`"""
    return f"Papirerne siger »{words}«."
