"""Pages of a night are the same bytes, whatever earlier nights left to be kept; a small change makes few of them."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator import pages
from generator.cache import Cache
from generator.fingerprints import of_archive
from generator.lookup import look_up
from generator.model import Section
from generator.sink import Content, Memory
from generator.units import Answers, Workshop
from tests.factories import AS_OF, SETTINGS, demo_archive, demo_connections, make_item, make_meeting, paragraphs
from tests.town import Town

PAGES = Path(pages.__file__).parent


def rendered(town: Town, sink: Memory, cache: Cache) -> dict[str, Content]:
    """Every page, in `sink`."""
    archive = town.archive()
    prints = of_archive(archive)
    lookup = look_up(archive, town.connections(), town.day)
    workshop = Workshop(Answers(lookup, prints), cache)
    for unit in pages.units(lookup, settings=town.settings, prints=prints):
        workshop.deliver(unit, sink)
    cache.close()
    return sink.files


def grown(seed: int, meetings: int) -> Town:
    """A town with some meetings."""
    town = Town(random.Random(seed))
    for _ in range(meetings):
        town.add_meeting()
    return town


def changed(town: Town, before: dict[str, Content], folder: Path) -> set[str]:
    """The paths that were made, and not kept, since the last build."""
    sink = Memory(before)
    files = rendered(town, sink, Cache(folder))
    assert files == rendered(town, Memory(), Cache())
    return files.keys() - sink.kept


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_would_be_made(seed: int, tmp_path: Path) -> None:
    """Ten nights of edits, of lost files and lost caches: each night's pages are those of a build from nothing."""
    town = grown(seed, 6)
    edits = (
        town.add_meeting, town.drop_meeting, town.change_items, town.change_items, town.next_day, town.other_settings,
        town.other_names, town.other_forms, town.other_forms,
    )  # fmt: skip
    before: dict[str, Content] = {}
    for night in range(10):
        for _ in range(town.dice.randrange(3)):
            town.dice.choice(edits)()
        for path in town.dice.sample(sorted(before), min(len(before), town.dice.choice((0, 0, 5)))):
            before[path] = "broken"
        folder = tmp_path / ("cache" if town.dice.random() < 0.9 else f"cache-{night}")
        kept = rendered(town, Memory(before), Cache(folder))
        assert kept == rendered(town, Memory(), Cache())
        before = kept


def test_a_quiet_night_makes_no_page(tmp_path: Path) -> None:
    """Where nothing changed, no page is made again, not even the front page."""
    town = grown(1, 10)
    before = rendered(town, Memory(), Cache(tmp_path))
    assert changed(town, before, tmp_path) == set()


def test_a_new_day_makes_only_what_it_changes(tmp_path: Path) -> None:
    """A day on which no meeting is held changes no page; the day of a meeting changes that meeting's."""
    town = Town(random.Random(2))
    for day in ("2025-04-01", "2025-05-10", "2025-06-01"):
        name = f"byraad/{day}"
        town.meetings[name] = make_meeting(name, items=(make_item("1", name), make_item("2", name)))
    before = rendered(town, Memory(), Cache(tmp_path))
    town.day = town.day.replace(day=5)
    assert changed(town, before, tmp_path) == set()
    town.day = town.day.replace(day=10)
    made = changed(town, before, tmp_path)
    assert "byraad/2025-05-10/punkt-1/index.md" in made
    assert "index.md" in made
    assert not any(path.startswith(("byraad/2025-04-01/", "byraad/2025-06-01/")) for path in made)


def test_another_text_makes_the_pages_of_its_meeting_alone(tmp_path: Path) -> None:
    """Lists, cases and other meetings show nothing of an item's text, so they are kept."""
    town = grown(3, 12)
    before = rendered(town, Memory(), Cache(tmp_path))
    name = next(name for name, meeting in town.meetings.items() if meeting.items)
    meeting = town.meetings[name]
    first = meeting.items[0]
    text = Section(heading="Nyt", blocks=paragraphs("Helt andre ord."))
    items = (replace(first, sections=(*first.sections, text)), *meeting.items[1:])
    town.meetings[name] = replace(meeting, items=items)
    made = changed(town, before, tmp_path)
    assert f"{name}/punkt-1/index.md" in made
    assert all(path.startswith(f"{name}/") for path in made)


def test_another_title_reaches_every_page_that_says_it(tmp_path: Path) -> None:
    """The lists, the case and the items that link to it are made again, and most of the site is not."""
    town = grown(3, 20)
    before = rendered(town, Memory(), Cache(tmp_path))
    name = next(name for name, meeting in sorted(town.meetings.items()) if meeting.items)
    meeting = town.meetings[name]
    items = (replace(meeting.items[0], title="Xylofoner til alle"), *meeting.items[1:])
    town.meetings[name] = replace(meeting, items=items)
    made = changed(town, before, tmp_path)
    assert {"a-aa/x/index.md", f"{name}/index.md"} <= made
    assert any(path.startswith("sager/") for path in made)
    assert len(made) < 0.7 * len(before)


def test_a_short_form_makes_the_pages_that_use_it(tmp_path: Path) -> None:
    """A new abbreviation is explained where the papers say it; where they do not, nothing is made again."""
    town = Town(random.Random(4))
    for day, text in (("2025-04-01", "Her taler HTK."), ("2025-04-02", "Her taler ingen.")):
        section = Section(heading="Sagen", blocks=paragraphs(text))
        name = f"byraad/{day}"
        town.meetings[name] = make_meeting(name, items=(make_item("1", name, sections=(section,)),))
    before = rendered(town, Memory(), Cache(tmp_path))
    town.forms["HTK"] = "Huset for Teater og Kunst"
    made = changed(town, before, tmp_path)
    assert "byraad/2025-04-01/punkt-1/index.md" in made
    assert "ordliste/index.md" in made
    assert not any(path.startswith("byraad/2025-04-02/") for path in made)


def test_no_page_asks_for_everything() -> None:
    """Each page asks for what it shows: none is made of the whole archive, or else it would be made every night."""
    lookup = look_up(demo_archive(), demo_connections(), AS_OF)
    for unit in pages.units(lookup, settings=SETTINGS):
        view = lookup.view()
        list(unit.make(view))
        whole = {name for name in view.asked() if name.endswith((".archive", ".connections"))}
        assert whole == set(), unit.name


def test_no_page_knows_a_way_around_the_view() -> None:
    """Modules of pages name neither the archive nor the index nor what a look-up keeps to itself."""
    ways = {"Archive", "Connections", "Index", "look_up", "_index", "_whole", "_noted", "_as_of"}
    for module in PAGES.glob("*.py"):
        if module.name != "__init__.py":
            named = set(_names(ast.parse(module.read_text("utf-8"))))
            assert named & ways == set(), module.name


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name
