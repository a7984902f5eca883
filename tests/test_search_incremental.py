"""The search index of a changed archive is that of a full build, and little of it is rewritten for a recent meeting."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cores, search
from generator.cache import Cache
from generator.connections import Connections
from generator.lookup import look_up
from generator.openness import Archive, PublicMeeting
from generator.search import building, making
from generator.search.segments import NEWEST, segments
from generator.sink import Memory
from tests.factories import make_archive, make_decision, make_item, make_meeting, make_thread
from tests.rendered import index_of

_WORDS = tuple(
    re.findall(
        r"\w+", "skolevej havn lokalplan børnehave boligsocial indsats cykelsti støj budget vej skole plan bolig by"
    )
)


def ids(numbers: Sequence[int]) -> list[str]:
    """Meetings of many years, oldest first."""
    return [f"byraadet/{1990 + number // 300}-{number:05}" for number in sorted(numbers)]


# --- segments -------------------------------------------------------------------------------------------


@given(st.sets(st.integers(0, 4000), max_size=2500))
def test_segments_are_the_meetings_in_order(numbers: set[int]) -> None:
    """Every meeting is in one segment, by age, and each segment but the oldest is no larger than its window."""
    given_ = ids(sorted(numbers))
    found = segments(given_)
    assert [id_ for segment in found for id_ in segment.meetings] == given_
    assert [segment.name for segment in found] == sorted((segment.name for segment in found), reverse=True)
    for segment in found[1:]:
        assert len(segment.meetings) <= NEWEST ** (int(segment.name) + 1)


@given(st.sets(st.integers(200, 4000), min_size=200, max_size=2000), st.integers(0, 199))
def test_an_old_meeting_moves_no_boundary(numbers: set[int], older: int) -> None:
    """One more meeting, older than all, is in the oldest segment, and the others are as they were."""
    before, after = segments(ids(sorted(numbers))), segments(ids(sorted({*numbers, older})))
    if len(before) == len(after):
        assert after[1:] == before[1:]


def test_new_meetings_seldom_move_a_boundary_far_back() -> None:
    """Over 1,000 new meetings the boundaries hold most of the time, the older ones more so."""
    moves = {0: 0, 1: 0}
    last: list[str] = []
    for size in range(1000, 2000):
        starts = [segment.meetings[0] for segment in reversed(segments(ids(range(size))))]
        for number in moves:
            moves[number] += bool(last) and last[number] != starts[number]
        last = starts
    assert moves[0] < 1000 / NEWEST * 3
    assert moves[1] < 1000 / NEWEST**2 * 3


# --- incremental ----------------------------------------------------------------------------------------


def random_meeting(id_: str, rng: random.Random) -> PublicMeeting:
    """A meeting whose items say random words."""
    items = tuple(
        make_item(
            str(number),
            id_,
            title=" ".join(rng.sample(_WORDS, 2)),
            decision=make_decision(" ".join(rng.choices(_WORDS, k=8))),
            case_numbers=(f"NLK-{rng.randrange(9)}",),
            responsible=rng.choice(("Teknik og Miljø", "Teknik & Miljø", "Kultur", None)),
        )
        for number in range(1, rng.randrange(2, 5))
    )
    return make_meeting(id_, items=items)


def changed(meetings: dict[str, PublicMeeting], rng: random.Random) -> Connections:
    """Change, add, or remove a meeting or an item; sometimes a case appears that joins two items."""
    id_ = rng.choice(sorted(meetings))
    what = rng.randrange(5)
    if what == 0:
        meetings[id_] = random_meeting(id_, rng)
    elif what == 1:
        day = f"byraadet/20{rng.randrange(10, 30)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}"
        meetings[day] = random_meeting(day, rng)
    elif what == 2 and len(meetings) > 3:
        del meetings[id_]
    elif what == 3:
        meetings[id_] = replace(meetings[id_], items=meetings[id_].items[1:])
    items = [item.id for meeting in meetings.values() for item in meeting.items]
    return Connections(threads=(make_thread(*sorted(rng.sample(items, 2)), title=rng.choice(_WORDS)),))


def archive(meetings: Mapping[str, PublicMeeting]) -> Archive:
    """The archive of these meetings."""
    return make_archive(*(meetings[id_] for id_ in sorted(meetings)))


@pytest.mark.parametrize("seed", range(4))
def test_a_build_with_a_cache_is_a_full_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Promise 7: after any row of changes the files are those of a build from nothing, to the byte; also where the
    cache, or what the last build left, is lost on the way, and where several processes read."""
    rng = random.Random(seed)
    meetings = {id_: random_meeting(id_, rng) for id_ in (f"byraadet/20{n:02}-0{1 + n % 9}-11" for n in range(10, 40))}
    left: dict[str, bytes | str] = {}
    connections = Connections()
    for step in range(12):
        made = archive(meetings)
        cache = Cache(tmp_path / ("other" if step == 5 else "cache"))
        sink = Memory({} if step == 8 else left)
        search.deliver(look_up(made, connections), sink, cache=cache)
        cache.close()
        with monkeypatch.context() as patch:
            patch.setattr(building, "_WORTH", 10 if step == 3 else 1000)
            patch.setenv(cores.VARIABLE, "2")
            assert sink.files == index_of(made, connections=connections)
        left = dict(sink.files)
        connections = changed(meetings, rng)


