"""Saved answers of a FirstAgenda server become meetings (issue 6, point 1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import Connections
from generator.deciding.joining import Decided
from generator.findings import ContentError
from generator.model import Bullets, Outcome, Paragraph, PositionKind, Stage, Table
from generator.openness import PublicItem, PublicMeeting
from generator.pipeline import decide
from generator.sources.danish_time import local_time
from generator.sources.firstagenda import attachment_file, read_agenda
from generator.sources.firstagenda_html import cut_html, tidy
from tests.factories import AS_OF, SETTINGS
from tests.firstagenda_double.answers import answer, attachment, field, html_of, item
from tests.pdf_files import built, page, write
from tests.rendered import data_of, pages_of
from tests.samples import samples

SOURCE = 'source: {kind: firstagenda, server: "https://dagsordener.nordlunde.example", openness: åben}\n'


def saved(root: Path, *answers: dict[str, Any], source: str = SOURCE, meeting: str = "") -> Path:
    """A content folder with the answers saved as one meeting's."""
    folder = root / "byraadet/2026-05-18"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "byraadet/body.md").write_text(f"---\nname: Byrådet\norganisation: Nordlunde\n{source}---\n", "utf-8")
    for n, one in enumerate(answers, start=1):
        name = "agenda.json" if n == 1 else f"agenda-{n}.json"
        (folder / name).write_text(json.dumps(one, ensure_ascii=False), "utf-8")
    if meeting:
        (folder / "meeting.md").write_text(f"---\n{meeting}\n---\n", "utf-8")
    return root


def codes(decided: Decided) -> set[str]:
    """The findings' codes."""
    return {finding.code for finding in decided.findings}


def only(decided: Decided) -> PublicMeeting:
    """The one public meeting."""
    (meeting,) = decided.archive.meetings
    return meeting


def numbered(items: Sequence[PublicItem]) -> list[str]:
    """The items' numbers."""
    return [one.number for one in items]


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines."""
    paper = page()
    write(paper, 20, 30, *lines)
    return built(paper)


RICH = html_of(
    field(
        "Indstilling",
        "<p><span>Direktøren indstiller til Byrådet at anbefale</span></p>"
        "<ol><li><span>at skolevejen anlægges</span></li><li>at udgiften afholdes af rammen</li></ol>",
        "indstilling",
    ),
    field(
        "Sagsfremstilling",
        "<p>Skolevejen er smal.</p>"
        "<table><tr><th>År</th><th>Kr.</th></tr><tr><td><p>2026</p></td><td>7</td></tr></table>"
        '<p>Se <a href="https://kort.example/vej">kortet</a> og <a href="javascript:alert(1)">planen</a>.</p>'
        "<script>skjult()</script><!-- skjult --><img src='x.png'>",
    ),
    field("Beslutninger", "<p>Godkendt.</p><p>Venstre tog forbehold.</p>", "resume"),
    field("Beslutning i Økonomiudvalget den 16-03-2026", "<p>Anbefales godkendt.</p>"),
)


def test_an_item_is_read_by_its_headings(tmp_path: Path) -> None:
    """Recommendations, sections, tables, links, decision, positions and earlier decisions each come to their place."""
    minutes = answer(item(1, "Ny skolevej", html=RICH, case="26/483"), kind="Referat")
    read = only(decide(saved(tmp_path, minutes))).items[0]
    assert [entry.text for entry in read.recommendations] == [
        "at skolevejen anlægges",
        "at udgiften afholdes af rammen",
    ]
    assert read.case_numbers == ("26/483",)
    sections = {section.heading: section.blocks for section in read.sections}
    assert sections["Indstilling"] == (Paragraph(text="Direktøren indstiller til Byrådet at anbefale"),)
    assert sections["Sagsfremstilling"] == (
        Paragraph(text="Skolevejen er smal."),
        Table(header=("År", "Kr."), rows=(("2026", "7"),)),
        Paragraph(text="Se kortet (https://kort.example/vej) og planen."),
    )
    assert read.decision is not None
    assert (read.decision.outcome, read.decision.text) == (Outcome.APPROVED, "Godkendt.\nVenstre tog forbehold.")
    assert [(p.who, p.kind) for p in read.decision.positions] == [("Venstre", PositionKind.RESERVATION)]
    assert [(step.body, step.date, step.text) for step in read.case_steps] == [
        ("Økonomiudvalget", "2026-03-16", "Anbefales godkendt.")
    ]


def test_nothing_of_the_dirt_is_left(tmp_path: Path) -> None:
    """Nested heads, empty headings, scripts and comments say nothing; a picture that is not shown is told of."""
    decided = decide(saved(tmp_path, answer(item(1, "Ny skolevej", html=RICH))))
    assert "jult" not in repr(decided.archive)
    assert all(section.heading.strip() and section.blocks for section in only(decided).items[0].sections)
    assert "pictures-left-out" in codes(decided)


def test_an_agenda_has_decided_nothing(tmp_path: Path) -> None:
    """A decision without a date on an agenda is shown where it stands, never as this meeting's decision."""
    read = only(decide(saved(tmp_path, answer(item(1, "Ny skolevej", html=RICH)))))
    assert (read.stage, read.items[0].decision) == (Stage.AGENDA, None)
    assert "Beslutninger" in [section.heading for section in read.items[0].sections]


