"""What is remembered of unchanged meetings is what reading everything again would give (issue 8, point 2)."""

from __future__ import annotations

import os
import random
import shutil
import signal
from pathlib import Path

import pytest

from generator import cores, reading
from generator.cache import Cache
from generator.deciding import papers, remembered
from generator.deciding.joining import Decided
from generator.deciding.papers import Papers, read_papers
from generator.meeting_folder import MeetingFolder, MeetingPlace
from generator.pipeline import decide
from generator.privacy.contacts import Shown
from generator.sources.bundle import Bundle
from tests.plain_deciding import decided_plainly
from tests.real_archive import MEETINGS
from tests.samples import ROOT, samples
from tests.small_edits import EDITS, front, small_content, write

_SHOWN = (Shown(), Shown.of_texts("tlf. 55 55 12 34"), Shown(staff=True))


def _decided(root: Path, folder: Path, shown: Shown = _SHOWN[0]) -> Decided:
    cache = Cache(folder)
    try:
        return decide(root, shown=shown, cache=cache)
    finally:
        cache.close()


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_what_is_remembered_is_what_is_there(tmp_path: Path, seed: int) -> None:
    """Change, close, take down, delete, clear, change settings, lose the cache: nothing is decided otherwise."""
    chance = random.Random(seed)
    root, folder = tmp_path / "content", tmp_path / "cache"
    small_content(root)
    done: list[str] = []
    for _ in range(14):
        shown = chance.choice(_SHOWN)
        if chance.random() < 0.1:
            shutil.rmtree(folder, ignore_errors=True)
        assert _decided(root, folder, shown) == decided_plainly(root, shown), done
        for edit in chance.choices(EDITS, k=chance.randint(1, 2)):
            edit(root, chance)
            done.append(edit.__name__)


def test_the_edits_come_to_everything_that_can_be_told(tmp_path: Path) -> None:
    """The test above is about something: copies, numbers, contacts, takedowns and clearings all occur in it."""
    seen: set[str] = set()
    for seed in range(6):
        chance = random.Random(seed)
        small_content(tmp_path / str(seed))
        for _ in range(24):
            chance.choice(EDITS)(tmp_path / str(seed), chance)
            seen |= {finding.code for finding in decide(tmp_path / str(seed)).findings}
    assert seen >= {
        "minutes-copy-differs", "withheld-copied-minutes", "withheld-name", "withheld-meeting", "withheld-item",
        "withheld-attachment", "cpr", "cpr-cleared", "cpr-withheld", "telephone", "telephone-cleared", "e-mail",
        "sensitive-beside-name", "clearing-stale", "takedown-unknown", "front-matter", "unknown-file", "meeting-name",
    }  # fmt: skip


