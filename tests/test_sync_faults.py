"""`moedearkiv sync` and a server that misbehaves: patience, limits, and nothing half written (issue 6, point 5)."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.sync.client import Manners
from tests.firstagenda_double import faults
from tests.firstagenda_double.answers import answer, attachment, item
from tests.firstagenda_double.faults import Fault
from tests.firstagenda_double.following import TODAY, Clock, codes, files, follow, run
from tests.firstagenda_double.server import ANSWER, LIST, PDF, Double, serving

_PARTS = [LIST, ANSWER, PDF]


@pytest.fixture
def double() -> Double:
    """One meeting with an attachment."""
    double = Double()
    double.put("Byrådet", answer(item(1, "Ny skolevej", attachments=[attachment("Kort")])))
    return double


@pytest.fixture
def content(double: Double, tmp_path: Path) -> Iterator[Path]:
    """A folder that follows the double and has fetched nothing yet."""
    with serving(double) as address:
        yield follow(tmp_path / "content", address)


@pytest.fixture
def whole(double: Double, tmp_path: Path) -> set[str]:
    """The files of a run without faults."""
    with serving(double) as address:
        run(follow(tmp_path / "good", address))
    double.requests.clear()
    return set(files(tmp_path / "good"))


def is_sound(content: Path, whole: set[str]) -> bool:
    """Whether every file is one of a good run's, PDFs whole."""
    found = files(content)
    return set(found) <= whole and all(b"%%EOF" in data for name, data in found.items() if name.endswith(".pdf"))


@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize(
    "fault",
    [
        faults.status(503),
        faults.status(429),
        faults.status(500),
        faults.cut,
        faults.wrong_length,
        faults.says(b"<html>Log ind</html>"),
        faults.says(b"[1, 2"),
        faults.says(b""),
        faults.says(b"[" * 100_000),
        faults.says(b'{"Dagsordenpunkter": {}, "Udvalg": []}'),
    ],
)
def test_what_goes_wrong_once_is_asked_for_again(
    double: Double, content: Path, whole: set[str], part: str, fault: Fault
) -> None:
    """Two faults in a row, then a right answer: everything is fetched, with growing pauses between."""
    double.faults[part] = [fault, fault]
    clock = Clock()
    assert codes(run(content, clock=clock)) == []
    assert set(files(content)) == whole
    assert [seconds for seconds in clock.waits if seconds != 0.5] == [2, 4]


@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize(
    "fault",
    [
        faults.status(503),
        faults.status(404),
        faults.status(403),
        faults.cut,
        faults.wrong_length,
        faults.endless,
        faults.redirect("https://andre.example/api"),
        faults.redirect("http://localhost:1/api"),
        faults.redirect("//andre.example/"),
        faults.redirect("http://[::bad/"),
        faults.redirect("/vis"),
        faults.redirect(""),
        faults.says(b"null"),
        faults.says(b"{}"),
    ],
)
def test_what_always_goes_wrong_is_a_finding(
    double: Double, content: Path, whole: set[str], part: str, fault: Fault
) -> None:
    """An end of patience: told of, nothing half is written, and the next run mends it."""
    double.always = {part: fault, "/vis": fault} if part == PDF else {part: fault}
    synced = run(content, manners=Manners(max_answer=1_000_000, max_file=1_000_000, attempts=3))
    expected = {LIST: "sync-list", ANSWER: "sync-meeting", PDF: "sync-attachment"}[part]
    assert codes(synced) == [expected]
    assert len(double.requests) < 30
    assert is_sound(content, whole)
    double.always.clear()
    assert run(content).findings == []
    assert set(files(content)) == whole


@pytest.mark.parametrize("part", _PARTS)
def test_a_server_may_say_when_to_come_back(double: Double, content: Path, part: str) -> None:
    """`Retry-After` in seconds and as a moment (counted from the server's own clock) is heeded."""
    double.faults[part] = [
        faults.status(429, Retry_After="17"),
        faults.status(503, Retry_After="Mon, 01 Jun 2026 10:02:00 GMT", Date="Mon, 01 Jun 2026 10:00:00 GMT"),
        faults.status(503, Retry_After="snart"),
    ]
    clock = Clock()
    assert run(content, clock=clock).findings == []
    assert [seconds for seconds in clock.waits if seconds != 0.5] == [17, 120, 8]


def test_a_server_that_asks_for_hours_is_left_alone(double: Double, content: Path) -> None:
    """We do not wait longer than five minutes, and ask no more in this run."""
    double.always[LIST] = faults.status(503, Retry_After="86400")
    clock = Clock()
    assert codes(run(content, clock=clock)) == ["sync-list"]
    assert (double.requests, sum(clock.waits)) == ([LIST], 0)


def test_a_cookie_is_fetched_first_where_the_server_wants_one(double: Double, content: Path, whole: set[str]) -> None:
    """302 until the front page has been visited: one visit, then everything."""
    double.cookie = True
    assert run(content).findings == []
    assert set(files(content)) == whole
    assert (double.asked(LIST), double.requests.count("/")) == (2, 1)