def test_a_decision_of_today_is_ours_only_under_our_name(tmp_path: Path) -> None:
    """Two bodies that meet on one day: each decision goes to its own body."""
    html = html_of(
        field("Beslutning i Økonomiudvalget den 18-05-2026", "<p>Anbefales.</p>"),
        field("Beslutning i Byrådet den 18-05-2026", "<p>Forkastet.</p>"),
    )
    read = only(decide(saved(tmp_path, answer(item(1, "Ny skolevej", html=html), kind="Referat")))).items[0]
    assert read.decision is not None
    assert read.decision.outcome is Outcome.REJECTED
    assert [step.body for step in read.case_steps] == ["Økonomiudvalget"]


@pytest.mark.parametrize("flag", [False, None, "true", "True", 1, 1.0, [], {}, "", "false", [True]])
def test_only_the_json_value_true_is_open(tmp_path: Path, flag: object) -> None:
    """Anything but true closes: no title, no case number, only a count (issue 6, point 1)."""
    shut = item(2, "Køb af KANARIEGRUND", is_open=flag, case="26/9999")
    shut["Felter"] = [{"Html": "<p>KANARIETEKST</p>"}]
    decided = decide(saved(tmp_path, answer(item(1, "Ny skolevej"), shut, item(3, "Eventuelt"))))
    assert numbered(only(decided).items) == ["1", "3"]
    assert only(decided).withheld == 1
    told = repr(decided.archive) + repr(decided.findings)
    assert "KANARIE" not in told
    assert "26/9999" not in told


def test_a_missing_flag_is_closed(tmp_path: Path) -> None:
    """ "Missing access" was taken as open by others."""
    shut = item(2, "KANARIE")
    del shut["IsOpen"]
    assert numbered(only(decide(saved(tmp_path, answer(item(1, "Ny skolevej"), shut)))).items) == ["1"]


def test_html_nested_without_end_withholds_its_item(tmp_path: Path) -> None:
    """A hostile or broken answer costs one item, is told, and stops nothing."""
    deep = item(1, "Ny skolevej", html="<div>" * 20_000 + "x")
    decided = decide(saved(tmp_path, answer(deep, item(2, "Eventuelt"))))
    assert numbered(only(decided).items) == ["2"]
    assert "html-too-deep" in codes(decided)


def test_a_closed_title_closes_an_open_flag(tmp_path: Path) -> None:
    """The most restrictive marker wins: "Lukket: …" with IsOpen true is withheld."""
    odd = item(2, "Lukket: KANARIE")
    assert numbered(only(decide(saved(tmp_path, answer(item(1, "Ny skolevej"), odd)))).items) == ["1"]


def test_nothing_is_open_that_nobody_declared(tmp_path: Path) -> None:
    """Without `openness: åben` in body.md's source or in meeting.md nothing is published."""
    undeclared = SOURCE.replace(", openness: åben", "")
    assert decide(saved(tmp_path, answer(item(1, "Ny skolevej")), source=undeclared)).archive.meetings == ()
    assert len(decide(saved(tmp_path, source=undeclared, meeting="openness: åben")).archive.meetings) == 1
    assert decide(saved(tmp_path, meeting="openness: lukket")).archive.meetings == ()


def test_a_clerk_can_only_close(tmp_path: Path) -> None:
    """meeting.md closes an item and an attachment; it cannot open what the server has closed."""
    agenda = answer(
        item(1, "Ny skolevej", attachments=[attachment("Kort"), attachment("Overslag")]),
        item(2, "Ny hal"),
        item(3, "KANARIE", is_open=False),
    )
    said = "items: {1: {attachments: {2: lukket}}, 2: {openness: lukket}, 3: {openness: åben}}"
    read = only(decide(saved(tmp_path, agenda, meeting=said)))
    assert numbered(read.items) == ["1"]
    assert [one.title for one in read.items[0].attachments] == ["Kort"]


