"""What joins the archive is the same whichever process found it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator import cores
from generator.cache import Cache
from generator.connect import Connected, connect
from generator.fingerprints import of_archive
from generator.openness import Archive
from tests.factories import make_archive, make_decision, make_item, make_meeting, paragraphs


def _archive() -> Archive:
    """So many meetings that other processes read some of them; each promises what the next tells of."""
    meetings = []
    for number in range(60):
        day = datetime.date(2024, 1, 2) + datetime.timedelta(days=7 * number)
        meeting = f"kulturudvalg/{day.isoformat()}"
        promise = f"Forvaltningen undersøger muligheden for stier ved engen senest i uge {day.isocalendar().week + 1}."
        before = (day - datetime.timedelta(days=7)).strftime("%d.%m.%Y")
        item = make_item(
            "3",
            meeting,
            title=f"Stier ved engen, etape {number}",
            case_numbers=(f"EMN-2024-{number // 2:06}",),
            decision=make_decision(
                promise, blocks=paragraphs(f"Sagen blev drøftet på udvalgets møde den {before}. {promise}")
            ),
        )
        meetings.append(make_meeting(meeting, items=(item,)))
    return make_archive(*meetings)


def _connected(archive: Archive, content: Path, folder: Path | None = None) -> Connected:
    cache = Cache(folder)
    found = connect(
        archive,
        content_root=content,
        settlements=(),
        as_of=datetime.date(2025, 6, 1),
        cache=cache,
        fingerprints=of_archive(archive),
    )
    cache.close()
    return found


def test_more_cores_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one core and with two, without a cache, with a new one and with that of the last build."""
    archive = _archive()
    monkeypatch.setenv(cores.VARIABLE, "1")
    alone = _connected(archive, tmp_path)
    assert alone.connections.followups
    assert alone.connections.links
    assert alone.connections.related
    assert _connected(archive, tmp_path, tmp_path / "cache") == alone
    monkeypatch.setenv(cores.VARIABLE, "2")
    assert _connected(archive, tmp_path) == alone
    for _ in range(2):
        assert _connected(archive, tmp_path, tmp_path / "other") == alone
