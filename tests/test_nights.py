"""The whole chain of the nightly job, run by hand against the double: init, then sync, record, check, build, deploy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.starting import command as starting
from generator.sync import command as syncing
from generator.sync.client import Client
from tests.firstagenda_double.answers import answer, attachment, field, html_of, item
from tests.firstagenda_double.following import Clock
from tests.firstagenda_double.server import Double, serving

pytestmark = pytest.mark.site

MAY, JUNE = "2026-05-18T17:00:00+02:00", "2026-06-15T17:00:00+02:00"


@pytest.fixture
def double() -> Double:
    """A server with one meeting held."""
    double = Double()
    items = item(1, "Ny skolevej", case="26/483"), item(2, "Eventuelt")
    double.put("Byrådet", answer(*items, begin=MAY, kind="Referat"))
    double.put("Børneudvalget", answer(item(1, "Ny børnehave"), begin=MAY, kind="Referat"))
    return double


@pytest.fixture
def address(double: Double, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the double is. Nobody waits between requests."""
    clock = Clock()
    for module in (starting, syncing):
        monkeypatch.setattr(module, "_connect", lambda origin: Client(origin=origin, wait=clock.wait, clock=clock.read))
    with serving(double) as address:
        yield address


def moedearkiv(*words: str | Path) -> Result:
    """One command."""
    return CliRunner().invoke(main, [str(word) for word in words])


def begin(folder: Path, address: str, *options: str) -> Result:
    """`moedearkiv init` of the invented municipality."""
    return moedearkiv("init", folder, "--name", "Nordlunde Kommune", "--server", address, "--generator", ".", *options)


def night(folder: Path, day: str) -> Path:
    """What the nightly job does on `day`; the folder that readers are shown."""
    project, today = ("--project", folder), ("--as-of", day)
    for words in (
        ("sync", *project, *today, "--summary", folder / "build" / "sync.txt"),
        ("record", *project, *today),
        ("check", *project, *today),
        ("build", *project, *today, "--tolerate-findings"),
        ("deploy", *project, "--to", folder / "www"),
    ):
        result = moedearkiv(*words)
        assert result.exit_code == 0, result.output
    return folder / "www" / "current"


def everything(shown: Path) -> bytes:
    """Every byte that readers can have."""
    return b"\0".join(path.read_bytes() for path in sorted(shown.rglob("*")) if path.is_file())


def test_init_lists_the_servers_bodies(address: str, tmp_path: Path) -> None:
    """Without --body the names to choose from are told."""
    told = begin(tmp_path / "arkiv", address)
    assert told.exit_code == 0, told.output
    assert "Byrådet" in told.output
    assert "Børneudvalget" in told.output


def test_init_refuses_a_body_that_the_server_has_not(address: str, tmp_path: Path) -> None:
    """Wrong use: exit code 2, the names it has, and nothing written."""
    told = begin(tmp_path / "arkiv", address, "--body", "Byraadet")
    assert told.exit_code == 2
    assert "Byrådet" in told.output
    assert not (tmp_path / "arkiv").exists()


def test_nights_follow_the_server(double: Double, address: str, tmp_path: Path) -> None:
    """A new meeting comes, a decision is put right and says so, a closed item goes with every byte."""
    folder = tmp_path / "arkiv"
    assert begin(folder, address, "--body", "Byrådet").exit_code == 0
    shown = night(folder, "2026-05-20")
    assert (shown / "byraadet" / "2026-05-18" / "punkt-1" / "index.html").is_file()
    assert not (shown / "boerneudvalget").exists()

    june = answer(
        item(1, "Ny hal", html=html_of(field("Beslutning", "<p>Udsat.</p>")), attachments=[attachment("Skitse")]),
        item(2, "Køb af Strandgården"),
        begin=JUNE,
        kind="Referat",
    )
    double.put("Byrådet", june)
    shown = night(folder, "2026-06-17")
    assert "Strandgården".encode() in everything(shown)
    assert (folder / "build" / "sync.txt").read_text("utf8").startswith("Fetched papers: 1 new\n")

    corrected = html_of(field("Beslutning", "<p>Godkendt.</p>"))
    june["Dagsordenpunkter"] = [
        item(1, "Ny hal", html=corrected, attachments=[attachment("Skitse")]),
        item(2, "Køb af Strandgården", is_open=False),
    ]
    double.release(june, "2026-06-18T08:00:00.0000001+02:00")
    shown = night(folder, "2026-06-19")
    page = (shown / "byraadet" / "2026-06-15" / "punkt-1" / "index.html").read_text("utf8")
    assert "Punktets historik" in page
    assert "<strong>Udsat.</strong>" in page
    changes = json.loads((shown / "data" / "changes.json").read_text("utf8"))
    assert {(row["date"], row["kind"]) for row in changes} == {("2026-06-19", "decision"), ("2026-06-19", "removed")}
    leftovers = [path for path in folder.rglob("*") if path.is_file() and "Strandgården".encode() in path.read_bytes()]
    assert leftovers == []


def test_a_night_without_news_changes_nothing(double: Double, address: str, tmp_path: Path) -> None:
    """The same papers make the same site, and nothing to commit."""
    folder = tmp_path / "arkiv"
    begin(folder, address, "--body", "Byrådet")
    night(folder, "2026-05-20")
    before = {path: path.read_bytes() for path in (folder / "content").rglob("*") if path.is_file()}
    night(folder, "2026-05-21")
    assert {path: path.read_bytes() for path in (folder / "content").rglob("*") if path.is_file()} == before


def test_a_server_that_is_down_leaves_the_last_good_site(double: Double, address: str, tmp_path: Path) -> None:
    """Sync says so with exit code 1; what is there is built again, and nothing is lost."""
    folder = tmp_path / "arkiv"
    begin(folder, address, "--body", "Byrådet")
    before = everything(night(folder, "2026-05-20"))
    double.bodies.clear()
    assert moedearkiv("sync", "--project", folder, "--as-of", "2026-05-20").exit_code == 1
    assert moedearkiv("build", "--project", folder, "--as-of", "2026-05-20", "--tolerate-findings").exit_code == 0
    assert moedearkiv("deploy", "--project", folder, "--to", folder / "www").exit_code == 0
    assert everything(folder / "www" / "current") == before


def test_an_item_that_moves_is_found_at_its_old_address(double: Double, address: str, tmp_path: Path) -> None:
    """A new item in front moves the others: what no item has taken leads on, with a link and at once."""
    folder = tmp_path / "arkiv"
    begin(folder, address, "--body", "Byrådet")
    paper = attachment("Kort")
    road = item(7, "Ny skolevej", case="26/483", attachments=[paper])
    minutes = answer(item(1, "Eventuelt"), road, begin=MAY, kind="Referat")
    double.bodies.clear()
    double.put("Byrådet", minutes)
    night(folder, "2026-05-20")
    road = item(2, "Ny skolevej", case="26/483", attachments=[paper])
    minutes["Dagsordenpunkter"] = [item(1, "Eventuelt"), road]
    double.release(minutes, "2026-05-21T08:00:00.0000001+02:00")
    shown = night(folder, "2026-05-22") / "byraadet" / "2026-05-18"
    for old in ("punkt-7", "punkt-7/bilag-1"):
        page = (shown / old / "index.html").read_text("utf8")
        onward = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
        assert onward
        assert (shown / old / onward[1]).resolve() == (shown / "punkt-2").resolve()
        assert "2. Ny skolevej" in page
    assert "Punktet fik et andet nummer." in (shown / "punkt-2" / "index.html").read_text("utf8")
