"""`moedearkiv sync` against the double: what is fetched, what is written, what is asked (issue 6, point 2)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.findings import ContentError
from generator.pipeline import decide
from generator.sources.firstagenda import attachment_file
from tests.firstagenda_double.answers import answer, attachment, field, guid, html_of, item
from tests.firstagenda_double.following import TODAY, codes, files, follow, run
from tests.firstagenda_double.server import ANSWER, LIST, PDF, Double, serving


@pytest.fixture
def double() -> Double:
    """A server with two meetings: minutes of May, and an agenda for June with a closed item."""
    double = Double()
    double.put(
        "Byrådet",
        answer(
            item(1, "Ny skolevej", case="26/483", attachments=[attachment("Kort"), attachment("Overslag")]),
            item(2, "Eventuelt"),
            begin="2026-05-18T17:00:00+02:00",
            kind="Referat",
        ),
        answer(
            item(1, "Ny hal", html=html_of(field("Indstilling", "<p>At hallen opføres.</p>"))),
            item(2, "Køb af KANARIEGRUND", is_open=False, case="26/9999"),
            begin="2026-06-15T17:00:00+02:00",
        ),
    )
    return double


@pytest.fixture
def address(double: Double) -> Iterator[str]:
    """Where the double is."""
    with serving(double) as address:
        yield address


def test_what_is_fetched_is_published(double: Double, address: str, tmp_path: Path) -> None:
    """A first run brings meetings, items and attachments; the build publishes them without another word."""
    synced = run(follow(tmp_path, address))
    assert (synced.findings, len(synced.events)) == ([], 2)
    decided = decide(tmp_path)
    may, june = decided.archive.meetings
    assert [one.title for one in may.items] == ["Ny skolevej", "Eventuelt"]
    assert [(one.title, one.text) for one in may.items[0].attachments] == [("Kort", "Kort"), ("Overslag", "Overslag")]
    assert ([one.title for one in june.items], june.withheld) == (["Ny hal"], 1)


def test_nothing_closed_is_ever_written(double: Double, address: str, tmp_path: Path) -> None:
    """Neither title nor case number nor anything else of a closed item is in a file or in what is printed."""
    double.bodies["Byrådet"][1]["Moede"]["Description"] = "KANARIE i et felt, som ingen kender"
    double.bodies["Byrådet"][1]["Dagsordenpunkter"][0]["Bilag"] = [attachment("KANARIE (Fortroligt)")]
    double.put("Byrådet", answer(item(1, "KANARIE"), begin="2026-05-04T08:00:00+02:00", kind="Lukket referat"))
    synced = run(follow(tmp_path, address))
    kept = b"".join(files(tmp_path).values()) + repr((synced, list(files(tmp_path)))).encode()
    assert b"KANARIE" not in kept
    assert b"26/9999" not in kept
    assert double.asked(guid("KANARIE (Fortroligt)")) == 0


def test_a_second_run_changes_no_file(double: Double, address: str, tmp_path: Path) -> None:
    """Nothing new: nothing is written, nothing is told, and no attachment is asked for."""
    run(follow(tmp_path, address))
    before = files(tmp_path)
    double.requests.clear()
    again = run(tmp_path, today=TODAY + datetime.timedelta(days=1))
    assert (again.events, again.findings) == ([], [])
    assert files(tmp_path) == before
    assert double.asked(PDF) == 0


def test_only_what_changed_is_written(double: Double, address: str, tmp_path: Path) -> None:
    """A new attachment and a new decision: one file changes, one is new, and the log names items by number."""
    run(follow(tmp_path, address))
    before = files(tmp_path)
    may = double.bodies["Byrådet"][0]
    may["Dagsordenpunkter"][1]["Bilag"] = [attachment("Notat")]
    double.papers[guid("Notat")] = double.papers[guid("Kort")]
    synced = run(tmp_path)
    after = files(tmp_path)
    assert synced.events == ["changed  byraadet/2026-05-18: changed item 2; 1 attachments"]
    changed = {name for name in after if after[name] != before.get(name)}
    name = f"byraadet/2026-05-18/{attachment_file(guid('Notat'))}"
    assert changed == {"byraadet/2026-05-18/agenda.json", name}


def test_closing_takes_the_saved_copy_at_once(double: Double, address: str, tmp_path: Path) -> None:
    """An item that closes later is gone from the folder in the same run, with its attachments, under a new id too."""
    run(follow(tmp_path, address))
    may = double.bodies["Byrådet"][0]
    may["Dagsordenpunkter"][0] = item(1, "Ny skolevej", is_open=False, case="26/483", id=guid("et nyt id"))
    synced = run(tmp_path)
    assert synced.events == ["changed  byraadet/2026-05-18: closed item 1; meeting's own facts"]
    assert b"skolevej" not in b"".join(files(tmp_path).values())
    assert [name for name in files(tmp_path) if name.endswith(".pdf")] == []
    may_kept = decide(tmp_path).archive.meetings[0]
    assert ([one.number for one in may_kept.items], may_kept.withheld) == (["2"], 1)


def test_closing_does_not_wait_for_a_broken_attachment(double: Double, address: str, tmp_path: Path) -> None:
    """What closes goes even when something else of the meeting cannot be had."""
    run(follow(tmp_path, address))
    may = double.bodies["Byrådet"][0]
    may["Dagsordenpunkter"][0] = item(1, "Ny skolevej", is_open=False)
    may["Dagsordenpunkter"][1]["Bilag"] = [attachment("Findes ikke")]
    synced = run(tmp_path)
    assert codes(synced) == ["sync-attachment"]
    assert b"skolevej" not in b"".join(files(tmp_path).values())


def test_a_meeting_that_closes_goes(double: Double, address: str, tmp_path: Path) -> None:
    """A list that calls the meeting `Lukket referat`: its folder is emptied; a clerk's file stays."""
    run(follow(tmp_path, address))
    (tmp_path / "byraadet/2026-05-18/meeting.md").write_text("---\nplace: Salen\n---\n", "utf-8")
    double.bodies["Byrådet"][0]["Moede"]["Navn"] = "Lukket referat"
    synced = run(tmp_path)
    assert synced.events == ["gone     byraadet/2026-05-18: closed by the server"]
    assert [name for name in files(tmp_path) if "2026-05-18" in name] == ["byraadet/2026-05-18/meeting.md"]


