"""The archive as one SQLite file: the rows of the data files, in tables that refer to each other (tables.sql)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib import resources
from typing import Any

Row = Mapping[str, Any]

DATABASE = "data/moedearkiv.sqlite"


def database(tables: Mapping[str, Sequence[Row]], about: Mapping[str, str]) -> bytes:
    """The file: the same rows give the same bytes with the same SQLite. `about` is what stands in the table about."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(database_schema())
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            for table, columns, rows in _rows(tables, about):
                marks = ", ".join("?" * len(columns.split()))
                names = ", ".join(f'"{column}"' for column in columns.split())
                connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
            connection.execute("INSERT INTO texts_fts (texts_fts) VALUES ('rebuild')")
        connection.execute("INSERT INTO texts_fts (texts_fts) VALUES ('optimize')")
        connection.commit()
        connection.execute("VACUUM")  # nothing is left in pages that are not in use
        return connection.serialize()


def database_schema() -> str:
    """The SQL that makes the tables and views."""
    return resources.files("generator.exports").joinpath("tables.sql").read_text(encoding="utf-8")


Filling = tuple[str, str, Iterable[Sequence[Any]]]


def _rows(tables: Mapping[str, Sequence[Row]], about: Mapping[str, str]) -> Iterator[Filling]:
    """Table, columns and rows, in an order in which nothing refers to what is not there yet."""
    items = tables["items"]
    yield "about", "key value", about.items()
    yield _plain("takedowns", "id date", tables["takedowns"])
    yield _plain("bodies", "id name organisation url", tables["bodies"])
    yield "cases", "id title url", _picked(tables["threads"], "id title url")
    yield _plain("topics", "id name kle url", tables["topics"])
    yield _plain("meetings", "id body date start end place stage withheld withdrawn url", tables["meetings"])
    yield (
        "items",
        "id meeting position number reference title outcome decision condition case responsible duration_minutes "
        "modified withdrawn withheld_attachments url",
        _item_rows(tables["meetings"], items),
    )
    yield (
        "attachments",
        "id item number title url",
        ((a["id"], item["id"], a["number"], a["title"], a["url"]) for item in items for a in item["attachments"]),
    )
    yield "things", "id kind title url", _things(tables)
    yield "texts", "item attachment kind title heading text", _texts(items)
    yield from _lists(items)
    yield from _between(tables)


def _plain(table: str, columns: str, rows: Iterable[Row]) -> Filling:
    return table, columns, _picked(rows, columns)


def _picked(rows: Iterable[Row], keys: str) -> Iterator[tuple[Any, ...]]:
    names = keys.split()
    return (tuple(row[name] for name in names) for row in rows)


def _item_rows(meetings: Iterable[Row], items: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    positions = {item: place for meeting in meetings for place, item in enumerate(meeting["items"], 1)}
    keys = "number reference title outcome decision condition case responsible durationMinutes modified withdrawn"
    for row in items:
        rest = (row[key] for key in (*keys.split(), "withheldAttachments", "url"))
        yield (row["id"], row["meeting"], positions[row["id"]], *rest)


def _things(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[Any, ...]]:
    """What links may end at. A meeting has no title of its own: body and day."""
    names = {body["id"]: body["name"] for body in tables["bodies"]}
    for meeting in tables["meetings"]:
        yield meeting["id"], "meeting", f"{names[meeting['body']]} {meeting['date']}", meeting["url"]
    for item in tables["items"]:
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


def _between(tables: Mapping[str, Sequence[Row]]) -> Iterator[Filling]:
    """What joins items."""
    followups = tables["followups"]
    tagged = ((tag["item"], topic["id"], tag["reason"]) for topic in tables["topics"] for tag in topic["items"])
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
    yield "sources", "meeting file sha256 pages", _of_each(tables["meetings"], "sources", "file sha256 pages")
    yield "participants", "meeting name absent", _of_each(tables["meetings"], "participants", "name absent")
    yield _plain("abbreviations", "short long evidence", tables["abbreviations"])
