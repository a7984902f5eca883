"""A SQLite file as the texts in it: its pages cut words apart, so its bytes as they are prove nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

MARK = b"SQLite format 3\0"


def database_texts(content: bytes) -> Iterator[str]:
    """Its schema, and every row of every table on a line of its own: also those that only SQLite itself reads.

    A file that cannot be opened gives nothing: its bytes are then all there is to search.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            connection.deserialize(content)
            schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY rowid").fetchall()
            yield "\n".join(sql or "" for _, sql in schema)
            for name, sql in schema:
                if (sql or "").upper().startswith("CREATE TABLE"):
                    yield "\n".join(map(_line, connection.execute(f'SELECT * FROM "{name}"')))
        except sqlite3.DatabaseError:
            return


def _line(row: tuple[object, ...]) -> str:
    """The values of a row, parted by what is no part of a word."""
    values = (value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in row)
    return " | ".join(str(value) for value in values if value is not None)