def test_minutes_replace_the_agenda_under_new_ids(double: Double, address: str, tmp_path: Path) -> None:
    """The meeting stays in its folder; the supplement's items are in the minutes."""
    agenda = double.bodies["Byrådet"][1]
    extra = answer(item(3, "Hastesag"), begin="2026-06-15T17:00:00+02:00", kind="Tillægsdagsorden")
    double.put("Byrådet", extra)
    run(follow(tmp_path, address))
    assert {"byraadet/2026-06-15/agenda.json", "byraadet/2026-06-15/agenda-2.json"} <= set(files(tmp_path))
    minutes = answer(
        item(1, "Ny hal", html=html_of(field("Beslutninger", "<p>Godkendt.</p>")), id=guid("a")),
        item(2, "Køb af KANARIEGRUND", is_open=False, id=guid("b")),
        item(3, "Hastesag", id=guid("c")),
        begin="2026-06-15T17:00:00+02:00",
        kind="Referat",
    )
    double.bodies["Byrådet"] = [double.bodies["Byrådet"][0], agenda, extra, minutes]
    synced = run(tmp_path, today=datetime.date(2026, 6, 16))
    assert synced.findings == []
    assert "byraadet/2026-06-15/agenda-2.json" not in files(tmp_path)
    june = decide(tmp_path).archive.meetings[1]
    assert [(one.number, one.decision is not None) for one in june.items] == [("1", True), ("3", False)]
    assert june.withheld == 1


