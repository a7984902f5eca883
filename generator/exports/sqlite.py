"""The archive as one SQLite file: the rows of the data files, in tables that refer to each other (tables.sql)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from generator.findings import BuildError

Row = Mapping[str, Any]

DATABASE = "data/moedearkiv.sqlite"

_AT_ONCE = 500  # items that are in memory
# Nobody else reads the draft, and one that breaks is made again.
_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -64000")
_WORDS = 64 << 20  # bytes of word lists before they are written: one list is made at once, where many were to be joined


def write_database(file: Path, tables: Mapping[str, Iterable[Row]], about: Mapping[str, str]) -> None:
    """Make `file`: the same rows give the same bytes with the same SQLite. `about` is what stands in the table about.

    `tables` are read once, in an order of our own. Beside `file`, a draft as large as it is made and deleted. Raises
    BuildError where a row refers to what is not there.
    """
    draft = file.with_name(f"{file.name}.draft")
    for old in (file, draft):
        old.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(database_schema())
        connection.execute("BEGIN")
        for table, columns, rows in _rows(tables, about):
            marks = ", ".join("?" * len(columns.split()))
            names = ", ".join(f'"{column}"' for column in columns.split())
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise BuildError("a row of the database refers to what is not there", file=DATABASE)
        _index_words(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM INTO ?", (str(file),))  # nothing is left in pages that are not in use
    draft.unlink()


def _index_words(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.OperationalError):  # an older SQLite does it more slowly
        connection.execute("INSERT INTO texts_fts (texts_fts, rank) VALUES ('hashsize', ?)", (_WORDS,))
    connection.execute("INSERT INTO texts_fts (texts_fts) VALUES ('rebuild')")
    connection.execute("INSERT INTO texts_fts (texts_fts) VALUES ('optimize')")
    connection.execute("DELETE FROM texts_fts_config WHERE k = 'hashsize'")


def database_schema() -> str:
    """The SQL that makes the tables and views."""
    return resources.files("generator.exports").joinpath("tables.sql").read_text(encoding="utf-8")


Filling = tuple[str, str, Iterable[Sequence[Any]]]


def _rows(tables: Mapping[str, Iterable[Row]], about: Mapping[str, str]) -> Iterator[Filling]:
    """Table, columns and rows. Items come a few at a time, and each few with all that belongs to them."""
    bodies, topics, meetings = (list(tables[name]) for name in ("bodies", "topics", "meetings"))
    yield "about", "key value", about.items()
    yield _plain("takedowns", "id date", tables["takedowns"])
    yield _plain("bodies", "id name organisation url", bodies)
    yield "cases", "id title url", _picked(tables["threads"], "id title url")
    yield _plain("topics", "id name kle url", topics)
    yield _plain("meetings", "id body date start end place stage withheld withdrawn url", meetings)
    yield "things", "id kind title url", _meeting_things(meetings, bodies)
    yield "sources", "meeting file sha256 pages", _of_each(meetings, "sources", "file sha256 pages")
    yield "participants", "meeting name absent", _of_each(meetings, "participants", "name absent")
    positions = {item: place for meeting in meetings for place, item in enumerate(meeting["items"], 1)}
    items = iter(tables["items"])
    while some := list(islice(items, _AT_ONCE)):
        yield from _item_tables(some, positions)
    yield from _between(tables, topics)


def _item_tables(items: Sequence[Row], positions: Mapping[str, int]) -> Iterator[Filling]:
    yield (
        "items",
        "id meeting position number reference title outcome decision condition case responsible duration_minutes "
        "modified withdrawn withheld_attachments url",
        _item_rows(items, positions),
    )
    yield (
        "attachments",
        "id item number title url",
        ((a["id"], item["id"], a["number"], a["title"], a["url"]) for item in items for a in item["attachments"]),
    )
    yield "things", "id kind title url", _item_things(items)
    yield "texts", "item attachment kind title heading text", _texts(items)
    yield from _lists(items)


def _plain(table: str, columns: str, rows: Iterable[Row]) -> Filling:
    return table, columns, _picked(rows, columns)


def _picked(rows: Iterable[Row], keys: str) -> Iterator[tuple[Any, ...]]:
    names = keys.split()
    return (tuple(row[name] for name in names) for row in rows)


def _item_rows(items: Iterable[Row], positions: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    keys = "number reference title outcome decision condition case responsible durationMinutes modified withdrawn"
    for row in items:
        rest = (row[key] for key in (*keys.split(), "withheldAttachments", "url"))
        yield (row["id"], row["meeting"], positions[row["id"]], *rest)


def _meeting_things(meetings: Iterable[Row], bodies: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    """A meeting has no title of its own: body and day."""
    names = {body["id"]: body["name"] for body in bodies}
    for meeting in meetings:
        yield meeting["id"], "meeting", f"{names[meeting['body']]} {meeting['date']}", meeting["url"]


def _item_things(items: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for item in items:
        yield item["id"], "item", item["title"], item["url"]
        for attachment in item["attachments"]:
            yield attachment["id"], "attachment", attachment["title"], attachment["url"]


def _texts(items: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for item in items:
        own = (("decision", None, item["decision"]), ("recommendation", None, "\n".join(item["recommendations"])))
        sections = (("section", section["heading"], section["text"]) for section in item["sections"])
        for kind, heading, text in (*own, *sections):
            if text:
                yield item["id"], None, kind, item["title"], heading, text
        for attachment in item["attachments"]:
            yield item["id"], attachment["id"], "attachment", attachment["title"], None, attachment["text"]


def _lists(items: Sequence[Row]) -> Iterator[Filling]:
    """The lists of an item, each as a table."""
    yield "case_numbers", "item number", ((item["id"], number) for item in items for number in item["caseNumbers"])
    for table, key, columns in (
        ("positions", "positions", "who kind words"),
        ("case_steps", "caseSteps", "body date number text"),
        ("corrections", "corrections", "date text reason"),
    ):
        yield table, f"item {columns}", _of_each(items, key, columns)
    yield "related", "item other score", _of_each(items, "related", "item score")
    mentions = (mention for item in items for mention in item["references"])
    yield _plain("mentions", "source words target missing", mentions)


def _of_each(rows: Iterable[Row], key: str, columns: str) -> Iterator[tuple[Any, ...]]:
    return ((row["id"], *values) for row in rows for values in _picked(row[key], columns))


def _between(tables: Mapping[str, Iterable[Row]], topics: Iterable[Row]) -> Iterator[Filling]:
    """What joins items."""
    followups = list(tables["followups"])
    tagged = ((tag["item"], topic["id"], tag["reason"]) for topic in topics for tag in topic["items"])
    yield "item_topics", "item topic reason", tagged
    changes = _picked(tables["changes"], "item date kind before after")
    yield "changes", "thing date kind before after", changes
    yield (
        "followups",
        "id item source text due due_words status followed_up_by reason evidence url",
        _picked(followups, "id item source text due dueWords status followedUpBy reason evidence url"),
    )
    yield (
        "followup_responsible",
        "followup name",
        ((row["id"], name) for row in followups for name in row["responsible"]),
    )
    yield _plain("links", "source target kind evidence", tables["links"])
    yield _plain("abbreviations", "short long evidence", tables["abbreviations"])
