"""What a clerk says was put right is shown with its item, with the reason, and never without the item."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corrections import CorrectedItem, corrected, last_changed, later_than, read_corrections
from generator.findings import Finding
from generator.model import Correction, Marker, Openness, Place
from generator.openness import Archive, Published, publish
from generator.personal import protect
from generator.pipeline import decide
from generator.privacy.clearing import Clearings
from tests.factories import AS_OF, MEETING, SETTINGS, demo_archive, make_archive, make_item, make_meeting
from tests.papers import BUNDLE, meeting
from tests.rendered import data_of, pages_of

HERE = "raadmandsmoede/2025-03-04"
FILE = f"{HERE}/meeting.md"


def entry(**fields: Any) -> dict[str, Any]:
    """An entry as a clerk writes it."""
    made = {"item": 3, "date": datetime.date(2025, 3, 11), "text": "Punkt b er tilføjet.", "reason": "Det manglede."}
    return {**made, **fields}


def read(*entries: object) -> tuple[list[CorrectedItem], list[Finding]]:
    """What `corrections:` of a meeting.md says."""
    return read_corrections(list(entries), HERE, FILE)


def published(*entries: object, **facts: Any) -> Published:
    """The invented bundle with corrections, after openness is decided."""
    made, _ = corrected(meeting(BUNDLE, **facts), read(*entries)[0])
    return publish(protect([made], clearings=Clearings(())).meetings)


@pytest.mark.parametrize("date", [datetime.date(2025, 3, 11), "11. marts 2025", "11-03-2025", "2025-03-11"])
@pytest.mark.parametrize("item", [3, "3", f"{HERE}/3"])
def test_an_entry_as_clerks_write_them(date: object, item: object) -> None:
    """Item by number or whole id, date as YAML, ISO or Danish."""
    assert read(entry(date=date, item=item)) == (
        [
            CorrectedItem(
                item="3",
                correction=Correction(date="2025-03-11", text="Punkt b er tilføjet.", reason="Det manglede."),
            )
        ],
        [],
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"item": None}, {"item": [3, 4]}, {"item": "Salget af Krogen"}, {"date": "i marts"}, {"date": "2025-02-31"},
        {"date": None}, {"text": ""}, {"reason": None}, {"text": {"a": 1}}, {"punkt": 4},
    ],
)  # fmt: skip
def test_entries_that_cannot_be_used(fields: dict[str, object]) -> None:
    """Each is a finding that shows the right form and repeats no word of the entry, for its item may be closed."""
    entries, (finding,) = read(entry(**fields))
    assert entries == []
    assert finding.file == FILE
    assert finding.remedy
    assert not any(word in str(finding) for word in ("Punkt b", "manglede", "Krogen"))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(("item", "date", "text", "reason", "x")), inner, max_size=5),
                    max_leaves=10))  # fmt: skip
def test_any_front_matter_can_be_read(value: object) -> None:
    """Whatever stands there, each entry is a correction or a finding."""
    entries, findings = read_corrections(value, HERE, FILE)
    if isinstance(value, list):
        assert len(entries) + len(findings) == len(value)
    else:
        assert not entries
        assert len(findings) == (value is not None)


def test_corrections_are_published_with_their_item() -> None:
    """They stand with the item, oldest first, whatever their order in meeting.md."""
    found = published(entry(), entry(date="2025-03-07", text="Bilag 1 er sat ind."))
    (item,) = [item for item in found.meetings[0].items if item.corrections]
    assert item.number == "3"
    assert [told.date for told in item.corrections] == ["2025-03-07", "2025-03-11"]


def test_a_correction_of_a_withheld_item_is_withheld() -> None:
    """It is neither shown nor counted, its words are looked for by the audit, and the rest is published."""
    closed = (Marker(openness=Openness.CLOSED, words="lukket", place=Place(file=FILE)),)
    found = published(entry(text="Krogens pris er rettet.", reason="Slåfejl."), item_markers={"3": closed})
    assert "Krogens" not in repr(found.meetings)
    assert not any(item.corrections for item in found.meetings[0].items)
    assert {"Krogens pris er rettet.", "Slåfejl."} <= set(found.withheld[0].secrets)


def test_a_confidential_name_is_left_out_of_a_correction() -> None:
    """As in every text of an item: the name of a confidential attachment is not shown, and the audit looks for it."""
    named = "Bilagslisten er rettet: Bilag 4: Notat om Krogen (Fortroligt)"
    found = published(entry(text=named), entry(reason=named))
    assert "Krogen" not in repr(found.meetings)


def test_a_personal_number_in_a_correction_closes_the_item() -> None:
    """Promise 3, also where the clerk writes it into meeting.md."""
    found = published(entry(reason="Borgeren 211062-5629 skrev."))
    assert "3" not in [item.number for item in found.meetings[0].items]
    assert "5629" not in repr(found.meetings)


def test_a_correction_of_no_item_is_told() -> None:
    """A number that the papers do not have is a finding, and changes nothing."""
    made = meeting(BUNDLE)
    found, findings = corrected(made, read(entry(item=17))[0])
    assert found == made
    assert [finding.place for finding in findings] == ["punkt 17"]


def test_a_date_to_come_is_told() -> None:
    """A correction dated after today is most likely a slip of the pen."""
    (made,) = published(entry(date="2052-03-11")).meetings
    assert [finding.place for finding in later_than(AS_OF, make_archive(made))] == ["punkt 3"]
    assert list(later_than(datetime.date(2052, 3, 11), make_archive(made))) == []


@pytest.mark.parametrize(
    ("dates", "changed"),
    [((), "2024-06-04"), (("2024-06-01",), "2024-06-04"), (("2024-06-05", "2024-07-01"), "2024-07-01")],
)
def test_last_changed(dates: tuple[str, ...], changed: str) -> None:
    """The newest correction; without one, or with older ones only, the day of the meeting."""
    corrections = tuple(Correction(date=date, text="x", reason="y") for date in dates)
    assert last_changed("2024-06-04", [make_item(corrections=corrections), make_item("4")]) == changed


def pages_with(archive: Archive) -> dict[str, str]:
    """The pages of an archive."""
    return pages_of(archive, as_of=AS_OF, settings=SETTINGS)


def test_item_and_meeting_say_what_was_put_right_and_why() -> None:
    """Issue 4, point 4: when the item was last changed; both pages tell date, text and reason."""
    made = pages_with(demo_archive())
    for page in (made[f"{MEETING}/punkt-3/index.md"], made[f"{MEETING}/index.md"]):
        assert "Rettet 10. juni 2024:" in page
        assert "Begrundelse: Det var faldet ud ved afskriften." in page
        assert "Senest ændret\n:   10&#46; juni 2024" in page


def test_without_corrections_the_page_claims_no_change() -> None:
    """The archive says which meeting the papers belong to, and that it has been told of no correction."""
    page = pages_with(make_archive(make_meeting(items=(make_item(),))))[f"{MEETING}/punkt-3/index.md"]
    assert "Papirerne hører til mødet den 4. juni 2024; ingen rettelser er oplyst." in page
    assert "Rettelser" not in page


def test_a_correction_is_escaped() -> None:
    """Markup in a clerk's sentence is text on the page."""
    correction = Correction(date="2024-06-10", text="<b>a</b> [x](y)", reason="*z*")
    page = pages_with(make_archive(make_meeting(items=(make_item(corrections=(correction,)),))))
    assert not any(mark in page[f"{MEETING}/punkt-3/index.md"] for mark in ("<b>", "[x](y)", "*z*"))


