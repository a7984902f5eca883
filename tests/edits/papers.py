"""Papers come, change and go."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from benchmarks.make_archive import write_folders
from tests.edits.place import DAYS, WORDS, Chance, NothingToEdit, Place, any_meeting, any_of, named, sentence
from tests.firstagenda_double.answers import answer, attachment, html_of, item
from tests.firstagenda_double.answers import field as headed
from tests.samples import ROOT

_WORD = re.compile(r"[a-zæøå]{6,}")


def begin(root: Path) -> Place:
    """The sample archive with a meeting of each further kind of papers: a long text bundle, and a server's answer."""
    place = Place(root)
    shutil.copytree(ROOT / "content", place.content)
    shutil.copytree(ROOT / "overrides", place.project / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", place.project)
    (place.project / "generator").mkdir()
    shutil.copy(ROOT / "generator" / "hooks.py", place.project / "generator")
    _text_meeting(place, Chance(1), "byraadet", "2025-03-05")
    _fetched_meeting(place.content / "byraadet" / "2025-04-02", Chance(1))
    (place.content / "takedowns.yml").write_text("[]\n", "utf-8")
    shutil.copytree(place.content, root / "start")
    return place


def add_meeting(place: Place, chance: Chance) -> str:
    """A new meeting of one of four kinds of papers."""
    body = chance.choice(sorted({meeting.parent.name for meeting in place.meetings()}) or ["byraadet"])
    day = f"{chance.choice((2022, 2025))}-{chance.randint(1, 12):02}-{chance.randint(1, DAYS):02}"
    folder = place.content / body / day
    if folder.exists():
        raise NothingToEdit
    kind = chance.choice(("written", "text", "fetched", "pdf"))
    if kind == "text":
        _text_meeting(place, chance, body, day)
        return f"{named(place, folder)}, {kind}"
    folder.mkdir(parents=True)
    (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf-8")
    if kind == "written":
        for number in range(1, chance.randint(2, 4)):
            _written_item(folder, number, chance)
    elif kind == "fetched":
        _fetched_meeting(folder, chance)
    else:
        shutil.copy(chance.choice(sorted((ROOT / "content").glob("*/*/bundle.pdf"))), folder)
    return f"{named(place, folder)}, {kind}"


def _text_meeting(place: Place, chance: Chance, body: str, day: str) -> None:
    with tempfile.TemporaryDirectory() as made:
        write_folders(Path(made), 10, seed=chance.randint(1, 999))
        shutil.copytree(min(Path(made).glob("*/*/meeting.md")).parent, place.content / body / day)


def _fetched_meeting(folder: Path, chance: Chance) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf-8")
    texts = [html_of(headed("Sagsfremstilling", f"<p>{sentence(chance)}</p>")) for _ in range(3)]
    items = [item(number, sentence(chance)[:-1], html=text) for number, text in enumerate(texts, start=1)]
    items.append(item(4, sentence(chance), is_open=False))
    items.append(item(5, "Eventuelt", case="26/483", attachments=[attachment(sentence(chance))]))
    said = answer(*items, begin=f"{folder.name[:10]}T17:00:00+02:00", kind="Referat")
    (folder / "agenda.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def _written_item(folder: Path, number: int, chance: Chance) -> None:
    front = f"title: {sentence(chance)[:-1]}\ncase: NLK-2025-{chance.randint(1, 40):06}\ndecision: {sentence(chance)}"
    (folder / f"item-{number}.md").write_text(f"---\n{front}\n---\n## Baggrund\n\n{sentence(chance)}\n", "utf-8")


def add_item(place: Place, chance: Chance) -> str:
    """One more written item."""
    folder = any_of(chance, [path for path in place.meetings() if (path / "item-1.md").exists()])
    number = len(list(folder.glob("item-*.md"))) + 1
    _written_item(folder, number, chance)
    return f"{named(place, folder)}/{number}"


def change_text(place: Place, chance: Chance) -> str:
    """A word of a bundle or an item is another."""
    file = any_of(chance, [*place.content.glob("*/*/bundle.txt"), *place.content.glob("*/*/item-*.md")])
    _another_word(file, chance)
    return named(place, file)


def _another_word(file: Path, chance: Chance) -> None:
    text = file.read_text("utf-8")
    match = any_of(chance, list(_WORD.finditer(text)))
    same = [word for word in WORDS if len(word.encode()) == len(match[0].encode())]
    word = chance.choice(same or WORDS)
    file.write_text(text[: match.start()] + word + text[match.end() :], "utf-8")


def change_text_behind_the_clock(place: Place, chance: Chance) -> str:
    """The same, in a file that keeps its length, where it can, and its time."""
    file = any_of(chance, [*place.content.glob("*/*/bundle.txt"), *place.content.glob("*/*/item-*.md")])
    told = file.stat()
    _another_word(file, chance)
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    return named(place, file)


def change_answer(place: Place, chance: Chance) -> str:
    """The server's answer has other words, or closes an item."""
    file = any_of(chance, sorted(place.content.glob("*/*/agenda.json")))
    said = json.loads(file.read_text("utf-8"))
    entry = chance.choice(said["Dagsordenpunkter"])
    if chance.random() < 0.3:
        entry["IsOpen"] = not entry["IsOpen"]
    else:
        entry["Felter"][0]["Html"] = html_of(headed("Sagsfremstilling", f"<p>{sentence(chance)}</p>"))
    file.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return named(place, file)


def delete_meeting(place: Place, chance: Chance) -> str:
    """A meeting's papers are gone."""
    if len(place.meetings()) < 4:
        raise NothingToEdit
    meeting = any_meeting(place, chance)
    shutil.rmtree(meeting)
    return named(place, meeting)


def move_meeting(place: Place, chance: Chance) -> str:
    """A meeting is moved to another day."""
    meeting = any_meeting(place, chance)
    there = meeting.with_name(f"2025-{chance.randint(1, 12):02}-{chance.randint(1, DAYS):02}")
    if there.exists():
        raise NothingToEdit
    meeting.rename(there)
    return f"{named(place, meeting)} → {there.name}"


def back_to_the_start(place: Place, chance: Chance) -> str:
    """All papers are as they were at first."""
    shutil.rmtree(place.content)
    shutil.copytree(place.root / "start", place.content, copy_function=shutil.copy)
    return "all papers"


def touch_everything(place: Place, chance: Chance) -> str:
    """A fresh checkout: the same papers with other times."""
    for path in sorted(place.content.rglob("*")):
        if path.is_file():
            path.write_bytes(path.read_bytes())
    return "all papers"
