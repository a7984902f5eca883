"""Issue 5, point 4, on a built site: what is private is in no byte of it, and the audit would have told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.audit import audit
from generator.audit.readings import readings
from generator.openness import Archive
from generator.pipeline import decide
from tests.sample_site import build

SECRETS = ("211062-5629", "010203-4567", "55 55 43 21", "bo.holm@gmail.com", "55554399")
MEETING = """---
openness: åben
place: Lokale 211062-5629
followups:
  - {item: 1, words: notat, status: followed-up, reason: "Sendt til bo.holm@gmail.com"}
---
Spørg Bo Holm på bo.holm@gmail.com.
"""
ITEM = """---
title: Plan for byen, ring til Bo Holm, 55 55 43 21
responsible: Bo Holm, tlf. 55554399
recommendations: ["at udvalget svarer bo.holm@gmail.com"]
attachments:
  - title: Brev fra bo.holm@gmail.com
    file: bilag-1.md
  - title: Skema
    file: bilag-2.md
decision: "Udvalget beder forvaltningen sende et notat til Bo Holm, 55 55 43 21, til næste møde."
---
## Baggrund

Udvalget har fået et brev.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one meeting that holds every secret, each at several places."""
    work = tmp_path_factory.mktemp("private")
    folder = work / "content" / "raad" / "2025-03-04"
    folder.mkdir(parents=True)
    (folder.parent / "body.md").write_text("---\nname: Rådet\n---\nSkriv til bo.holm@gmail.com\n", "utf8")
    (folder / "meeting.md").write_text(MEETING, "utf8")
    (folder / "item-1.md").write_text(ITEM, "utf8")
    (folder / "bilag-1.md").write_text("Kære udvalg\n\nMvh Bo Holm, 55554399\n", "utf8")
    (folder / "bilag-2.md").write_text("| Navn | Født | Løbenr. |\n|---|---|---|\n| Bo | 010203 | 4567 |\n", "utf8")
    (work / "content" / "topics.yml").write_text('- {slug: a, name: "Emne 211062-5629", words: [plan]}\n', "utf8")
    said = build(work, work / "content")
    assert said.startswith("1:"), said  # the number is an error, the site is built
    return work


def test_nothing_private_is_in_any_byte(site: Path) -> None:
    """Pages, data, search index, feeds and sitemap, however written, hold none of it; the rest is there."""
    texts = {path: "".join(readings(path)) for path in (site / "site").rglob("*") if path.is_file()}
    assert any("Plan for byen" in text for text in texts.values())
    for secret in (*SECRETS, "5629", "010203"):
        assert not [path.name for path, text in texts.items() if secret in text]
    assert any("[telefonnummer udeladt]" in text for path, text in texts.items() if path.name == "items.json")


def test_the_audit_finds_what_was_left_out(site: Path) -> None:
    """A telephone number and an address that come out after all are leaks, told without repeating them."""
    decided = decide(site / "content")
    page = site / "site" / "index.html"
    html = page.read_text("utf8")
    for secret in ("55 55 43 21", "bo.holm@gmail.com"):
        page.write_text(html.replace("</main>", f"<p>{secret}</p></main>"), "utf8")
        broken = audit(site / "site", archive=Archive(bodies=(), meetings=()), withheld=decided.withheld)
        assert any("index.html: holds" in sentence and "contact" in sentence for sentence in broken)
        assert not any(secret in sentence for sentence in broken)
    page.write_text(html, "utf8")


def test_the_report_tells_masked(site: Path) -> None:
    """The clerk's report names each with its place, and holds none of them."""
    report = (site / "work" / "report" / "report.txt").read_text("utf8")
    assert "b…@gmail.com" in report
    assert "55 xx xx xx" in report
    assert "0102xx-xxxx" in report
    assert not [secret for secret in SECRETS if secret in report]
