"""Closed items in every form the papers give them, and words that only look like it (issue 5, point 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assemble import MeetingFacts, assemble
from generator.model import Openness
from generator.openness import publish
from generator.reading import segment
from tests import pdf_files
from tests.papers import BUNDLE, meeting

TITLE = "Orientering fra udvalget"  # item 4's, in agenda and minutes

CLOSING_TITLES = (
    "Lukket: Køb af grund",
    "Køb af grund (Lukket)",
    "LUKKET Køb af grund",
    "Køb af grund LUKKET",
    "LUKKET",
    "Lukket",
    "Lukket punkt",
    "Lukket punkt Køb af grund",
    "Lukket sag: Køb af grund",
    "Lukket dagsorden: Køb af grund",
    "Lukket tillægsdagsorden: Køb af grund",
    "Lukket referat - Køb af grund",
    "Køb af grund (lukket sag)",
    "Køb af grund (Lukket dagsorden)",
    "Køb af grund (Lukket pkt.)",
    "Køb af grund (punktet er lukket)",
    "Køb af grund (behandles for lukkede døre)",
    "Køb af grund - lukket",
    "Køb af grund – Lukket punkt",
    "Køb af grund, lukket punkt",
    "[Lukket] Køb af grund",
    "Køb af grund (Fortrolig)",
    "Fortroligt: Køb af grund",
    "Køb af grund (lukket\npunkt)",
    "Køb af grund (Luk-\nket)",
    "Køb af grund\n(Lukket)",
)

OPEN_TITLES = (
    "Lukket vej ved Åkrogen",
    "Vejen - lukket for biler",
    "LUKKET VEJ VED ÅKROGEN",
    "Lukkede døre i natbussen",
    "Åbent hus",
    "Udelukkende nyt",
    "Afdelingen er lukket",
    "Svømmehallen er lukket: ny plan",
    "Broen holdes lukket (status)",
    "Døgnåbent eller lukket?",
    "Lukket psykiatri: status",
    "Lukkede institutioner",
    "Lukket delområde ved havnen",
    "Skolen lukkes (høring)",
    "Fortrolighed i sagsbehandlingen",
    "Fortroligt rum for unge",
)

CLOSING_LINES = (
    "Lukket",
    "LUKKET",
    "(Lukket)",
    "Lukket:",
    "Lukket punkt",
    "Lukket sag",
    "Lukket dagsorden",
    "Lukket referat",
    "Lukket tillægsdagsorden",
    "Fortroligt",
    "Punktet er lukket.",
    "Lukket\npunkt",
    "Luk-\nket punkt",
)

OPEN_LINES = (
    "Afdelingen er lukket i juli.",
    "Lukket vej ved Åkrogen",
    "Der er lukket for biler.",
    "Punktet er lukket op for debat.",
    "Sagen er fortrolig for de ansatte, indtil den er afgjort.",
)


def shown(text: str) -> set[str]:
    """The numbers of the items that are published of a bundle."""
    return {item.number for one in publish([meeting(text)]).meetings for item in one.items}


@pytest.mark.parametrize("title", CLOSING_TITLES)
def test_a_title_that_closes(title: str) -> None:
    """In agenda and minutes alike; the other items stay."""
    assert shown(BUNDLE.replace(TITLE, title)) == {"1", "2", "3"}


@pytest.mark.parametrize("title", OPEN_TITLES)
def test_a_title_that_does_not(title: str) -> None:
    """Withholding an open item is a defect too."""
    assert shown(BUNDLE.replace(TITLE, title)) == {"1", "2", "3", "4"}


@pytest.mark.parametrize("line", CLOSING_LINES)
def test_a_line_that_closes(line: str) -> None:
    """At the head of the recommendation; and under a title in the minutes, where a closed agenda closes the rest."""
    assert shown(BUNDLE.replace("Åben dagsorden\n", f"{line}\n", 1)) == {"1", "2", "4"}
    in_minutes = BUNDLE.replace("Rådmanden godkendte", f"{line}\n\nRådmanden godkendte", 1)
    assert shown(in_minutes) == ({"1", "2"} if line.endswith(("dagsorden", "referat")) else {"1", "2", "4"})


@pytest.mark.parametrize("line", ["Lukket\n\fpunkt", "Luk-\n\fket punkt"])
def test_a_line_broken_over_a_page(line: str) -> None:
    """The halves of a marker on two pages are one marker."""
    assert "3" not in shown(BUNDLE.replace("Rådmanden godkendte", f"{line}\n\nRådmanden godkendte", 1))


@pytest.mark.parametrize("line", OPEN_LINES)
def test_a_line_that_does_not(line: str) -> None:
    """A sentence about something closed is the paper's own text."""
    assert shown(BUNDLE.replace("INDLEDNING\n", f"INDLEDNING\n{line}\n", 1)) == {"1", "2", "3", "4"}
    assert shown(BUNDLE.replace("Rådmanden godkendte", f"{line} Rådmanden godkendte", 1)) == {"1", "2", "3", "4"}


