"""Issue 5, point 4: a clerk clears a false alarm with a reason; one that clears nothing, or has none, is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import Severity
from generator.pipeline import decide
from tests.whole_content import read_content

NUMBER = "211062-5629"
TEXT = f"Varen {NUMBER} er købt. Spørg Bo Holm, 55 55 43 21 eller bo.holm@gmail.com. Bo Holm lider af demens."


def archive(root: Path, front: str = "", body: str = "") -> Path:
    """One meeting with one written item that holds one of each kind."""
    folder = root / "raad" / "2025-03-04"
    folder.mkdir(parents=True)
    (folder.parent / "body.md").write_text(f"---\nname: Rådet\n{body}---\n", "utf8")
    (folder / "meeting.md").write_text(f"---\nopenness: åben\n{front}---\n", "utf8")
    (folder / "item-1.md").write_text(f"---\ntitle: Plan\n---\n## Sag\n\n{TEXT}\n", "utf8")
    return root


def codes(root: Path) -> list[str]:
    return [finding.code for finding in decide(root).findings]


def test_each_is_told_masked_with_file_and_line(tmp_path: Path) -> None:
    """`check` shows where it stands, and nothing of what it is."""
    findings = [str(finding) for finding in decide(archive(tmp_path)).findings]
    (number,) = (line for line in findings if "(cpr)" in line)
    assert "raad/2025-03-04/item-1.md, raad/2025-03-04/1, line 6: 2110xx-xxxx" in number
    assert not any("5629" in line or "43 21" in line or "holm@" in line for line in findings)


def test_every_kind_can_be_cleared(tmp_path: Path) -> None:
    """With text and reason, however the text is spaced; each is told of with its reason, and shown."""
    front = (
        f'cleared:\n  - {{text: "{NUMBER}", reason: et varenummer}}\n  - {{text: "55554321", reason: butikkens}}\n'
        '  - {text: bo.holm@gmail.com, item: 1, reason: butikkens}\n  - {text: demens, item: "1", reason: aftalt}\n'
    )
    decided = decide(archive(tmp_path, front))
    (item,) = decided.archive.meetings[0].items
    assert item.sections[0].text == TEXT
    assert sorted(code for code in codes(tmp_path) if "withheld" not in code) == [
        "cpr-cleared", "e-mail-cleared", "telephone-cleared",
    ]  # fmt: skip
    assert not any(NUMBER in str(finding) for finding in decided.findings)


@pytest.mark.parametrize(
    "entry",
    [
        f'{{text: "{NUMBER}"}}',
        f'{{text: "{NUMBER}", reason: ""}}',
        f'{{text: "{NUMBER}", reason: et varenummer, until: 2030}}',
        "{reason: et varenummer}",
        "{text: 2110625629, reason: et varenummer}",
        '"211062"',
    ],
)
def test_a_clearing_that_cannot_be_used_is_refused(tmp_path: Path, entry: str) -> None:
    """No reason, no text, an unknown field or a number without quotes: told of, and nothing is cleared."""
    decided = decide(archive(tmp_path, f"cleared:\n  - {entry}\n"))
    refused = [finding for finding in decided.findings if finding.code == "clearing-refused"]
    assert [finding.severity for finding in refused] == [Severity.ERROR]
    assert decided.archive.meetings[0].items == ()


def test_a_clearing_holds_for_its_item_only(tmp_path: Path) -> None:
    """Item 2's clearing does not open item 1, and is told of as stale."""
    decided = decide(archive(tmp_path, f'cleared:\n  - {{text: "{NUMBER}", item: 2, reason: et varenummer}}\n'))
    assert decided.archive.meetings[0].items == ()
    assert "clearing-stale" in codes(tmp_path)


def test_another_number_at_the_same_place_is_not_cleared(tmp_path: Path) -> None:
    """A clearing names its number: a real one beside it still closes the item."""
    archive(tmp_path, f'cleared:\n  - {{text: "{NUMBER}", reason: et varenummer}}\n')
    with (tmp_path / "raad/2025-03-04/item-1.md").open("a", encoding="utf8") as file:
        file.write("\nBorger 010203-4567.\n")
    assert decide(tmp_path).archive.meetings[0].items == ()


def test_what_clears_nothing_is_told_of(tmp_path: Path) -> None:
    """Both `cleared` and `not_cpr`, in meeting.md and in body.md."""
    front = 'cleared: [{text: "99 99 99 99", reason: x}]\nitems: {7: {not_cpr: y}}\n'
    decided = decide(archive(tmp_path, front, 'cleared: [{text: "a@b.dk", reason: z}]\n'))
    stale = [finding for finding in decided.findings if finding.code == "clearing-stale"]
    assert [finding.file for finding in stale] == [
        "raad/body.md",
        "raad/2025-03-04/meeting.md",
        "raad/2025-03-04/meeting.md",
    ]
    assert {finding.severity for finding in stale} == {Severity.WARNING}


def test_a_body_is_not_named_by_a_number(tmp_path: Path) -> None:
    """A folder's name stands in every address: with a number in it nothing of it is read, and it is told masked."""
    folder = tmp_path / f"raad-{NUMBER}"
    folder.mkdir()
    (folder / "body.md").write_text("---\nname: Rådet\n---\n", "utf8")
    assert read_content(tmp_path).bodies == ()
    (finding,) = decide(tmp_path).findings
    assert finding.severity is Severity.ERROR
    assert "5629" not in str(finding)
    assert "2110xx-xxxx" in str(finding)


def test_shared_texts_and_notes_are_scanned(tmp_path: Path) -> None:
    """A topic, an abbreviation, a body's name and a note with a number are not shown; the rest is."""
    from datetime import date

    from generator.pipeline import gather

    archive(tmp_path, body=f'organisation: "Nordlunde {NUMBER}"\n')
    (tmp_path / "topics.yml").write_text(
        f'- {{slug: a, name: "Emne {NUMBER}", words: [plan]}}\n- {{slug: b, name: By, words: [plan]}}\n', "utf8"
    )
    (tmp_path / "glossary.yml").write_text(
        f'abbreviations: [{{short: AB, long: "Alt {NUMBER}"}}, {{short: CD, long: Ring 55 55 43 21}}]\n', "utf8"
    )
    gathered = gather(tmp_path, as_of=date(2025, 7, 1), progress=lambda _: None)
    assert [topic.slug for topic in gathered.connections.topics] == ["b"]
    assert [(one.short, "55" in one.long) for one in gathered.connections.abbreviations] == [("CD", False)]
    assert gathered.decided.archive.bodies[0].organisation == ""
    told = [finding for finding in gathered.findings if finding.code == "cpr"]
    assert {finding.file for finding in told} == {
        "raad/body.md",
        "topics.yml",
        "glossary.yml",
        "raad/2025-03-04/item-1.md",
    }
    assert not any("5629" in str(finding) for finding in gathered.findings)