_COMPOUNDS = tuple(
    left + link + right
    for left in ("skole", "børne", "børn", "arbejds", "vej", "havne", "mand", "bolig", "løst")
    for link in ("", "s", "e")
    for right in ("mænd", "børn", "fællesskab", "plan", "vej", "skoler", "fødder", "hus", "løst", "boligen")
)


def worded_meeting(id_: str, rng: random.Random) -> PublicMeeting:
    """A meeting of compounds and of words that they may be made of; few of each, so that many come and go."""
    words = [*rng.sample(_COMPOUNDS, 3), *rng.sample(_WORDS, 2), "børn", "Børnehuset"][: rng.randrange(2, 8)]
    meeting = random_meeting(id_, rng)
    item = make_item("9", id_, title=" ".join(words[:2]), decision=make_decision(" ".join(words)))
    return replace(meeting, items=(*meeting.items, item))


def noting_made() -> tuple[list[str], Callable[..., making.Made]]:
    """The names of segments that were made whole, and what to make them with so that they are noted."""
    names: list[str] = []
    whole = making.made

    def noted(name: str, *others: Any) -> making.Made:
        names.append(name)
        return whole(name, *others)

    return names, noted


@pytest.mark.parametrize("seed", range(3))
def test_a_patched_segment_is_a_segment_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Promise 7: where old meetings change, and with them the words that compounds of others are taken apart by, what
    is worked into the last build's files is what a build from nothing gives; and it is worked into them, also where
    entries stand in parts and beginnings are told together."""
    rng = random.Random(seed)
    monkeypatch.setattr(making, "_SIZES", dict.fromkeys(making._SIZES, 400))
    monkeypatch.setattr("generator.search.segments.NEWEST", 4)
    made, noted = noting_made()
    monkeypatch.setattr(making, "made", noted)
    days = [f"byraadet/{1950 + n // 4}-{1 + n % 4:02}-11" for n in range(90)]
    meetings = {id_: worded_meeting(id_, rng) for id_ in days}
    left: dict[str, bytes | str] = {}
    parted = together = False
    for night in range(8):
        cache, sink = Cache(tmp_path), Memory(left)
        made.clear()
        search.deliver(look_up(archive(meetings), Connections()), sink, cache=cache)
        cache.close()
        assert (made == []) == (night > 0)
        assert sink.files == index_of(archive(meetings))
        left = dict(sink.files)
        parted |= any("/ord/" in path and "_35_" in path for path in left)
        together |= any("/ord/" in path and "_42_" in path for path in left)
        for id_ in rng.sample(days, rng.randrange(1, 4)):
            now = worded_meeting(id_, rng)
            meetings[id_] = rng.choice((now, replace(meetings[id_], items=meetings[id_].items[1:] or now.items)))
    assert parted
    assert together


@pytest.mark.parametrize("seed", [0, 1, 2, 4])
def test_a_segment_whose_end_moves_is_a_segment_made_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Promise 7: where the newest meetings come and go, segments get longer and shorter at their ends; what is worked
    into the last build's files is what a build from nothing gives; and the oldest, whose beginning stays, is never made
    whole."""
    rng = random.Random(seed)
    monkeypatch.setattr("generator.search.segments.NEWEST", 4)
    made, noted = noting_made()
    days = [f"byraadet/{1950 + n // 4}-{1 + n % 4:02}-11" for n in range(90)]
    meetings = {id_: worded_meeting(id_, rng) for id_ in days[:40]}
    left: dict[str, bytes | str] = {}
    oldest: set[tuple[str, ...]] = set()
    for night in range(24):
        cache, sink = Cache(tmp_path), Memory(left)
        made.clear()
        with monkeypatch.context() as patch:
            patch.setattr(making, "made", noted)
            search.deliver(look_up(archive(meetings), Connections()), sink, cache=cache)
        cache.close()
        assert sink.files == index_of(archive(meetings))
        assert ("2" in made) == (night == 0)
        left = dict(sink.files)
        oldest.add(segments(sorted(meetings))[0].meetings)
        for _ in range(rng.randrange(1, 4)):
            if rng.randrange(3):
                meetings[days[len(meetings)]] = worded_meeting(days[len(meetings)], rng)
            else:
                del meetings[max(meetings)]
        meetings |= {id_: worded_meeting(id_, rng) for id_ in rng.sample(sorted(meetings), rng.randrange(2))}
    assert len(oldest) > 1


