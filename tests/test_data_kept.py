"""Data, feeds, calendars and OParl of a night are the same bytes, whatever earlier nights left to be kept."""

from __future__ import annotations

import datetime
import itertools
import random
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from generator import calendars, datafiles, feeds, oparl
from generator.cache import Cache
from generator.connections import Approval, Change, ChangeKind, Connections, FollowUpStatus, Related, TopicTag
from generator.lookup import look_up
from generator.model import Correction
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.settings import SiteSettings
from generator.sink import Memory
from generator.takedown import Removed
from generator.units import Answers, Workshop
from tests.factories import (
    SETTINGS,
    make_archive,
    make_attachment,
    make_decision,
    make_followup,
    make_item,
    make_link,
    make_meeting,
    make_reference,
    make_thread,
    make_topic,
)

BODIES = ("byraad", "kulturudvalg", "teknikudvalg")
TEXTS = ("Nyt tag på skolen", "Cykelsti langs åen", "=1+1", "Budget; +8 pct.", 'Æblehaven\nog "gården"', "")
DAY = datetime.date(2025, 5, 1)


@dataclass
class Town:
    """An archive that changes from night to night, by its own dice."""

    dice: random.Random
    day: datetime.date = DAY
    settings: SiteSettings = SETTINGS
    meetings: dict[str, PublicMeeting] = field(default_factory=dict)
    takedowns: list[Removed] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    born: int = 0

    def item(self, meeting: str, number: str) -> PublicItem:
        """A new item."""
        name = f"{meeting}/{number}"
        return make_item(
            number,
            meeting,
            title=self.dice.choice(TEXTS),
            responsible=self.dice.choice((None, "Vej og Park")),
            decision=self.dice.choice((None, make_decision(self.dice.choice(TEXTS)))),
            attachments=tuple(make_attachment(str(n), name) for n in range(self.dice.randrange(3))),
        )

    def add_meeting(self) -> None:
        """Somewhere between the others, sometimes without open items, sometimes to come."""
        self.born += 1
        day = DAY + datetime.timedelta(days=self.dice.randrange(-700, 20))
        name = f"{self.dice.choice(BODIES)}/{day}-{self.born}"
        items = tuple(self.item(name, str(n)) for n in range(1, self.dice.choice((1, 2, 4, 30, 60))))
        self.meetings[name] = make_meeting(name, items=items, start=self.dice.choice((None, "17:00")))

    def drop_meeting(self) -> None:
        """All of it is gone, and a clerk says so."""
        name = self.dice.choice(sorted(self.meetings))
        del self.meetings[name]
        self.takedowns.append(Removed(id=name, date=self.day.isoformat()))

    def change_items(self) -> None:
        """A meeting's items get other titles, are put right, go or come."""
        meeting = self.meetings[self.dice.choice(sorted(self.meetings))]
        items = [self.changed(item) for item in meeting.items if self.dice.random() < 0.9]
        if self.dice.random() < 0.3:
            self.born += 1
            items.insert(self.dice.randrange(len(items) + 1), self.item(meeting.id, str(1000 + self.born)))
        self.meetings[meeting.id] = replace(meeting, items=tuple(items))

    def changed(self, item: PublicItem) -> PublicItem:
        """The item, perhaps otherwise than it was."""
        match self.dice.randrange(8):
            case 0:
                return replace(item, title=self.dice.choice(TEXTS))
            case 1:
                put_right = Correction(date=self.day.isoformat(), text="Tallet er rettet.", reason="Tastefejl.")
                return replace(item, corrections=(*item.corrections, put_right))
            case 2:
                change = Change(item=item.id, date=self.day.isoformat(), kind=ChangeKind.TITLE, before="A", after="B")
                self.changes.append(change)
        return item

    def next_day(self) -> None:
        """Meetings that were to come have been, and dates have passed."""
        self.day += datetime.timedelta(days=self.dice.randrange(1, 15))

    def other_settings(self) -> None:
        """The site changes its name, or its address."""
        self.settings = replace(self.settings, site_name=f"Arkiv {self.dice.random()}")

    def archive(self) -> Archive:
        """In the archive's order: by body and day."""
        return make_archive(*(self.meetings[name] for name in sorted(self.meetings)))

    def connections(self) -> Connections:
        """What joins the items that there are, by their names alone."""
        items = [item.id for name in sorted(self.meetings) for item in self.meetings[name].items]
        first = [item for item in items if item.endswith("/1")]
        cases = [items[start : start + 7] for start in range(0, len(items), 13)]
        overdue = FollowUpStatus.OVERDUE
        return Connections(
            references=tuple(make_reference(item) for item in first),
            links=tuple(make_link(one, other) for one, other in itertools.pairwise(first)),
            threads=tuple(make_thread(*case, id=f"sag-{case[0]}", title=case[-1]) for case in cases),
            followups=(
                *(make_followup(1, item, due=f"{item.split('/')[1][:7]}-28") for item in first),
                *(make_followup(2, item, due="2025-01-02", status=overdue) for item in first[::2]),
            ),
            topics=(make_topic(), make_topic(slug="boern", name="Børn")),
            tags=tuple(TopicTag(item=item, topic="boern", reason="Organets emne.") for item in items[::3]),
            related=tuple(
                Related(item=one, other=other, score=0.5, words=("sti",))
                for one, other in zip(items, items[2:], strict=False)
            ),
            approvals=tuple(
                Approval(meeting=name, item=first[-1], words="Godkendt.") for name in sorted(self.meetings)[:3] if first
            ),
            changes=tuple(change for change in self.changes if change.item in items),
        )


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
def test_what_is_kept_is_what_would_be_made(seed: int, tmp_path: Path) -> None:
    """Twelve nights of edits, of lost files and lost caches: each night's files are those of a build from nothing."""
    town = Town(random.Random(seed))
    for _ in range(12):
        town.add_meeting()
    before: dict[str, str | bytes] = {}
    edits = (
        town.add_meeting, town.drop_meeting, town.change_items, town.change_items, town.next_day, town.other_settings,
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
