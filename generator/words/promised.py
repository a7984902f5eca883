"""How the status of a commitment is known, as Danish sentences for the reader.

They tell what the archive has found. None says that something was not done: the archive cannot know.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.connections import LinkKind
from generator.words.numbers import due as danish_date

NOT_FOUND = "Arkivet har ikke fundet en opfølgning."
SEVERAL = "Flere punkter kan være svaret, så arkivet peger ikke på et af dem."
NO_REASON = "Kommunen har oplyst det."


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


def overdue(due: str) -> str:
    """`Fristen var maj 2024. Arkivet har ikke fundet en opfølgning.`"""
    return f"Fristen var {danish_date(due)}. {NOT_FOUND}"


def still_open(due: str | None, words: str) -> str:
    """`Fristen er maj 2026. Arkivet har ikke fundet en opfølgning.`"""
    if due:
        return f"Fristen er {danish_date(due)}. {NOT_FOUND}"
    if words:
        return f"Papirerne siger »{words}« og nævner ingen dato. {NOT_FOUND}"
    return f"Papirerne nævner ingen frist. {NOT_FOUND}"


def closed(words: str) -> str:
    """`Papirerne siger »Afsluttes«.`"""
    return f"Papirerne siger »{words}«."


def all_phrases() -> Iterator[str]:
    """What these sentences say of their own accord, for the audit."""
    yield from (NOT_FOUND, SEVERAL, NO_REASON, overdue("2024-05"), still_open("2024-05", ""), still_open(None, ""))
    yield from (still_open(None, "…"), closed("…"))
    for linked in (LinkKind.FOLLOWS_UP, LinkKind.SAME_CASE, None):
        yield answered("…", "2024-05-01", linked=linked, told="2024-05-01", in_time=True, words=("…",))
    yield answered("…", "2024-05-01", linked=None, told=None, in_time=False, words=())
