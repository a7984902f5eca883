"""The archive as SQLite, as lines of JSON and as plain text: the same rows, and questions that they answer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pytest

from generator import datafiles, exports
from generator.audit.database import database_texts
from generator.audit.readings import readings
from generator.audit.unpacking import Unreadable
from generator.connections import Connections
from generator.model import Participant
from generator.openness import Archive
from tests.factories import MEETING, SETTINGS, demo_archive, demo_connections, make_archive, make_item, make_meeting
from tests.rendered import data_of

UNCONNECTED = Connections()


def files(archive: Archive | None = None) -> dict[str, str | bytes]:
    """The data files of the demo archive, or of another."""
    connections = demo_connections() if archive is None else UNCONNECTED
    return data_of(archive or demo_archive(), connections=connections, settings=SETTINGS)


def opened(content: str | bytes) -> sqlite3.Connection:
    """A database."""
    assert isinstance(content, bytes)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


@pytest.fixture
def demo() -> Iterator[sqlite3.Connection]:
    """The demo archive's database."""
    with closing(opened(files()[exports.DATABASE])) as connection:
        yield connection


@pytest.fixture(scope="module")
def sample(work: Path) -> Iterator[sqlite3.Connection]:
    """The sample archive's database, as it is published."""
    with closing(opened((work / "site" / exports.DATABASE).read_bytes())) as connection:
        yield connection


# --- the database -----------------------------------------------------------------------------------


def test_the_database_is_whole(demo: sqlite3.Connection) -> None:
    """SQLite finds no fault, every reference leads somewhere, and no page of the file is left over."""
    assert demo.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert demo.execute("PRAGMA foreign_key_check").fetchall() == []
    assert demo.execute("PRAGMA freelist_count").fetchone() == (0,)
    demo.execute("INSERT INTO texts_fts (texts_fts, rank) VALUES ('integrity-check', 1)")


