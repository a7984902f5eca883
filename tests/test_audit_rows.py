"""The table of items is read row by row, as it is, whatever is remembered of it and however it is written."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audit.item_rows import ItemTable, item_table
from generator.cache import NO_CACHE, Cache
from generator.datafiles.forms import JSON, json_file, written

_BASE = "https://moeder.nordlunde.example/"
_TEXT = st.one_of(st.text(), st.sampled_from(["\n },\n {\n", "\n }\n]\n", "},{", "\u2028"]))
_INNER = st.recursive(_TEXT | st.none() | st.integers(), lambda one: st.lists(one) | st.dictionaries(_TEXT, one))
_ROWS = st.lists(st.fixed_dictionaries({"id": _TEXT, "sections": _INNER}), min_size=1, max_size=5)


def _written(site: Path, content: bytes) -> None:
    (site / "data").mkdir(exist_ok=True)
    (site / "data/items.json").write_bytes(content)


def _as_built(rows: list[dict[str, Any]]) -> bytes:
    own, _, _ = written(rows, map(json_file, rows), ("id",))
    return JSON.opening + own.removeprefix(JSON.between) + JSON.tail


def _row(number: int, **others: object) -> dict[str, Any]:
    return {"id": f"byraad/2025-01-29/{number}", "url": f"{_BASE}byraad/2025-01-29/punkt-{number}/", **others}


def _ids(table: ItemTable | None) -> list[str]:
    assert table is not None
    return [row.id for row in table.rows]


@given(rows=_ROWS)
def test_each_row_is_known_as_the_file_that_the_build_makes_of_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    """Whatever a row says, it is one row, and its number is that of its own file: equal numbers prove equal rows."""
    site = tmp_path_factory.mktemp("site")
    _written(site, _as_built(rows))
    table = item_table(site, _BASE, NO_CACHE)
    assert _ids(table) == [row["id"] for row in rows]
    assert table is not None
    assert [row.own for row in table.rows] == [sha256(json_file(row).encode()).digest() for row in rows]


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_a_table_may_be_written_otherwise(tmp_path: Path, indent: int | None) -> None:
    """The audit asks what the table says, and not how."""
    rows = [_row(1, attachments=[{"id": "a", "url": f"{_BASE}a/"}]), _row(2)]
    _written(tmp_path, json.dumps(rows, indent=indent).encode())
    table = item_table(tmp_path, _BASE, NO_CACHE)
    assert table is not None
    assert [(row.id, row.page, row.attachments) for row in table.rows] == [
        ("byraad/2025-01-29/1", "byraad/2025-01-29/punkt-1/index.html", (("a", "a/index.html"),)),
        ("byraad/2025-01-29/2", "byraad/2025-01-29/punkt-2/index.html", ()),
    ]


def test_what_is_remembered_is_that_of_the_same_rows(tmp_path: Path) -> None:
    """A row that changes, comes or goes is seen, whatever is remembered of those around it."""
    site, work = tmp_path / "site", tmp_path / "work"
    site.mkdir()
    rows = [_row(number) for number in range(100)]
    for edited in (rows, [*rows[:50], _row(50, id="other"), *rows[51:]], rows[1:], [*rows, _row(100)], rows):
        _written(site, _as_built(edited))
        cache = Cache(work)
        table = item_table(site, _BASE, cache)
        cache.close()
        assert table == item_table(site, _BASE, NO_CACHE)
        assert _ids(table) == [row["id"] for row in edited]


@pytest.mark.parametrize(
    "content",
    [b"", b"[", b"{}", b"[1]", b"[\n {\n }\n", b"[\n {\n },\n {\n,\n }\n]\n", b'["\xff"]', b'[\n {\n"\xff":1\n }\n]\n'],
)
def test_what_is_no_table_is_none(tmp_path: Path, content: bytes) -> None:
    """Broken JSON, also in one row of many, is told and not guessed at."""
    _written(tmp_path, content)
    assert item_table(tmp_path, _BASE, NO_CACHE) is None
