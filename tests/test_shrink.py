"""Promise 6: the published site never shrinks in silence."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from generator.findings import BuildError, Finding
from generator.shrink import check, published_ids, published_items


def publish(site: Path, items: dict[str, str]) -> Path:
    """A published site with these items."""
    (site / "data").mkdir(parents=True)
    rows = [
        {"id": name, "decision": text, "attachments": [{"id": f"{name}/bilag-{number}"} for number in (1, 2)]}
        for name, text in items.items()
    ]
    meetings = [{"id": name} for name in sorted({item.rpartition("/")[0] for item in items})]
    (site / "data" / "meetings.json").write_text(json.dumps(meetings), "utf8")
    (site / "data" / "items.json").write_text(json.dumps(rows), "utf8")
    return site


def compare(
    site: Path, new: dict[str, int], explained: Collection[str], *, accept: bool, pages: Collection[str] | None = None
) -> list[Finding]:
    """`check` with the pages of what has words: those of the items that stay, and all meetings."""
    stays = [name for name in published_ids(site) if name.count("/") < 2 or "/".join(name.split("/")[:3]) in new]
    return check(site, new, explained, new_pages=stays if pages is None else pages, accept=accept)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site of ten items."""
    return publish(tmp_path, {f"udvalg/2025-01-0{n % 2 + 1}/{n}": "ord " * 50 for n in range(10)})


def test_nothing_lost_is_nothing_said(site: Path) -> None:
    """The same items give no finding."""
    assert compare(site, published_items(site), (), accept=False) == []


def test_a_first_build_has_nothing_to_compare_with(tmp_path: Path) -> None:
    """Without a published site, or with one whose data cannot be read, the build goes on."""
    assert compare(tmp_path, {}, (), accept=False) == []


def test_an_item_gone_is_told(site: Path) -> None:
    """One item that is gone is a warning that names it."""
    new = published_items(site)
    del new["udvalg/2025-01-01/4"]
    assert [finding.place for finding in compare(site, new, (), accept=False)] == ["udvalg/2025-01-01/4"]


def test_many_items_gone_stop_the_build(site: Path) -> None:
    """Half of the items gone without a reason stops the build and names them; --accept-shrink is the way on."""
    new = {item: words for item, words in published_items(site).items() if "2025-01-01" not in item}
    with pytest.raises(BuildError, match="udvalg/2025-01-01/2"):
        compare(site, new, (), accept=False)
    assert len(compare(site, new, (), accept=True)) == 5


def test_withheld_items_explain_themselves(site: Path) -> None:
    """Items closed since, one by one or with their meeting, are no shrinking."""
    new = {item: words for item, words in published_items(site).items() if "2025-01-01" not in item}
    assert compare(site, new, ("udvalg/2025-01-01",), accept=False) == []


def test_texts_that_vanish_stop_the_build(site: Path) -> None:
    """The same items with a fraction of their words are a broken reader, not news."""
    new = {item: words // 2 for item, words in published_items(site).items()}
    with pytest.raises(BuildError, match="words fewer"):
        compare(site, new, (), accept=False)


def test_an_attachment_closed_since_explains_its_words(site: Path) -> None:
    """Words that went with a withheld attachment are no shrinking."""
    new = {item: words // 2 for item, words in published_items(site).items()}
    assert compare(site, new, tuple(f"{item}/bilag-1" for item in new), accept=False) == []


def test_pages_that_vanish_stop_the_build(site: Path) -> None:
    """Attachments that are gone while their items and words stay: pages are counted too."""
    words = published_items(site)
    pages = [name for name in published_ids(site) if not name.endswith("/bilag-2")]
    with pytest.raises(BuildError, match=r"10 pages fewer .*udvalg/2025-01-01/0/bilag-2"):
        compare(site, words, (), accept=False, pages=pages)
    assert compare(site, words, (), accept=True, pages=pages) == []
    withheld = [f"{item}/bilag-2" for item in words]
    assert compare(site, words, withheld, accept=False, pages=pages) == []


def test_a_few_pages_may_go(site: Path) -> None:
    """Two attachments that are gone are everyday work."""
    pages = list(published_ids(site))[:-2]
    assert compare(site, published_items(site), (), accept=False, pages=pages) == []
