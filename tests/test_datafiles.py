"""The data files say what the archive holds, in the shape that the contract fixes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest

from generator import datafiles, write
from generator.connections import Connections
from generator.findings import BuildError
from generator.openness import Archive
from generator.settings import SiteSettings
from generator.takedown import Removed
from tests.factories import (
    MEETING,
    SETTINGS,
    demo_archive,
    demo_connections,
    make_archive,
    make_attachment,
    make_decision,
    make_item,
    make_link,
    make_meeting,
    paragraphs,
)
from tests.rendered import data_of

CONTRACT = {
    "meetings": "id body date start end place stage url items withheld sources",
    "items": (
        "id meeting number title durationMinutes url openness caseNumbers recommendations decision outcome sections "
        "attachments topics responsible modified corrections"
    ),
    "followups": "id item text responsible due status followedUpBy evidence",
    "links": "source target kind evidence",
    "threads": "id title caseNumbers names mergedBy items url",
    "topics": "id name kle words items url",
    "abbreviations": "short long evidence",
    "changes": "item date kind before after",
    "bodies": "id name organisation url",
    "takedowns": "id date",
}


def everything(archive: Archive | None = None, settings: SiteSettings = SETTINGS) -> dict[str, str | bytes]:
    """The data files of the demo archive, or of another."""
    connections = demo_connections() if archive is None else Connections()
    return data_of(
        archive or demo_archive(),
        connections=connections,
        settings=settings,
        takedowns=(Removed(id=f"{MEETING}/9", date="2025-02-01"),),
    )


def rendered(archive: Archive | None = None, settings: SiteSettings = SETTINGS) -> dict[str, str]:
    """Those that are text."""
    return {path: text for path, text in everything(archive, settings).items() if isinstance(text, str)}


def rows(name: str, archive: Archive | None = None, settings: SiteSettings = SETTINGS) -> list[dict[str, Any]]:
    """A JSON table."""
    found: list[dict[str, Any]] = json.loads(rendered(archive, settings)[f"data/{name}.json"])
    return found


def csv_rows(name: str, archive: Archive | None = None) -> list[dict[str, str]]:
    """A CSV table."""
    return list(csv.DictReader(io.StringIO(rendered(archive)[f"data/{name}.csv"])))


@pytest.mark.parametrize("name", datafiles.TABLES)
def test_rows_have_the_fields_of_the_contract(name: str) -> None:
    """Every field of DESIGN.md section 5 is there, in JSON and in CSV."""
    assert set(CONTRACT[name].split()) <= set(rows(name)[0])
    assert set(rows(name)[0]) == set(csv_rows(name)[0])


@pytest.mark.parametrize("name", datafiles.TABLES)
def test_rows_obey_the_published_schema(name: str) -> None:
    """Each table is valid by the JSON Schema that is published beside it, and the schema is itself valid."""
    schema = json.loads(rendered()[f"data/schemas/{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(rows(name), schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("name", datafiles.TABLES)
def test_schema_refuses_a_row_that_lacks_its_id(name: str) -> None:
    """The schemas are not so wide that they accept anything."""
    schema = json.loads(rendered()[f"data/schemas/{name}.schema.json"])
    broken = [
        {key: value for key, value in row.items() if key not in ("id", "source", "short", "item")} for row in rows(name)
    ]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_csv_holds_what_json_holds() -> None:
    """Row by row, the CSV twin has the same values; nested ones as JSON, null as an empty cell."""
    for name in datafiles.TABLES:
        for full, flat in zip(rows(name), csv_rows(name), strict=True):
            for key, value in full.items():
                nested = isinstance(value, (list, dict))
                assert (json.loads(flat[key]) if nested else flat[key]) == (
                    value if nested else "" if value is None else str(value)
                )


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_cells_are_no_formulas(start: str) -> None:
    """A title that a spreadsheet would run as a formula gets an apostrophe in front."""
    archive = make_archive(make_meeting(items=(make_item(title=f'{start}HYPERLINK("x")'),)))
    assert csv_rows("items", archive)[0]["title"] == f'\'{start}HYPERLINK("x")'
    assert rows("items", archive)[0]["title"] == f'{start}HYPERLINK("x")'


@pytest.mark.filterwarnings("ignore")  # frictionless' own dependencies warn
def test_datapackage_is_accepted_by_frictionless(tmp_path: Path) -> None:
    """The package, its checksums and every resource in it are valid by the Frictionless validator."""
    write.sync_tree(tmp_path, everything())
    report = frictionless.Package(str(tmp_path / "data/datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert len(report.tasks) == 3 * len(datafiles.TABLES) + 1


def test_datapackage_tells_of_nested_cells_and_apostrophes() -> None:
    """Whoever reads the CSV is told how lists are written and what the apostrophe is for."""
    package = json.loads(rendered()["data/datapackage.json"])
    assert all("JSON in the cell" in r["description"] for r in package["resources"] if r["format"] == "csv")


def test_texts_are_the_models_plain_text() -> None:
    """Decision, sections and attachments hold the plain text of their blocks."""
    item = make_item(decision=make_decision("Ja.\u202e"), attachments=(make_attachment(blocks=paragraphs("a", "b")),))
    row = rows("items", make_archive(make_meeting(items=(item,))))[0]
    assert (row["decision"], row["attachments"][0]["text"]) == ("Ja.", "a\nb")


def test_undecided_item_has_neither_decision_nor_outcome() -> None:
    """No minutes, no outcome: nothing is invented."""
    row = rows("items", make_archive(make_meeting(items=(make_item(),))))[0]
    assert (row["decision"], row["outcome"]) == (None, None)


def test_addresses_are_absolute_where_the_site_knows_its_own() -> None:
    """Rows lead to their pages also when they have left the site."""
    assert rows("items")[-1]["url"].startswith("https://moeder.nordlunde.example/kulturudvalg/")
    assert rows("bodies", settings=SiteSettings())[0]["url"] == "/byraad/"


def test_empty_archive_still_has_its_files() -> None:
    """Without meetings the tables are empty, with a header line in the CSV."""
    files = data_of(make_archive(), settings=SETTINGS)
    assert files["data/items.json"] == "[]\n"
    assert files["data/links.csv"] == "source,target,kind,evidence,rule\n"


def test_rows_lead_from_item_to_what_it_joins() -> None:
    """An item's row names its case, topics, positions, condition and references; each has its own row or words."""
    row = next(row for row in rows("items") if row["id"] == f"{MEETING}/3")
    assert row["case"] in {thread["id"] for thread in rows("threads")}
    assert set(row["topics"]) <= {topic["id"] for topic in rows("topics")}
    assert row["positions"][0]["kind"] == "reservation"
    assert row["condition"] == "under forudsætning af at EKF er enig"
    assert [reference["target"] for reference in row["references"]] == [None, "kulturudvalg/2024-05-07"]


