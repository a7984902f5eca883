"""Commitments of the real papers against the hand-made labels, and of the sample archive against what a reader finds.

Run with `-s` to see precision and recall of each kind.
"""

from __future__ import annotations

import csv
import datetime
import re
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.connections import FollowUp, FollowUpStatus
from generator.followups import find
from generator.links import connect
from generator.pipeline import decide
from tests.samples import ROOT, samples

LABELS = ROOT / "tests" / "labels" / "commitments.tsv"
EXPECTED = ROOT / "tests" / "sample_archive" / "expected.yml"
MEETINGS = {
    "001": "msb-raadmandsmoede/2024-01-23",
    "002": "msb-raadmandsmoede/2024-01-09",
    "003": "msb-raadmandsmoede/2024-06-04",
    "004": "msb-raadmandsmoede/2025-01-14",
    "aar": "aarhus-byraad/2025-08-27",
}
AS_OF = datetime.date(2025, 9, 1)
Row = dict[str, str]


def read(content: Path, as_of: datetime.date) -> tuple[FollowUp, ...]:
    """The follow-ups of a content folder, with the archive's own links."""
    archive = decide(content).archive
    return find(archive, links=connect(archive).links, as_of=as_of).followups


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[FollowUp, ...]:
    """The follow-ups of the four bundles and the council minutes."""
    root = tmp_path_factory.mktemp("content")
    for path in sorted((samples() / "bundles").glob("*.txt")) + sorted((samples() / "pdf").glob("aarhus*.pdf")):
        folder = root / MEETINGS[path.name[:3]]
        folder.mkdir(parents=True)
        (folder.parent / "body.md").write_text(f"---\nname: {folder.parent.name}\n---\n", encoding="utf-8")
        (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", encoding="utf-8")
        shutil.copy(path, folder / f"bundle{path.suffix}")
    return read(root, AS_OF)


def labels(kind: str) -> list[Row]:
    """The labels of one kind (`in_minutes`), with the id of the item or annex they stand in."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["in_minutes"] == kind
        ]
    return [row | {"id": f"{MEETINGS[row['source'][:3]]}/{row['item']}"} for row in rows]


def squeezed(text: str) -> str:
    """Letters and digits only: a label's words may run over line ends and hyphens."""
    return re.sub(r"[\W_]", "", text).casefold()


def holding(row: Row, found: list[FollowUp]) -> list[FollowUp]:
    """The follow-ups that hold the label's words."""
    words = squeezed(row["words"])
    return [f for f in found if f.source == row["id"] and words in squeezed(f"{f.text} {f.evidence}")]


def wanted(kind: str) -> list[Row]:
    """The commitments a reader is sure of, one row each."""
    return [row for row in labels(kind) if row["label"] == "yes" and row["role"] == "main" and row["sure"] == "sure"]


def measure(kind: str, found: list[FollowUp]) -> tuple[float, float, list[str]]:
    """Precision, recall, and what is missed or wrong. Follow-ups that a label calls doubtful count neither way."""
    rows = labels(kind)
    true = {f.id for row in rows if row["label"] == "yes" for f in holding(row, found)}
    main = wanted(kind)
    hits = [row for row in main if holding(row, found)]
    wrong = [f.id for f in found if f.id not in true]
    missed = [f"{row['id']}: {row['words']}" for row in main if row not in hits]
    precision = 1 - len(wrong) / len(found) if found else 1.0
    return precision, len(hits) / len(main), [*wrong, *missed]


def report(kind: str, precision: float, recall: float) -> None:
    """Shown with `-s`."""
    sys.stdout.write(f"\n{kind}: precision {precision:.3f}, recall {recall:.3f}\n")


def test_commitments_of_the_minutes(real: tuple[FollowUp, ...]) -> None:
    """In the decisions of the meetings precision is at least 0.90 and recall at least 0.85."""
    precision, recall, misses = measure("this", [f for f in real if f.source == f.item])
    report("minutes", precision, recall)
    assert precision >= 0.90, misses
    assert recall >= 0.85, misses


def test_commitments_of_annexes(real: tuple[FollowUp, ...]) -> None:
    """In annexes a table's row or a line under "Opfølgning" is found, and little else."""
    precision, recall, misses = measure("annex", [f for f in real if f.source != f.item])
    report("annexes", precision, recall)
    assert precision >= 0.90, misses
    assert recall >= 0.85, misses


def test_copies_of_minutes_are_not_read_again(real: tuple[FollowUp, ...]) -> None:
    """A promise stands at the meeting that made it, not at the next one, whose papers repeat its minutes."""
    assert not [f.source for f in real if "/2/bilag-" in f.source]


def test_no_hard_negative_is_a_commitment(real: tuple[FollowUp, ...]) -> None:
    """A follow-up that holds words called no commitment holds words of one too: they are one sentence."""
    for kind in ("this", "annex"):
        rows = labels(kind)
        true = {f.id for row in rows if row["label"] == "yes" for f in holding(row, list(real))}
        for row in rows:
            if row["label"] == "no" and row["sure"] == "sure":
                assert {f.id for f in holding(row, list(real))} <= true, row


def test_one_follow_up_for_a_group(real: tuple[FollowUp, ...]) -> None:
    """Sentences that speak of one commitment make one follow-up."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in labels("this"):
        if row["group"] and row["label"] == "yes" and row["sure"] == "sure":
            groups[row["group"]].append(row)
    for rows in groups.values():
        items = {row["id"] for row in rows}
        found = {f.id for row in rows for f in holding(row, list(real))}
        assert len(found) == len(items), (rows, found)


def test_who_and_when(real: tuple[FollowUp, ...]) -> None:
    """Every commitment of the minutes has the label's responsible and due date."""
    for row in wanted("this"):
        found = holding(row, list(real))
        assert found, row
        assert set(filter(None, row["responsible"].split(";"))) == set(found[0].responsible), row
        assert (found[0].due or "") in {row["due"], *row["due_also"].split("|")}, row


def test_answers_of_the_real_papers(real: tuple[FollowUp, ...]) -> None:
    """What a label says is answered by an item of the archive is answered by that item or by none."""
    for kind in ("this", "annex"):
        for row in wanted(kind):
            for f in holding(row, list(real)):
                assert f.followed_up_by in {row["followed_up_by"] or None, None}, row
    first = next(f for f in real if f.item == "msb-raadmandsmoede/2024-01-09/3" and f.source == f.item)
    assert (first.status, first.followed_up_by) == (FollowUpStatus.FOLLOWED_UP, "msb-raadmandsmoede/2024-06-04/3")


# --- the sample archive ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> tuple[FollowUp, ...]:
    """The follow-ups of the invented archive on the day its statuses are made for."""
    return read(ROOT / "content", datetime.date.fromisoformat(expected()["as_of"]))


def expected() -> dict[str, Any]:
    """What a reader finds in the invented archive."""
    loaded: dict[str, Any] = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    return loaded


def seen(f: FollowUp) -> tuple[object, ...]:
    """A follow-up as expected.yml writes it."""
    who = tuple(re.sub(r".*\((\w+)\)", r"\1", name) for name in f.responsible)
    return (f.item, who, f.due, f.status.value, f.followed_up_by)


def test_sample_archive_follow_ups(sample: tuple[FollowUp, ...]) -> None:
    """The minutes of the sample archive hold exactly the listed follow-ups, with the listed status and answer."""
    listed = [(e["item"], tuple(e["who"]), e["due"], e["status"], e.get("by")) for e in expected()["followups"]]
    found = [seen(f) for f in sample if f.source == f.item]
    assert sorted(map(repr, found)) == sorted(map(repr, listed))


def test_sample_archive_annexes(sample: tuple[FollowUp, ...]) -> None:
    """Every listed row of the annexes is found with who, when and whether it is closed."""
    for entry in expected()["followups_in_annexes"]:
        rows = [f for f in sample if f.source == entry["attachment"]]
        row = rows[entry.get("row", 1) - 1]
        assert set(row.responsible) == set(entry["who"]), entry
        assert row.due == entry["due"], entry
        assert (row.status is FollowUpStatus.CLOSED) == bool(entry.get("closed")), entry


def test_reasons_never_say_not_done(sample: tuple[FollowUp, ...], real: tuple[FollowUp, ...]) -> None:
    """No reason claims that something was not done: an answer behind closed doors looks like none."""
    for f in (*sample, *real):
        assert f.reason.endswith(".")
        assert not re.search(r"ikke (?:blevet )?(?:fulgt op|besvaret|udført|sket|gjort)", f.reason)
        assert (f.status in (FollowUpStatus.OPEN, FollowUpStatus.OVERDUE)) == ("Arkivet har ikke fundet" in f.reason)


def test_ids_are_unique(sample: tuple[FollowUp, ...]) -> None:
    """Every id is given once, and begins with its item's."""
    ids = [f.id for f in sample]
    assert len(ids) == len(set(ids))
    assert all(f.id.startswith(f"{f.item}/opfoelgning-") and f.source.startswith(f.item) for f in sample)