def test_what_the_last_build_left_may_be_gone(tmp_path: Path) -> None:
    """Where the files of the last build are not there, or others, a changed segment is made whole."""
    rng = random.Random(3)
    meetings = {id_: random_meeting(id_, rng) for id_ in (f"byraadet/20{n:02}-03-11" for n in range(10, 60))}
    left: dict[str, bytes | str] = {}
    for night in range(3):
        cache, sink = Cache(tmp_path), Memory(left)
        search.deliver(look_up(archive(meetings), Connections()), sink, cache=cache)
        cache.close()
        assert sink.files == index_of(archive(meetings))
        lost = "/ord/" if night else "/filtre/"
        left = {path: content for path, content in sink.files.items() if lost not in path}
        meetings["byraadet/2010-03-11"] = random_meeting("byraadet/2010-03-11", rng)


def test_what_is_taken_down_is_in_no_file_of_the_index(tmp_path: Path) -> None:
    """A word that only a removed item had is gone from all files the next night, and no document of its stands."""
    rng = random.Random(4)
    meetings = {id_: random_meeting(id_, rng) for id_ in (f"byraadet/20{n:02}-03-11" for n in range(10, 60))}
    old = "byraadet/2012-03-11"
    secret = make_item("9", old, title="Giraffens flyttekasser", decision=make_decision("Giraffen skolevejs."))
    kept = meetings[old]
    left: dict[str, bytes | str] = {}
    for items in ((*kept.items, secret), kept.items):
        meetings[old] = replace(kept, items=items)
        cache, sink = Cache(tmp_path), Memory(left)
        search.deliver(look_up(archive(meetings), Connections()), sink, cache=cache)
        cache.close()
        left = dict(sink.files)
    told = b"".join(gzip.decompress(content) for path, content in left.items() if path.endswith(".pak"))  # type: ignore[arg-type]
    assert b"giraf" not in told.lower()
    assert b"farig" not in told.lower()
    assert left == index_of(archive(meetings))


def test_nothing_changed_rewrites_nothing(tmp_path: Path) -> None:
    """All that is of meetings is kept, and what every search needs is the same bytes."""
    rng = random.Random(1)
    made = archive({id_: random_meeting(id_, rng) for id_ in (f"byraadet/2024-01-{day}" for day in range(10, 29))})
    left: dict[str, bytes | str] = {}
    for _ in range(2):
        cache, sink = Cache(tmp_path), Memory(left)
        search.deliver(look_up(made, Connections()), sink, cache=cache)
        cache.close()
        left = dict(sink.files)
    put = sink.files.keys() - sink.kept
    assert {path.rpartition("/")[2] for path in put} == {"start.pak", "filtre.pak", "rules.json"}


def test_one_recent_meeting_rewrites_its_segment_only() -> None:
    """What is of older segments, and of other meetings, is the same bytes where the newest meeting changes."""
    rng = random.Random(2)
    meetings = {id_: random_meeting(id_, rng) for id_ in (f"byraadet/20{n:02}-03-11" for n in range(10, 60))}
    before = index_of(archive(meetings))
    newest = max(meetings)
    meetings[newest] = make_meeting(newest, items=(make_item("1", newest, title="Ny svømmehal"),))
    after = index_of(archive(meetings))
    touched = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert touched
    for path in touched - {f"{search.FOLDER}/start.pak", f"{search.FOLDER}/filtre.pak"}:
        kind, name = path.removeprefix(f"{search.FOLDER}/").split("/", 1)
        assert name.startswith(newest) if kind in ("kort", "tekster") else name[0] == "0", path