def test_commitment_has_its_place_on_the_site() -> None:
    """A commitment's address is its anchor on the item's page."""
    assert rows("followups")[0]["url"].endswith("/kulturudvalg/2024-06-04/punkt-3/#opfoelgning-1")


def test_no_row_about_what_is_not_published() -> None:
    """A connection to something that the archive does not hold stops the build."""
    unknown = Connections(links=(make_link(f"{MEETING}/3", f"{MEETING}/99"),))
    with pytest.raises(BuildError, match="not published: kulturudvalg/2024-06-04/99"):
        data_of(demo_archive(), connections=unknown, settings=SETTINGS)


def test_lines_end_in_newline_only() -> None:
    """The bytes do not depend on the machine."""
    assert not any("\r" in text for text in rendered().values())


def test_the_package_states_licence_and_source() -> None:
    """Whoever has the data alone knows under which terms and from whom: as the municipality set it."""
    settings = replace(SETTINGS, licence_name="Egne vilkår", licence_url="https://nordlunde.example/vilkaar")
    package = json.loads(rendered(settings=settings)["data/datapackage.json"])
    assert package["licenses"] == [{"name": "Egne vilkår", "path": "https://nordlunde.example/vilkaar"}]
    assert "Nordlunde Kommune" in package["sources"][0]["title"]
