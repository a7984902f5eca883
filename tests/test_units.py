"""Units are made again exactly where an answer that they asked for is another; the sink has what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.asking import QUESTIONS
from generator.cache import Cache, digest
from generator.connections import Connections
from generator.findings import BuildError
from generator.lookup import THINGS, Lookup, look_up
from generator.openness import Archive
from generator.sink import Content, Listed, Memory
from generator.units import Answers, Piece, Unit, Workshop
from tests.factories import AS_OF, MEETING, demo_archive, demo_connections

ITEM = f"{MEETING}/3"


def workshop(archive: Archive, cache: Cache) -> Workshop:
    """A workshop for an archive that nothing joins."""
    return Workshop(Answers(look_up(archive, Connections(), AS_OF)), cache)


def edited(**fields: object) -> Archive:
    """The demo archive, the library's item otherwise than it was."""
    archive = demo_archive()
    return replace(
        archive,
        meetings=tuple(
            replace(
                meeting,
                items=tuple(replace(item, **fields) if item.id == ITEM else item for item in meeting.items),  # type: ignore[arg-type]
            )
            for meeting in archive.meetings
        ),
    )


def card(lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Files that show of an item what lists show."""
    yield "kort.md", str(lookup.item_card(ITEM))
    yield "fast.md", "Altid det samme"


CARD = Unit(name="card", given=b"", make=card)


def delivered(archive: Archive, folder: Path, before: dict[str, Content], unit: Unit = CARD) -> Memory:
    """What one build makes of the unit."""
    sink, cache = Memory(before), Cache(folder)
    workshop(archive, cache).deliver(unit, sink)
    cache.close()
    return sink


def test_a_unit_is_kept_while_its_answers_are_the_same(tmp_path: Path) -> None:
    """Its files stay when something changes that it did not ask for, and are made when something does that it did."""
    first = delivered(demo_archive(), tmp_path, {})
    assert first.kept == set()
    other_text = edited(sections=())
    assert delivered(other_text, tmp_path, first.files).kept == {"kort.md", "fast.md"}
    second = delivered(edited(title="Et andet hus"), tmp_path, first.files)
    assert second.kept == set()
    assert "Et andet hus" in str(second.files["kort.md"])


def test_a_unit_is_made_where_its_item_is_gone(tmp_path: Path) -> None:
    """A question about what is not there any more is another answer, and no error of its own."""

    def title(lookup: Lookup) -> Iterator[tuple[str, str]]:
        yield "titel.md", lookup.item_card(ITEM).title if ITEM in lookup.items else "væk"

    unit = Unit(name="title", given=b"", make=title)
    first = delivered(demo_archive(), tmp_path, {}, unit)
    without = replace(demo_archive(), meetings=())
    assert delivered(without, tmp_path, first.files, unit).files == {"titel.md": "væk"}


def test_what_is_given_is_part_of_what_is_remembered(tmp_path: Path) -> None:
    """Settings and the like are no questions: with others the unit is made again."""
    first = delivered(demo_archive(), tmp_path, {})
    other = replace(CARD, given=digest("andre"))
    assert delivered(demo_archive(), tmp_path, first.files, other).kept == set()


@pytest.mark.parametrize("left", [{}, {"kort.md": "ødelagt", "fast.md": "Altid det samme"}])
def test_nothing_is_kept_that_is_not_there(tmp_path: Path, left: dict[str, Content]) -> None:
    """A sink that has lost one of the files, or has another content, gets all of them again."""
    first = delivered(demo_archive(), tmp_path, {})
    again = delivered(demo_archive(), tmp_path, left)
    assert again.kept == set()
    assert again.files == first.files


def test_a_piece_is_made_once(tmp_path: Path) -> None:
    """Its value is remembered until it could be another."""
    made: list[str] = []

    def titles(lookup: Lookup) -> tuple[str, ...]:
        made.append("made")
        return (lookup.item_card(ITEM).title,)

    piece = Piece(name="titles", given=b"", make=titles)
    for archive, expected in (
        (demo_archive(), "Nyt bibliotek i Søndergade"),
        (edited(noindex=True), "Nyt bibliotek i Søndergade"),
        (edited(title="Nyt"), "Nyt"),
    ):
        cache = Cache(tmp_path)
        shop = workshop(archive, cache)
        (title,) = shop.value(piece)
        assert title == archive_title(archive)
        assert expected.startswith(title[:3])
        cache.close()
    assert len(made) == 2


def archive_title(archive: Archive) -> str:
    """The library's title."""
    return next(item.title for meeting in archive.meetings for item in meeting.items if item.id == ITEM)


def test_a_view_notes_every_question_that_it_can_be_asked() -> None:
    """Whatever can be reached from a view without its own privacy is noted, or it refuses."""
    lookup = look_up(demo_archive(), demo_connections(), AS_OF)
    for name in THINGS:
        view = lookup.view()
        things = getattr(view, name)
        assert list(things)
        assert view.asked()
    for name in vars(Lookup):
        question = f"{Lookup.__module__}.{name}"
        view = lookup.view()
        if name.startswith("_") or name in ("view", "asked"):
            continue
        if name == "directly":
            with pytest.raises(TypeError):
                view.directly("x")
        elif isinstance(vars(Lookup)[name], property):
            getattr(view, name)
            assert question in view.asked()
        elif question not in QUESTIONS:  # made of others
            getattr(view, name)(ITEM)
            assert view.asked()


def test_what_is_kept_for_answers_is_not_for_views() -> None:
    """A view that looked into what the look-up keeps for itself would note nothing, so it may not."""
    with pytest.raises(TypeError):
        look_up(demo_archive(), Connections(), AS_OF).view().kept("x", lambda _: 1)


def test_no_path_is_given_twice() -> None:
    """Two pages at one address stop the build, whether one of them is kept or not."""
    sink = Listed(Memory({"a.md": "x"}))
    sink.put("b.md", "x")
    manifest = dict(sink.manifest)
    with pytest.raises(BuildError, match="two pages"):
        sink.put("b.md", "y")
    again = Listed(Memory({"b.md": "x"}))
    again.put("b.md", "x")
    with pytest.raises(BuildError, match="two pages"):
        again.keep(manifest)