@pytest.mark.parametrize("title", CLOSING_TITLES)
def test_no_reason_repeats_a_title(title: str) -> None:
    """Report and `check` say why an item is withheld without its words."""
    told = publish([meeting(BUNDLE.replace(TITLE, title))])
    assert "grund" not in "".join(entry.reason for entry in told.withheld)
    assert "grund" not in "".join(str(finding) for finding in told.findings)


def test_a_closed_item_keeps_its_text_after_the_page_break() -> None:
    """What stands on the next page belongs to the closed item too, and the items around it stay open."""
    text = BUNDLE.replace("Åben dagsorden\n", "Lukket punkt\n", 1).replace(
        "ØKONOMI\n-", "ØKONOMI\nTilbuddet lyder på elleve millioner"
    )
    told = publish([meeting(text)])
    assert "elleve millioner" not in repr(told.meetings)
    assert any("elleve millioner" in secret for entry in told.withheld for secret in entry.secrets)
    assert shown(text) == {"1", "2", "4"}


def test_numbers_that_are_jumped_over_are_only_counted() -> None:
    """Gaps say how many are missing, and no more."""
    published = publish([meeting(BUNDLE.replace("Punkt 4", "Punkt 9"))]).meetings[0]
    assert published.withheld == 5


def pdf_minutes(*, mark: str, x: float, y: float, size: float) -> bytes:
    """Minutes as a PDF: item 2's text runs over the page, and `mark` stands at (x, y) on the first page."""
    pdf = pdf_files.page()
    pdf_files.write(pdf, 20, 20, "Referat", bold=True, size=14)
    pdf_files.write(pdf, 20, 40, "Punkt 1: Dagsorden")
    pdf_files.write(pdf, 20, 50, "Godkendt.")
    pdf_files.write(pdf, 20, 220, "Punkt 2: Kanalen ved slusen")
    pdf_files.write(pdf, x, y, mark, size=size)
    pdf_files.write(pdf, 20, 240, "Forvaltningen oplyste, at prisen er")
    pdf_files.page(pdf)
    pdf_files.write(pdf, 20, 20, "elleve millioner kroner.")
    pdf_files.write(pdf, 20, 60, "Punkt 3: Eventuelt")
    pdf_files.write(pdf, 20, 70, "Intet til referat.")
    return pdf_files.built(pdf)


@pytest.mark.parametrize(
    ("mark", "x", "y", "size"),
    [
        ("(Lukket)", 75, 220, 7),
        ("(lukket)", 75, 218.5, 6),
        ("Lukket punkt", 20, 226, 7),
        ("LUKKET", 20, 228, 6),
        ("(Lukket punkt)", 150, 220, 6),
    ],
)
def test_small_print_beside_a_title(tmp_path: Path, mark: str, x: float, y: float, size: float) -> None:
    """A small mark beside or under the title of a PDF closes the item, with its text on the next page."""
    bundle = pdf_files.read(pdf_minutes(mark=mark, x=x, y=y, size=size), tmp_path)
    facts = MeetingFacts(body="udvalg", date="2025-01-01", id="udvalg/2025-01-01", declared=Openness.OPEN)
    published = publish([assemble(facts, [segment(bundle)]).meeting]).meetings[0]
    assert "elleve millioner" not in repr(published)
    assert "slusen" not in repr(published)
    assert [item.number for item in published.items] == ["1", "3"]
    assert published.withheld == 1
