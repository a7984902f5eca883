"""Takedowns are published even when new content fails to build (issue 5, point 2)."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import pipeline, saved, write
from generator.fingerprints import of_archive
from generator.paths import Paths
from generator.takedown import FILE
from tests.factories import demo_archive
from tests.samples import ROOT
from tests.timeline import ATTACHMENT, ATTACHMENT_WORDS, BODY, ITEM, ITEM_WORDS, LATER, MEETING, Timeline, tree

NEW_WORDS = "Minigolfbanen"


def shrunk(archive: Timeline) -> None:
    """New papers that hold clearly less: the shrink guard stops them."""
    shutil.rmtree(archive.content / LATER)


def with_news(archive: Timeline) -> None:
    """Something new that is fine in itself."""
    archive.write(f"{LATER}/item-9.md", f"---\ntitle: {NEW_WORDS}\n---\n")


def last_good(archive: Timeline) -> saved.LastGood | None:
    """What is kept of the last good edition."""
    return saved.load(paths(archive))


def paths(archive: Timeline) -> Paths:
    """The archive's folders."""
    return Paths(project=ROOT, content=archive.content, site=archive.site, work=archive.root / "build")


def test_a_takedown_goes_through_although_new_content_fails(archive: Timeline) -> None:
    """The item goes, the rest of the last good site stays, nothing new comes; exit code 1 says all of it."""
    archive.write(f"{BODY}/2025-05-06/meeting.md", "---\nopenness: åben\n---\n")
    archive.write(f"{BODY}/2025-05-06/item-1.md", f"---\ntitle: {NEW_WORDS}\n---\n")
    shrunk(archive)
    archive.run("takedown", ITEM, "--reason", "x")
    code, said = archive.build()
    assert code == 1
    assert "the new content is NOT published" in said
    assert ITEM in said
    assert archive.bytes_with(*ITEM_WORDS, *ATTACHMENT_WORDS) == []
    assert archive.bytes_with(NEW_WORDS) == []
    assert "Punktet er fjernet fra arkivet" in str(archive.page(f"{MEETING}/punkt-3"))
    assert "Cykelparkering" in str(archive.page(f"{LATER}/punkt-2"))
    assert "1 punkt er ikke offentligt." in str(archive.page(MEETING))


def test_it_goes_through_whatever_breaks(archive: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a fault in the program; words of its error, which may be a paper's, are not repeated."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("ord fra papirerne")

    archive.run("takedown", ATTACHMENT, "--reason", "x")
    monkeypatch.setattr(pipeline, "connect", broken)
    code, said = archive.build()
    assert code == 1
    assert "RuntimeError" in said
    assert "ord fra papirerne" not in said
    assert archive.bytes_with(*ATTACHMENT_WORDS) == []


def test_what_new_content_closes_goes_too(archive: Timeline) -> None:
    """An item closed in meeting.md does not stay up because another paper fails."""
    archive.meeting_md("openness: åben\nitems: {3: {openness: lukket}}")
    shrunk(archive)
    code, said = archive.build()
    assert code == 1
    assert ITEM in said
    assert archive.bytes_with(*ITEM_WORDS, *ATTACHMENT_WORDS) == []
    assert "Siden er ikke offentlig" in str(archive.page(f"{MEETING}/punkt-3"))


def test_without_a_takedown_a_failing_build_changes_nothing(archive: Timeline) -> None:
    """The published site is as it was, byte for byte."""
    before = tree(archive.site)
    shrunk(archive)
    code, said = archive.build()
    assert code == 1
    assert "NOT published" not in said
    assert tree(archive.site) == before


def test_a_takedown_that_is_published_is_not_published_again(archive: Timeline) -> None:
    """The next failing build has nothing more to take off."""
    archive.run("takedown", ITEM, "--reason", "x")
    archive.build()
    before = tree(archive.site)
    shrunk(archive)
    assert "NOT published" not in archive.build()[1]
    assert tree(archive.site) == before


def test_the_kept_edition_is_purged_too(archive: Timeline) -> None:
    """Taken down and built from what is kept, twice: the first item does not come back with the second."""
    shrunk(archive)
    archive.run("takedown", ITEM, "--reason", "x")
    archive.build()
    archive.run("takedown", f"{LATER}/2", "--reason", "x")
    assert archive.build()[0] == 1
    assert archive.bytes_with(*ITEM_WORDS, "Cykelparkering") == []
    assert "Skolehaver" in str(archive.page(f"{LATER}/punkt-3"))


def test_content_that_is_mended_is_published_again(archive: Timeline) -> None:
    """After the rescue an ordinary build goes on from there, and undoing works."""
    shutil.copytree(archive.content / LATER, archive.root / "aside")
    shrunk(archive)
    archive.run("takedown", ITEM, "--reason", "x")
    assert archive.build()[0] == 1
    shutil.copytree(archive.root / "aside", archive.content / LATER)
    with_news(archive)
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ITEM_WORDS) == []
    archive.run("takedown", ITEM, "--undo")
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ITEM_WORDS)


def test_without_a_kept_edition_it_says_what_to_do(archive: Timeline) -> None:
    """A fresh checkout beside a published site: loud, and the site is as it was."""
    shutil.rmtree(archive.root / "build")
    before = tree(archive.site)
    shrunk(archive)
    archive.run("takedown", ITEM, "--reason", "x")
    code, said = archive.build()
    assert code == 1
    assert "IT IS STILL PUBLISHED" in said
    assert "content of the last good build with today's takedowns.yml" in said
    assert tree(archive.site) == before


