"""A small archive in which everything occurs that is decided of papers, and edits of it at random."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

from tests.papers import BUNDLE

_MINUTES = BUNDLE[: BUNDLE.index(" Indstilling til")]
_ITEM = """---
title: Havnens drift
case: NLK-2025-000123
decision: Godkendt.
attachments: [{title: Kort over havnen}, {title: Tilbud (Fortroligt)}]
---
## Baggrund

Karla Vindfelt, tlf. 55 55 12 34, har skrevet. Hun er sygemeldt. Cpr.nr. 0101011234 stod i brevet.

- Kort over havnen
- Tilbud på driften (Fortroligt)
"""


def small_content(root: Path) -> None:
    """Two bodies, one whose bundles hold copies of each other's minutes, one of written items with private matters."""
    for day, text in (
        ("2025-02-18", _MINUTES),
        ("2025-03-04", BUNDLE),
        ("2025-03-11", BUNDLE.replace("4. m", "11. m")),
    ):
        write(root / "raadmandsmoede" / day / "bundle.txt", text)
    for number, day in enumerate(("2025-01-07", "2025-01-14", "2025-01-21"), start=1):
        write(
            root / "udvalg" / day / "item-1.md", _ITEM.replace("0101011234", "010101-1234" if number > 1 else "ukendt")
        )
        write(root / "udvalg" / day / "item-2.md", "---\ntitle: Eventuelt\n---\nSkriv til bo.holm@gmail.com.\n")
    for body in ("raadmandsmoede", "udvalg"):
        write(root / body / "body.md", f"---\nname: {body.capitalize()}\n---\nRing til Bo Holm, tlf. 55 55 12 34.\n")
    for meeting in root.glob("*/*/"):
        write(meeting / "meeting.md", "---\nopenness: åben\n---\n")
    write(root / "takedowns.yml", "[]\n")


def write(file: Path, text: str) -> None:
    """Write a file and its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


# --- edits --------------------------------------------------------------------------------------------


def front(file: Path, name: str, value: object) -> None:
    """Say something in the front matter of a file."""
    try:
        _, said, text = file.read_text("utf-8").split("---\n", 2)
        fields = yaml.safe_load(said) or {}
    except (OSError, ValueError, yaml.YAMLError):  # broken before
        fields, text = {}, ""
    fields[name] = value
    write(file, "\n".join(("---", yaml.safe_dump(fields, allow_unicode=True) + "---", text)))


def _meeting(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(path for path in root.glob("*/*") if path.is_dir()))


def change_words(root: Path, chance: random.Random) -> None:
    """Words of a paper are others: a copy of minutes differs, a private person is named, a mark closes."""
    file = chance.choice(sorted((*root.glob("*/*/bundle.txt"), *root.glob("*/*/item-*.md"))))
    new = chance.choice(
        ("Alle fortalte.", "Udgik.", "Ring til Bo Holm, tlf. 55 55 99 39", "Lukket punkt", "010203-1234")
    )
    write(file, file.read_text("utf-8", errors="replace").replace(chance.choice(("Udgik.", "Godkendt.", "Udsat")), new))


def declare(root: Path, chance: random.Random) -> None:
    """A meeting is opened, closed, or says something that is not understood."""
    word = chance.choice(("åben", "åben", "lukket", "måske", None))
    front(_meeting(root, chance) / "meeting.md", "openness", word)


def close_item(root: Path, chance: random.Random) -> None:
    """An item or an attachment is closed, or cleared of a number."""
    said = chance.choice(
        ({"openness": "lukket"}, {"attachments": {1: "lukket"}}, {"not_cpr": "et løbenummer"}, {"x": 1})
    )
    front(_meeting(root, chance) / "meeting.md", "items", {chance.choice((1, 2, 3, 5)): said})


def clear(root: Path, chance: random.Random) -> None:
    """A clerk clears a number or a word, for a meeting or for a body; or something that stands nowhere."""
    text = chance.choice(("55 55 12 34", "bo.holm@gmail.com", "sygemeldt", "55 55 00 00"))
    entry = [{"text": text, "reason": "det må stå der"}]
    front(chance.choice(sorted((*root.glob("*/body.md"), *root.glob("*/*/meeting.md")))), "cleared", entry)


def settle(root: Path, chance: random.Random) -> None:
    """A clerk has words on a commitment, a correction, or asks for originals."""
    reason = chance.choice(("Det er sket.", "Ring til bo.holm@gmail.com", "Hos 010203-1234"))
    name, value = chance.choice(
        (
            ("followups", [{"item": 1, "status": "followed-up", "reason": reason}]),
            ("corrections", [{"item": 1, "date": "2025-03-20", "text": reason, "reason": "En fejl."}]),
            ("originals", "ja"),
            ("ukendt", 1),
        )
    )
    front(_meeting(root, chance) / "meeting.md", name, value)


def take_down(root: Path, chance: random.Random) -> None:
    """Something is taken down, or up again."""
    meeting = _meeting(root, chance).relative_to(root).as_posix().replace("ikke-en-dag", "2025-01-01")
    names = chance.choice(
        ([], [meeting], [f"{meeting}/1", f"{meeting}/2/bilag-1"], [f"{meeting}/1/bilag-1"], ["a/2025-01-01"])
    )
    entries = [{"id": name, "date": chance.choice(("2025-04-01", "2025-04-02")), "reason": "x"} for name in names]
    write(root / "takedowns.yml", yaml.safe_dump(entries))


def move(root: Path, chance: random.Random) -> None:
    """A meeting is held on another day, or there is one more of it."""
    meeting = _meeting(root, chance)
    there = meeting.with_name(chance.choice(("2025-01-02", "2025-02-25", "2025-03-04-2", "2025-06-01", "ikke-en-dag")))
    if not there.exists():
        chance.choice((shutil.move, shutil.copytree))(meeting, there)


def delete(root: Path, chance: random.Random) -> None:
    """A paper or a meeting.md is gone; what nobody reads has come."""
    files = sorted(_meeting(root, chance).iterdir())
    if len(files) > 1 and chance.random() < 0.5:
        chance.choice(files).unlink()
    else:
        write(_meeting(root, chance) / chance.choice(("noter.docx", ".skjult", "history.json", "bilag-1.md")), "x")


def break_file(root: Path, chance: random.Random) -> None:
    """A file that cannot be read as what it should be."""
    file = chance.choice(sorted((*root.glob("*/*/meeting.md"), *root.glob("*/*/item-1.md"))))
    file.write_bytes(chance.choice((b"---\na: [\n---\n", b"\xff\xfe", b"")))


def start_again(root: Path, _: random.Random) -> None:
    """All is as it was at first."""
    shutil.rmtree(root)
    small_content(root)


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    change_words, change_words, change_words, declare, close_item, close_item, clear, clear, settle, settle,
    take_down, take_down, move, delete, break_file, start_again,
)  # fmt: skip
