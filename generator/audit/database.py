"""A SQLite file as the texts in it: its pages cut words apart, so its bytes as they are prove nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from generator.audit.unpacking import Unreadable

MARK = b"SQLite format 3\0"
_FULL_TEXT = re.compile(r'CREATE VIRTUAL TABLE "?(\w+)"? USING fts5', re.IGNORECASE)
_SMALL = 100_000
_SHADOWS = ("_data", "_idx", "_docsize", "_config")  # what SQLite keeps of a full-text table: word lists, in parts


def database_texts(content: bytes) -> Iterator[str]:
    """Its schema, and every row of every table on a line of its own.

    A full-text table's word lists are not read but held to its text by SQLite itself. Raises Unreadable where the file
    cannot be opened, keeps pages that are no longer used, or has a word list that is not of its text.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            connection.deserialize(content)
            if connection.execute("PRAGMA freelist_count").fetchone()[0]:
                raise Unreadable("it is a database that keeps deleted pages")
            schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY rowid").fetchall()
            yield "\n".join(sql or "" for _, sql in schema)
            shadows: set[str] = set()
            for _, sql in schema:
                if match := _FULL_TEXT.match(sql or ""):
                    shadows |= {f"{match[1]}{end}" for end in _SHADOWS}
                    connection.execute(f"INSERT INTO {match[1]} ({match[1]}, rank) VALUES ('integrity-check', 1)")
            for name, sql in schema:
                if (sql or "").upper().startswith("CREATE TABLE") and name not in shadows:
                    yield "\n".join(map(_line, connection.execute(f'SELECT * FROM "{name}"')))
        except sqlite3.DatabaseError as error:
            raise Unreadable("it is a database that cannot be opened, or whose word list is not of its text") from error


def _line(row: tuple[object, ...]) -> str:
    """The values of a row, parted by what is no part of a word; without numbers of rows, which each new one moves."""
    values = (value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in row)
    return " | ".join(str(value) for value in values if value is not None and not _is_small(value))


def _is_small(value: object) -> bool:
    """Whether it is a number too small to be anybody's, or of any case: what is looked for alone has six digits."""
    return isinstance(value, int) and abs(value) < _SMALL