def test_what_the_machine_refuses_is_told_with_what_to_do(archive: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, and an item closed in meeting.md: what is still up is named, and making room comes first."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "x")

    archive.meeting_md("openness: åben\nitems: {3: {openness: lukket}}")
    with monkeypatch.context() as patch:
        patch.setattr("generator.write.sync_tree", full)
        code, said = archive.build()
    assert code == 1
    assert re.search(rf"{ITEM}\b.* could not be taken off .*the disk is full; IT IS STILL PUBLISHED", said)
    assert "make room and build again" in said
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ITEM_WORDS) == []


def test_a_list_that_is_not_understood_is_no_reason_to_rescue(archive: Timeline) -> None:
    """Nobody knows what must go; the command says so and changes nothing."""
    before = tree(archive.site)
    archive.write(FILE, "- ?")
    assert archive.build()[0] == 2
    assert tree(archive.site) == before


# --- what is kept -------------------------------------------------------------------------------------


def test_what_is_kept_is_read_again_as_it_was(tmp_path: Path) -> None:
    """Every kind of block, outcome and attachment survives."""
    where = Paths(project=ROOT, content=ROOT / "content", site=tmp_path / "site", work=tmp_path)
    kept = saved.LastGood(archive=demo_archive(), settlements=(), counts=())
    saved.save(where, kept, of_archive(kept.archive))
    assert saved.load(where) == kept


def test_only_what_may_be_shown_is_kept(archive: Timeline) -> None:
    """A closed item's words and a private note are not in it."""
    assert last_good(archive) is not None
    kept = [path.read_text("utf8") for path in (archive.root / "build/last-good").rglob("*.json")]
    assert len(kept) > 2
    assert not any("TAVSHEDSORD" in text for text in kept)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: text[:-40],
        lambda text: text.replace("PublicItem", "Popen"),
        lambda text: text.replace('"number"', '"numbers"'),
        lambda text: text.replace("PublicMeeting", "Place"),
        lambda text: "[" * 100_000,
        lambda text: "[]",
    ],
)
def test_a_kept_meeting_that_cannot_be_used_is_not_used(archive: Timeline, change: Callable[[str], str]) -> None:
    """A meeting that is broken or of other classes, and named as it is, counts as nothing kept."""
    kept = archive.root / "build/last-good"
    file = min((kept / "meetings").iterdir())
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_text(change(file.read_text("utf8")), "utf8")
    named = (kept / "archive.json").read_text("utf8")
    after = hashlib.sha256(file.read_bytes()).hexdigest()
    assert before in named
    (kept / "archive.json").write_text(named.replace(before, after), "utf8")
    assert last_good(archive) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: text[:-40],
        lambda text: text.replace("LastGood", "Popen"),
        lambda text: json.dumps({**json.loads(text), "format": "another version"}),
        lambda text: json.dumps({**json.loads(text), "index": []}),
        lambda text: text.replace("meetings/", "../meetings/"),
        lambda text: "[" * 100_000,
    ],
)
def test_what_cannot_be_used_is_not_used(archive: Timeline, change: Callable[[str], str]) -> None:
    """A kept edition that is broken, of another version or of other classes counts as none."""
    file = archive.root / "build/last-good/archive.json"
    file.write_text(change(file.read_text("utf8")), "utf8")
    assert last_good(archive) is None


def test_only_a_meeting_that_changed_is_written_again(tmp_path: Path) -> None:
    """The others' files are left alone; what has gone leaves none; one that somebody has changed is put right."""
    where = Paths(project=ROOT, content=ROOT / "content", site=tmp_path / "site", work=tmp_path)
    folder = saved.folder(where) / "meetings"
    first, *others = demo_archive().meetings
    kept = saved.LastGood(archive=replace(demo_archive(), meetings=(first, *others)), settlements=(), counts=())
    saved.save(where, kept, of_archive(kept.archive))
    before = {file: file.stat().st_ino for file in folder.iterdir()}
    broken = next(file for file in before if others[-1].id in file.read_text("utf8"))
    broken.write_bytes(b"x")
    changed = replace(kept, archive=replace(kept.archive, meetings=(replace(first, start="23:59"), *others)))
    saved.save(where, changed, of_archive(changed.archive))
    assert saved.load(where) == changed
    after = {file: file.stat().st_ino for file in folder.iterdir()}
    assert len(after) == len(before) == len(kept.archive.meetings)
    same = {file for file in before if before[file] == after.get(file)}
    assert len(same) == len(before) - 2  # the one that changed, and the one that was broken


def test_an_edition_that_was_killed_half_kept_is_still_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is one edition or the other, never some meetings of each."""
    where = Paths(project=ROOT, content=ROOT / "content", site=tmp_path / "site", work=tmp_path)
    kept = saved.LastGood(archive=demo_archive(), settlements=(), counts=())
    saved.save(where, kept, of_archive(kept.archive))
    later = tuple(replace(meeting, start="23:59") for meeting in kept.archive.meetings)
    written = 0

    def killed(target: Path, content: bytes) -> bool:
        nonlocal written
        written += 1
        if written == 2:
            raise KeyboardInterrupt
        return write_file(target, content)

    write_file = write.write_file
    monkeypatch.setattr(write, "write_file", killed)
    archive = replace(kept.archive, meetings=later)
    with pytest.raises(KeyboardInterrupt):
        saved.save(where, replace(kept, archive=archive), of_archive(archive))
    assert saved.load(where) == kept
