"""What joins items is the same with a memory of earlier builds as without, and the work grows as the archive does."""

from __future__ import annotations

import datetime
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generator import links
from generator.cache import Cache
from generator.connect import Connected, connect
from generator.connections import FollowUp
from generator.fingerprints import of_archive
from generator.links.bodies import Bodies
from generator.links.find import RULES
from generator.links.passages import NAMING, Passage, Voice
from generator.model import Body, Recommendation, Section
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.pipeline import decide
from tests.factories import make_archive, make_attachment, make_decision, make_item, make_meeting, paragraphs
from tests.samples import ROOT

_DAY = datetime.date(2026, 6, 1)


@dataclass(slots=True)
class _State:
    """An archive while it is edited, and the folder of its shared files."""

    archive: Archive
    root: Path
    as_of: datetime.date = _DAY

    def connected(self, cache: Cache | None = None) -> Connected:
        """What is found between the items, with a cache or without."""
        given: dict[str, Any] = {} if cache is None else {"cache": cache, "fingerprints": of_archive(self.archive)}
        return connect(self.archive, content_root=self.root, settlements=(), as_of=self.as_of, **given)


@lru_cache(maxsize=1)
def _sample() -> Archive:
    return decide(ROOT / "content").archive


def _state(folder: Path) -> _State:
    folder.mkdir()
    for name in ("topics.yml", "glossary.yml"):
        shutil.copy(ROOT / "content" / name, folder)
    return _State(archive=_sample(), root=folder)


# --- edits -------------------------------------------------------------------------------------------


def _with(state: _State, *meetings: PublicMeeting) -> None:
    """Put meetings into the archive, in the place of those of the same id."""
    known = {meeting.id: meeting for meeting in (*state.archive.meetings, *meetings)}
    state.archive = replace(state.archive, meetings=tuple(known[id] for id in sorted(known)))


def _some(state: _State, chance: random.Random) -> tuple[PublicMeeting, PublicItem]:
    meeting = chance.choice([meeting for meeting in state.archive.meetings if meeting.items])
    return meeting, chance.choice(meeting.items)


def _changed(state: _State, meeting: PublicMeeting, old: PublicItem, new: PublicItem) -> None:
    _with(state, replace(meeting, items=tuple(new if item is old else item for item in meeting.items)))


def retitle(state: _State, chance: random.Random) -> None:
    """An item gets the title of another, or one that goes on with it."""
    meeting, item = _some(state, chance)
    other = _some(state, chance)[1].title
    title = chance.choice((other, f"Opfølgning på {other}", f"Status på {other}", f"{other} (genoptaget)", "Nyt"))
    _changed(state, meeting, item, replace(item, title=title))


def promise(state: _State, chance: random.Random) -> None:
    """The minutes promise something, by the next meeting, by units whose names hold "og", or for another day."""
    meeting, item = _some(state, chance)
    day = _some(state, chance)[0].date
    said = chance.choice(
        (
            "Forvaltningen udarbejder et notat om cykelstier til næste møde.",
            "Byrådet orienteres på næste byrådsmøde. Havn og Drift udarbejder et oplæg om kajen.",
            f"Byrådet drøftede notat om cykelstier og kajen på mødet den {day}.",
            "Havn og Strand (HS) og Drift og Vej (DV) undersøger kajen.",
        )
    )
    _changed(state, meeting, item, replace(item, decision=make_decision(said)))


def explain(state: _State, chance: random.Random) -> None:
    """A paper explains what a short form stands for; another may explain it otherwise."""
    meeting, item = _some(state, chance)
    said = chance.choice(("Havn og Drift (HD) svarer.", "Haver og Dyr (HD) svarer.", "Havn og Strand (HS) og andre."))
    _changed(state, meeting, item, replace(item, recommendations=(*item.recommendations, Recommendation(text=said))))


def attach(state: _State, chance: random.Random) -> None:
    """A paper of another item is attached, with or without a few words of its own."""
    meeting, item = _some(state, chance)
    other = _some(state, chance)[1]
    blocks = tuple(block for section in other.sections for block in section.blocks)
    own = paragraphs("Notatet er et bilag.") if chance.random() < 0.5 else ()
    paper = make_attachment(str(len(item.attachments) + 40), item.id, title=other.title, blocks=(*own, *blocks))
    _changed(state, meeting, item, replace(item, attachments=(*item.attachments, paper)))


def renumber(state: _State, chance: random.Random) -> None:
    """Some items get the case number of another."""
    numbers = _some(state, chance)[1].case_numbers
    for _ in range(3):
        meeting, item = _some(state, chance)
        _changed(state, meeting, item, replace(item, case_numbers=numbers))


