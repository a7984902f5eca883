"""Short references to items, to say aloud or to write in a footnote: `NB 2025-01-29/3`.

The body's short name, the day of the meeting (with `-2` for the day's second) and the item's number. They come from the
same parts as the address, so they stay as long as it does; `short:` in body.md fixes the first part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.model import Body

_LETTERS = 3  # of a name that is one word


def short_names(bodies: Iterable[Body]) -> Mapping[str, str]:
    """A short name for each body by its id: its own, else its initials, else (where two would share them) its id."""
    told = {body.id: body.short or _initials(body.name) for body in bodies}
    times = Counter(short.casefold() for short in told.values())
    return {body: short if short and times[short.casefold()] == 1 else body for body, short in told.items()}


def _initials(name: str) -> str:
    """`Rådmandsmøde for Social og Beskæftigelse` → `RSB`, `Kulturudvalget` → `KUL`"""
    words = [word for word in name.split() if word[0].isalpha() and word[0].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:_LETTERS].upper()


def short_reference(item_id: str, shorts: Mapping[str, str]) -> str:
    """`byraadet/2025-01-29/3` → `NB 2025-01-29/3`"""
    body, _, rest = item_id.partition("/")
    return f"{shorts[body]} {rest}"