def test_every_row_of_the_data_files_is_in_it(demo: sqlite3.Connection) -> None:
    """The database has the rows of the JSON tables, and their lists as rows of their own."""
    rendered = files()

    def rows(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(rendered[f"data/{name}.json"])
        return found

    def count(table: str) -> int:
        return int(demo.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    for table, name in (("cases", "threads"), *((name, name) for name in ("bodies", "meetings", "items", "topics"))):
        assert count(table) == len(rows(name)), table
    for name in ("followups", "links", "changes", "abbreviations"):
        assert count(name) == len(rows(name)), name
    for table, key in (
        ("attachments", "attachments"), ("positions", "positions"), ("corrections", "corrections"),
        ("case_steps", "caseSteps"), ("case_numbers", "caseNumbers"), ("mentions", "references"),
        ("related", "related"),
    ):  # fmt: skip
        assert count(table) == sum(len(row[key]) for row in rows("items")) > 0, table


def test_who_took_part_is_in_it() -> None:
    """Those present and those absent, as the minutes have them."""
    people = (Participant(name="Mette Østergaard", absent=False), Participant(name="Ali Berg", absent=True))
    content = files(make_archive(make_meeting(participants=people)))[exports.DATABASE]
    with closing(opened(content)) as connection:
        rows = connection.execute("SELECT meeting, name, absent FROM participants").fetchall()
    assert rows == [(MEETING, "Mette Østergaard", 0), (MEETING, "Ali Berg", 1)]


def test_all_text_of_an_item_is_in_it(demo: sqlite3.Connection) -> None:
    """Decision, recommendations, sections and attachments: each stands in `texts`, once."""
    row = next(row for row in json.loads(files()["data/items.json"]) if row["id"] == f"{MEETING}/3")
    texts = [row["decision"], "\n".join(row["recommendations"])]
    texts += [section["text"] for section in row["sections"]]
    texts += [attachment["text"] for attachment in row["attachments"]]
    found = [text for (text,) in demo.execute("SELECT text FROM texts WHERE item = ?", (row["id"],))]
    assert sorted(found) == sorted(texts)


def test_words_are_found_with_danish_letters(demo: sqlite3.Connection) -> None:
    """Full-text search tells ø from o, and finds beginnings of words."""
    search = "SELECT DISTINCT item FROM texts JOIN texts_fts ON texts_fts.rowid = texts.id WHERE texts_fts MATCH ?"
    assert demo.execute(search, ("fællesskab*",)).fetchall() == [(f"{MEETING}/3",)]
    assert len(demo.execute(search, ("børnehaver",)).fetchall()) == 9
    assert demo.execute(search, ("bornehaver",)).fetchall() == []


def test_datasette_finds_the_full_text_table(demo: sqlite3.Connection) -> None:
    """Datasette gives a table a search field where a full-text table names it as its content, in double quotes."""
    (sql,) = demo.execute("SELECT sql FROM sqlite_master WHERE name = 'texts_fts'").fetchone()
    assert 'content="texts"' in sql


def test_same_rows_same_bytes() -> None:
    """Promise 7, for the database too."""
    assert files()[exports.DATABASE] == files()[exports.DATABASE]


def test_an_empty_archive_has_an_empty_database() -> None:
    """Without meetings there are the tables, the views, and what the database says of itself."""
    with closing(opened(files(make_archive())[exports.DATABASE])) as connection:
        about = dict(connection.execute("SELECT key, value FROM about"))
        for (view,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            assert connection.execute(f"SELECT * FROM {view}").fetchall() == []
    assert about["title"] == SETTINGS.site_name
    assert about["licence"] == "CC-BY-4.0"


# --- the questions ----------------------------------------------------------------------------------


def answer(sample: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    """The rows of a worked question."""
    cursor = sample.execute(exports.QUERIES[name])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


# What a reader of the invented papers finds for each question: a column, and words in it, row by row or among the rows.
ANSWERS = {
    "01-lovet": ("text", ("akutpladser til kvinder", "bostøttemedarbejdere", "skrives ind i årshjulet")),
    "02-besluttet": ("title", ("Status på handleplan mod hjemløshed", "Handleplan mod hjemløshed 2024-2027")),
    "03-frister": ("text", ("Besøg på Natcaféen", "notat om trafikken til pladsen")),
    "04-hvor-laenge": ("responsible", ("VOS", "UVU")),
    "05-uenighed": ("who", ("Dansk Folkeparti", "Alternativet")),
    "06-sagens-gang": ("date", ("2023-09-12", "2024-04-16", "2024-06-19", "2024-11-12")),
    "07-udsat": ("title", ("Klimatilpasning på Strandengen", "Normeringer på botilbuddene")),
    "08-lukkede": ("body", ("Nordlunde Byråd", "Rådmandsmøde for Social og Beskæftigelse")),
    "09-bilag": ("title", ("Initiativkatalog",)),
    "10-rettet": ("text", ("Dansk Folkeparti stemte imod",)),
}


@pytest.mark.site
@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("name", exports.QUERIES)
def test_the_sample_archive_answers_every_question(sample: sqlite3.Connection, name: str) -> None:
    """Each query of the page runs as it stands there, and gives what the papers say."""
    column, wanted = ANSWERS[name]
    found = [str(row[column]) for row in answer(sample, name)]
    assert [words for words in wanted if not any(words in value for value in found)] == []


@pytest.mark.site
@pytest.mark.xdist_group("site")
def test_answers_are_right_in_full(sample: sqlite3.Connection) -> None:
    """Three answers counted by hand in the invented papers: what waits, the first delay, and what is closed."""
    assert all("/social-raadmandsmoede/" in row["url"] for row in answer(sample, "01-lovet"))
    assert answer(sample, "03-frister")[0]["due"] == "2024-02"
    closed = {(row["body"], row["year"]): row["items_not_public"] for row in answer(sample, "08-lukkede")}
    assert closed["Nordlunde Byråd", "2025"] == 2
    assert closed["Rådmandsmøde for Social og Beskæftigelse", "2024"] == 3


@pytest.mark.site
@pytest.mark.xdist_group("site")
def test_the_page_shows_the_queries_that_are_run(work: Path) -> None:
    """What stands on the page is the query, character for character."""
    page = lxml.html.parse(str(work / "site/data/spoergsmaal/index.html"))
    shown = [code.text_content().strip() for code in page.findall(".//pre/code")]
    assert shown[1:] == list(exports.QUERIES.values())


# --- lines, texts, and what the audit sees ----------------------------------------------------------


@pytest.mark.parametrize("name", datafiles.TABLES)
def test_lines_are_the_rows(name: str) -> None:
    """The NDJSON twin has the rows of the JSON table, each on one line."""
    rendered = files()
    lines = str(rendered[f"data/{name}.ndjson"]).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered[f"data/{name}.json"])


def test_an_item_as_text_says_what_its_page_says() -> None:
    """Title, place and address first; then decision, recommendation, sections and the names of the attachments."""
    text = str(files()[f"{MEETING}/punkt-3/tekst.txt"])
    parts = (
        "Nyt hovedbibliotek: valg af placering og anlægsbevilling\nKulturudvalget, 4. juni 2024, punkt 3\nKUL 2024-06-04/3\nhttps://",
        "BESLUTNING\n\nGodkendt\n\nUdvalget godkendte indstillingen", "RETTELSER\n\n31. maj 2024: Bilag 3 er sat ind.",
        "INDSTILLING\n\n1. at udvalget", "SAGSFREMSTILLING\n\n", "ØKONOMI\n\n", "BILAG\n\n", "Bilag 2: Tidsplan",
    )  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_an_item_without_minutes_says_so() -> None:
    """As on its page: the archive has none."""
    text = files(make_archive(make_meeting(items=(make_item(),))))[f"{MEETING}/punkt-3/tekst.txt"]
    assert "Arkivet har intet referat af punktet." in str(text)


def test_the_audit_reads_every_row(tmp_path: Path) -> None:
    """A word deep in a database is read by the audit, also where the file's pages cut it in two."""
    long = "x" * 4070 + " Strandgårdsmarken " + "y" * 9000
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (a TEXT, b BLOB)")
        connection.execute("INSERT INTO t VALUES (?, ?)", (long, "Mæglerens vurdering".encode()))
        connection.commit()
        content = connection.serialize()
    (tmp_path / "file.bin").write_bytes(content)
    assert any(" Strandgårdsmarken " in text for text in readings(tmp_path / "file.bin"))
    assert any("Mæglerens vurdering" in text for text in database_texts(content))
    with pytest.raises(Unreadable):
        list(database_texts(content[:200]))


def test_word_lists_that_are_not_of_the_text_are_found() -> None:
    """A word that only the full-text index holds, or a deleted page, cannot hide from the audit."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT);"
            'CREATE VIRTUAL TABLE texts_fts USING fts5 (text, content="texts", content_rowid="id");'
            "INSERT INTO texts VALUES (1, 'skolevej'); INSERT INTO texts_fts (rowid, text) VALUES (1, 'skolevej');"
        )
        assert any("skolevej" in text for text in database_texts(connection.serialize()))
        connection.execute("UPDATE texts SET text = 'budget'")
        connection.commit()
        with pytest.raises(Unreadable):
            list(database_texts(connection.serialize()))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE texts (text); INSERT INTO texts VALUES (zeroblob(90000)); DELETE FROM texts;"
        )
        with pytest.raises(Unreadable):
            list(database_texts(connection.serialize()))
