"""A build's work grows in step with the archive: no stage looks at everything for each thing. No clock is asked."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from benchmarks import growth
from benchmarks.make_archive import archive, write_folders
from benchmarks.municipality import TEXT_ONLY
from generator import cores
from generator.connections import Connections
from generator.links import connect
from generator.openness import Archive
from tests.factories import SETTINGS
from tests.rendered import pages_of
from tests.samples import ROOT

pytestmark = pytest.mark.site

_SIZES = (60, 120, 240)
_BRIEF = replace(TEXT_ONLY, shared=True, brief=True)
_AS_OF = datetime.date(2026, 6, 1)
_GENERATOR = ROOT / "generator"


def test_no_stage_of_a_build_grows_faster_than_the_archive(tmp_path: Path) -> None:
    """Reading, joining, rendering, building and looking over are linear in the number of items."""

    def lines(items: int) -> growth.Lines:
        folder = tmp_path / str(items)
        write_folders(folder / "content", items, mix=_BRIEF)
        return growth.count_build(folder / "content", folder)

    with ThreadPoolExecutor(cores.count()) as builds:
        counts = list(builds.map(lines, reversed(_SIZES)))  # the longest first
    assert list(growth.steep(counts[::-1])) == []


def _links(made: Archive) -> None:
    connect(made)


def _pages(made: Archive) -> None:
    pages_of(made, connections=Connections(), as_of=_AS_OF, settings=SETTINGS)


@pytest.mark.parametrize("stage", [_links, _pages])
def test_a_loop_over_all_items_for_each_item_is_found(stage: Callable[[Archive], None]) -> None:
    """The guard guards: a quadratic loop beside a real stage is told, one that calls nothing and takes a blink."""

    def planted(made: Archive) -> int:
        items = [item.number for meeting in made.meetings for item in meeting.items]
        return sum(one == other for one in items for other in items)

    def run(made: Archive) -> None:
        stage(made)
        planted(made)

    counts = []
    for items in _SIZES:
        made = archive(items, mix=_BRIEF)
        counts.append(growth.count(partial(run, made), [_GENERATOR, Path(__file__).parent]))
    assert any("planted" in told for told in growth.steep(counts))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((100, 200, 400), 1.0),
        ((1100, 1200, 1400), 1.0),
        ((100, 400, 1600), 2.0),
        ((7, 7, 7), 0.0),
        ((0, 0, 9), math.inf),
    ],
)
def test_the_exponent_leaves_fixed_costs_out(counts: tuple[int, int, int], expected: float) -> None:
    """Linear is 1 however much every build costs, and what only a large archive has counts as steep."""
    assert growth.exponent(*counts) == expected
