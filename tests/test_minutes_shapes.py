"""Stand-alone minutes in invented shapes: what is closed, what is furniture, what is this meeting's decision."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Openness, SourceFile, Table
from generator.segment.minutes import segment_minutes
from generator.segment.parts import Part, PartKind, Segments
from generator.sources.bundle import Bundle, Line, Role

ROLES = {"#": Role.HEADING, "@": Role.ITEM, "|": Role.TABLE, " ": Role.TEXT}

FRONT = """# Referat
# Teknik- og Havneudvalget
# onsdag den 7. maj 2025, kl. 15:00
# i Fyrsalen
"""


def bundle(text: str, producer: str = "") -> Bundle:
    """A bundle from a sketch: `# ` heading, `@ ` bookmarked, `---` new page, else plain; indentation goes."""
    lines: list[Line] = []
    page, fresh, number = 1, True, 0
    for raw in text.strip("\n").split("\n"):
        if raw == "---":
            page, fresh, number = page + 1, True, 0
            continue
        role = ROLES[raw[0]] if raw[:2] in ("# ", "@ ") else Role.TEXT
        words = raw[2:] if role is not Role.TEXT else raw
        number += 1
        lines.append(
            Line(
                text=words,
                page=page,
                number=number,
                page_start=fresh,
                joint=fresh,
                role=role,
                level=role is not Role.TEXT,
            )
        )
        fresh = False
    return Bundle(source=SourceFile(file="m.pdf", sha256="0", pages=page), lines=tuple(lines), producer=producer)


def segments(text: str, producer: str = "") -> Segments:
    """The sketch, cut up."""
    found = segment_minutes(bundle(text, producer))
    assert found is not None
    return found


def parts(found: Segments, kind: PartKind) -> list[Part]:
    """The parts of one kind."""
    return [part for part in found.parts if part.kind is kind]


def closed(found: Segments) -> list[str | None]:
    """The items that a marker closes."""
    return [
        part.item for part in parts(found, PartKind.ITEM) if any(m.openness is Openness.CLOSED for m in part.markers)
    ]


def item(number: int, title: str = "Nyt havnebassin", decision: str = "Godkendt.") -> str:
    """An item with case number, section and decision."""
    return f"# {number}. {title}\nSagsnr.: 2025-0010{number}\n# Sagsfremstilling\nSagen.\n# Beslutning\n{decision}\n"


def test_items_under_a_closed_heading_are_closed() -> None:
    """`Lukket dagsorden` closes what follows it and not what stands before."""
    found = segments(FRONT + item(1) + item(2) + "# Lukket dagsorden\n" + item(3) + item(4))
    assert closed(found) == ["3", "4"]


def test_contents_list_closes_what_it_lists_as_closed_and_opens_nothing() -> None:
    """An item under `Lukket referat` in the contents is closed wherever it stands; the list is furniture."""
    contents = "# Indholdsfortegnelse\nÅbent referat\n1. Nyt havnebassin 3\nLukket referat\n2. Køb af kajplads 4\n---\n"
    found = segments(FRONT + "---\n" + contents + item(1) + "---\n" + item(2, "Køb af kajplads"))
    assert closed(found) == ["2"]
    assert not any("kajplads" in line.text for part in parts(found, PartKind.FRONT) for line in part.lines)


def test_running_head_closes_its_page() -> None:
    """Where the running head turns from `Åbent referat` to `Lukket referat`, the page's item is closed."""
    head = "Teknik- og Havneudvalget\n{}t referat\nDato: 07.05.2025\nSide {}\n\n"
    pages = [head.format("Åben", n) + item(n, f"Sag om kaj {n}") for n in range(1, 5)]
    text = FRONT + "---\n" + "---\n".join(pages) + "---\n" + head.format("Lukke", 5) + item(5, "Køb af jord")
    found = segments(text)
    assert closed(found) == ["5"]
    furniture = [line.text for part in parts(found, PartKind.FURNITURE) for line in part.lines]
    assert furniture.count("Dato: 07.05.2025") == 5
    assert not any("Side " in line.text for part in found.parts if part.item for line in part.lines)


@pytest.mark.parametrize(
    "title", ["Lukket: Køb af jord", "Lukket punkt", "Køb af jord (lukket)", "Lukket punkt: Køb af jord"]
)
def test_closed_titles_close_their_item(title: str) -> None:
    """The forms in which exports say in a title that an item is closed."""
    assert closed(segments(FRONT + item(1) + item(2, title) + item(3))) == ["2"]


@pytest.mark.parametrize(
    "words", ["Den lukkede dagsordens punkt 5 blev nævnt.", "Lokal Åben Rådgivning lukker kl. 15."]
)
def test_words_about_closing_in_a_sentence_close_nothing(words: str) -> None:
    """Only a line that says nothing else is a marker."""
    assert closed(segments(FRONT + item(1, decision=words))) == []


