"""Where the edits happen, and what they are made of."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import frontmatter
import yaml

Chance = random.Random
T = TypeVar("T")

WORDS = (
    "skolehave", "cykelsti", "bådebro", "haludvalg", "legeplads", "byfornyelse", "kollektiv", "vandværk",
    "pavillon", "friluftsscene", "naboskab", "trafikø", "fjernvarme", "bogbus", "hjemmepleje", "kystsikring",
    "ungdomsråd", "værested", "støjskærm", "havnefoged", "almennyttig",
)  # fmt: skip
DAYS = 28


@dataclass(slots=True)
class Place:
    """A project in `root` that is built again and again: `content`, `project`, `site` and `work` lie in it."""

    root: Path
    as_of: datetime.date = datetime.date(2025, 9, 1)
    accept_shrink: bool = True
    to_mend: list[Callable[[], object]] = field(default_factory=list)  # what is broken until the next edit

    @property
    def content(self) -> Path:
        """The papers."""
        return self.root / "content"

    @property
    def project(self) -> Path:
        """`mkdocs.yml`, `overrides/` and the hooks."""
        return self.root / "project"

    @property
    def site(self) -> Path:
        """The published site."""
        return self.root / "site"

    @property
    def work(self) -> Path:
        """What builds leave for themselves."""
        return self.root / "work"

    def meetings(self) -> list[Path]:
        """The folders of the meetings."""
        return sorted(path.parent for path in self.content.glob("*/*/meeting.md"))


class NothingToEdit(Exception):
    """The edit does not fit what is there; another is drawn."""


def sentence(chance: Chance) -> str:
    """Some words in a row."""
    return f"{' '.join(chance.choices(WORDS, k=chance.randint(5, 12))).capitalize()}."


def any_of(chance: Chance, things: list[T]) -> T:
    """One of them. Raises NothingToEdit where there is none."""
    if not things:
        raise NothingToEdit
    return chance.choice(things)


def any_meeting(place: Place, chance: Chance) -> Path:
    """The folder of a meeting."""
    return any_of(chance, place.meetings())


def named(place: Place, path: Path) -> str:
    """A path as it is told of."""
    return path.relative_to(place.root).as_posix()


def declare(meeting: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what meeting.md, or body.md, says in its front matter."""
    post = frontmatter.load(str(meeting))
    change(post.metadata)
    meeting.write_text(frontmatter.dumps(post) + "\n", "utf-8")


def listed(path: Path, change: Callable[[Any], None]) -> None:
    """Change a YAML file."""
    data = yaml.safe_load(path.read_text("utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