def test_what_lies_beside_is_not_opened_by_the_source(tmp_path: Path) -> None:
    """The source speaks of the server's answers: bundles are not read, written items must say it themselves."""
    root = saved(tmp_path, answer(item(1, "Ny skolevej")))
    folder = root / "byraadet/2026-05-18"
    (folder / "bundle.txt").write_text("Punkt 7: KANARIE\n", "utf-8")
    (folder / "item-8.md").write_text("---\ntitle: Kladde\n---\nTekst\n", "utf-8")
    (folder / "item-9.md").write_text("---\ntitle: Tale\nopenness: åben\n---\nTekst\n", "utf-8")
    decided = decide(root)
    assert numbered(only(decided).items) == ["1", "9"]
    assert "bundle-beside-agenda" in codes(decided)


def test_attachments_are_read_from_their_pdfs(tmp_path: Path) -> None:
    """A PDF beside the answer is the attachment's text; one that is named and not there is told of."""
    agenda = answer(item(1, "Ny skolevej", attachments=[attachment("Kort"), attachment("Overslag")]))
    root = saved(tmp_path, agenda)
    name = attachment_file(agenda["Dagsordenpunkter"][0]["Bilag"][0]["Id"])
    (root / "byraadet/2026-05-18" / name).write_bytes(pdf("Kortet viser skolevejen."))
    decided = decide(root)
    plan, estimate = only(decided).items[0].attachments
    assert (plan.number, plan.text, plan.place.file) == ("1", "Kortet viser skolevejen.", f"byraadet/2026-05-18/{name}")
    assert (estimate.title, estimate.text) == ("Overslag", "")
    assert [f.place for f in decided.findings if f.code == "attachment-missing"] == ["item 1, bilag 2"]


def test_a_paper_that_says_fortroligt_is_withheld(tmp_path: Path) -> None:
    """The server forgot to close an attachment whose first line says what it is."""
    agenda = answer(item(1, "Ny skolevej", attachments=[attachment("Tilbud")]))
    root = saved(tmp_path, agenda)
    name = attachment_file(agenda["Dagsordenpunkter"][0]["Bilag"][0]["Id"])
    (root / "byraadet/2026-05-18" / name).write_bytes(pdf("Fortroligt", "Tilbuddet lyder på KANARIE kroner."))
    assert only(decide(root)).items[0].attachments == ()


def test_times_are_danish(tmp_path: Path) -> None:
    """The field is called Utc and holds local time with an offset; either way the page says Danish time."""
    agenda = answer(item(1, "Ny skolevej"), begin="2026-05-18T15:00:00Z", end="2026-05-18T18:30:00.7035726+02:00")
    read = only(decide(saved(tmp_path, agenda)))
    assert (read.start, read.end, read.place) == ("17:00", "18:30", "Rådhuset")
    assert local_time("2026-01-05T16:00:00+00:00") == ("2026-01-05", "17:00")
    assert local_time("0001-01-01T00:00:00Z") == local_time("i morgen") == (None, None)


def test_who_took_part_is_known_of_minutes_only(tmp_path: Path) -> None:
    """An agenda lists the members, which says nothing of who came."""
    people = [("Anna Lund", False), ("Bo Holm", True)]
    minutes = only(decide(saved(tmp_path / "a", answer(item(1, "Ny skolevej"), kind="Referat", people=people))))
    assert [(one.name, one.absent) for one in minutes.participants] == people
    assert only(decide(saved(tmp_path / "b", answer(item(1, "Ny skolevej"), people=people)))).participants == ()


def test_the_meetings_page_and_row_name_who_took_part(tmp_path: Path) -> None:
    """What the minutes say of presence is on the page and in the data."""
    minutes = answer(item(1, "Ny skolevej"), kind="Referat", people=[("Anna Lund", False), ("Bo *Holm*", True)])
    archive = decide(saved(tmp_path, minutes)).archive
    pages = pages_of(archive, connections=Connections(), as_of=AS_OF, settings=SETTINGS)
    page = str(pages["byraadet/2026-05-18/index.md"])
    assert "Deltagere" in page
    assert "Fraværende" in page
    assert "Bo *Holm*" not in page  # written so that no mark of it is Markdown
    data = data_of(archive, connections=Connections(), settings=SETTINGS)
    (row,) = json.loads(str(data["data/meetings.json"]))
    assert row["participants"] == [{"name": "Anna Lund", "absent": False}, {"name": "Bo *Holm*", "absent": True}]