def test_open_words_open_nothing() -> None:
    """`Åben` in a paper gives no item an open marker; on the front page it is told of the whole."""
    found = segments(FRONT + "# Åbent referat\n" + item(1).replace("Sagen.", "Åben"))
    assert all(not part.markers for part in found.parts)
    assert [mark.openness for mark in found.markers] == [Openness.OPEN]


def test_closed_minutes_are_told_of_the_whole() -> None:
    """A front page `Lukket referat` closes the document and each item."""
    found = segments(FRONT + "# Lukket referat\n" + item(1))
    assert [mark.openness for mark in found.markers] == [Openness.CLOSED]
    assert closed(found) == ["1"]


def test_confidential_attachments_are_marked_one_by_one() -> None:
    """The list's own word, or the name, closes an attachment; `Åben` in the list opens nothing."""
    found = segments(FRONT + item(1) + "# Bilag\n1 Åben Kort over havnen 1200/25\n2 Lukket Tilbud 1201/25\n")
    names = parts(found, PartKind.ATTACHMENT)
    assert [name.title for name in names] == ["Kort over havnen", "Tilbud"]
    assert [[mark.openness for mark in name.markers] for name in names] == [[], [Openness.CLOSED]]
    found = segments(FRONT + item(1) + "# Bilag\n2025-1200 - Kort\n2025-1201 - Tilbud (Fortroligt)\n")
    assert [bool(name.markers) for name in parts(found, PartKind.ATTACHMENT)] == [False, True]


@pytest.mark.parametrize(
    "heading", ["Overblik: Noter", "Overblik: Delte kommentarer", "Private noter", "Mine kommentarer"]
)
@pytest.mark.parametrize("notes", ["Husk KANARIEFUGL.", "# 1. Nyt havnebassin\nHusk KANARIEFUGL.", "1. KANARIEFUGL"])
def test_private_notes_are_dropped_whole(heading: str, notes: str) -> None:
    """Promise 2: what stands under the notes' heading is on no page, also where it repeats the items' numbers."""
    found = segments(f"{FRONT}---\n{item(1)}{item(2)}---\n{heading}\n{notes}\n")
    open_words = [line.text for part in found.parts if part.kind is not PartKind.PRIVATE for line in part.lines]
    assert not [words for words in open_words if "KANARIEFUGL" in words]
    assert [part.item for part in parts(found, PartKind.ITEM)] == ["1", "2"]


def test_items_after_private_notes_are_read() -> None:
    """Notes in the middle take nothing with them that comes after."""
    found = segments(f"{FRONT}---\n{item(1)}---\nOverblik: Noter\nHusk.\n---\n{item(2)}")
    assert [part.item for part in parts(found, PartKind.ITEM)] == ["1", "2"]
    assert [line.text for part in parts(found, PartKind.PRIVATE) for line in part.lines][:2] == [
        "Overblik: Noter",
        "Husk.",
    ]


def test_earlier_decisions_are_history() -> None:
    """A decision of another day under the same kind of heading is a section, not this meeting's decision."""
    text = FRONT + item(1).replace(
        "# Beslutning\n",
        "# Beslutning i Økonomiudvalget den 02-04-2025\nUdsat.\n# Beslutning i Havneudvalget den 07-05-2025\n",
    )
    found = segments(text)
    assert [line.text for part in parts(found, PartKind.DECISION) for line in part.lines] == ["Godkendt."]
    assert "Beslutning i Økonomiudvalget den 02-04-2025" in [part.title for part in parts(found, PartKind.SECTION)]


def test_numbered_bold_headings_inside_an_item_are_no_items() -> None:
    """`1. Baggrund` in bold under an item has no case number and is a section."""
    text = FRONT + item(4) + "# 1. Baggrund\nTekst.\n# 2. Økonomi\nTekst.\n" + item(5)
    assert [part.item for part in parts(segments(text), PartKind.ITEM)] == ["4", "5"]


def test_item_without_case_number_keeps_its_place_in_the_numbering() -> None:
    """`2. Eventuelt` between items of the same type is an item too."""
    text = FRONT + item(1) + "# 2. Eventuelt\n# Beslutning\nIntet.\n" + item(3)
    assert [part.item for part in parts(segments(text), PartKind.ITEM)] == ["1", "2", "3"]


def test_title_that_ends_in_a_year_is_no_contents_entry() -> None:
    """The first item right under the contents list, "Budget 2026", is an item."""
    text = FRONT + "# Indholdsfortegnelse\n1. Budget 2026 1\n2. Nyt havnebassin 2\n" + item(1, "Budget 2026") + item(2)
    assert [part.title for part in parts(segments(text), PartKind.ITEM)] == ["Budget 2026", "Nyt havnebassin"]


