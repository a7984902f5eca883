"""The sample archive: made again it is the same, and it shows what an archive must be able to show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sample_archive.__main__ import CONTENT, make_bundles
from tests.sample_archive.model import PAPERS, load_meetings

FOLDER = PAPERS.parent
OUTCOMES = {
    *("approved", "rejected", "noted", "discussed", "postponed"),
    *("referred", "not-discussed", "nothing-to-record", "other"),
}
_LEAST_MEETINGS = 9
_MOST_LINES = 900


@pytest.fixture(scope="module")
def bundles() -> dict[str, bytes]:
    """Every bundle, made again."""
    return make_bundles()


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """The hand-made list of what a reader finds."""
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / "expected.yml").read_text(encoding="utf-8"))
    return loaded


def canaries() -> list[str]:
    """The words that may not be published."""
    lines = (FOLDER / "canaries.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def written_by_hand() -> str:
    """Every word of the archive as its authors wrote it."""
    files = [*PAPERS.glob("*.yml"), *CONTENT.rglob("*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_made_again_gives_the_committed_bytes(bundles: dict[str, bytes]) -> None:
    """`python -m tests.sample_archive` changes nothing when the papers have not changed."""
    changed = [name for name, data in bundles.items() if (CONTENT / name).read_bytes() != data]
    assert not changed, f"run `python -m tests.sample_archive` and commit: {changed}"


def test_twice_made_gives_the_same_bytes(bundles: dict[str, bytes]) -> None:
    """No clock, no random number."""
    assert make_bundles() == bundles


def test_no_bundle_without_papers(bundles: dict[str, bytes]) -> None:
    """A bundle in `content/` that nothing makes would never change again."""
    found = {path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("bundle.*")}
    assert found == set(bundles)


def test_two_bodies_nine_meetings_two_years_all_kinds(expected: dict[str, Any]) -> None:
    """The size that the issue asks for."""
    meetings = expected["meetings"]
    days = sorted(name.split("/")[1] for name in meetings)
    assert {name.split("/")[0] for name in meetings} == {"social-raadmandsmoede", "byraadet"}
    assert len(meetings) >= _LEAST_MEETINGS
    assert (days[0][:4], days[-1][:4]) == ("2023", "2025")
    assert {meeting["kind"] for meeting in meetings.values()} == {"text", "pdf", "minutes", "markdown"}


def test_every_meeting_is_expected_or_unpublished(expected: dict[str, Any]) -> None:
    """`expected.yml` covers the content folder, no more and no less."""
    folders = {path.parent.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("meeting.md")}
    assert folders == set(expected["meetings"]) | set(expected["unpublished"])


def test_every_outcome_occurs(expected: dict[str, Any]) -> None:
    """A reader of the sample site meets every kind of decision."""
    seen = {outcome for meeting in expected["meetings"].values() for _, outcome in meeting["items"].values()}
    assert seen == OUTCOMES


def test_titles_of_expected_items_stand_in_the_papers(expected: dict[str, Any]) -> None:
    """`expected.yml` and the papers name the same items."""
    papers = {f"{meeting.body}/{meeting.day}": meeting for meeting in load_meetings()}
    for name, meeting in expected["meetings"].items():
        if name in papers:
            titles = {str(item.number): item.title for item in papers[name].items}
            assert {number: titles[number] for number in meeting["items"]} == {
                number: title for number, (title, _) in meeting["items"].items()
            }


def test_commitments_are_kept_and_not_kept(expected: dict[str, Any]) -> None:
    """Both stories can be told, and every answer names an item that is published."""
    statuses = {entry["status"] for entry in expected["followups"]}
    answers = {entry["by"] for entry in expected["followups"] if "by" in entry}
    items = {f"{name}/{number}" for name, meeting in expected["meetings"].items() for number in meeting["items"]}
    assert statuses == {"followed-up", "overdue", "open"}
    assert answers <= items


def test_one_case_goes_from_committee_to_council_and_back(expected: dict[str, Any]) -> None:
    """Three meetings of the rådmand, and the council between them."""
    steps = [item.split("/")[0] for item in expected["cases"]["NLK-2023-004418"]]
    assert steps == ["social-raadmandsmoede", "social-raadmandsmoede", "byraadet", "social-raadmandsmoede"]


def test_canaries_are_complete_and_in_use() -> None:
    """Every TAVS word of the papers is listed, and every listed word stands somewhere."""
    written = written_by_hand()
    listed = canaries()
    assert set(re.findall(r"TAVS-[A-ZÆØÅ0-9]+(?:-\d+)?", written)) <= set(listed)
    assert [word for word in listed if word not in written] == []


def test_text_bundles_have_the_quirks_of_the_real_ones(bundles: dict[str, bytes]) -> None:
    """Whoever changes the layout sees here what must stay."""
    text = "\n".join(data.decode() for name, data in bundles.items() if name.endswith(".txt"))
    for quirk in (
        r"\n\n\n\nPunkt \d+: ",  # three blank lines are a page break
        r"\n Indstilling til rådmandsmøde",  # newline and space: text was cut out
        r"\n Side 2 af \d\S",  # a page header glued to the next line
        r"\nPunkt \d, Bilag \d: [^\n]+\n[^\n]+\n",  # running footer over lines
        r"(?s)\nINDSTILLING\n\n?SAGSFREMSTILLING.{200,}\nDet indstilles",  # floating box
        r"\(Fortro-\n\nligt\)",
        r"\n Em-\nne:\n",
        r"\n\uf0b7 [^\n]+",
        r"\nü[A-ZÅ]",
        r"[a-zæøå]-\n[a-zæøå]",
        r"uddannelses-\nog ",
        r"\n# OPGAVE ANSVARLIG STATUS Næste opfølgning\n",
        r"\n Overblik: Noter",
        r"\nBeslutning for Punkt 3: ",
    ):
        assert re.search(quirk, text), quirk


def test_text_bundles_have_a_realistic_length(bundles: dict[str, bytes]) -> None:
    """Long enough to hold surprises, short enough to be read."""
    for name, data in bundles.items():
        if name.endswith(".txt"):
            assert 100 < data.count(b"\n") < _MOST_LINES, name


def test_no_meeting_says_open_unless_it_is() -> None:
    """The draft is the only meeting without `openness: åben`."""
    drafts = [
        path.parent.name
        for path in CONTENT.rglob("meeting.md")
        if "\nopenness: åben\n" not in Path(path).read_text(encoding="utf-8")
    ]
    assert drafts == ["2025-05-20"]