def test_a_supplement_adds_items(tmp_path: Path) -> None:
    """A supplementary agenda belongs to the same meeting; an item that both have is closed if either says so."""
    extra = answer(item(1, "Ny skolevej", is_open=False), item(4, "Hastesag"), kind="Tillægsdagsorden")
    read = only(decide(saved(tmp_path, answer(item(1, "Ny skolevej"), item(2, "Ny hal")), extra)))
    assert numbered(read.items) == ["2", "4"]


def test_a_file_that_is_no_answer_stops_nothing(tmp_path: Path) -> None:
    """One bad file is a finding; the other meetings are published."""
    root = saved(tmp_path, answer(item(1, "Ny skolevej")))
    bad = root / "byraadet/2026-06-01"
    bad.mkdir()
    (bad / "agenda.json").write_text('{"Dagsordenpunkter": "nej"}', "utf-8")
    decided = decide(root)
    assert [meeting.date for meeting in decided.archive.meetings if meeting.items] == ["2026-05-18"]
    assert "agenda-unreadable" in codes(decided)


def test_a_broken_answer_opens_no_bundle(tmp_path: Path) -> None:
    """What the source declares of the server's answer does not pass to the bundle beside it."""
    root = saved(tmp_path, answer(item(1, "Ny skolevej")))
    (root / "byraadet/2026-05-18/agenda.json").write_text("{", "utf-8")
    (root / "byraadet/2026-05-18/bundle.txt").write_text("Punkt 1: KANARIE\n\nTekst\n", "utf-8")
    assert "KANARIE" not in repr(decide(root).archive)


def test_the_real_answer_is_read_whole() -> None:
    """The Hvidovre sample: four open items, three closed, their titles nowhere; one recommendation an `at`."""
    path = next((samples() / "firstagenda").glob("dagsorden_*.json"))
    agenda = read_agenda(path, "agenda.json")
    assert [(one.number, one.is_open) for one in agenda.items] == [
        ("1", True), ("2", True), ("30", True), ("31", True), ("32", False), ("33", False), ("34", False),
    ]  # fmt: skip
    assert (agenda.date, agenda.start, agenda.finished, len(agenda.participants)) == ("2026-05-18", "17:00", False, 7)
    fields = cut_html(agenda.items[2].html)
    assert [one.title for one in fields] == [
        "Beslutningstema",
        "Indstilling",
        "Sagsfremstilling",
        "Politiske beslutninger og aftaler",
        "Økonomiske konsekvenser",
        "Høring",
    ]
    entries = [block for block in fields[1].blocks if isinstance(block, Bullets)]
    assert [len(block.entries) for block in entries] == [2]


_TAGS = st.sampled_from(
    [
        "<h3>",
        "</h3>",
        "<span class='x'>",
        "</span>",
        "<p>",
        "<title>",
        "</title>",
        "<table><tr><td>",
        "</table>",
        "<ol><li>",
    ]
)


@given(st.lists(_TAGS | st.text("aæ &>\"'\n", max_size=5), max_size=30))
def test_any_html_is_cut(parts: list[str]) -> None:
    """Whatever tags stand where: no crash, and a paragraph behind them is still read."""
    source = "".join(parts)
    found = repr(cut_html(source + "<p>til sidst</p>"))
    assert tidy(source) is not None
    assert "til sidst" in found or "<title>" in source


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(answer(item(1, "x")))), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["Moede", "Udvalg", "Arkiv", "Dagsordenpunkter"]), _JSON), st.data())
def test_any_json_is_an_answer_or_a_content_error(
    tmp_path_factory: pytest.TempPathFactory, value: Any, data: Any
) -> None:
    """Fields of another kind than expected never crash the reader."""
    keys = st.sampled_from(list(item(1, "x")))
    value["Dagsordenpunkter"] = data.draw(st.lists(st.dictionaries(keys, _JSON), max_size=3) | _JSON)
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(value), "utf-8")
    try:
        read = read_agenda(path, "agenda.json")
    except ContentError:
        return
    raw = [one for one in value["Dagsordenpunkter"] if isinstance(one, dict)]
    assert [one.is_open for one in read.items] == [one.get("IsOpen") is True for one in raw]
