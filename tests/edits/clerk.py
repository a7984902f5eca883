"""What a clerk says of papers: in meeting.md and body.md, in takedowns.yml, and by `moedearkiv record`."""

from __future__ import annotations

import datetime
from typing import Any

import yaml

from generator import history, pipeline
from generator.findings import GeneratorError
from tests.edits.place import WORDS, Chance, NothingToEdit, Place, any_meeting, any_of, declare, listed, named, sentence


def _item_declared(place: Place, chance: Chance, said: dict[str, Any] | None) -> str:
    meeting, number = any_meeting(place, chance), chance.randint(1, 6)

    def change(front: dict[str, Any]) -> None:
        items = front.setdefault("items", {})
        items.pop(number, None)
        if said is not None:
            items[number] = said

    declare(meeting / "meeting.md", change)
    return f"{named(place, meeting)} item {number}: {said}"


def close_item(place: Place, chance: Chance) -> str:
    """A clerk closes an item."""
    return _item_declared(place, chance, {"openness": "lukket"})


def close_attachment(place: Place, chance: Chance) -> str:
    """A clerk closes an attachment."""
    return _item_declared(place, chance, {"attachments": {chance.randint(1, 2): "lukket"}})


def hide_item(place: Place, chance: Chance) -> str:
    """A clerk asks search engines to leave an item alone."""
    return _item_declared(place, chance, {"noindex": True})


def open_item(place: Place, chance: Chance) -> str:
    """A clerk says nothing of an item (any more)."""
    return _item_declared(place, chance, None)


def declare_meeting(place: Place, chance: Chance) -> str:
    """A whole meeting is closed, open, or neither."""
    meeting, word = any_meeting(place, chance), chance.choice(("åben", "åben", "lukket", None))
    declare(meeting / "meeting.md", lambda front: front.update(openness=word))
    return f"{named(place, meeting)}: {word}"


def correct(place: Place, chance: Chance) -> str:
    """Minutes are corrected, or a clerk settles a commitment."""
    meeting, number = any_meeting(place, chance), chance.randint(1, 5)
    entry = {"item": number, "date": "2025-08-20", "text": sentence(chance), "reason": sentence(chance)}
    declare(meeting / "meeting.md", lambda front: front.setdefault("corrections", []).append(entry))
    return f"{named(place, meeting)}/{number}"


def rename_body(place: Place, chance: Chance) -> str:
    """A body has another name."""
    file = any_of(chance, sorted(place.content.glob("*/body.md")))
    declare(file, lambda front: front.update(name=f"Udvalget for {chance.choice(WORDS)}"))
    return named(place, file)


def record(place: Place, chance: Chance) -> str:
    """`moedearkiv record` notes what has changed."""
    try:
        decided = pipeline.decide(place.content)
    except GeneratorError as error:
        raise NothingToEdit from error
    done = history.record(place.content, decided.archive, decided.withheld, day=place.as_of.isoformat())
    return ", ".join(done.written)


def take_down(place: Place, chance: Chance) -> str:
    """A clerk takes down a meeting, an item or an attachment."""
    meeting = any_meeting(place, chance)
    name = meeting.relative_to(place.content).as_posix()
    name += chance.choice(("", *(f"/{number}" for number in (1, 2, 3, 4)), "/2/bilag-1", "/3/bilag-1"))
    day = place.as_of - datetime.timedelta(days=chance.randint(0, 30))
    entry = {"id": name, "date": day.isoformat(), "reason": sentence(chance)}
    others = yaml.safe_load((place.content / "takedowns.yml").read_text("utf-8"))
    if any(known["id"] == name for known in others):
        raise NothingToEdit
    listed(place.content / "takedowns.yml", lambda known: known.append(entry))
    return name


def undo_takedown(place: Place, chance: Chance) -> str:
    """A takedown was a mistake."""
    known = yaml.safe_load((place.content / "takedowns.yml").read_text("utf-8"))
    gone = any_of(chance, known)
    listed(place.content / "takedowns.yml", lambda entries: entries.remove(gone))
    return str(gone["id"])