def test_two_meetings_of_one_day(double: Double, address: str, tmp_path: Path) -> None:
    """They are told apart by their hour, and keep their folders when one gets its minutes."""
    double.bodies["Byrådet"] = [
        answer(item(1, "Formøde"), begin="2026-06-15T12:00:00+02:00"),
        answer(item(1, "Ny hal"), begin="2026-06-15T17:00:00+02:00"),
    ]
    run(follow(tmp_path, address))
    double.put("Byrådet", answer(item(1, "Ny hal", id=guid("x")), begin="2026-06-15T17:00:00+02:00", kind="Referat"))
    run(tmp_path)
    first, second = decide(tmp_path).archive.meetings
    assert [(m.id, m.start, m.items[0].title) for m in (first, second)] == [
        ("byraadet/2026-06-15", "12:00", "Formøde"),
        ("byraadet/2026-06-15-2", "17:00", "Ny hal"),
    ]


def test_an_earlier_meeting_comes_to_the_day(double: Double, address: str, tmp_path: Path) -> None:
    """A new one an hour before takes no other's folder."""
    double.bodies["Byrådet"] = [answer(item(1, "Ny hal"), begin="2026-06-15T17:00:00+02:00")]
    run(follow(tmp_path, address))
    double.put("Byrådet", answer(item(1, "Formøde"), begin="2026-06-15T16:00:00+02:00"))
    run(tmp_path)
    found = [(one.id, one.items[0].title) for one in decide(tmp_path).archive.meetings]
    assert found == [("byraadet/2026-06-15", "Ny hal"), ("byraadet/2026-06-15-2", "Formøde")]


def test_a_closed_meetings_items_pass_to_no_other(double: Double, address: str, tmp_path: Path) -> None:
    """It closes while another meeting comes to the same day: nothing of it is carried over."""
    double.bodies["Byrådet"] = [answer(item(1, "KANARIE"), begin="2026-06-15T17:00:00+02:00")]
    run(follow(tmp_path, address))
    double.bodies["Byrådet"] = [
        answer(item(7, "Formøde"), begin="2026-06-15T16:00:00+02:00"),
        answer(item(1, "KANARIE"), begin="2026-06-15T17:05:00+02:00", kind="Lukket referat"),
    ]
    run(tmp_path)
    assert b"KANARIE" not in b"".join(files(tmp_path).values())
    assert [one.items[0].title for one in decide(tmp_path).archive.meetings] == ["Formøde"]


@pytest.mark.parametrize(
    ("papers", "meetings"),
    [
        ([("14:00", "Dagsorden"), ("14:05", "Referat")], 1),
        ([("14:00", "Dagsorden"), ("13:45", "Tillægsdagsorden"), ("14:00", "Tillægsdagsorden")], 1),
        ([("14:00", "Dagsorden"), ("14:05", "Referat"), ("17:00", "Dagsorden"), ("17:10", "Referat")], 2),
        ([("12:00", "Referat"), ("17:00", "Dagsorden")], 2),
        ([("12:00", "Dagsorden"), ("12:30", "Dagsorden")], 2),
        ([("12:00", "Tillægsdagsorden")], 1),
    ],
)
def test_which_papers_of_a_day_are_one_meeting(
    double: Double, address: str, tmp_path: Path, papers: list[tuple[str, str]], meetings: int
) -> None:
    """Agenda, supplements and minutes belong together, also where they name the hour a little differently."""
    double.bodies["Byrådet"] = [
        answer(item(n, f"Sag {n}"), begin=f"2026-06-15T{hour}:00+02:00", kind=kind)
        for n, (hour, kind) in enumerate(papers, start=1)
    ]
    assert run(follow(tmp_path, address)).findings == []
    assert len({name.split("/")[1] for name in files(tmp_path) if name.endswith(".json")} - {".sync.json"}) == meetings


