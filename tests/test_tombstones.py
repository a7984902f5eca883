"""Tombstones say no more than they may, and the audit and the purge hold it (DESIGN.md, promise 4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.audit.tombstones import unmatched_tombstones
from generator.purge import purge
from generator.takedown import Removed
from generator.tombstones import Tombstone, address_of, published_addresses
from tests.factories import BODY, MEETING, demo_archive
from tests.timeline import ITEM, Timeline
from tests.timeline import MEETING as SMALL

STONES = tuple(Tombstone(address=f"{SMALL}/punkt-3/{part}", date="2025-07-01") for part in ("", "bilag-1/", "bilag-2/"))
DOWN = (Removed(id=ITEM, date="2025-07-01"),)


def faults(archive: Timeline, *, takedowns: tuple[Removed, ...] = DOWN) -> str:
    """What the audit says of the tombstones."""
    files = [path.relative_to(archive.site).as_posix() for path in archive.site.rglob("*") if path.is_file()]
    return "\n".join(unmatched_tombstones(archive.site, files, takedowns=takedowns, tombstones=STONES))


@pytest.fixture
def down(archive: Timeline) -> Timeline:
    """The small archive with item 3 taken down."""
    archive.run("takedown", ITEM, "--reason", "x", "--publish")
    assert faults(archive) == ""
    return archive


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Det blev fjernet den 1. juli 2025.", "Det blev fjernet på grund af en klage."),
        ("Det blev fjernet", "Nyt værested. Det blev fjernet"),
        ("</article>", "<div>Nyt værested</div></article>"),
        ("</article>", "<ul><li>Nyt værested</li></ul></article>"),
        ('<meta name="robots" content="noindex">', ""),
    ],
)
def test_a_tombstone_that_says_more_is_found(down: Timeline, old: str, new: str) -> None:
    """A reason, a title, a further part, or a missing mark for search engines breaks the promise."""
    file = down.site / SMALL / "punkt-3/index.html"
    text = file.read_text("utf8")
    assert old in text
    file.write_text(text.replace(old, new), "utf8")
    assert f"{SMALL}/punkt-3/index.html" in faults(down)


def test_a_missing_tombstone_is_found(down: Timeline) -> None:
    """Each address of the item answers."""
    (down.site / SMALL / "punkt-3/bilag-2/index.html").unlink()
    assert "bilag-2/index.html: a tombstone is missing" in faults(down)


def test_data_that_say_more_are_found(down: Timeline) -> None:
    """data/takedowns.json is id and date, of exactly what was taken down."""
    file = down.site / "data/takedowns.json"
    file.write_text(file.read_text("utf8").replace('"date"', '"reason": "x", "date"'), "utf8")
    assert "data/takedowns.json" in faults(down)


def test_a_takedown_without_a_tombstone_is_found(down: Timeline) -> None:
    """Also where it is not among the tombstones that were asked for."""
    assert f"{SMALL}/4 was taken down" in faults(down, takedowns=(*DOWN, Removed(id=f"{SMALL}/4", date="2025-07-01")))


def test_only_the_archives_own_addresses_are_remembered(tmp_path: Path) -> None:
    """Meetings, items and attachments; no list, year, topic, or name that is not an address."""
    kept = [f"{BODY}/2024-06-04/", f"{BODY}/2024-06-04/punkt-3/", f"{BODY}/2024-06-04/punkt-3/bilag-2/"]
    others = ["data/2024-06-04/", "emner/skole/", f"{BODY}/2024/", f"{BODY}/2024-06-04/PUNKT/", "sager/emn-1/"]
    for address in (*kept, *others):
        (tmp_path / address).mkdir(parents=True, exist_ok=True)
        (tmp_path / address / "index.html").write_text("", "utf8")
    assert published_addresses(tmp_path) == kept


@pytest.mark.parametrize(
    ("name", "kind"), [(MEETING, "meeting"), (f"{MEETING}/3", "item"), (f"{MEETING}/3/bilag-2", "attachment")]
)
def test_kinds(name: str, kind: str) -> None:
    """An address tells what it was, and nothing else does."""
    assert Tombstone(address=address_of(name)).kind == kind


# --- taking out of a decided archive ------------------------------------------------------------------


def test_purging_an_item_takes_copies_of_its_minutes_along() -> None:
    """The copy of the minutes attached to the next meeting cannot be cut, so it goes whole."""
    archive, gone = purge(demo_archive(), {f"{BODY}/2024-05-07/4"})
    assert {entry.id for entry in gone} == {f"{BODY}/2024-05-07/4", f"{MEETING}/2/bilag-1"}
    copy = next(item for meeting in archive.meetings for item in meeting.items if item.id == f"{MEETING}/2")
    assert (copy.attachments, copy.withheld_attachments) == ((), 1)


def test_purging_counts_and_leaves_the_rest() -> None:
    """Each part that goes is counted where it stood; what is not named stays as it was."""
    before = demo_archive()
    archive, gone = purge(before, {f"{MEETING}/3/bilag-2", "byraad/2025-04-01"})
    assert {entry.kind for entry in gone} == {"attachment", "meeting"}
    assert [meeting.id for meeting in archive.meetings] == [m.id for m in before.meetings if m.body != "byraad"]
    assert archive.meetings[0] == before.meetings[1]
    assert purge(before, ()) == (before, ())