def test_firstagenda_without_bookmarks_is_read_by_its_headings() -> None:
    """`Punkt N:` headings do where the bookmarks are gone."""
    text = "# REFERAT Havneby Byråd d. 07-05-2025\nMødedato Onsdag d. 7. maj 2025 kl. 17:00\nMødested Fyrsalen\n"
    text += "---\n# Punkt 1: Godkendelse af dagsorden\nEMN-2025-000001\n# Beslutninger\nGodkendt.\n"
    text += "---\n# Punkt 2: Lukket: Køb af jord\nEMN-2025-000002\nVedtaget.\n"
    found = segments(text, "FirstAgenda A/S using ABCpdf")
    assert [part.case_numbers for part in parts(found, PartKind.ITEM)] == [("EMN-2025-000001",), ("EMN-2025-000002",)]
    assert closed(found) == ["2"]
    assert (found.dates[0], found.start, found.place) == ("2025-05-07", "17:00", "Fyrsalen")


@pytest.mark.parametrize(
    "text",
    [
        "18-12-2023 10:30 - 11:30\n---\n# Referat\n# Punkt 1: Dagsorden\nGodkendt.\nPunkt 2, Bilag 1: Referat\n",
        "# Referat\n# Punkt 1: Dagsorden\nGodkendt.\n# Punkt 2: Referat\nGodkendt.\n",
        "# Notat om havnen\n# 1. Baggrund\nTekst.\n# 2. Økonomi\nTekst.\n",
        "Bare tekst.\n",
        "",
    ],
)
def test_other_papers_are_left_to_others(text: str) -> None:
    """A rådmandsmøde's bundle, a memo, plain text or nothing are not minutes of these systems."""
    assert segment_minutes(bundle(text)) is None


# --- any input ---------------------------------------------------------------------------------------

_LINES = """
# 1. Nyt havnebassin|# 2. Lukket: Køb af jord|@ Punkt 3: Kajplads|Sagsnr.: 2025-00101|# Beslutning|# Bilag
2025-1200 - Kort|1 Lukket Tilbud 12/25|# Indholdsfortegnelse|1. Nyt havnebassin 3|Side 2|Lukket referat
# Lukket dagsorden|Åbent referat|# Sagsfremstilling|# Indstilling|Det indstilles:|At 1) planen godkendes|# Sagsforløb
Udvalg: Byrådet|# Underskriftsside|INDSTILLING FRA HAVNENS KONTOR|Havneudvalgets beslutning den 07.05.2025|# Resume
En linje tekst, der går over i den næste|og slutter.|.| |---|Følgende deltog ikke:|7. maj 2025 kl. 15:00
"""
_SKETCH = st.lists(st.sampled_from(_LINES.strip().replace("\n", "|").split("|")), max_size=60)


@settings(max_examples=300, deadline=None)
@given(_SKETCH, st.sampled_from(["", "FirstAgenda A/S using ABCpdf"]))
def test_any_order_of_lines_is_cut_without_loss(sketch: list[str], producer: str) -> None:
    """Whatever the order of lines, each non-blank one is in exactly one part, and items name themselves."""
    papers = bundle("\n".join(["x", *sketch]), producer)
    found = segment_minutes(papers)
    if found is None:
        return
    there = Counter((line.page, line.number) for line in papers.lines if line.text.strip())
    assert (
        Counter((line.page, line.number) for part in found.parts for line in part.lines if line.text.strip()) == there
    )
    owners = {part.item for part in parts(found, PartKind.ITEM)}
    assert all(part.item in owners for part in found.parts if part.item is not None)


@settings(max_examples=100, deadline=None)
@given(_SKETCH)
def test_nothing_under_a_closed_heading_stays_open(sketch: list[str]) -> None:
    """After `Lukket dagsorden` no item is left without a closed marker, unless an open section's heading follows."""
    tail = [line for line in sketch if not line.startswith(("Åben", "---")) and "ndhold" not in line]
    text = FRONT + item(1) + "# Lukket dagsorden\n" + item(7, "Køb af kajplads") + "\n".join(tail)
    found = segment_minutes(bundle(text))
    assert found is not None
    numbers = [part.item for part in parts(found, PartKind.ITEM)]
    assert set(numbers[numbers.index("7") :]) <= set(closed(found))


def test_tables_belong_to_their_item() -> None:
    """A table is a line like others: it stays in its section."""
    papers = bundle(FRONT + item(1))
    table = Line(text="a | b", page=1, number=99, role=Role.TABLE, table=Table(header=(), rows=(("a", "b"),)))
    at = next(n for n, line in enumerate(papers.lines) if line.text == "Sagen.")
    lines = (*papers.lines[:at], table, *papers.lines[at:])
    found = segment_minutes(Bundle(source=papers.source, lines=lines))
    assert found is not None
    (section,) = [part for part in parts(found, PartKind.SECTION) if any(line.table for line in part.lines)]
    assert (section.item, section.title) == ("1", "Sagsfremstilling")
