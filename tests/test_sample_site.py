"""The sample archive as its readers meet it: built as `make site` does, and read in a browser."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sample_site import build
from tests.samples import ROOT

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]


def fingerprint(site: Path) -> dict[str, str]:
    """Every file of the site and its hash."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_what_a_reader_finds_in_the_sample_archive(work: Path) -> None:
    """Titles, outcomes, attachments and withheld counts are those written down by hand in expected.yml."""
    expected = yaml.safe_load((ROOT / "tests/sample_archive/expected.yml").read_text("utf8"))["meetings"]
    items = {row["id"]: row for row in data(work, "items")}
    for meeting, facts in expected.items():
        found = {key.rsplit("/", 1)[1]: row for key, row in items.items() if key.startswith(f"{meeting}/")}
        wanted = facts.get("items", {})
        assert set(found) == set(wanted), meeting
        for number, (title, outcome) in wanted.items():
            assert found[number]["title"] == title
            assert found[number]["outcome"] == outcome, f"{meeting}/{number}"
            attachments = [str(n) for n in facts.get("attachments", {}).get(number, [])]
            assert [row["number"] for row in found[number]["attachments"]] == attachments, f"{meeting}/{number}"


def test_what_was_put_right_is_told(work: Path) -> None:
    """The corrections in expected.yml and no others are in the data, on the item's page and on the meeting's."""
    expected = yaml.safe_load((ROOT / "tests/sample_archive/expected.yml").read_text("utf8"))["corrections"]
    rows = {row["id"]: row for row in data(work, "items")}
    found = {(key, told["date"]): told["text"] for key, row in rows.items() for told in row["corrections"]}
    assert {(entry["item"], entry["date"]) for entry in expected} == set(found)
    for entry in expected:
        meeting, _, number = entry["item"].rpartition("/")
        assert rows[entry["item"]]["modified"] == entry["date"]
        assert entry["says"] in found[entry["item"], entry["date"]]
        for page in (f"{meeting}/punkt-{number}", meeting):
            assert found[entry["item"], entry["date"]] in (work / "site" / page / "index.html").read_text("utf8")


def data(work: Path, name: str) -> list[dict[str, Any]]:
    """A data file of the site."""
    rows: list[dict[str, Any]] = yaml.safe_load((work / "site" / "data" / f"{name}.json").read_text("utf8"))
    return rows


def test_no_canary_gets_out(work: Path) -> None:
    """Promises 1 and 2: no word of anything closed or private stands in a byte of the site or of the report."""
    canaries = [
        line.strip().lower().encode()
        for line in (ROOT / "tests/sample_archive/canaries.txt").read_text("utf8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    assert len(canaries) >= 30
    ours = [path for path in work.rglob("*") if path.is_file() and "assets" not in path.parts]
    assert [path.name for path in ours for canary in canaries if canary in path.read_bytes().lower()] == []


def test_two_builds_give_the_same_bytes(work: Path, tmp_path: Path) -> None:
    """Promise 7: same input, same bytes, file for file."""
    build(tmp_path)
    assert fingerprint(tmp_path / "site") == fingerprint(work / "site")


def test_an_item_closed_later_is_gone_at_the_next_build(tmp_path: Path) -> None:
    """Promise 4: open yesterday, closed today; after the next build into the same folders no word is left."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    build(tmp_path, content)
    item = tmp_path / "site" / "byraadet" / "2025-01-29" / "punkt-2" / "index.html"
    assert "Åkrogen" in item.read_text("utf8")
    meeting = content / "byraadet" / "2025-01-29" / "meeting.md"
    text = meeting.read_text("utf8")
    assert "items:" not in text
    meeting.write_text(text.replace("openness: åben", "openness: åben\nitems: {2: {openness: lukket}}", 1), "utf8")
    said = build(tmp_path, content)
    assert said.startswith("0:"), said
    assert "Åkrogen" not in item.read_text("utf8"), "the address says that it is not public, and no more"
    written = tmp_path / "work" / "docs" / "byraadet" / "2025-01-29" / "punkt-2"
    assert not [path for path in written.rglob("*") if path.is_file() and "Åkrogen" in path.read_text("utf8")]


def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed audit fails the build and leaves the published site as it was, with nothing half-built beside it."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("sidste gode", "utf8")
    monkeypatch.setattr("generator.edition.audit", lambda *_, **__: ["data/items.json: a withheld title"])
    said = build(tmp_path)
    assert said.startswith("1:")
    assert "a withheld title" in said
    assert (tmp_path / "site" / "index.html").read_text("utf8") == "sidste gode"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "work"]


@pytest.mark.browser
def test_a_reader_walks_from_the_front_page_to_a_decision(browser: Any, address: str) -> None:
    """A citizen finds a meeting, an item and its decision by following links, and the decision comes first."""
    page = browser.new_page()
    page.goto(address)
    steps = (("Organer", "organer"), ("Nordlunde Byråd", "byraadet"), ("29. januar 2025", "2025-01-29"))
    for name, folder in (*steps, ("skolevej", "punkt-2")):
        within = page.get_by_role("article") if folder == "punkt-2" else page
        within.get_by_role("link", name=name).first.click()
        page.wait_for_url(f"**/{folder}/")
    headings = page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
    assert headings[0].startswith("Beslutning")
    assert page.get_by_role("main").locator("blockquote").first.inner_text().strip()
    page.close()


@pytest.mark.browser
def test_the_site_can_be_read_without_javascript(browser: Any, address: str) -> None:
    """Promise 9: for browsing the site needs no script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "byraadet/2024-06-19/")
    page.get_by_role("article").get_by_role("link", name="genbrugsplads").first.click()
    page.wait_for_url("**/punkt-4/")
    assert "genbrugsplads" in page.get_by_role("heading", level=1).inner_text()
    context.close()
