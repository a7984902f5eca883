"""What people look for is found: the queries over the sample archive, in the browser (benchmarks/ has them all)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import archives
from benchmarks.browser import chromium, chromium_path
from benchmarks.engines import OURS
from benchmarks.search_quality import FRESH, QUERIES, answers, lines, read_queries, shortcomings
from generator import urls
from generator.openness import Archive
from generator.pipeline import decide
from tests.real_archive import real_archive
from tests.samples import ROOT

_A_KIND = 4  # queries of each kind over the sample archive, so that one miss does not decide


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("name", archives.NAMES)
def test_the_queries_are_answered(tmp_path: Path, name: str) -> None:
    """MRR@10 at least 0.85, no kind under 0.7, and what must be found is among the first ten, in either archive."""
    papers = archives.content(name, tmp_path)
    if chromium_path() is None:
        pytest.skip("no Chromium on this machine (tests/setup/chromium.sh installs one)")
    if papers is None:
        pytest.skip("the real papers are not on this machine")
    site = archives.build(papers, tmp_path)
    with chromium() as browser:
        found = answers(browser, OURS, site, read_queries(name))
    assert shortcomings(found) == [], "\n".join(lines(OURS.name, found))


def test_queries_name_pages_that_there_are() -> None:
    """Every expected item of the sample archive is published; each kind is asked often enough to mean something."""
    _names_pages_of(decide(ROOT / "content").archive, "nordlunde", QUERIES)
    kinds = [query.kind for query in read_queries("nordlunde")]
    assert {kind for kind in kinds if kinds.count(kind) >= _A_KIND} == {query.kind for query in read_queries()}


def test_queries_over_the_real_papers_name_pages_that_there_are() -> None:
    """The same for the real papers, where they are on this machine."""
    _names_pages_of(real_archive(), "samples", QUERIES)
    _names_pages_of(real_archive(), "samples", FRESH)


def _names_pages_of(archive: Archive, name: str, file: Path) -> None:
    items = [item for meeting in archive.meetings for item in meeting.items]
    pages = {urls.item(item.id) for item in items}
    pages |= {urls.attachment(attachment.id) for item in items for attachment in item.attachments}
    assert [query.text for query in read_queries(name, file=file) if not pages.issuperset(query.expected)] == []


def test_queries_are_asked_once() -> None:
    """No query stands twice, and there are as many as the measure needs."""
    texts = [query.text.lower() for query in read_queries()]
    fresh = [query.text.lower() for query in read_queries(file=FRESH)]
    assert len({*texts, *fresh}) == len(texts) + len(fresh)
    assert len(texts) >= 60
