"""Large tables are audited in parts, which miss nothing and stay as they are where their meetings do."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.audit.bunches import Bunch, in_bunches

_DAYS = [f"byraad/2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29, 3)]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is large."""
    monkeypatch.setattr("generator.audit.bunches._LARGE", 10)
    monkeypatch.setattr("generator.audit.bunches._OVER", 30)


def _parts(site: Path, meetings: list[str]) -> list[Bunch]:
    rows = [f'{{"id":"{meeting}/{number}","title":"Æble"}}' for meeting in meetings for number in (1, 2)]
    (site / "items.ndjson").write_text("\n".join(rows) + "\n", "utf-8")
    return list(in_bunches(site, {"items.ndjson": b"known"}))


def test_parts_hold_the_whole_table_and_overlap(tmp_path: Path) -> None:
    """Each part begins where the one before it ends, and holds what comes next too, in whole lines."""
    parts = _parts(tmp_path, _DAYS)
    content = (tmp_path / "items.ndjson").read_bytes()
    starts = [bunch.part[0] for bunch in parts if bunch.part]
    assert len(starts) == len(parts) > 5
    for bunch, start, end in zip(parts, starts, [*starts[1:], len(content)], strict=True):
        text = bunch.text(tmp_path)
        assert content[start : end + 30] in text
        assert content.startswith(text + b"\n", start) or content[start:] == text
    assert starts[0] == 0


def test_a_meeting_more_changes_the_parts_beside_it_alone(tmp_path: Path) -> None:
    """The numbers of the other parts stay, wherever they stand in the file now."""
    before = {bunch.key for bunch in _parts(tmp_path, _DAYS)}
    after = {bunch.key for bunch in _parts(tmp_path, sorted([*_DAYS, "byraad/2025-06-09"]))}
    assert 1 <= len(after - before) <= 3
