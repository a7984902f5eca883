"""What the invented municipality wrote, read from `papers/*.yml` into frozen objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PAPERS = Path(__file__).parent / "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One annex: its title as the running footer prints it, its kind, and what that kind needs (`data`)."""

    kind: str  # indstilling, notat, agenda, slides, minutes
    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of the agenda with its annexes, and what the minutes say of it."""

    number: int
    title: str
    minutes: int | None
    papers: tuple[Paper, ...]
    decision: str  # "" where the minutes leave the item out
    case: str = ""  # council only, as the rest of `data`
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """`Punkt 3: Væresteder (15 min)`."""
        return f"Punkt {self.number}: {self.title}" + (f" ({self.minutes} min)" if self.minutes else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The papers of one meeting. `form` is text, pdf or minutes: which engine lays them out."""

    body: str
    day: date
    form: str
    items: tuple[Item, ...]
    options: Mapping[str, Any]  # the file's other keys: front, headings, previous, notes …


def load_meetings() -> tuple[Meeting, ...]:
    """Every meeting under `papers/`, oldest first within its body."""
    return tuple(load_meeting(path.stem) for path in sorted(PAPERS.glob("*.yml")))


@cache
def load_meeting(name: str) -> Meeting:
    """The meeting of `papers/<name>.yml`; the name is `<body>_<date>`."""
    body, _, day = name.partition("_")
    raw: dict[str, Any] = yaml.safe_load((PAPERS / f"{name}.yml").read_text(encoding="utf-8"))
    items = tuple(_item(entry) for entry in raw.pop("items"))
    return Meeting(body=body, day=date.fromisoformat(day), form=raw.pop("form"), items=items, options=raw)


def _item(raw: dict[str, Any]) -> Item:
    return Item(
        number=raw.pop("number"),
        title=raw.pop("title"),
        minutes=raw.pop("minutes", None),
        papers=tuple(_paper(entry) for entry in raw.pop("papers", ())),
        decision=raw.pop("decision", "").strip(),
        case=raw.pop("case", ""),
        data=raw,
    )


def _paper(raw: dict[str, Any]) -> Paper:
    """A paper, or with `again: <meeting>/<item>/<annex>` an earlier meeting's paper under a new title."""
    if "again" in raw:
        name, number, annex = raw["again"].split("/")
        earlier = next(item for item in load_meeting(name).items if item.number == int(number))
        old = earlier.papers[int(annex) - 1]
        how_it_was_bound = ("footer", "cut_footer")  # not a trait of the paper
        data = {key: value for key, value in old.data.items() if key not in how_it_was_bound}
        return Paper(kind=old.kind, title=raw["title"], data=data)
    return Paper(kind=raw.pop("kind"), title=raw.pop("title"), data=raw)