def close(state: _State, chance: random.Random) -> None:
    """An item is not public any more."""
    meeting, item = _some(state, chance)
    _with(state, replace(meeting, items=tuple(other for other in meeting.items if other is not item)))


def delete(state: _State, chance: random.Random) -> None:
    """A meeting is gone."""
    gone = _some(state, chance)[0]
    state.archive = replace(state.archive, meetings=tuple(m for m in state.archive.meetings if m is not gone))


def restore(state: _State, chance: random.Random) -> None:
    """A meeting is as it was in the beginning."""
    _with(state, chance.choice(_sample().meetings))


def meet(state: _State, chance: random.Random) -> None:
    """A body meets once more, with the items of another day."""
    old = _some(state, chance)[0]
    day = (datetime.date.fromisoformat(old.date) + datetime.timedelta(days=chance.randint(1, 40))).isoformat()
    new = f"{old.body}/{day}"
    items = tuple(
        replace(
            item,
            id=f"{new}/{item.number}",
            meeting=new,
            attachments=tuple(replace(a, id=f"{new}/{item.number}/bilag-{a.number}") for a in item.attachments),
        )
        for item in old.items
    )
    _with(state, replace(old, id=new, date=day, items=items))


def rename_body(state: _State, chance: random.Random) -> None:
    """A body has another name, so papers call it otherwise."""
    bodies = list(state.archive.bodies)
    place = chance.randrange(len(bodies))
    name = chance.choice(("Byrådet", "Rådmandsmøde for Social og Beskæftigelse", "Teknisk Udvalg", "Direktionen"))
    bodies[place] = replace(bodies[place], name=name)
    state.archive = replace(state.archive, bodies=tuple(bodies))


def change_topics(state: _State, chance: random.Random) -> None:
    """A topic has another name, another slug, other words, or is gone; or all is as it was."""
    topics = (ROOT / "content" / "topics.yml").read_text("utf-8")
    other = chance.choice(
        (topics, topics.replace("name: ", "name: Om "), topics.replace("slug: ", "slug: om-"), "", _TOPIC + topics)
    )
    (state.root / "topics.yml").write_text(other, "utf-8")


_TOPIC = "- {slug: havnen, name: Havnen, words: [havn, kaj, cykelsti, skole]}\n"


def change_glossary(state: _State, chance: random.Random) -> None:
    """The clerk explains a short form, or does not."""
    said = chance.choice(("", "abbreviations:\n  - {short: HD, long: Havn og Drift}\n"))
    (state.root / "glossary.yml").write_text(said, "utf-8")


def another_day(state: _State, chance: random.Random) -> None:
    """The site is built on another day."""
    state.as_of = _DAY - datetime.timedelta(days=chance.choice((0, 400, 500)))


EDITS: tuple[Callable[[_State, random.Random], None], ...] = (
    *(retitle, promise, explain, attach, renumber, close, delete, restore, meet),
    *(rename_body, change_topics, change_glossary, another_day),
)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_what_joins_items_is_the_same_as_without_memory(tmp_path: Path, seed: int) -> None:
    """Change, close, add and delete meetings, bodies, topics and words: the cache changes nothing but the time."""
    chance = random.Random(seed)
    state = _state(tmp_path / "content")
    done: list[str] = []
    for _ in range(12):
        cache = Cache(tmp_path / "cache")
        assert state.connected(cache) == state.connected(), done
        cache.close()
        for edit in chance.choices(EDITS, k=chance.randint(1, 3)):
            edit(state, chance)
            done.append(edit.__name__)


def test_the_edits_touch_everything_that_joins_items(tmp_path: Path) -> None:
    """The test above is about something: each part of what joins items becomes another one by some edit."""
    state = _state(tmp_path / "content")
    before, seen = state.connected(), set[str]()
    parts = ("references", "links", "threads", "followups", "tags", "related", "abbreviations", "approvals")
    chance = random.Random(0)
    for _ in range(10):
        for edit in chance.sample(EDITS, len(EDITS)):
            edit(state, chance)
        now = state.connected()
        seen |= {part for part in parts if getattr(now.connections, part) != getattr(before.connections, part)}
        seen |= {finding.code for finding in now.findings}
    assert seen >= {*parts, "ambiguous-abbreviation", "collecting-file"}


# --- what one meeting asks of others -----------------------------------------------------------------


