"""A commitment as read, before anybody has looked for what became of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when. `value` is an ISO day or month, None where the words give no date ("løbende")."""

    value: str | None
    words: str


NO_DUE = Due(value=None, words="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What one sentence promises, by one rule.

    `leans` marks a sentence that says nothing without the one before it ("VOS følger op."); `needs_due` one that
    is a promise only together with a time ("Sagen drøftes i marts").
    """

    who: tuple[str, ...] = ()
    leans: bool = False
    needs_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What was promised and where. `closed` are the words of the papers that say it is done with, or ""."""

    item: str
    source: str  # id of the item, or of the attachment it stands in
    text: str
    evidence: str
    responsible: tuple[str, ...]
    due: Due
    rule: str
    closed: str = ""
