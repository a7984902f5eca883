"""Promise 3: a CPR number is never published; what holds one is withheld and told of, masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.model import Meeting, Paragraph, SourceFile, Table
from generator.openness import publish
from generator.personal import protect
from generator.privacy.clearing import Clearing, Clearings
from tests.papers import BUNDLE, meeting
from tests.whole_content import read_content

NUMBER = "211062-5629"


def with_number(before: str, after: str) -> Meeting:
    """The bundle with a number put into it."""
    assert before in BUNDLE
    return meeting(BUNDLE.replace(before, after))


def numbers_of(made: Meeting, cleared: Sequence[Clearing] = ()) -> tuple[list[str], str, list[str]]:
    """The public items, everything public as text, and what the clerk is told."""
    safe = protect([made], clearings=Clearings(tuple(cleared)))
    public = publish(safe.meetings).meetings
    items = [item.number for found in public for item in found.items]
    return items, repr(public), [str(finding) for finding in safe.findings]


def test_an_item_with_a_number_is_withheld() -> None:
    """The item is withheld whole, the others are published, and the clerk sees item, line and a masked number."""
    items, public, told = numbers_of(with_number("Det kræver, at", f"Borgeren ({NUMBER}) søgte. Det kræver, at"))
    assert items == ["1", "2", "4"]
    assert "5629" not in public
    assert len(told) == 1
    assert "2110xx-xxxx" in told[0]
    assert "raadmandsmoede/2025-03-04/3" in told[0]
    assert "5629" not in told[0]


def test_a_number_over_a_line_break_is_found() -> None:
    """Wrapping does not hide a number."""
    items, _, _ = numbers_of(
        with_number("Rådmanden godkendte indstillingen.", "Sagen om borger 211062-\n5629 godkendt.")
    )
    assert "3" not in items


def test_an_attachment_with_a_number_is_withheld_alone() -> None:
    """An attachment's number closes the attachment, not its item."""
    made = with_number("Planen følger den årlige", f"Borger {NUMBER}. Planen følger den årlige")
    item = publish(protect([made], clearings=Clearings()).meetings).meetings[0].items[2]
    assert [attachment.number for attachment in item.attachments] == ["1"]


def test_a_number_in_copied_minutes_closes_that_entry() -> None:
    """In a copy of minutes only the item that holds the number goes."""
    made = meeting(BUNDLE.replace("Udsat til næste møde.", f"Borger {NUMBER} udsat."))
    copy = publish(protect([made], clearings=Clearings()).meetings).meetings[0].items[1].attachments[0]
    assert "5629" not in copy.text
    assert "Bordet rundt" in copy.text


def test_a_number_in_two_table_cells_is_found() -> None:
    """A number that a table has split over two cells is found."""
    made = meeting(BUNDLE)
    item = made.items[2]
    table = Table(header=("Født", "Løbenr."), rows=(("211062", "5629"),))
    section = replace(item.sections[0], blocks=(table,))
    made = replace(made, items=(replace(item, sections=(section,)),))
    assert numbers_of(made)[0] == []


def test_a_number_in_a_file_name_closes_the_meeting() -> None:
    """The name of a source stands on every page of its meeting: a number there closes all of it."""
    made = meeting(BUNDLE)
    named = replace(made, sources=(SourceFile(file=f"raadmandsmoede/2025-03-04/{NUMBER}.txt", sha256="0"),))
    assert numbers_of(named)[0] == []


def test_a_note_with_a_number_is_not_shown() -> None:
    """A clerk's note with a number goes, the meeting stays, and the audit knows what to look for."""
    noted = replace(meeting(BUNDLE), note=(Paragraph(text=f"Kontakt {NUMBER}"),), place=f"Lokale {NUMBER}")
    safe = protect([noted], clearings=Clearings())
    assert safe.meetings[0].note == ()
    assert safe.meetings[0].place is None
    assert len(publish(safe.meetings).meetings[0].items) == 4
    assert [entry.secrets for entry in safe.withheld] == [(f"Kontakt {NUMBER}",), (f"Lokale {NUMBER}",)]


def test_a_clerk_can_clear_a_false_alarm(tmp_path: Path) -> None:
    """With a reason in meeting.md the item is published, and the report says that it was cleared and why."""
    folder = tmp_path / "raadmandsmoede" / "2025-03-04"
    folder.mkdir(parents=True)
    (folder.parent / "body.md").write_text("---\nname: Rådmandsmødet\n---\n", "utf8")
    (folder / "meeting.md").write_text(
        "---\nopenness: åben\nitems:\n  3: {not_cpr: et varenummer}\n  4: {not_cpr: ''}\n---\n", "utf8"
    )
    content = read_content(tmp_path)
    cleared = content.cleared
    assert [(entry.scope, entry.reason) for entry in cleared] == [("raadmandsmoede/2025-03-04/3", "et varenummer")]
    assert [finding.code for finding in content.findings if "clearing" in finding.code] == ["clearing-refused"]
    items, _, told = numbers_of(with_number("Det kræver, at", f"Vare {NUMBER}. Det kræver, at"), cleared)
    assert items == ["1", "2", "3", "4"]
    assert "et varenummer" in told[0]