def test_a_redirect_on_the_server_is_followed(double: Double, content: Path, whole: set[str]) -> None:
    """`redirectDirectlyToPdf` sends on to the file."""
    direct = "/vis/pdf/bilag/" + next(iter(double.papers))
    double.faults["redirectDirectlyToPdf"] = [faults.redirect(direct)] * 2
    assert run(content).findings == []
    assert set(files(content)) == whole


@pytest.mark.parametrize("part", _PARTS)
def test_slow_bytes_end(double: Double, content: Path, part: str) -> None:
    """Bytes that trickle keep the connection alive; the time for one answer is limited all the same."""
    double.always[part] = faults.drip
    synced = run(content, clock=Clock(tick=40))
    assert len(synced.findings) == 1
    assert "longer than 300 seconds" in synced.findings[0].message


def test_silence_ends(double: Double, content: Path) -> None:
    """A server that says nothing more is hung up on."""
    double.faults[ANSWER] = [faults.silent]
    assert run(content, manners=Manners(silence=0.2)).findings == []


def test_a_dead_server_is_a_finding(tmp_path: Path) -> None:
    """Nobody answers: one finding for each body, no traceback, nothing written."""
    follow(tmp_path, "http://127.0.0.1:9", "Byrådet", "Økonomiudvalget")
    clock = Clock()
    assert codes(run(tmp_path, clock=clock)) == ["sync-list", "sync-list"]
    assert sum(clock.waits) < 60
    assert {name.split("/")[-1] for name in files(tmp_path)} == {"body.md"}


def test_a_server_that_dies_on_the_way_is_not_pestered(double: Double, content: Path) -> None:
    """After three meetings in a row no more is asked for; the next run goes on from there."""
    for day in range(1, 20):
        double.put("Byrådet", answer(item(1, "Sag"), begin=f"2026-04-{day:02d}T17:00:00+02:00"))
    double.always[ANSWER] = faults.status(503)
    synced = run(content)
    assert codes(synced) == [*["sync-meeting"] * 3, "sync-gave-up"]
    double.always.clear()
    assert len(run(content).events) == 20


def test_a_list_that_was_not_worked_through_is_asked_for_again(double: Double, content: Path, whole: set[str]) -> None:
    """A meeting that could not be had is not forgotten because the list has not changed since."""
    double.etags = True
    double.always[ANSWER] = faults.status(500)
    assert codes(run(content)) == ["sync-meeting"]
    double.always.clear()
    assert run(content).findings == []
    assert set(files(content)) == whole


def test_an_answer_of_another_meeting_is_refused(double: Double, content: Path) -> None:
    """Shifted lists: an answer with another id, or of another day, is not written under this meeting."""
    wrong = answer(item(1, "KANARIE"), begin="2026-01-01T10:00:00+01:00")
    double.bodies["Byrådet"][0]["Moede"]["Dato"] = "2026-05-18T17:00:00+02:00"
    other = {**double.bodies["Byrådet"][0], "Moede": wrong["Moede"]}
    double.always[ANSWER] = faults.says(_json(other))
    assert codes(run(content)) == ["sync-meeting"]
    double.always[ANSWER] = faults.says(_json({**wrong, "Moede": double.bodies["Byrådet"][0]["Moede"]}))
    assert codes(run(content)) == ["sync-meeting"]
    assert b"KANARIE" not in b"".join(files(content).values())


@pytest.mark.parametrize(
    "state",
    [b"", b"{", b"[]", b'{"version": 1, "meetings": 7}', b'{"version": 1, "meetings": {"../x": {"rows": [1]}}}'],
)
def test_a_broken_state_is_begun_anew(double: Double, content: Path, whole: set[str], state: bytes) -> None:
    """The state only saves requests: without it everything is asked for, and nothing is lost or doubled."""
    run(content)
    before = files(content)
    (content / "byraadet/.sync.json").write_bytes(state)
    run(content)
    assert files(content) == before


def test_a_stormy_fortnight(double: Double, content: Path, tmp_path: Path) -> None:
    """Answers go wrong while meetings come, change and close: after one calm run all is as it should be."""
    chance = random.Random(20260618)
    statuses = [faults.status(code) for code in (404, 429, 503)]
    kinds = [*statuses, faults.cut, faults.wrong_length, faults.says(b"{}")]
    for day in range(1, 15):
        items = [item(n, f"Sag {n} den {day}.", attachments=[attachment(f"Notat {n} den {day}.")]) for n in (1, 2)]
        double.put("Byrådet", answer(*items, begin=f"2026-05-{day:02d}T17:00:00+02:00"))
        if day > 2:
            double.bodies["Byrådet"][day - 2]["Dagsordenpunkter"][0] = item(1, f"Sag 1 den {day - 2}.", is_open=False)
        for part in _PARTS:
            double.faults[part] = [chance.choice(kinds) for _ in range(chance.randint(0, 6))]
        run(content, today=TODAY + datetime.timedelta(days=day), manners=Manners(attempts=2))
    double.faults.clear()
    address = (content / "byraadet/body.md").read_text("utf-8").split('"')[1]
    calm = follow(tmp_path / "calm", address)
    for folder in (content, calm):
        assert run(folder, today=TODAY + datetime.timedelta(days=20), everything=True).findings == []
    assert files(content) == files(calm)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
