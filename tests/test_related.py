"""Items worth seeing too share words that few items have, and are joined by nothing stronger."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.cache import Cache
from generator.connections import Link, LinkKind, Related
from generator.openness import PublicItem, PublicMeeting
from generator.related import AT_MOST, related
from tests.factories import make_archive, make_item, make_meeting

TITLES = (
    "Nyt tag på svømmehallen i Østergård",
    "Status på svømmehallens tag i Østergård",
    "Genbrugsplads ved Ærøvej",
    "Belysning på Ærøvej ved genbrugspladsen",
    "Mål for sundhedsplejen",
    "Tilskud til spejderne",
    "Udbud af rengøring",
    "Lokalplan for havnen",
)


def items(titles: tuple[str, ...] = TITLES, **fields: object) -> tuple[PublicItem, ...]:
    """An item for each title, numbered from 1."""
    return tuple(
        make_item(str(number), title=title, **fields)  # type: ignore[arg-type]
        for number, title in enumerate(titles, 1)
    )


def find(made: tuple[PublicItem, ...], links: tuple[Link, ...] = ()) -> tuple[Related, ...]:
    """The related items of one meeting."""
    return related(make_archive(make_meeting(items=made)), links)


def pairs(found: tuple[Related, ...]) -> set[tuple[str, str]]:
    """Numbers of the items that were found to be related."""
    return {(one.item.rpartition("/")[2], one.other.rpartition("/")[2]) for one in found}


def link(source: PublicItem, target: PublicItem, kind: LinkKind = LinkKind.MENTIONS, ending: str = "") -> Link:
    """A link between two items; `ending` makes its source an attachment."""
    return Link(source=source.id + ending, target=target.id, kind=kind, evidence="", rule="")


def test_items_that_share_rare_words() -> None:
    """Related items share words in any form, also words with æ, ø and å; others are not related."""
    found = find(items())
    assert pairs(found) == {("1", "2"), ("2", "1"), ("3", "4"), ("4", "3")}
    first = next(one for one in found if one.item.endswith("/1"))
    assert set(first.words) >= {"østergård", "tag"}
    assert 0 < first.score <= 1


def test_never_what_a_link_joins() -> None:
    """A real link, also one from an attachment, is shown as such and not again under "Se også"."""
    made = items()
    assert ("1", "2") not in pairs(find(made, (link(made[0], made[1]),)))
    assert ("2", "1") not in pairs(find(made, (link(made[0], made[1], LinkKind.RE_ATTACHED, "/bilag-2"),)))


def test_never_an_item_of_the_same_case() -> None:
    """All items of a case stand in its timeline, also those that no single link joins."""
    made = items(tuple(f"Svømmehallen i Østergård {word}" for word in ("tag", "gulv", "dør")) + TITLES[4:])
    case = (link(made[0], made[1], LinkKind.SAME_CASE), link(made[1], made[2], LinkKind.SAME_CASE))
    assert pairs(find(made)) >= {("1", "3")}
    assert pairs(find(made, case)) == set()


def test_a_link_to_a_meeting_joins_no_items() -> None:
    """A copy of minutes is linked to the whole meeting; its items may still be related."""
    made = items()
    whole = Link(source=made[0].id + "/bilag-1", target="b/2024-01-01", kind=LinkKind.MINUTES_OF, evidence="", rule="")
    assert ("1", "2") in pairs(find(made, (whole,)))


def test_routine_items_are_left_out() -> None:
    """Items that come at every meeting are related to nothing, by their title or by coming again and again."""
    made = items(("Bordet rundt", "Bordet rundt", *(4 * ("Runde om havnens kajplads",)), *TITLES[2:]))
    assert pairs(find(made)) == {("7", "8"), ("8", "7")}


def test_the_same_title_twice() -> None:
    """Two items of one title without case numbers come by the calendar; with case numbers they are related."""
    titles = ("Klimatilpasning på Østerengen", "Klimatilpasning på Østerengen", *TITLES[4:])
    assert pairs(find(items(titles))) == set()
    assert pairs(find(items(titles, case_numbers=("24/1",)))) == {("1", "2"), ("2", "1")}


def test_at_most_five_best_first() -> None:
    """An item with many likenesses names the best few."""
    made = items(tuple(f"Svømmehallens tag i Østergård del {word}" for word in "abcdefgh") + TITLES[2:])
    found = [one for one in find(made) if one.item == made[0].id]
    assert len(found) == AT_MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_few_items() -> None:
    """No item, one item and items without words are related to nothing."""
    assert related(make_archive(), ()) == ()
    assert find(items(("Alene",))) == ()
    assert find(items(("–", "1", "og"))) == ()


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_titles(titles: list[str]) -> None:
    """Whatever the titles, the same archive gives the same, never an item to itself, never above 1."""
    made = items(tuple(titles))
    found = find(made)
    assert found == find(made)
    assert all(one.item != one.other and 0 < one.score <= 1 and one.words for one in found)


WORDS = [
    f"{first}{second}"
    for first in ("ærø", "havne", "skole", "klima", "tag")
    for second in ("vej", "plan", "hus", "bad")
]


@settings(max_examples=25)
@given(nights=st.lists(st.lists(st.sampled_from((2, 7, 8, 12)), min_size=20, max_size=20), min_size=2, max_size=4))
@example(nights=[[*[2] * 8, 12, 12, *[2] * 10], [2] * 20])  # what was too light weighs more
def test_what_is_remembered_is_what_would_be_found(
    tmp_path_factory: pytest.TempPathFactory, nights: list[list[int]]
) -> None:
    """However many items a word is in from night to night, a night finds what a build from nothing finds."""
    folder = tmp_path_factory.mktemp("cache")
    for night in nights:
        others = [[word for word, times in zip(WORDS, night, strict=True) if day <= times] for day in range(26)]
        titles = (WORDS[:18], WORDS[3:], *others)  # the first two are as they were, but what their words weigh
        archive = make_archive(*(_meeting(day, " og ".join(words)) for day, words in enumerate(titles, 1)))
        cache = Cache(folder)
        assert related(archive, (), cache=cache) == related(archive, ())
        cache.close()


def _meeting(day: int, title: str) -> PublicMeeting:
    id = f"byraadet/2025-02-{day:02}"
    return make_meeting(id, items=(make_item("1", meeting=id, title=title, case_numbers=(f"25/{day}",)),))