def test_two_meetings_of_one_day_under_new_ids(double: Double, address: str, tmp_path: Path) -> None:
    """Nothing but the hour tells which is which."""
    noon = answer(item(1, "Formøde"), begin="2026-06-15T12:00:00+02:00")
    evening = answer(item(1, "Ny hal"), begin="2026-06-15T17:00:00+02:00")
    double.bodies["Byrådet"] = [noon, evening]
    run(follow(tmp_path, address))
    before = [(one.id, one.start) for one in decide(tmp_path).archive.meetings]
    for one in (noon, evening):
        one["Id"] = guid(one["Id"])
    evening["Moede"]["MeetingBeginUtc"] = evening["Moede"]["Dato"] = "2026-06-15T17:10:00+02:00"
    assert run(tmp_path).findings == []
    assert before[1] == ("byraadet/2026-06-15-2", "17:00")
    after = [(one.id, one.start) for one in decide(tmp_path).archive.meetings]
    assert after == [before[0], ("byraadet/2026-06-15-2", "17:10")]


def test_attachments_keep_their_numbers(double: Double, address: str, tmp_path: Path) -> None:
    """Addresses are made of them: one that comes in front, or one that closes, moves no other."""
    run(follow(tmp_path, address))
    double.bodies["Byrådet"][0]["Dagsordenpunkter"][0]["Bilag"] = [attachment("Forside"), attachment("Overslag")]
    double.papers[guid("Forside")] = double.papers[guid("Kort")]
    run(tmp_path)
    read = decide(tmp_path).archive.meetings[0].items[0]
    assert sorted((one.number, one.title) for one in read.attachments) == [("1", "Forside"), ("2", "Overslag")]


def test_a_body_is_known_by_name_or_id_and_from_a_day(double: Double, address: str, tmp_path: Path) -> None:
    """`body:` and `from:` say what is fetched."""
    follow(tmp_path, address, extra=f"body: {guid('udvalg Byrådet')}, from: 2026-06-01, openness: åben")
    run(tmp_path)
    assert [name for name in files(tmp_path) if name.endswith("agenda.json")] == ["byraadet/2026-06-15/agenda.json"]


def test_a_name_that_the_server_does_not_know_removes_nothing(double: Double, address: str, tmp_path: Path) -> None:
    """A renamed body is a finding that says what names there are; what was fetched stays."""
    run(follow(tmp_path, address))
    before = files(tmp_path)
    double.bodies["Kommunalbestyrelsen"] = double.bodies.pop("Byrådet")
    synced = run(tmp_path)
    assert codes(synced) == ["sync-no-body"]
    assert "Kommunalbestyrelsen" in synced.findings[0].message
    assert files(tmp_path) == before


def test_a_clerks_meeting_is_left_alone(double: Double, address: str, tmp_path: Path) -> None:
    """A folder that was filed by hand is not written into; the clerk is told."""
    folder = follow(tmp_path, address) / "byraadet/2026-05-18"
    folder.mkdir()
    (folder / "bundle.txt").write_text("Punkt 1: Eget\n", "utf-8")
    assert codes(run(tmp_path)) == ["sync-by-hand"]
    assert [path.name for path in folder.iterdir()] == ["bundle.txt"]


@pytest.mark.parametrize("hostile", ["../../x", "..", "/etc/passwd", "a/b", "C:\\x", "x\0y", "", "ø" * 300])
def test_names_from_the_server_never_become_paths(double: Double, address: str, tmp_path: Path, hostile: str) -> None:
    """Ids and names of every kind: files lie in the meeting's folder under names that we made."""
    may = double.bodies["Byrådet"][0]
    may["Dagsordenpunkter"][0]["Bilag"] = [{**attachment(hostile), "Id": hostile}]
    may["Moede"]["Navn"] = hostile
    double.put("Byrådet", {**answer(item(1, "x"), begin="2026-05-20T17:00:00+02:00"), "Id": hostile})
    run(follow(tmp_path / "content", address))
    names = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert names == {"content"}
    assert {name.split("/")[-1] for name in files(tmp_path)} == {"body.md", ".sync.json", "agenda.json"}