def _followup(meetings: tuple[PublicMeeting, ...], cache: Path, root: Path) -> FollowUp:
    archive = Archive(bodies=(Body(id="kreds", name="Kredsen", organisation="X"),), meetings=meetings)
    remembered = Cache(cache)
    found = _State(archive=archive, root=root).connected(remembered)
    remembered.close()
    return found.connections.followups[0]


def test_a_new_meeting_moves_the_next_meeting_of_unchanged_minutes(tmp_path: Path) -> None:
    """ "Til næste møde" is the next meeting that the archive holds today, though the minutes are remembered."""
    said = make_decision("Forvaltningen udarbejder et notat om kajen til næste møde.")
    first = make_meeting("kreds/2024-01-09", items=(make_item("1", "kreds/2024-01-09", decision=said),))
    late, soon = make_meeting("kreds/2024-03-05"), make_meeting("kreds/2024-02-06")
    assert _followup((first, late), tmp_path / "cache", tmp_path).due == "2024-03-05"
    assert _followup((first, soon, late), tmp_path / "cache", tmp_path).due == "2024-02-06"
    assert _followup((first,), tmp_path / "cache", tmp_path).due is None


def test_a_name_explained_elsewhere_makes_one_of_two_in_unchanged_minutes(tmp_path: Path) -> None:
    """ "BHD og Strand" are two until another meeting's papers explain that it is one unit's name."""
    said = make_decision("BHD og Strand udarbejder et notat om kajen.")
    first = make_meeting("kreds/2024-01-09", items=(make_item("1", "kreds/2024-01-09", decision=said),))
    plain = make_meeting("kreds/2024-02-06", items=(make_item("1", "kreds/2024-02-06"),))
    told = (Recommendation(text="Det indstilles af BHD og Strand (BS)."),)
    other = replace(plain, items=(replace(plain.items[0], recommendations=told),))
    assert _followup((first, plain), tmp_path / "cache", tmp_path).responsible == ("BHD", "Strand")
    assert _followup((first, other), tmp_path / "cache", tmp_path).responsible == ("BHD og Strand",)
    assert _followup((first, plain), tmp_path / "cache", tmp_path).responsible == ("BHD", "Strand")


# --- what is left out, and how much is done ----------------------------------------------------------


def test_rules_of_running_text_find_nothing_without_a_number_or_brackets() -> None:
    """Sentences that have neither are not asked at all; no rule would read anything in them."""
    bodies = Bodies(_sample().bodies)
    for meeting in _sample().meetings:
        for item in meeting.items:
            for section in item.sections:
                for text in section.text.splitlines():
                    plain = NAMING.sub("", text)
                    for voice in (Voice.PROPOSAL, Voice.DECISION, Voice.ANNEX, Voice.OTHER_AGENDA):
                        passage = Passage(
                            source=item.id, item=item, meeting=meeting, voice=voice, text=plain, home=meeting.body
                        )
                        assert not [found for rule in RULES for found in rule(passage, bodies)], plain


def _repeating(meetings: int) -> Archive:
    """A body that has the same title, the same paper, one collecting file and one renamed matter at each meeting."""
    paper = " ".join(f"Ord nummer {number} om drift og havn." for number in range(12))
    held = []
    for number in range(meetings):
        id = f"kulturudvalg/{(datetime.date(2000, 1, 1) + datetime.timedelta(days=7 * number)).isoformat()}"
        said = paragraphs(f"Udvalget drøftede kaj {number} i mødet den 8. januar 2000.")
        text = (Section(heading="Sag", blocks=said),)
        first = make_item("1", id, title="Status på havnens drift og kajens stand i året", sections=text)
        held.append(
            make_meeting(
                id,
                items=(
                    replace(first, attachments=(make_attachment("1", first.id, blocks=paragraphs(paper)),)),
                    make_item("2", id, title=f"Vej {number} (tidl. kaj {number})", case_numbers=("NLK-2020-000001",)),
                    make_item("3", id, title=f"Plan{number} for strand", case_numbers=(f"NLK-2021-{number // 3:06}",)),
                ),
            )
        )
    return make_archive(*held)


def _calls(archive: Archive) -> int:
    """How many functions are called to find its links."""
    made = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(count)
    try:
        links.connect(archive)
    finally:
        sys.setprofile(None)
    return made


def test_the_work_grows_with_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the meetings of a body that repeats itself take about four times the calls, not sixteen (issue 8)."""
    monkeypatch.setenv("MOEDEARKIV_CORES", "1")
    links.connect(_repeating(50))  # whatever is made only once
    assert _calls(_repeating(200)) < 5 * _calls(_repeating(50))
