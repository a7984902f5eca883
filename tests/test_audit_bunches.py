"""Large tables are audited in parts, with their meetings; they miss nothing and stay as they are where those do."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from generator.audit.bunches import Bunch, Part, in_bunches, in_parts, large_tables
from generator.trees.records import Record

_DAYS = [f"byraad/2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29, 3)]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is large."""
    monkeypatch.setattr("generator.audit.bunches._LARGE", 10)
    monkeypatch.setattr("generator.audit.bunches._OVER", 30)


def _bunches(site: Path, meetings: list[str]) -> list[Bunch]:
    rows = [f'{{"id":"{meeting}/{number}","title":"Æble"}}' for meeting in meetings for number in (1, 2)]
    (site / "items.ndjson").write_text("id\n" + "\n".join(rows) + "\n", "utf-8")
    (site / meetings[0]).mkdir(parents=True, exist_ok=True)
    (site / meetings[0] / "index.html").touch()
    files = {"items.ndjson": b"known", f"{meetings[0]}/index.html": b"known too"}
    noted = {file: Record(b"", number, 100, 0, 0) for file, number in files.items()}
    return list(in_bunches(files, in_parts(site, large_tables(noted))))


def _parts(bunches: list[Bunch]) -> list[Part]:
    return sorted((part for bunch in bunches for part in bunch.parts), key=lambda part: part.start)


def test_parts_hold_the_whole_table_and_overlap(tmp_path: Path) -> None:
    """Each part begins where the one before it ends, and holds what comes next too, in whole lines."""
    parts = _parts(_bunches(tmp_path, _DAYS))
    content = (tmp_path / "items.ndjson").read_bytes()
    starts = [part.start for part in parts]
    assert len(parts) == len(_DAYS) + 1
    for part, start, end in zip(parts, starts, [*starts[1:], len(content)], strict=True):
        text = part.text(tmp_path)
        assert content[start : end + 30] in text
        assert content.startswith(text + b"\n", start) or content[start:] == text
    assert starts[0] == 0


def test_rows_are_with_the_pages_of_their_meeting(tmp_path: Path) -> None:
    """One bunch for each meeting, and one for what comes before the first."""
    bunches = _bunches(tmp_path, _DAYS)
    assert sorted(bunch.name.split(":")[0] for bunch in bunches) == sorted([*_DAYS, "items.ndjson"])
    (first,) = (bunch for bunch in bunches if bunch.name == _DAYS[0])
    assert first.files == (f"{_DAYS[0]}/index.html",)
    assert first.parts[0].text(tmp_path).startswith(f'\n{{"id":"{_DAYS[0]}/1"'.encode())


def test_a_meeting_more_changes_the_bunches_beside_it_alone(tmp_path: Path) -> None:
    """The numbers of the others stay, wherever their rows stand in the file now."""
    before = {bunch.key for bunch in _bunches(tmp_path, _DAYS)}
    after = {bunch.key for bunch in _bunches(tmp_path, sorted([*_DAYS, "byraad/2025-06-09"]))}
    assert 1 <= len(after - before) <= 3


def test_a_long_part_is_cut_and_a_line_more_changes_little_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of no meeting are in parts too: they are the whole, and one more leaves nearly all of them as they were."""
    monkeypatch.setattr("generator.audit.bunches._LONG", 100)
    monkeypatch.setattr("generator.audit.bunches._CUT", 4)
    monkeypatch.setattr("generator.audit.bunches._SHORT", 20)
    rows = [f'{{"source":"sag {number}"}}' for number in range(200)]
    file = tmp_path / "links.ndjson"
    numbers: list[set[bytes]] = []
    for some in (rows, [*rows[:90], "en mere", *rows[90:]]):
        file.write_text("\n".join(some) + "\n", "utf-8")
        bunches = list(in_bunches({"links.ndjson": b"known"}, in_parts(tmp_path, ["links.ndjson"])))
        assert not any(bunch.files for bunch in bunches)
        content, parts = file.read_bytes(), _parts(bunches)
        assert parts[0].start == 0
        assert all(part.start + part.length >= following.start for part, following in pairwise(parts))
        assert content[parts[-1].start :].strip() == parts[-1].text(tmp_path).strip()
        numbers.append({part.digest for part in parts})
    assert len(numbers[0]) > 10
    assert 1 <= len(numbers[1] - numbers[0]) <= 3
