"""Gone or broken? What is missing is withdrawn only after several runs, never in an outage (issue 6, point 4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pipeline import decide
from generator.sync.carrying import is_outage
from tests.firstagenda_double.answers import answer, guid, item
from tests.firstagenda_double.following import TODAY, codes, files, follow, run
from tests.firstagenda_double.server import Double, serving

BODY = "Byrådet"


@pytest.fixture
def double() -> Double:
    """Ten meetings of ten items."""
    double = Double()
    for day in range(1, 11):
        begin = f"2026-05-{day:02d}T17:00:00+02:00"
        double.put(BODY, answer(*(item(n, f"Sag {n} den {day}.") for n in range(1, 11)), begin=begin))
    return double


@pytest.fixture
def content(double: Double, tmp_path: Path) -> Iterator[Path]:
    """A folder that has followed the double once."""
    with serving(double) as address:
        run(follow(tmp_path, address))
        yield tmp_path


def night(number: int) -> datetime.date:
    """The day of a later run."""
    return TODAY + datetime.timedelta(days=number)


def test_a_meeting_is_withdrawn_after_three_runs(double: Double, content: Path) -> None:
    """Until then it stays as it was; then it is marked with the day, told of once, and left alone."""
    before = files(content)
    lost = double.bodies[BODY].pop(3)
    told = [codes(run(content, today=night(n))) for n in (1, 1, 1, 2)]  # three runs of one day are one
    assert told == [[]] * 4
    agendas = {name: data for name, data in before.items() if name.endswith("agenda.json")}
    assert agendas.items() <= files(content).items()
    synced = run(content, today=night(3))
    assert (synced.events, codes(synced)) == (["gone     byraadet/2026-05-04: withdrawn"], ["sync-withdrawn"])
    meeting = next(one for one in decide(content).archive.meetings if one.date == "2026-05-04")
    assert (meeting.withdrawn, len(meeting.items)) == ("2026-06-04", 10)
    after = files(content)
    assert run(content, today=night(4)).events == []
    assert files(content) == after
    double.bodies[BODY].insert(3, lost)
    run(content, today=night(5))
    assert files(content) == before


def test_a_meeting_that_comes_back_was_never_gone(double: Double, content: Path) -> None:
    """The count begins anew."""
    before = files(content)
    lost = double.bodies[BODY].pop(3)
    for n in (1, 2):
        run(content, today=night(n))
    double.bodies[BODY].insert(3, lost)
    run(content, today=night(3))
    assert files(content) == before
    double.bodies[BODY].pop(3)
    assert run(content, today=night(4)).events == []


def test_half_a_list_is_an_outage(double: Double, content: Path) -> None:
    """Many meetings gone at once: nothing is removed or counted, however often; the clerk is told each time."""
    before = files(content)
    del double.bodies[BODY][5:]
    for n in range(1, 6):
        assert codes(run(content, today=night(n))) == ["sync-outage"]
    assert files(content) == before


def test_an_empty_list_is_an_outage(double: Double, content: Path) -> None:
    """A server that has no meetings at all is broken."""
    before = files(content)
    double.bodies[BODY] = []
    assert codes(run(content)) == ["sync-outage"]
    assert files(content) == before


def test_an_item_is_withdrawn_after_three_runs(double: Double, content: Path) -> None:
    """It stays, then carries the day it was found withdrawn; if it comes back, nothing is left of that."""
    before = files(content)
    items = double.bodies[BODY][9]["Dagsordenpunkter"]
    lost = items.pop(4)
    assert [run(content, today=night(n)).events for n in (1, 2)] == [[], []]
    assert run(content, today=night(3)).events == [
        "changed  byraadet/2026-05-10: changed item 5",
        "gone     byraadet/2026-05-10/5: withdrawn",
    ]
    meeting = decide(content).archive.meetings[9]
    assert [(one.number, one.withdrawn) for one in meeting.items if one.withdrawn] == [("5", "2026-06-04")]
    assert (len(meeting.items), meeting.withheld) == (10, 0)
    after = files(content)
    run(content, today=night(4))
    assert files(content) == after
    items.insert(4, lost)
    run(content, today=night(5))
    assert files(content) == before


def test_half_an_agenda_is_an_outage(double: Double, content: Path) -> None:
    """Many items gone at once: all stay, none is counted."""
    before = files(content)
    items = double.bodies[BODY][9]["Dagsordenpunkter"]
    del items[4:]
    for n in range(1, 5):
        synced = run(content, today=night(n))
        assert (synced.events, codes(synced)) == ([], ["sync-outage"])
    assert files(content) == before


def test_an_item_that_may_have_closed_does_not_stay(double: Double, content: Path) -> None:
    """It is gone, and one more item is closed, under another number, id and title: default deny, at once."""
    items = double.bodies[BODY][9]["Dagsordenpunkter"]
    items[4] = item(11, "Noget andet", is_open=False)
    run(content, today=night(1))
    meeting = decide(content).archive.meetings[9]
    assert "5" not in [one.number for one in meeting.items]
    assert b"Sag 5 den 10." not in b"".join(files(content).values())


def test_a_closed_item_takes_even_in_an_outage(double: Double, content: Path) -> None:
    """What the server closes goes, although most of the agenda is missing."""
    items = double.bodies[BODY][9]["Dagsordenpunkter"]
    del items[3:]
    items[2] = item(3, "Sag 3 den 10.", is_open=False)
    assert codes(run(content, today=night(1))) == ["sync-outage"]
    assert b"Sag 3 den 10." not in b"".join(files(content).values())
    assert len(decide(content).archive.meetings[9].items) == 9


def test_an_item_under_a_new_number_is_the_same(double: Double, content: Path) -> None:
    """Items that move keep their ids: none is missing, none is doubled."""
    for one in double.bodies[BODY][9]["Dagsordenpunkter"]:
        one["Number"] = one["Punktnummer"] = str(11 - int(one["Number"]))
    synced = run(content, today=night(1))
    assert synced.findings == []
    titles = [one.title for one in decide(content).archive.meetings[9].items]
    assert titles == [f"Sag {n} den 10." for n in range(10, 0, -1)]


def test_changed_ids_are_the_same_items(double: Double, content: Path) -> None:
    """All ids of the server change over night: folders, items and addresses stay."""
    before = decide(content).archive
    for meeting in double.bodies[BODY]:
        meeting["Id"] = guid(meeting["Id"])
        for one in meeting["Dagsordenpunkter"]:
            one["Id"] = guid(one["Id"])
    synced = run(content, today=night(1))
    assert synced.findings == []
    now = decide(content).archive
    assert [[one.id for one in m.items] for m in now.meetings] == [[one.id for one in m.items] for m in before.meetings]


def test_a_meeting_that_moves_to_another_day_leaves_the_old(double: Double, content: Path) -> None:
    """A postponed meeting stands once: on its new day."""
    moved = double.bodies[BODY][9]["Moede"]
    moved["MeetingBeginUtc"] = moved["Dato"] = "2026-05-20T17:00:00+02:00"
    assert codes(run(content, today=night(1))) == ["sync-moved"]
    assert [one.date for one in decide(content).archive.meetings][-2:] == ["2026-05-09", "2026-05-20"]


@pytest.mark.parametrize(("missing", "known", "outage"), [(2, 2, False), (3, 15, False), (3, 14, True), (3, 3, True)])
def test_what_an_outage_is(missing: int, known: int, outage: bool) -> None:
    """More than two, and more than a fifth."""
    assert is_outage(missing, known) is outage
