"""Data, feeds, calendars and OParl of a night are the same bytes, whatever earlier nights left to be kept."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from generator import calendars, datafiles, feeds, oparl
from generator.cache import Cache
from generator.lookup import look_up
from generator.sink import Memory
from generator.units import Answers, Workshop
from tests.town import Town


def rendered(town: Town, sink: Memory, cache: Cache, room: Path) -> dict[str, str | bytes]:
    """Everything that is not a page, in `sink`."""
    lookup = look_up(town.archive(), town.connections(), town.day)
    workshop = Workshop(Answers(lookup), cache)
    room.mkdir()
    data = datafiles.begin(workshop, sink, room, settings=town.settings, takedowns=town.takedowns)
    oparl.deliver(workshop, sink, town.settings)
    feeds.deliver(workshop, sink, town.settings, town.takedowns)
    calendars.deliver(workshop, sink, town.settings)
    data.finish()
    cache.close()
    return sink.files


def in_bytes(files: dict[str, str | bytes]) -> dict[str, bytes]:
    """The files as they are on disk."""
    return {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_would_be_made(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve nights of edits, of lost files and lost caches: each night's files are those of a build from nothing.

    Files are copied in pieces, as those of a large archive are.
    """
    monkeypatch.setattr("generator.datafiles.growing._AT_ONCE", 300)
    town = Town(random.Random(seed))
    for _ in range(12):
        town.add_meeting()
    before: dict[str, str | bytes] = {}
    edits = (
        town.add_meeting, town.drop_meeting, town.change_items, town.change_items, town.next_day, town.other_settings,
        town.other_names, town.other_forms,
    )  # fmt: skip
    for night in range(12):
        for _ in range(town.dice.randrange(3)):
            town.dice.choice(edits)()
        for path in town.dice.sample(sorted(before), min(len(before), town.dice.choice((0, 0, 5)))):
            before[path] = "broken"
        folder = tmp_path / ("cache" if town.dice.random() < 0.9 else f"cache-{night}")
        kept = rendered(town, Memory(before), Cache(folder), tmp_path / f"kept-{night}")
        made = rendered(town, Memory(), Cache(), tmp_path / f"made-{night}")
        assert sorted(kept) == sorted(made)
        found = in_bytes(kept)
        assert [path for path, content in in_bytes(made).items() if found[path] != content] == []
        before = kept


def test_a_quiet_night_makes_nothing(tmp_path: Path) -> None:
    """Where nothing changed, no table, no feed, no object and no item's file is made again, nor the database."""
    town = Town(random.Random(7))
    for _ in range(12):
        town.add_meeting()
    first = rendered(town, Memory(), Cache(tmp_path / "cache"), tmp_path / "first")
    again = Memory(first)
    rendered(town, again, Cache(tmp_path / "cache"), tmp_path / "again")
    small = {"data/datapackage.json", *(f"data/schemas/{name}.schema.json" for name in datafiles.TABLES)}
    made = set(again.files) - again.kept
    assert {path for path in made if not path.endswith(".ics")} == small


def test_one_meeting_makes_its_own_files_only(tmp_path: Path) -> None:
    """A changed meeting leaves the files of all others as they are, and most feeds and pages of lists."""
    town = Town(random.Random(3))
    for _ in range(20):
        town.add_meeting()
    first = rendered(town, Memory(), Cache(tmp_path / "cache"), tmp_path / "first")
    name = next(name for name, meeting in town.meetings.items() if 0 < len(meeting.items) < 5)
    meeting = town.meetings[name]
    town.meetings[name] = replace(meeting, items=tuple(replace(item, title="Helt nyt") for item in meeting.items))
    again = Memory(first)
    rendered(town, again, Cache(tmp_path / "cache"), tmp_path / "again")
    made = [path for path in set(again.files) - again.kept if path.endswith("/data.json")]
    assert made
    assert all(path.startswith(f"{name}/") for path in made)
    assert len(again.kept) > 0.7 * len(again.files)