@pytest.mark.parametrize("cores_used", ["1", "2"])
def test_the_sample_archive(tmp_path: Path, cores_used: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All kinds of papers: read at once and remembered, on one core and on several, it is the same."""
    monkeypatch.setenv(cores.VARIABLE, cores_used)
    plain = decided_plainly(ROOT / "content")
    assert _decided(ROOT / "content", tmp_path) == plain
    assert _decided(ROOT / "content", tmp_path) == plain


def test_the_real_samples(tmp_path: Path) -> None:
    """The same of the real papers."""
    root = tmp_path / "content"
    for start, meeting in MEETINGS.items():
        source = next(path for path in sorted(samples().glob("*/*")) if path.name.startswith(start))
        write(root / meeting / "meeting.md", "---\nopenness: åben\n---\n")
        write(root / meeting / ".." / "body.md", "---\nname: Rådet\n---\n")
        shutil.copy(source, root / meeting / f"bundle{source.suffix}")
    plain = decided_plainly(root)
    for _ in range(2):
        assert _decided(root, tmp_path / "cache") == plain


# --- what is remembered -------------------------------------------------------------------------------


def test_an_unchanged_meeting_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time only the meeting that changed is read, also where others hold copies of minutes."""
    root, folder = tmp_path / "content", tmp_path / "cache"
    small_content(root)
    _decided(root, folder)
    monkeypatch.setenv(cores.VARIABLE, "1")
    read: list[str] = []

    def noted(at: Path, place: MeetingPlace) -> Papers:
        read.append(place.id)
        return read_papers(at, place)

    monkeypatch.setattr(remembered, "read_papers", noted)
    _decided(root, folder)
    assert read == []
    front(root / "udvalg" / "2025-01-14" / "meeting.md", "openness", "lukket")
    _decided(root, folder, _SHOWN[1])
    assert read == ["udvalg/2025-01-14"]


def test_other_times_of_files_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh checkout finds everything that is remembered of the same papers."""
    small_content(tmp_path / "content")
    _decided(tmp_path / "content", tmp_path / "cache")
    plain = decided_plainly(tmp_path / "content")
    shutil.copytree(tmp_path / "content", tmp_path / "other")
    shutil.rmtree(tmp_path / "content")
    (tmp_path / "other").rename(tmp_path / "content")
    monkeypatch.setattr(remembered, "read_papers", lambda *_: pytest.fail("was read again"))
    assert _decided(tmp_path / "content", tmp_path / "cache") == plain


def test_nothing_withheld_can_be_read_in_what_is_remembered(tmp_path: Path) -> None:
    """Promise 1: closed text does not reach the disk readable."""
    small_content(tmp_path / "content")
    front(tmp_path / "content" / "udvalg" / "2025-01-07" / "meeting.md", "openness", "lukket")
    _decided(tmp_path / "content", tmp_path / "cache")
    written = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert not any(word.encode() in written for word in ("Havnens drift", "Vindfelt", "bo.holm", "Nordlunde", "Udgik"))


# --- faults -------------------------------------------------------------------------------------------


def _fails_on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    segment = reading.segment

    def failing(bundle: Bundle) -> object:
        if day in bundle.source.file:
            raise ZeroDivisionError("ord fra papiret")
        return segment(bundle)

    monkeypatch.setattr(reading, "segment", failing)


def test_a_fault_in_one_meeting_costs_that_meeting_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is withheld with a finding that repeats no word of the error; the others go on, and it is tried again."""
    small_content(tmp_path / "content")
    whole = decide(tmp_path / "content")
    with monkeypatch.context() as patched:
        _fails_on("2025-03-11", patched)
        decided = _decided(tmp_path / "content", tmp_path / "cache")
    told = [finding for finding in decided.findings if finding.code == "meeting-unread"]
    assert [finding.file for finding in told] == ["raadmandsmoede/2025-03-11/meeting.md"]
    assert "ord fra papiret" not in str(decided.findings)
    assert "raadmandsmoede/2025-03-11" in {entry.id for entry in decided.withheld if entry.kind == "meeting"}
    assert [one for one in whole.archive.meetings if one.id != told[0].file[:-11]] == list(decided.archive.meetings)
    assert _decided(tmp_path / "content", tmp_path / "cache") == whole


def test_copies_of_what_could_not_be_read_are_withheld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Default deny: nobody knows what the meeting had closed, so its minutes do not come out through the next one."""
    small_content(tmp_path / "content")
    front(tmp_path / "content" / "raadmandsmoede" / "2025-02-18" / "meeting.md", "items", {5: {"openness": "lukket"}})
    _fails_on("2025-02-18", monkeypatch)
    decided = decide(tmp_path / "content")
    assert "Bordet rundt" not in repr(next(one for one in decided.archive.meetings if one.date == "2025-03-04"))


def test_a_paper_that_ends_its_reader_costs_its_meeting_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system takes a process that wants too much memory: the others are read, and it is tried again."""
    small_content(tmp_path / "content")
    whole = decide(tmp_path / "content")
    here, segment = os.getpid(), reading.segment

    def ending(bundle: Bundle) -> object:
        if "2025-03-11" in bundle.source.file and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return segment(bundle)

    with monkeypatch.context() as patched:
        patched.setenv(cores.VARIABLE, "2")
        patched.setattr(reading, "segment", ending)
        decided = _decided(tmp_path / "content", tmp_path / "cache")
    told = [finding.file for finding in decided.findings if finding.code == "meeting-unread"]
    assert told == ["raadmandsmoede/2025-03-11/meeting.md"]
    assert len(decided.archive.meetings) == len(whole.archive.meetings) - 1
    assert _decided(tmp_path / "content", tmp_path / "cache") == whole


def test_papers_that_change_while_they_are_read_are_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of a half copied file is never found again under the name of the whole one."""
    small_content(tmp_path / "content")
    file = tmp_path / "content" / "udvalg" / "2025-01-07" / "item-2.md"
    whole, changes = file.read_text("utf-8"), iter(("---\ntitle: Halvt\n---\n", None))
    monkeypatch.setenv(cores.VARIABLE, "1")
    read = reading.read_meeting

    def changing(root: Path, folder: MeetingFolder) -> reading.ReadMeeting:
        """The file is the half one while its meeting is read for the first time, and whole again after."""
        half = next(changes, None) if folder.facts.id == "udvalg/2025-01-07" else None
        if half is None:
            return read(root, folder)
        file.write_text(half, "utf-8")
        found = read(root, folder)
        file.write_text(whole, "utf-8")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(papers, "read_meeting", changing)
        assert _decided(tmp_path / "content", tmp_path / "cache") == decided_plainly(tmp_path / "content")
    assert _decided(tmp_path / "content", tmp_path / "cache") == decided_plainly(tmp_path / "content")