def test_unchanged_answers_are_not_sent_again(double: Double, address: str, tmp_path: Path) -> None:
    """Where the server tells versions, a night without news is answered with 304 and leaves no trace."""
    double.etags = True
    before = run(follow(tmp_path, address)) and files(tmp_path)
    double.requests.clear()
    run(tmp_path)
    assert files(tmp_path) == before
    assert double.requests == [LIST, *(path for path in double.requests if path.startswith(ANSWER))]
    may = double.bodies["Byrådet"][0]
    may["Dagsordenpunkter"][1]["Caption"] = "Eventuelt andet"
    assert run(tmp_path).events == ["changed  byraadet/2026-05-18: changed item 2"]


def test_old_meetings_are_asked_for_in_turn(double: Double, address: str, tmp_path: Path) -> None:
    """The list does not tell when an item closes: each older meeting is asked for once in a fortnight."""
    days = [f"2025-{month:02d}-{day:02d}" for month in range(7, 12) for day in (3, 10, 17, 24)]
    double.bodies["Byrådet"] = [answer(item(1, "Sag"), begin=f"{day}T17:00:00+02:00") for day in days]
    run(follow(tmp_path, address))
    nights = []
    for night in range(14):
        double.requests.clear()
        run(tmp_path, today=TODAY + datetime.timedelta(days=night))
        nights.append(double.asked(ANSWER))
    assert sum(nights) == 20
    assert max(nights) <= 5
    years_later = [datetime.date(2028, 1, 1) + datetime.timedelta(days=night) for night in range(56)]
    double.requests.clear()
    for day in years_later:
        run(tmp_path, today=day)
    assert double.asked(ANSWER) == 20


def test_everything_can_be_asked_for_again(double: Double, address: str, tmp_path: Path) -> None:
    """`--all` finds an attachment that was corrected under its old id."""
    run(follow(tmp_path, address))
    double.papers[guid("Kort")] = double.papers[guid("Overslag")]
    assert run(tmp_path).events == []
    assert run(tmp_path, everything=True).events == ["changed  byraadet/2026-05-18: 1 attachments"]


def test_two_bodies_share_one_list(double: Double, address: str, tmp_path: Path) -> None:
    """The list holds all bodies: it is asked for once a run."""
    double.put("Økonomiudvalget", answer(item(1, "Budget"), begin="2026-06-08T17:00:00+02:00"))
    run(follow(tmp_path, address, "Byrådet", "Økonomiudvalget"))
    assert double.asked(LIST) == 1
    assert (tmp_path / "oekonomiudvalget/2026-06-08/agenda.json").is_file()


def test_the_command(double: Double, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints new meetings and the number of requests; exit code 2 for a body that is not there."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    follow(tmp_path, address)
    said = CliRunner().invoke(main, ["sync", "--content", str(tmp_path), "--as-of", "2026-06-01"])
    assert said.exit_code == 0, said.output
    assert "new      byraadet/2026-05-18: new item 1, 2; 2 attachments" in said.output
    assert "2 changes, 5 requests, 0 findings." in said.output
    assert CliRunner().invoke(main, ["sync", "--content", str(tmp_path), "findes-ikke"]).exit_code == 2


@pytest.mark.parametrize(
    "source",
    [
        "http://dagsordener.example",
        "https://bruger:kode@dagsordener.example",
        "https://dagsordener.example/sti",
        "ftp://dagsordener.example",
        "https://",
        "https://x:99999999",
    ],
)
def test_a_server_is_an_https_address(tmp_path: Path, source: str) -> None:
    """Anything else is refused before a single request."""
    with pytest.raises(ContentError):
        run(follow(tmp_path, source))


def test_the_saved_answer_can_be_read_by_people(double: Double, address: str, tmp_path: Path) -> None:
    """One field a line with its letters as they are: git shows what changed."""
    run(follow(tmp_path, address))
    text = (tmp_path / "byraadet/2026-05-18/agenda.json").read_text("utf-8")
    assert '"Caption": "Ny skolevej",' in text
    assert json.loads(text)["Arkiv"] == {"Lukkede": 0, "Huller": 0}
