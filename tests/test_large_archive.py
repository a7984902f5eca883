"""The large archives that speed is measured on are like real ones, and the same on every machine."""

from __future__ import annotations

import datetime
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from benchmarks import archives
from benchmarks.make_archive import archive, write_folders
from benchmarks.municipality import KINDS, ROUTINE, TEXT_ONLY, Mix, plan
from benchmarks.papers import Clerk
from benchmarks.word_statistics import REAL, WITHIN, Statistics, measure, paragraphs
from generator.pipeline import decide, gather
from tests.samples import samples

_EVERY_KIND = Mix(written=0.2, fetched=0.2, pdf=0.2, minutes=0.2, taken_down=0.03)


def far(found: Statistics) -> dict[str, tuple[float, float]]:
    """What is farther from the real papers than it may be: found and real."""
    pairs = {name: (value, asdict(REAL)[name]) for name, value in asdict(found).items()}
    return {name: pair for name, pair in pairs.items() if not 1 - WITHIN <= pair[0] / pair[1] <= 1 + WITHIN}


def test_invented_text_has_the_word_statistics_of_real_papers() -> None:
    """Zipf, Heaps, compounds, lengths, names, dates and amounts are within the stated distance of the real ones."""
    assert far(measure(list(paragraphs(archive(150))))) == {}


def test_the_stated_numbers_are_those_of_the_real_papers(tmp_path: Path) -> None:
    """What invented text is held to was measured, and still is what the reader makes of the real papers."""
    samples()
    papers = archives.content("samples", tmp_path)
    assert papers is not None
    assert far(measure(list(paragraphs(decide(papers).archive)))) == {}


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    """Numbers measured on one machine speak of the same archive as those of another."""
    trees = []
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_folders(tmp_path / name, 40, seed=seed)
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file())
        trees.append({path.relative_to(tmp_path / name).as_posix(): path.read_bytes() for path in files})
    one, again, other = trees
    assert one == again
    assert one != other


def test_a_meeting_can_be_written_alone() -> None:
    """Meetings need not be held or written in order: any process can write any of them."""
    planned = plan(200, seed=3)
    one_by_one = [Clerk(planned).sitting(slot) for slot in reversed(planned.slots)]
    clerk = Clerk(planned)
    assert one_by_one[::-1] == [clerk.sitting(slot) for slot in planned.slots]


@pytest.mark.parametrize("items", [1, 9, 60, 400, 3333])
def test_a_plan_has_as_many_items_as_asked_for(items: int) -> None:
    """N items are N items, each meeting has a folder of its own, and no case comes twice to a meeting."""
    slots = plan(items, seed=1).slots
    assert sum(slot.size for slot in slots) == items
    assert len({slot.id for slot in slots}) == len(slots)
    assert all(len(set(slot.cases)) == max(0, slot.size - ROUTINE) for slot in slots)


def test_papers_of_every_kind_are_read_as_they_were_planned(tmp_path: Path) -> None:
    """What is open is published, what is closed or taken down is withheld, whatever kind of papers holds it."""
    planned = write_folders(tmp_path, 120, mix=_EVERY_KIND)
    assert {slot.kind for slot in planned.slots} == set(KINDS)
    closed = {
        f"{slot.id}/{number}"
        for slot in planned.slots
        for number, case in enumerate(slot.cases, start=ROUTINE + 1)
        if planned.cases[case].closed
    }
    assert closed
    assert planned.taken_down
    everything = {f"{slot.id}/{number}" for slot in planned.slots for number in range(1, slot.size + 1)}
    found = {item.id for meeting in decide(tmp_path).archive.meetings for item in meeting.items}
    assert found == everything - closed - set(planned.taken_down)


def test_cases_references_and_promises_are_there_to_be_found(tmp_path: Path) -> None:
    """The stages that join items have as much to do as with real papers."""
    write_folders(tmp_path, 120, mix=replace(TEXT_ONLY, shared=True))
    joined = gather(tmp_path, as_of=datetime.date(2026, 6, 1), progress=lambda _: None).connections
    assert len(joined.threads) > 10
    assert len(joined.links) > 60
    assert len(joined.followups) > 10
    assert len(joined.tags) > 20