def test_data_says_when_and_why() -> None:
    """items.json has the corrections and the day of the last change; the schema is checked in test_datafiles."""
    rows = data_of(demo_archive(), settings=SETTINGS)["data/items.json"]
    assert '"modified": "2024-06-10"' in rows
    assert '"reason": "Det var faldet ud ved afskriften."' in rows


def test_a_content_folder_with_corrections(tmp_path: Path) -> None:
    """From meeting.md to the published item, and a bad entry to the clerk."""
    folder = tmp_path / HERE
    folder.mkdir(parents=True)
    (folder.parent / "body.md").write_text("---\nname: Rådmandsmødet\n---\n", "utf8")
    (folder / "bundle.txt").write_text(BUNDLE, "utf8")
    (folder / "meeting.md").write_text(
        "---\nopenness: åben\ncorrections:\n"
        "  - {item: 3, date: 2025-03-11, text: Punkt b er tilføjet., reason: Det manglede.}\n  - {item: 4}\n---\n",
        "utf8",
    )
    decided = decide(tmp_path)
    told = {item.number: len(item.corrections) for item in decided.archive.meetings[0].items}
    assert told == {"1": 0, "2": 0, "3": 1, "4": 0}
    assert [finding.place for finding in decided.findings if finding.code == "corrections-in-meeting-md"] == [
        "corrections, entry 2"
    ]
